/** Shows the desk of the charity federation in a real browser: projects and their money live, and what the law asks. */
import type { Browser } from 'playwright-core';
import { globalId } from '../../schema/global-id';
import { addDays } from '../../server/project/day';
import { today } from '../project/staging';
import type { TestServer } from '../stage/server';
import { federationStage, gift, type FederationStage } from './stage/federation';
import { openPortal, type Portal } from './stage/portal';
import { phone, signInAs, visit, type Visitor } from './stage/visitor';

describe('the desk of the charity federation', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let stage: FederationStage;
  let desk: Visitor;

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    stage = await federationStage(server);
    desk = await visit(browser, server.url, { viewport: { width: 1280, height: 900 } });
    await signInAs(desk, stage.staff);
  }, 120_000);
  afterAll(() => portal?.close());

  /** How many requests to the API a step makes. */
  async function requestsOf(step: () => Promise<unknown>): Promise<number> {
    let count = 0;
    const onRequest = (request: { url(): string; postData(): string | null }) => {
      if (request.url().endsWith('/graphql') && !request.postData()?.includes('BrowserSession')) count += 1;
    };
    desk.page.on('request', onRequest);
    await step();
    desk.page.off('request', onRequest);
    return count;
  }
  const statusOf = async (id: string) =>
    (await server.database.query<{ status: string }>('SELECT status FROM charity_project WHERE id = $1', [id]))[0]!
      .status;

  test('given projects, when staff look, then each shows how far it has come, one request reads a view, and a donation arrives by itself', async () => {
    const { page } = desk;
    await page.waitForSelector('[data-project] h2:has-text("暖冬助老")');
    const sums = page.locator('[data-project]:has-text("暖冬助老")');
    expect(await sums.locator('.spentFen dd').textContent()).toBe('¥4,500.00');
    expect(await sums.locator('.reservedFen dd').textContent()).toBe('¥900.00');
    expect(await sums.locator('.budgetLeftFen dd').textContent()).toBe('¥9,600.00');
    expect(await sums.locator('.raised .soft').textContent()).toBe('已募 ¥13,000.00 / 目标 ¥20,000.00(65%)');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-projects');
    const asked = await requestsOf(async () => {
      await sums.locator('h2 a').click();
      await page.waitForSelector('[data-phase=live]');
    });
    expect(asked).toBe(1);
    await page.waitForSelector('.chart canvas');
    await page.locator('.twin summary').click();
    const last = page.locator('.twin tbody tr', { hasText: dayInChinese(today) });
    expect(await last.locator('td').allTextContents()).toEqual([
      ...['¥4,500.00', '¥900.00', '¥13,000.00', `¥${((15_000 * 50) / 90).toLocaleString('en').slice(0, 8)}`],
    ]);
    await page.locator('.twin summary').click();
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-project');
    await gift(server, stage, 123_456n);
    await page.waitForSelector('.facts dd:has-text("¥14,234.56")');
    expect(desk.complaints).toEqual([]);
  }, 40_000);

  test('given the next step of a project, when it is left by Escape, or breaks the term of filing, then nothing changes and the refusal is said in words', async () => {
    const { page } = desk;
    await page.locator('button:has-text("提前结束")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    expect(await statusOf(stage.running)).toBe('OPEN');
    await page.goto(`/federation/projects/${stage.draft}`);
    await page.click('button:has-text("登记备案")');
    await page.fill('dialog[open] input[type=date]', today);
    await page.locator('dialog[open] label:has-text("备案编号") input').fill('慈募 2026-9');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open] [role=alert]');
    expect(await statusOf(localOf(stage.draft))).toBe('DRAFT');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-filing-refused');
    await page.keyboard.press('Escape');
  }, 30_000);

  test('given what the law asks, when staff look at list and month, then what is overdue stands first, and what is done is written down', async () => {
    const { page } = desk;
    await page.click('nav a:has-text("义务日历")');
    await page.waitForSelector('.owed-row');
    expect(await page.locator('.owed-row').first().textContent()).toContain('逾期 5 天');
    expect(await page.locator('.owed-row').first().textContent()).toContain('春蕾助学');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-obligations');
    await page.click('button:has-text("月历")');
    await page.goto(`/federation/obligations?view=month&month=${addDays(today, -5).slice(0, 7)}`);
    await page.waitForSelector('.due.overdue:has-text("募捐方案备案")');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-month');
    await page.click('button:has-text("清单")');
    const row = page.locator('.owed-row[data-rule=RELATED_PARTY_DEALING]');
    await row.locator('button:has-text("登记履行")').click();
    await page.fill('dialog[open] label:has-text("网址") input', 'https://example.org/list');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    const [kept] = await server.database.query('SELECT evidence FROM obligation WHERE evidence IS NOT NULL');
    expect(kept).toEqual({ evidence: 'https://example.org/list' });
    expect(desk.complaints).toEqual([]);
  }, 30_000);

  test('given a phone and English, when staff look, then nothing is too small to tap and nothing leaves the screen', async () => {
    const visitor = await visit(browser, server.url, { ...phone, locale: 'en-GB' });
    const { page } = visitor;
    await signInAs(visitor, stage.colleague);
    await page.click('button:has-text("English")');
    await page.waitForSelector('[data-project]');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const small = await page.$$eval('main button, main h2 a, nav a', (all) =>
      all
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
        .map((one) => one.textContent),
    );
    expect(small).toEqual([]);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('federation-phone-english');
    await page.goto(`/federation/projects/${globalId('CharityProject', stage.running)}`);
    await page.waitForSelector('.chart canvas');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 30_000);
});

function dayInChinese(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function localOf(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8').split(':')[1]!;
}
