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

export function choose(page: Page, words: string): Promise<void> {
  return page.locator('.tile, .chip').filter({ hasText: words }).first().tap();
}
