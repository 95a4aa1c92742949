/** Shows the page of a household: by the code of its card, on a phone, in large type, without an account and without a trace. */
import type { Browser } from 'playwright-core';
import { provider } from '../stage/claims';
import { consent, household, type StagedHousehold } from '../stage/households';
import { stagedCommunity } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { launchChromium } from './stage/chromium';
import { buildPortal } from './stage/portal';
import { phone, visit } from './stage/visitor';

describe('the page of a household', () => {
  let server: TestServer;
  let browser: Browser;
  let family: StagedHousehold;
  let consentId: string;

  beforeAll(async () => {
    await buildPortal();
    server = await startTestServer();
    browser = await launchChromium();
    const { organisationId } = await provider(server);
    family = await household(server, { areaCode: stagedCommunity });
    consentId = await consent(server, family, organisationId);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('given the code of a card on a phone, when the household looks and takes a consent back, then it ends, and neither address nor storage knows the code', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/card');
    await page.fill('input[name=code]', family.cardCode);
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=您同意过的事');
    expect(
      await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.household p')!).fontSize)),
    ).toBeGreaterThan(20);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('household-phone');
    await page.click('li button:has-text("收回同意")');
    await page.waitForSelector('dialog[open]');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await page.click('li button:has-text("收回同意")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('text=已经收回,马上生效。');
    await page.waitForSelector('text=您现在没有同意任何机构使用您家的信息。');
    const rows = await server.database.query(
      'SELECT withdrawn_at IS NOT NULL AS withdrawn FROM consent WHERE id = $1',
      [consentId],
    );
    expect(rows).toEqual([{ withdrawn: true }]);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    for (const place of [kept, page.url(), ...asked]) expect(place).not.toContain(family.cardCode);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 40_000);

  test('given a code that opens nothing, when it is entered in English, then the page says so kindly and shows nothing', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await page.goto('/card');
    await page.click('button:has-text("English")');
    await page.fill('input[name=code]', 'AAAA-AAAA-AAAA-AAAA');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert]:has-text("Nothing was found under this number")');
    expect(await page.locator('section').count()).toBe(0);
    await visitor.photograph('household-unknown-english');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 30_000);
});
