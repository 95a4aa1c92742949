/** Promises a walk by keyboard: a server, a browser, and pages opened, signed in to and left by keys, each as it must be when it is left. */
import type { BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { offering } from '../../offer/staging';
import { stagePassword, type Person } from '../../stage/people';
import { startTestServer, type TestServer } from '../../stage/server';
import { keyboardOf, type Keyboard } from './keyboard';
import { openPortal, type Portal } from './portal';
import { touchFaults } from './touch';
import { phone, visit, type Visitor } from './visitor';

export interface Walker extends Keyboard {
  readonly page: Visitor['page'];
}

export interface KeyboardWalk {
  readonly server: TestServer;
  readonly picture: Buffer;
  /** The one row of a statement. */
  one(text: string, ...values: unknown[]): Promise<unknown>;
  /** Opens a page; as somebody, by signing in first. On a phone with keys unless another screen is named. */
  open(address: string, person?: Person, on?: BrowserContextOptions): Promise<Walker>;
  photograph(name: string): Promise<void>;
  /** Ends what was opened last; what axe, a thumb or the console says against it, is thrown. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

/** Urgent needs are held back for a while, so that they can be offered; all others are open to all at once. */
const urgentlyHeld = { LINKAGE_OFFER_URGENT_MINUTES: offering.LINKAGE_OFFER_URGENT_MINUTES };

export async function openKeyboardWalk(
  settings: Readonly<Record<string, string>> = urgentlyHeld,
): Promise<KeyboardWalk> {
  const portal: Portal = await openPortal(() => startTestServer(settings));
  const { server, browser } = portal;
  const background = '#335577';
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background } })
    .jpeg()
    .toBuffer();
  let last: { readonly visitor: Visitor; readonly isPhone: boolean } | undefined;
  return {
    ...{ server, picture },
    one: async (text, ...values) => (await server.database.query(text, values))[0],
    open: async (address, person, on = phone) => {
      const visitor = await visit(browser, server.url, on);
      last = { visitor, isPhone: on === phone };
      const { page } = visitor;
      const hand = await keyboardOf(page);
      await page.goto(address);
      if (person) {
        await hand.write('登录名', person.login);
        await hand.write('密码', stagePassword);
        await hand.press('登录', 'form button');
        await page.waitForURL(`**${address}`);
        // A page that was gone to begins at its heading.
        await page.waitForSelector('h1:focus');
      }
      return { ...hand, page };
    },
    photograph: async (name) => last?.visitor.photograph(name),
    leave: async () => {
      if (!last) return;
      const { visitor, isPhone } = last;
      last = undefined;
      const faults = await visitor.accessibilityFaults();
      if (isPhone) faults.push(...(await touchFaults(visitor.page)));
      faults.push(...visitor.complaints);
      await visitor.leave();
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
    close: () => portal.close(),
  };
}
