/**
 * Promises what a hand does on a page, counted, and how long that takes by the keystroke-level model of Card, Moran and Newell (The
 * keystroke-level model for user performance time with interactive systems, Communications of the ACM 23(7), 1980, pages 396-410).
 */
import type { Locator, Page } from 'playwright-core';

/** Seconds: to think what to do next, to point at it, to press a key as an average typist does and as one who looks for each key. */
const model = { think: 1.35, point: 1.1, press: 0.28, search: 0.5 };
/** Letters of pinyin and the choice among what they offer, for one character: an assumption, on the high side. */
const keysForCharacter = 3;
/** The camera is not the page's: it is opened by a tap of the page, and has a shutter and a yes of its own. */
const cameraTaps = 2;

export interface Effort {
  /** Looks where it is first: what is below the screen is brought up by a thumb. */
  tap(target: Locator): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
  takePicture(target: Locator, input: string, picture: Buffer): Promise<void>;
  counted(): Promise<{ taps: number; swipes: number; characters: number; seconds: number }>;
}

export async function effortOn(page: Page): Promise<Effort> {
  await page.evaluate(() => {
    const counts = { taps: 0 };
    Object.assign(window, { counts });
    window.addEventListener('pointerdown', ({ isTrusted }) => isTrusted && (counts.taps += 1), true);
  });
  let swipes = 0;
  let characters = 0;
  let further = 0;
  const tap = async (target: Locator) => {
    await target.waitFor();
    const isSeen = () =>
      target.evaluate((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const there = document.elementFromPoint(x + width / 2, y + height / 2);
        return there !== null && (one.contains(there) || there.contains(one));
      });
    for (let tried = 0; tried < 8 && !(await isSeen()); tried += 1) {
      // Two thirds of a screen is what a thumb moves.
      await page.evaluate(() => window.scrollBy({ top: innerHeight * 0.66, behavior: 'instant' }));
      swipes += 1;
    }
    await target.tap();
  };
  return {
    tap,
    write: async (target, text) => {
      await tap(target);
      await page.keyboard.insertText(text);
      characters += text.length;
    },
    takePicture: async (target, input, picture) => {
      const chooser = page.waitForEvent('filechooser');
      await tap(target);
      await (await chooser).setFiles({ name: input, mimeType: 'image/jpeg', buffer: picture });
      further += cameraTaps;
    },
    counted: async () => {
      const taps =
        further + (await page.evaluate(() => (window as unknown as { counts: { taps: number } }).counts.taps));
      const seconds =
        taps * (model.think + model.point + model.press) +
        swipes * (model.point + model.press) +
        (characters > 0 ? model.think : 0) +
        characters * keysForCharacter * model.search;
      return { taps, swipes, characters, seconds: Math.round(seconds) };
    },
  };
}
