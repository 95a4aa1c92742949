/** Promises to tell the Chinese of a page that is its own: not among what the server answered to it, which is data and may be Chinese. */
import type { Page } from 'playwright-core';

export interface HeardData {
  /** Each run of Chinese signs in sight, or in a name that is read aloud, that no answer held. */
  chineseOfItsOwn(page: Page): Promise<string[]>;
}

/** Texts of an answer; those that it gives in both languages are words of the product. */
function textsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return name.endsWith('Zh') ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, Array.isArray(value) ? name : key));
}

/** From before the page is opened. */
export function listenForData(page: Page): HeardData {
  const heard = new Set<string>();
  const reading: Promise<unknown>[] = [];
  page.on('response', (response) => {
    if (!response.url().endsWith('/graphql')) return;
    const read = response.json().then(
      (answer) => textsIn(answer).forEach((text) => heard.add(text)),
      // A page that was left no longer has it.
      () => undefined,
    );
    reading.push(read);
  });
  return {
    chineseOfItsOwn: async (shown) => {
      await Promise.all(reading);
      const said = await shown.evaluate(() => {
        const texts: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node instanceof Element ? node : node.parentElement!;
          if (element.closest('script, style, noscript, [lang^=zh]:not(html)')) continue;
          if (node instanceof Text) texts.push(node.data);
          else
            for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description'])
              texts.push(element.getAttribute(name) ?? '');
        }
        return texts;
      });
      const data = [...heard];
      const runs = said.flatMap((text) => text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu) ?? []);
      return [...new Set(runs)].filter((run) => !data.some((text) => text.includes(run)));
    },
  };
}
