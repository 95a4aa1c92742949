/**
 * Shows every page of every bench once, over the sample district and opened as people open it: by its link. Each is asked for by one
 * request at most, has one heading in the order of its levels, says nothing on the console, fits its screen, is read without a serious
 * fault by axe in the light, keeps its contrast in the dark, and stands still for whoever asks for it. On a phone everything that is tapped
 * is 44 pixels each way. In English no word of its own is Chinese: what is stands in what the server answered.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { projectRoot } from '../../server/project';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';
import { openPortal, type Portal } from './stage/portal';
import { listenForData, type HeardData } from './stage/own-words';
import { touchFaults } from './stage/touch';
import { phone, signInAs, visit, type Visitor } from './stage/visitor';

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

interface Walk {
  readonly bench: string;
  /** The demo sign-in, by its English name. */
  readonly role: string;
  readonly on: BrowserContextOptions;
  /** Pages that are no place of the menu: by which link, on which page. */
  readonly details: readonly { readonly path: string; readonly from: string; readonly link: string }[];
}

const walks: readonly Walk[] = [
  {
    ...{ bench: 'adviser', role: 'Relief adviser', on: phone },
    details: [
      { path: 'register', from: 'households', link: 'main a[href="/adviser/register"]' },
      { path: 'household/:id', from: 'households', link: 'main a[href^="/adviser/household/"]' },
      { path: 'intake/:householdId', from: 'household/:id', link: 'main a[href^="/adviser/intake/"]' },
      { path: 'visit/:id', from: '', link: 'main button:has-text("开始走访")' },
    ],
  },
  { bench: 'organisation', role: 'Organisation administrator', on: desk, details: [] },
  {
    ...{ bench: 'federation', role: 'Charity federation', on: desk },
    details: [
      { path: 'projects/new', from: '', link: 'main a[href="/federation/projects/new"]' },
      { path: 'projects/:projectId', from: '', link: '[data-project] h2 a' },
      { path: 'donations/:donationId', from: 'donations', link: 'main a[href^="/federation/donations/"]' },
    ],
  },
  {
    ...{ bench: 'company', role: 'Company partner', on: desk },
    details: [{ path: 'gift/:giftId', from: '', link: 'main a[href^="/company/gift/"]' }],
  },
  {
    ...{ bench: 'bureau', role: 'Civil affairs bureau', on: desk },
    details: [
      { path: 'wall', from: '', link: 'main a[href^="/bureau/wall"]' },
      { path: 'figures/:code', from: 'figures', link: 'main a[href^="/bureau/figures/"]' },
      { path: 'policies/new', from: 'policies', link: 'main a[href="/bureau/policies/new"]' },
      { path: 'policies/:code', from: 'policies', link: '[data-policy] a' },
    ],
  },
];

/** Only auditors see the audit, which is below; no project of the sample is a draft any more. */
const elsewhere = ['audit', 'projects/:projectId/draft'];

/** The paths that a bench has, as its list of pages says. */
function pathsOf(bench: string): string[] {
  const text = readFileSync(join(projectRoot, 'client-examples/portal/src/benches', bench, 'pages.ts'), 'utf8');
  return [...text.matchAll(/\bpath: '([^']*)'/g)].map(([, path]) => path!);
}

/** What a page must not do, each with where: nothing when all is well. */
async function look(visitor: Visitor, where: string, data: HeardData): Promise<string[]> {
  const { page } = visitor;
  const seen = await page.evaluate(() => {
    const headings = [...document.querySelectorAll('h1, h2, h3, h4')].filter((one) => one.getClientRects().length > 0);
    const levels = headings.map((one) => Number(one.tagName[1]));
    const jump = levels.findIndex((level, place) => level > (levels[place - 1] ?? 0) + 1);
    const isWide = document.documentElement.scrollWidth > innerWidth;
    return {
      first: document.querySelector('h1')?.textContent ?? '',
      firsts: document.querySelectorAll('h1').length,
      deep: jump < 0 ? undefined : headings[jump]!.textContent,
      wide: isWide
        ? [...document.querySelectorAll('body *')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => `${one.tagName}.${one.className}`)
        : [],
    };
  });
  const found = seen.wide.slice(0, 3).map((one) => `${one} is wider than the screen`);
  if (seen.firsts !== 1 || seen.first.trim() === '') found.push(`${seen.firsts} first headings`);
  if (seen.deep !== undefined) found.push(`the heading ${seen.deep} is too deep`);
  found.push(...(await visitor.accessibilityFaults()));
  await wear(page, 'dark', 'reduce');
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1).length,
  );
  if (moving > 0) found.push(`${moving} things move`);
  found.push(...(await visitor.accessibilityFaults(['color-contrast'])).map((fault) => `in the dark ${fault}`));
  await wear(page, 'light', 'no-preference');
  if (page.viewportSize()!.width < 600) found.push(...(await touchFaults(page)));
  await speak(page, 'en');
  found.push(...(await data.chineseOfItsOwn(page)).map((text) => `in English ${text}`));
  if (page.viewportSize()!.width < 600) found.push(...(await touchFaults(page)).map((fault) => `in English ${fault}`));
  await speak(page, 'zh');
  return found.map((fault) => `${where}: ${fault}`);
}

