/** Shows the desk of those who give in a real browser: three steps, the journey live, a promise revised and taken back, receipts. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { globalId } from '../../schema/global-id';
import { until } from '../attacks/probe';
import { allocated, allocationStage, claimedNeed, confirmDelivery, type AllocationStage } from '../allocation/stage';
import { pledge, received } from '../stage/donations';
import type { TestServer } from '../stage/server';
import { heldWish, openWish } from '../stage/wishes';
import { startReceiver } from '../webhook/receiver';
import { giftsAsText, giftsAsWorkbook, giveServices } from './stage/company';
import { openPortal, type Portal } from './stage/portal';
import { settles } from './stage/settles';
import { phone, signInAs, visit, type Visitor } from './stage/visitor';

describe('the desk of those who give', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let stage: AllocationStage;
  let desk: Visitor | undefined;

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    stage = await allocationStage(server);
  }, 120_000);
  afterAll(() => portal?.close());

  const donationsInRows = () =>
    server.database.query<{ form: string; status: string; fen: string | null; revision: number }>(
      `SELECT form, status, money_fen::text AS fen, revision FROM donation ORDER BY id`,
    );
  /** To a page by the menu, at one desk for all that follows, once the first page heard what happens. */
  const goTo = async (place: string) => {
    if (!desk) {
      desk = await visit(browser, server.url);
      await signInAs(desk, stage.partner);
      await desk.page.waitForSelector('[data-phase=live]');
    }
    await desk.page.click(`nav >> text=${place}`);
    return desk;
  };
  const attemptsInRows = async () => (await server.database.query('SELECT 1 FROM webhook_attempt')).length;
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
    await page.waitForSelector('h1:focus:has-text("登记捐赠")');
    await page.locator('input[name=amount]').focus();
    await page.keyboard.type('80,000.055');
    await page.waitForSelector('.wrong:has-text("最多两位小数")');
    await page.waitForSelector('main button[type=submit]:disabled');
    await page.keyboard.press('Backspace');
    await page.waitForSelector('text=读作 ¥80,000.05');
    await soundly(visitor);
    await visitor.photograph('company-give-what');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:focus:has-text("用在哪里")');
    await soundly(visitor);
    await visitor.photograph('company-give-for');
    await page.locator('main button[type=submit]').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:focus:has-text("核对确认")');
    await soundly(visitor);
    await visitor.photograph('company-give-look');
    await page.locator('button:has-text("确认捐赠")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=谢谢，已经登记');
    expect(await donationsInRows()).toEqual([{ form: 'MONEY', status: 'PLEDGED', fen: '8000005', revision: 0 }]);
    await page.click('text=看它的去向');
    await page.waitForSelector('svg [data-stop=PLEDGED][data-reached="8000005"]');
    await visitor.leave();
  }, 90_000);

  test('given a promise, when it is revised and then taken back, then what changes is told before, and the server has it so', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, stage.partner);
    await page.click('article.gift h2 a');
    await page.click('button:has-text("修订认捐")');
    await page.fill('dialog[open] input', '60000');
    await page.waitForSelector('dialog[open] .before-after:has-text("−¥20,000.05")');
    await soundly(visitor);
    await visitor.photograph('company-revise');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('h2.big:has-text("¥60,000.00")');
    expect(await donationsInRows()).toEqual([{ form: 'MONEY', status: 'PLEDGED', fen: '6000000', revision: 1 }]);
    await page.click('button:has-text("撤回认捐")');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect((await donationsInRows())[0]!.status).toBe('PLEDGED');
    await page.click('button:has-text("撤回认捐")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.gift-head .tag:has-text("已撤回")');
    expect((await donationsInRows())[0]!.status).toBe('WITHDRAWN');
    await visitor.leave();
  }, 90_000);

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
    await settles(() => page.locator('article.part[data-stage=CONFIRMED]').count(), 2);
    // One household alone is in this grid: where it is is not told, and no code of a grid stands anywhere.
    await settles(() => page.locator('article.part:has-text("去向范围不便告知")').count(), 2);
    expect(await page.textContent('main')).not.toContain('640104001002');
    await soundly(visitor);
    await visitor.leave();
  }, 90_000);

  test('given a phone in English, then the journey stands upright, buttons fill a thumb, goods are given by lots, and services in the same three steps', async () => {
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
    await giveServices(visitor);
    expect(
      await server.database.query(
        `SELECT d.status, d.standing, o.name, o.service_kind AS kind, o.capacity_maximum AS places FROM donation d
           JOIN service_offering o ON o.id = d.offering_id WHERE d.form = 'SERVICE'`,
      ),
    ).toEqual([{ status: 'PLEDGED', standing: true, name: 'Boiler check', kind: 'CLEANING', places: 2 }]);
    await visitor.leave();
  }, 90_000);

  test('given a file with wrong cells, when it is tried, each stands beside its row and nothing is stored; corrected, all of it is registered at once', async () => {
    const visitor = await goTo('批量登记');
    const { page } = visitor;
    const before = (await donationsInRows()).length;
    await page.setInputFiles('input[type=file]', giftsAsText('1,20.005,,,,,\n2,,棉被,床,0,99.90,全新\n3,15,,,,,\n'));
    await page.waitForSelector('h2:has-text("gifts.csv 有 2 处要改")');
    expect(await page.locator('[data-row="2"] .cell-wrong').allTextContents()).toEqual(['金额(元)20.005']);
    expect(await page.locator('[data-row="3"] .cell-wrong').allTextContents()).toEqual(['数量0']);
    expect((await donationsInRows()).length).toBe(before);
    await soundly(visitor);
    await visitor.photograph('company-upload-wrong');
    // The same as a workbook: the server names the cells, and says them in the same words.
    await page.setInputFiles('input[type=file]', await giftsAsWorkbook(88.8, 0, 12.345));
    await page.waitForSelector('h2:has-text("gifts.xlsx 有 2 处要改")');
    expect(await page.locator('[data-row] h3').allTextContents()).toEqual(['第 3 行', '第 4 行']);
    expect(await page.locator('[data-row="4"] strong').allTextContents()).toEqual(['金额(元)']);
    expect((await donationsInRows()).length).toBe(before);
    await page.setInputFiles('input[type=file]', await giftsAsWorkbook(88.8, 1.2));
    await page.waitForSelector('h2:has-text("gifts.xlsx 核对通过")');
    await page.click('button:has-text("登记全部 2 笔")');
    await page.waitForSelector('h2:has-text("已登记 2 笔")');
    expect((await donationsInRows()).map((row) => row.fen)).toEqual(expect.arrayContaining(['8880', '120']));
    expect((await donationsInRows()).length).toBe(before + 2);
    await page.setInputFiles('input[type=file]', giftsAsText('1,20.05,,,,,\n2,,棉被,床,3,99.90,全新\n3,15,,,,,\n'));
    await page.waitForSelector('h2:has-text("gifts.csv 核对通过")');
    expect(await page.locator('.facts dd').allTextContents()).toEqual(['3', '3', '¥35.05', '¥299.70']);
    expect((await donationsInRows()).length).toBe(before + 2);
    await soundly(visitor);
    await visitor.photograph('company-upload-right');
    await page.click('button:has-text("登记全部 3 笔")');
    await page.waitForSelector('h2:has-text("已登记 3 笔")');
    const sums = (await donationsInRows()).map((row) => row.fen);
    expect(sums.length).toBe(before + 5);
    expect(sums).toEqual(expect.arrayContaining(['2005', '1500', null]));
  }, 90_000);

  test('given a year of giving, when its picture is saved, then a PNG of 1080 by 1350 is there, and it says nothing of four households', async () => {
    const visitor = await goTo('年度小结');
    const { page } = visitor;
    await page.waitForSelector('.year svg text:has-text("¥650.00")');
    expect(await page.locator('.year svg').textContent()).toContain('惠及家庭（户）不足五户');
    await soundly(visitor);
    await visitor.photograph('company-year');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("保存为图片")')]);
    const bytes = readFileSync(await download.path());
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1_080, 1_350]);
    expect(bytes.length).toBeGreaterThan(20_000);
  }, 90_000);

  test('given an open wish, when a share of it is given and taken back, then the gallery says what is missing, and too much is not sent', async () => {
    const wish = await openWish(server, { cardText: '独居老人想要一只电热水壶', priceCeilingFen: 12_900n });
    const visitor = await goTo('微心愿');
    const { page } = visitor;
    const card = page.locator(`[data-wish="${wish.id}"]`);
    await card.locator('text=还差 ¥129.00').waitFor();
    await card.locator('input').fill('129.01');
    await card.locator('button[type=submit]:disabled').waitFor();
    await card.locator('input').fill('29.50');
    await card.locator('input').press('Enter');
    await card.locator('text=还差 ¥99.50').waitFor();
    await soundly(visitor);
    await visitor.photograph('company-wishes');
    expect((await heldWish(server, wish.needId)).shares).toEqual(['HELD 2950']);
    await page.click('.share button:has-text("撤回分担")');
    await page.click('dialog[open] button[type=submit]');
    await card.locator('text=还差 ¥129.00').waitFor();
    expect((await heldWish(server, wish.needId)).shares).toEqual(['WITHDRAWN 2950']);
  }, 90_000);

  test('given who agrees to be named, then the board shows the chosen name without an amount, until the consent is withdrawn', async () => {
    const visitor = await goTo('荣誉榜');
    const { page } = visitor;
    await page.fill('form input[maxlength="60"]', '向日葵工坊');
    await page.click('button:has-text("同意上榜")');
    await page.waitForSelector('h2:has-text("您以“向日葵工坊”的名义在榜上")');
    await page.waitForSelector('.donor h3:has-text("向日葵工坊")');
    expect(await page.locator('.donor').textContent()).not.toContain('¥');
    await soundly(visitor);
    await visitor.photograph('company-honour');
    await page.click('button:has-text("撤回同意")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('h2:has-text("愿意上荣誉榜吗？")');
    await page.waitForSelector('.donor', { state: 'detached' });
  }, 90_000);

  test('83: given a key, then its secret works, is shown once and stands nowhere else, and is refused once it is revoked', async () => {
    const visitor = await goTo('接口与通知');
    const { page } = visitor;
    await page.click('button:has-text("新建密钥")');
    await page.fill('form input[maxlength="64"]', '财务系统');
    await page.click('button:has-text("生成密钥")');
    const secret = (await page.locator('.secret code').textContent())!;
    const asked =
      '{ donations(organisationId: "' + globalId('Organisation', stage.companyId) + '") { edges { node { id } } } }';
    const ask = async () => (await server.request(asked, {}, secret)).errors?.[0]?.extensions.code;
    expect(await ask()).toBeUndefined();
    expect(page.url()).not.toContain(secret);
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(secret);
    await soundly(visitor);
    await visitor.photograph('company-secret');
    await page.click('button:has-text("我已存好")');
    await page.waitForSelector('.secret', { state: 'detached' });
    expect(await page.content()).not.toContain(secret);
    await page.reload();
    await page.click('.key button:has-text("撤销")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.key:has-text("已于")');
    expect(await page.content()).not.toContain(secret);
    expect(await ask()).toBe('UNAUTHENTICATED');
  }, 90_000);

  test('given an address that is told of donations, then its log shows each attempt, a message is sent again, and its secret is changed', async () => {
    const receiver = await startReceiver();
    const visitor = await goTo('接口与通知');
    const { page } = visitor;
    await page.click('button:has-text("新建通知地址")');
    await page.fill('form input[maxlength="64"]', '财务');
    await page.fill('form input[type=url]', receiver.url);
    await page.click('label.chip:has-text("已认捐")');
    await page.click('button:has-text("新建并生成签名密钥")');
    expect(await page.locator('.secret code').textContent()).toMatch(/^whsec_/);
    await page.click('button:has-text("我已存好")');
    await pledge(server, stage, { moneyFen: 500n });
    await page.click('button:has-text("投递记录")');
    await until(async () => (await attemptsInRows()) === 1, 30_000);
    await page.click('button:has-text("刷新记录")');
    await page.waitForSelector('.delivery[data-status=DELIVERED]');
    expect(receiver.received.length).toBe(1);
    await soundly(visitor);
    await visitor.photograph('company-webhooks');
    await page.click('.delivery button:has-text("重新投递")');
    await until(async () => (await attemptsInRows()) === 2, 30_000);
    await page.click('button:has-text("刷新记录")');
    await page.waitForSelector('.attempts li:nth-child(2)');
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(2).fill(receiver.received[0]!.headers['webhook-id']),
    );
    await page.click('button:has-text("更换签名密钥")');
    await page.click('dialog[open] button[type=submit]');
    expect(await page.locator('.secret code').textContent()).toMatch(/^whsec_/);
    await receiver.close();
  }, 120_000);
});
