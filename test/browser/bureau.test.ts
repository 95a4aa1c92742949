/** Shows the bureau's bench in a real browser: figures and what is behind them, a wall that is read from afar, approvals, the silent minority, evaluation and audit. */
import type { Browser } from 'playwright-core';
import { claimed, delivered, provider, type Provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { launchChromium } from './stage/chromium';
import { buildPortal } from './stage/portal';
import { phone, signInAs, visit } from './stage/visitor';

const streets = ['640104001002', '640104002001', '640104003001'];

describe('the bench of the bureau', () => {
  let server: TestServer;
  let browser: Browser;
  let helper: Provider;
  let zeng: Person;

  beforeAll(async () => {
    await buildPortal();
    server = await startTestServer();
    browser = await launchChromium();
    helper = await provider(server, { capacityMaximum: 500 });
    zeng = await people(server).bureau();
    await workOfAYear(server, helper);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('given a year of work, when the bureau looks, then figures, funnel and waiting are those of the records, and one key opens what is behind', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => request.url().endsWith('/graphql') && asked.push(request.postData() ?? ''));
    await signInAs(visitor, zeng);
    await page.waitForSelector('.figure-card');
    const told = async (code: string) => page.locator(`[data-code=${code}]`).first().textContent();
    expect(await told('NEEDS_REFERRED')).toBe('12');
    expect(await told('REFERRED_NEEDS_CLAIMED')).toBe('8');
    expect(await told('REFERRED_NEEDS_DELIVERED')).toBe('4');
    expect(await told('REFERRED_NEEDS_CONFIRMED')).toBe('0');
    expect(await told('TIME_TO_CLAIM')).toBe('2 小时 0 分');
    expect(await told('TIME_TO_CLAIM_P90')).toBe('1 天 6 小时');
    await page.waitForSelector('.chart canvas');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-overview');
    // Choosing another period is one request.
    const before = asked.length;
    await page.click('button:has-text("去年")');
    await page.waitForSelector('.figure-card:has-text("转介的需求"):has-text("0")');
    expect(asked.slice(before).map((body) => /query (\w+)/.exec(body)?.[1])).toEqual(['BureauOverview']);
    expect(new URL(page.url()).search).toBe('?period=lastYear');
    await page.click('button:has-text("今年")');
    await page.locator('.figure-card:has-text("转介的需求")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:has-text("转介的需求")');
    await page.waitForSelector('.plain-list li');
    expect(await page.locator('.plain-list li').count()).toBe(12);
    // The map is walked by arrows; Enter goes into the street.
    await page.locator('[data-area="640104001"]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-area'))).toBe('640104002');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-figure');
    await page.keyboard.press('Enter');
    await page.waitForSelector('option:checked:has-text("解放西街街道")', { state: 'attached' });
    await page.waitForFunction(() => document.querySelectorAll('.plain-list li').length === 4);
    expect(new URL(page.url()).search).toBe('?area=640104002');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 40_000);

  test('given a wall screen, when leadership looks in English, then all stands on one screen in letters that are read from five metres, and nothing moves', async () => {
    const visitor = await visit(browser, server.url, {
      viewport: { width: 1920, height: 1080 },
      reducedMotion: 'reduce',
      colorScheme: 'dark',
    });
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.waitForSelector('.figure-card');
    await page.click('text=大屏显示');
    await page.waitForSelector('.wall-figure');
    await page.click('body', { position: { x: 5, y: 5 } });
    await visitor.photograph('bureau-wall');
    const seen = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollHeight > innerHeight,
      // On a screen one metre high, six hundredths are 6 cm.
      letters: Math.min(
        ...[...document.querySelectorAll('.wall-figure strong')].map((one) =>
          parseFloat(getComputedStyle(one).fontSize),
        ),
      ),
      running: document.getAnimations().filter((one) => one.playState === 'running').length,
    }));
    expect(seen).toEqual({ scrolls: false, letters: expect.any(Number), running: 0 });
    expect(seen.letters).toBeGreaterThan(1080 * 0.06);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.figure-card');
    await page.click('button:has-text("English")');
    await page.waitForSelector('h1:has-text("Overview")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-overview-english-dark');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 40_000);

  test('given a phone, when the bureau looks for a figure among all, then it is found, and what is touched is large enough', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=全部指标');
    await page.fill('input[type=search]', '第 36 行');
    await page.waitForSelector('.figure-lines a:has-text("转介后真正结案")');
    expect(await page.locator('.figure-lines a:has-text("得到帮助的家庭")').count()).toBe(0);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-figures-phone');
    const small = await page.$$eval('button, main a, nav a, select', (all) =>
      all
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
        .map((one) => one.textContent),
    );
    expect(small.filter((text) => text !== '跳到正文')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 30_000);
});

/** Twelve needs of three streets: eight are claimed, seven within two hours, four of them delivered; told of as work of this year. */
async function workOfAYear(server: TestServer, helper: Provider): Promise<void> {
  for (let made = 0; made < 12; made += 1) {
    const need = await referredNeed(server, { areaCode: streets[made % 3]! });
    if (made < 4) await delivered(server, helper, need);
    else if (made < 8) await claimed(server, helper, need);
  }
  await server.database.query(
    `UPDATE need SET referred_at = claim.claimed_at - make_interval(hours => CASE WHEN numbered.row = 1 THEN 30 ELSE 2 END)
       FROM claim, (SELECT id, row_number() OVER (ORDER BY id) AS row FROM claim) AS numbered
      WHERE claim.need_id = need.id AND numbered.id = claim.id`,
  );
}
