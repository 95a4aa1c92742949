/** Shows the desk of those who give in a real browser: three steps, the journey live, a promise revised and taken back, receipts. */
import type { Browser } from 'playwright-core';
import { globalId } from '../../schema/global-id';
import { allocated, allocationStage, claimedNeed, confirmDelivery, type AllocationStage } from '../allocation/stage';
import { received } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';
import { launchChromium } from './stage/chromium';
import { buildPortal } from './stage/portal';
import { phone, signInAs, visit, type Visitor } from './stage/visitor';

describe('the desk of those who give', () => {
  let server: TestServer;
  let browser: Browser;
  let stage: AllocationStage;

  beforeAll(async () => {
    await buildPortal();
    server = await startTestServer();
    browser = await launchChromium();
    stage = await allocationStage(server);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const donationsInRows = () =>
    server.database.query<{ form: string; status: string; fen: string | null; revision: number }>(
      `SELECT form, status, money_fen::text AS fen, revision FROM donation ORDER BY id`,
    );
  const soundly = async (visitor: Visitor) => {
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  };

  test('given a partner with a keyboard, when it types 80000.05 yuan and confirms, then exactly 8000005 fen are promised, once, and the list shows it without reading again', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, stage.partner);
    await page.waitForSelector('text=还没有捐赠');
    await page.waitForSelector('[data-phase=live]');
    await page.locator('main >> text=登记捐赠').focus();
    await page.keyboard.press('Enter');
    await page.locator('input[name=amount]').focus();
    await page.keyboard.type('80,000.055');
    await page.waitForSelector('.wrong:has-text("最多两位小数")');
    expect(await page.locator('button[type=submit]').isDisabled()).toBe(true);
    await page.keyboard.press('Backspace');
    await page.waitForSelector('text=读作 ¥80,000.05');
    await soundly(visitor);
    await visitor.photograph('company-give-what');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:focus:has-text("用在哪里")');
    await soundly(visitor);
    await visitor.photograph('company-give-for');
    await page.locator('button[type=submit]').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:focus:has-text("核对确认")');
    await soundly(visitor);
    await visitor.photograph('company-give-look');
    await page.locator('button:has-text("确认捐赠")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=谢谢,已经登记');
    expect(await donationsInRows()).toEqual([{ form: 'MONEY', status: 'PLEDGED', fen: '8000005', revision: 0 }]);
    await page.click('text=看它的去向');
    await page.waitForSelector('svg [data-stop=PLEDGED][data-reached="8000005"]');
    await visitor.leave();
  }, 40_000);

  test('given a promise, when it is revised and then taken back, then what changes is told before, and the server has it so', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, stage.partner);
    await page.click('article.gift h2 a');
    await page.click('button:has-text("修订认捐")');
    await page.fill('dialog input', '60000');
    await page.waitForSelector('dialog .before-after:has-text("−¥20,000.05")');
    await soundly(visitor);
    await visitor.photograph('company-revise');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('h2.big:has-text("¥60,000.00")');
    expect(await donationsInRows()).toEqual([{ form: 'MONEY', status: 'PLEDGED', fen: '6000000', revision: 1 }]);
    await page.click('button:has-text("撤回认捐")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect((await donationsInRows())[0]!.status).toBe('PLEDGED');
    await page.click('button:has-text("撤回认捐")');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('.gift-head .tag:has-text("已撤回")');
    expect((await donationsInRows())[0]!.status).toBe('WITHDRAWN');
    await visitor.leave();
  }, 40_000);

  test('given a donation of which a part is confirmed, one set aside and the rest free, when another part is confirmed, then the line moves by itself and tells no household', async () => {
    const donation = await received(server, stage, { moneyFen: 100_000n });
    const [first, second] = [await claimedNeed(server, stage), await claimedNeed(server, stage)];
    await allocated(server, stage, { donationId: donation.id, to: first, amount: 40_000n });
    await confirmDelivery(server, stage, first);
    await allocated(server, stage, { donationId: donation.id, to: second, amount: 25_000n });
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, stage.partner);
    await page.waitForSelector('[data-phase=live]');
    await visitor.photograph('company-gifts');
    await page.goto(`/company/gift/${encodeURIComponent(globalId('Donation', donation.id))}`);
    await page.waitForSelector('svg [data-stop=CONFIRMED][data-reached="40000"]');
    await page.waitForSelector('[data-phase=live]');
    await soundly(visitor);
    await visitor.photograph('company-journey');
    await confirmDelivery(server, stage, second);
    await page.waitForSelector('svg [data-stop=CONFIRMED][data-reached="65000"]');
    expect(await page.locator('article.part[data-stage=CONFIRMED]').count()).toBe(2);
    // One household alone is in this grid: where it is is not told, and no code of a grid stands anywhere.
    expect(await page.locator('article.part:has-text("去向范围不便告知")').count()).toBe(2);
    expect(await page.textContent('main')).not.toContain('640104001002');
    await soundly(visitor);
    await visitor.leave();
  }, 40_000);

  test('given a phone in English, then the journey stands upright, buttons fill a thumb, and goods are given by lots', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await signInAs(visitor, stage.partner);
    await page.click('button:has-text("English")');
    await page.click('article.gift.received h2 a');
    await page.waitForSelector('svg text:has-text("Confirmed")');
    await soundly(visitor);
    await visitor.photograph('company-journey-phone-english');
    await page.goto('/company/give');
    await page.click('label.tile:has-text("Goods")');
    await page.fill('.lot-item input', 'Quilts');
    await page.fill('.lot-quantity input', '12');
    await page.fill('.lot-unit input', 'pcs');
    await page.fill('.lot-unitYuan input', '129.90');
    await page.waitForSelector('text=This lot is worth ¥1,558.80');
    await soundly(visitor);
    await visitor.photograph('company-goods-phone-english');
    const small = await page.$$eval('button, nav a, main input, main select', (all) =>
      all
        .filter((one) => one.getClientRects().length > 0 && !one.className.includes('unseen'))
        .filter((one) => one.getBoundingClientRect().height < 43.5)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(small).toEqual([]);
    await visitor.leave();
  }, 40_000);
});