/** Until the page has put on its other colours: half of them would be no colours of the page. */
async function wear(page: Page, colorScheme: 'light' | 'dark', reducedMotion: 'reduce' | 'no-preference') {
  await page.emulateMedia({ colorScheme, reducedMotion });
  await page.waitForFunction((scheme) => document.documentElement.style.colorScheme === scheme, colorScheme);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Until the page says everything in it. The switch is not in sight on the wall. */
async function speak(page: Page, language: 'en' | 'zh'): Promise<void> {
  const words = language === 'en' ? 'English' : '中文';
  await page.locator(`button:has-text("${words}")`).evaluate((one: HTMLElement) => one.click());
  await page.waitForFunction((spoken) => document.documentElement.lang.startsWith(spoken), language);
  await settle(page);
}

const headingOf = (page: Page) => page.locator('h1').textContent();

/** Until the page that was asked for is there, with a heading other than before, its name and all that it reads. */
async function settle(page: Page, before?: string | null): Promise<void> {
  await page.waitForFunction((old) => {
    const heading = document.querySelector('h1')?.textContent;
    return heading && heading !== old && document.title.includes(`${heading} ·`);
  }, before);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('.waiting, .chart-coming'));
}

describe('a walk over all pages', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    portal = await openPortal(startSampleServer);
    ({ server, browser } = portal);
  }, 300_000);
  afterAll(() => portal?.close());

  test.each(walks)(
    'given the bench $bench and $role, then every page is as it must be',
    async (walk) => {
      const { bench, role, on, details } = walk;
      const { login, password } = server.app.signIns.find((one) => one.role.en === role)!;
      const visitor = await visit(browser, server.url, on);
      const { page } = visitor;
      const data = listenForData(page);
      const asked: string[] = [];
      page.on('request', (request) => {
        const name = /(?:query|mutation) (\w+)/.exec(request.postData() ?? '')?.[1];
        if (request.url().endsWith('/graphql') && name && !/Browser/.test(name)) asked.push(name);
      });
      await signInAs(visitor, { login }, password);
      await page.waitForURL(`**/${bench}**`);
      await settle(page);
      const start = `/${bench}`;
      const hrefs = await page.$$eval('nav.places a', (all) => all.map((one) => one.getAttribute('href')!));
      const places = hrefs.map((href) => href.slice(start.length + 1));
      const faults: string[] = [];
      const addresses = new Map(places.map((path, index) => [path, hrefs[index]!]));
      const step = async (path: string, go: () => Promise<void>) => {
        const before = asked.length;
        await go();
        await settle(page);
        const requests = asked.slice(before);
        if (requests.length > 1) faults.push(`${path}: asks for ${requests.join(', ')}`);
        faults.push(...(await look(visitor, `${bench}/${path}`, data)));
      };
      for (const path of [...places.slice(1), places[0]!])
        await step(path, () => page.click(`nav.places a[href="${addresses.get(path)}"]`));
      for (const { path, from, link } of details) {
        await page.goto(addresses.get(from)!);
        await settle(page);
        await step(path, () => page.locator(link).first().click());
        addresses.set(path, new URL(page.url()).pathname);
      }
      expect(faults).toEqual([]);
      expect(visitor.complaints).toEqual([]);
      expect(pathsOf(bench).filter((path) => !addresses.has(path) && !elsewhere.includes(path))).toEqual([]);
      await visitor.leave();
    },
    120_000,
  );

  test('given an auditor, then the audit is as it must be', async () => {
    const { login, password } = server.app.signIns.find(({ role }) => role.en === 'Auditor')!;
    const visitor = await visit(browser, server.url, desk);
    const data = listenForData(visitor.page);
    await signInAs(visitor, { login }, password);
    await settle(visitor.page);
    const heading = await headingOf(visitor.page);
    await visitor.page.click('nav.places a[href="/bureau/audit"]');
    await settle(visitor.page, heading);
    expect(await look(visitor, 'bureau/audit', data)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);

  test('given nobody who is signed in, then the way in and the card of a household are as they must be', async () => {
    const visitor = await visit(browser, server.url, phone);
    const data = listenForData(visitor.page);
    const faults: string[] = [];
    for (const path of ['/sign-in', '/card', '/nowhere']) {
      await visitor.page.goto(path);
      await settle(visitor.page);
      faults.push(...(await look(visitor, path, data)));
    }
    expect(faults).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);
});
