/**
 * Promises the five pictures that README.md shows, of the sample district as a person sees it after `npm start`.
 *   npm run pictures
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { projectRoot } from '../../server/project';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';
import { openPortal, type Portal } from './stage/portal';
import { phone, signInAs, visit } from './stage/visitor';

const folder = join(projectRoot, 'client-examples', 'portal', 'pictures');
const desk = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };

interface Picture {
  readonly name: string;
  /** The demo sign-in, by its English name. */
  readonly role: string;
  readonly on: BrowserContextOptions;
  readonly path: string;
  readonly show: (page: Page) => Promise<unknown>;
}

const live = (page: Page) => page.waitForSelector('[data-phase=live]');

const pictures: readonly Picture[] = [
  { name: 'organisation', role: 'Organisation administrator', on: desk, path: '/organisation', show: live },
  { name: 'adviser', role: 'Relief adviser', on: phone, path: '/adviser', show: live },
  {
    ...{ name: 'federation', role: 'Charity federation', on: desk, path: '/federation' },
    show: async (page) => {
      await page.locator('[data-project] h2 a').first().click();
      await page.waitForSelector('.chart canvas');
    },
  },
  {
    ...{ name: 'company', role: 'Company partner', on: desk, path: '/company' },
    show: async (page) => {
      await page.locator('a[href^="/company/gift/"]').first().click();
      await page.waitForSelector('section[aria-labelledby=journey-title] svg');
      await live(page);
    },
  },
  {
    ...{ name: 'bureau', role: 'Civil affairs bureau', path: '/bureau/wall?period=all' },
    on: { ...desk, viewport: { width: 1600, height: 900 } },
    show: (page) => page.waitForSelector('main svg'),
  },
];

describe('pictures for people who have not started it yet', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    portal = await openPortal(startSampleServer);
    ({ server, browser } = portal);
    mkdirSync(folder, { recursive: true });
  }, 180_000);
  afterAll(() => portal?.close());

  test.each(pictures)('$name', async ({ name, role, on, path, show }) => {
    const { login, password } = server.app.signIns.find((one) => one.role.en === role)!;
    const visitor = await visit(browser, server.url, on);
    await signInAs(visitor, { login }, password);
    await visitor.page.goto(path);
    await show(visitor.page);
    await visitor.page.waitForLoadState('networkidle');
    const picture = await visitor.page.screenshot({ animations: 'disabled' });
    await sharp(picture)
      .webp({ quality: 82 })
      .toFile(join(folder, `${name}.webp`));
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
