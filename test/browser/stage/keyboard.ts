/**
 * Promises a person who has a keyboard and nothing else: every control is reached by Tab and the arrows, seen where it is, worked by
 * Enter, Space and letters; and whoever has done something still stands somewhere on the page.
 */
import type { Page } from 'playwright-core';

/** So many stops are more than any page has; after them a control can not be reached. */
const stopsMaximum = 160;

export interface Keyboard {
  /** Goes on with Tab until a control with these words has the focus, within a part of the page if told. */
  reach(words: string, within?: string): Promise<void>;
  /** Reaches a control and presses it. */
  press(words: string, within?: string): Promise<void>;
  /** Reaches a field and writes into it, in place of what stood there. */
  write(words: string, text: string, within?: string): Promise<void>;
  /** Reaches a group of tiles or radios by its first, or chosen, one and goes on with the arrows to one of them. */
  choose(words: string): Promise<void>;
  /** Reaches a picture and goes on with the arrows to one of its parts. */
  goTo(words: string): Promise<void>;
  /** Reaches a list that opens and goes down to one of its options. */
  pick(words: string, option: string): Promise<void>;
  /** Reaches the button of a picture and takes one. */
  takePicture(words: string, picture: Buffer): Promise<void>;
  /** Waits for the words that say that it is done, and holds that the focus is on the page still. */
  done(selector: string): Promise<void>;
}

interface Stop {
  readonly name: string;
  readonly isWithin: boolean;
  readonly fault?: string;
}

interface Named {
  readonly nameOf: (one: Element) => string;
}

const controls = 'a, button, summary, input, select, textarea, [role=option]';

/** The name of a control as it is read aloud. What only stands there to be gone on from has none of its own. */
function naming(all: string): void {
  const nameOf = (one: Element) => {
    const labels = [...((one as HTMLInputElement).labels ?? [])];
    const written = one.matches('input, select, textarea')
      ? labels.map((label) => label.textContent).join(' ')
      : one.textContent;
    return (one.getAttribute('aria-label') ?? (one.matches(all) ? written : '') ?? '').replace(/\s+/g, ' ').trim();
  };
  Object.assign(window, { nameOf });
}

/** What has the focus: its name, and what a person who looks would miss. */
function stopOf(within: string | undefined): Stop {
  const one = document.activeElement;
  if (one === null || one === document.body) return { name: '', isWithin: false };
  const box = one.getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  // A tile shows it beside its hidden field, a part of a picture by its stroke.
  const isMarked =
    [one, one.nextElementSibling].some((part) => {
      if (part === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(part);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    }) ||
    [...(one instanceof SVGElement ? one.children : [])].some(
      (part) => parseFloat(getComputedStyle(part).strokeWidth) >= 2,
    );
  const fault = !isSeen ? 'is out of sight' : isMarked ? undefined : 'does not show that it has the focus';
  const name = (window as unknown as Named).nameOf(one);
  return { name, isWithin: within === undefined || one.closest(within) !== null, fault };
}

function isThere([words, all, within]: readonly [string, string, string | undefined]): boolean {
  const { nameOf } = window as unknown as Named;
  return [...document.querySelectorAll(all)].some(
    (one) => one.getClientRects().length > 0 && nameOf(one).includes(words) && (!within || one.closest(within)),
  );
}

/** For a page that has not been opened yet. */
export async function keyboardOf(page: Page): Promise<Keyboard> {
  const { keyboard } = page;
  await page.addInitScript(naming, controls);
  const stop = (within?: string) => page.evaluate(stopOf, within);
  const untilThere = (words: string, within?: string) =>
    page.waitForFunction(isThere, [words, controls, within] as const).catch(() => {
      throw new Error(`${words} is not on the page`);
    });
  const reach = async (words: string, within?: string) => {
    await untilThere(words, within);
    const passed: string[] = [];
    for (let tried = 0; tried < stopsMaximum; tried += 1) {
      const { name, isWithin, fault } = await stop(within);
      if (isWithin && name.includes(words)) {
        if (fault !== undefined) throw new Error(`${words}: ${fault}`);
        return;
      }
      passed.push(name.slice(0, 24));
      await keyboard.press('Tab');
    }
    throw new Error(`${words} is not reached by Tab; passed: ${[...new Set(passed)].join(' | ')}`);
  };
  return {
    reach,
    press: async (words, within) => {
      await reach(words, within);
      await keyboard.press('Enter');
    },
    write: async (words, text, within) => {
      await reach(words, within);
      await keyboard.press('ControlOrMeta+a');
      await keyboard.type(text);
    },
    choose: async (words) => {
      await untilThere(words);
      const groupOf = () =>
        page.evaluate((wanted) => {
          const all = [...document.querySelectorAll<HTMLInputElement>('input[type=radio], input[type=checkbox]')];
          const one = all.find(({ labels }) =>
            [...(labels ?? [])].some((label) => label.textContent?.includes(wanted)),
          );
          return one && { type: one.type, name: one.name };
        }, words);
      const group = await groupOf();
      if (group === undefined) throw new Error(`${words} is no choice of the page`);
      if (group.type === 'checkbox') {
        await reach(words);
        return keyboard.press('Space');
      }
      const inGroup = () =>
        page.evaluate((name) => (document.activeElement as HTMLInputElement).name === name, group.name);
      for (let tried = 0; !(await inGroup()); tried += 1) {
        if (tried > stopsMaximum) throw new Error(`${words}: its group is not reached by Tab`);
        await keyboard.press('Tab');
      }
      await keyboard.press('Space');
      for (let tried = 0; !(await stop()).name.includes(words); tried += 1) {
        if (tried > stopsMaximum) throw new Error(`${words} is not reached by the arrows`);
        await keyboard.press('ArrowDown');
      }
    },
    goTo: async (words) => {
      await untilThere(words);
      for (let tried = 0; !(await page.evaluate(() => document.activeElement?.role === 'option')); tried += 1) {
        if (tried > stopsMaximum) throw new Error(`${words}: its picture is not reached by Tab`);
        await keyboard.press('Tab');
      }
      for (let tried = 0, before = ''; ; tried += 1) {
        const { name, fault } = await stop();
        if (name.includes(words)) {
          if (fault !== undefined) throw new Error(`${words}: ${fault}`);
          return;
        }
        if (tried > stopsMaximum) throw new Error(`${words} is not reached by the arrows`);
        await keyboard.press(name === before ? 'ArrowDown' : 'ArrowRight');
        before = name;
      }
    },
    pick: async (words, option) => {
      await reach(words);
      const picked = () =>
        page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.textContent ?? '');
      await keyboard.press('Home');
      for (let tried = 0; (await picked()) !== option; tried += 1) {
        if (tried > stopsMaximum) throw new Error(`${option} is not reached by the arrows`);
        await keyboard.press('ArrowDown');
      }
    },
    takePicture: async (words, picture) => {
      await reach(words);
      const chooser = page.waitForEvent('filechooser');
      await keyboard.press('Enter');
      await (await chooser).setFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: picture });
    },
    done: async (selector) => {
      await page.waitForSelector(selector);
      // The page may take a moment to say where one goes on from; nobody waits for ever.
      await page
        .waitForFunction(() => document.activeElement !== document.body, undefined, { timeout: 3_000 })
        .catch(() => {
          throw new Error(`after ${selector} the focus is nowhere`);
        });
    },
  };
}
