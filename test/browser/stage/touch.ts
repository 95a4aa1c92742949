/** Promises to tell what a thumb would miss, and to choose as a thumb does. */
import type { Page } from 'playwright-core';

/** What is tapped and lower than 44 pixels. */
export function smallTargets(page: Page): Promise<(string | null)[]> {
  return page.$$eval('button, nav a, .tile, .chip, .camera', (all) =>
    all
      .filter((one) => one.getClientRects().length > 0 && !one.className.includes('unseen'))
      .filter((one) => one.getBoundingClientRect().height < 43.5)
      .map((one) => one.textContent),
  );
}

/**
 * Everything that can be tapped and is less than 44 pixels in one of its ways, each with its size. A field is tapped by its label too;
 * a link within a sentence is as high as its line (WCAG 2.2, 2.5.8: inline).
 */
export function touchFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls =
      'a[href], button, input, select, textarea, summary, [role=button], [role=option], [role=tab], [tabindex="0"]';
    const isInSentence = (one: Element) => {
      if (one.tagName !== 'A' || getComputedStyle(one).display !== 'inline') return false;
      const around = one.parentElement?.textContent?.trim() ?? '';
      return around.length > (one.textContent?.trim().length ?? 0);
    };
    const labelsOf = (one: Element) => [...((one as HTMLInputElement).labels ?? [])];
    return [...document.querySelectorAll(controls)]
      .filter((one) => one.getClientRects().length > 0 && !one.matches('.unseen, [type=hidden], :disabled'))
      .filter((one) => !isInSentence(one))
      .flatMap((one) => {
        const boxes = [one, ...labelsOf(one)].map((part) => part.getBoundingClientRect());
        if (boxes.some(({ width, height }) => width >= 43.5 && height >= 43.5)) return [];
        const { width, height } = boxes[0]!;
        const name = one.getAttribute('aria-label') ?? one.textContent?.trim() ?? '';
        return [`${one.tagName}.${one.className} ${name.slice(0, 20)} ${Math.round(width)} x ${Math.round(height)}`];
      });
  });
}

export function choose(page: Page, words: string): Promise<void> {
  return page.locator('.tile, .chip').filter({ hasText: words }).first().tap();
}
