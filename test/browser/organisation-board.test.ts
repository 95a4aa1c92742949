/** Shows the board of an organisation in a real browser: each step by mouse, keyboard and on a phone, moved by what happens without a reading anew. */
import { v7 } from 'uuid';
import type { Browser, Page, Route } from 'playwright-core';
import sharp from 'sharp';
import { DisputeReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { Urgency } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { addDays } from '../../server/day';
import { openProject, received } from '../allocation/stage';
import { accepted, claimed, confirmed, endLease, provider, type Provider } from '../stage/claims';
import { givingStage, lot } from '../stage/donations';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { openPortal, type Portal } from './stage/portal';
import { settles } from './stage/settles';
import { phone, signInAs, smallTargets, visit } from './stage/visitor';

describe('the board of an organisation', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let first: Provider;
  let second: Provider;
  let anna: Person;
  let bo: Person;

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    first = await provider(server);
    second = await provider(server);
    anna = await people(server).organisationMember(first.organisationId);
    bo = await people(server).organisationMember(second.organisationId);
  }, 120_000);
  afterAll(() => portal?.close());

  const claimCard = (page: Page, held: { globalId: string }) => page.locator(`[data-claim="${held.globalId}"]`);
  const lane = (page: Page, name: string, held: { globalId: string }) =>
    page.locator(`[data-lane=${name}] [data-claim="${held.globalId}"]`);
  const untilLive = (page: Page) => page.waitForSelector('[data-phase=live]');
  /** The feed may tell of a step before its answer comes; with the answer the claim has the focus. */
  const untilAnswered = (page: Page, held: { globalId: string }) =>
    page.waitForSelector(`[data-claim="${held.globalId}"]:focus`);
  const statusesOf = (need: StagedNeed) =>
    server.database.query('SELECT organisation_id AS who, status FROM claim WHERE need_id = $1', [need.needId]);

  test('given claims on the board, when one is confirmed, served with a picture and reported, then each moves at once, and the word of the household moves it by itself', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    const need = await referredNeed(server, { cardText: '帮老人擦窗户', quantity: 3, quantityUnit: '扇' });
    const held = await claimed(server, first, need);
    const late = await claimed(server, first, await referredNeed(server));
    const window = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#9cf' } })
      .jpeg()
      .toBuffer();
    await server.database.query("UPDATE claim SET lease_until = now() + interval '40 minutes' WHERE id = $1", [
      late.id,
    ]);
    await signInAs(visitor, anna);
    await page.click('nav >> text=我的接单');
    await untilLive(page);
    expect(await claimCard(page, late).locator('.time-left.persimmon').textContent()).toMatch(/还剩 (39|40) 分 \d+ 秒/);
    const own = claimCard(page, held);
    await own.locator('.time-left.pine').waitFor();
    await own.locator('button:has-text("确认接单")').click();
    await lane(page, 'serving', held).waitFor();
    await untilAnswered(page, held);
    await own.locator('button:has-text("记录服务")').click();
    await page.fill('dialog[open] textarea', '擦了三扇窗户');
    await page.setInputFiles('dialog[open] input[type=file]', {
      name: 'p.jpg',
      mimeType: 'image/jpeg',
      buffer: window,
    });
    await page.waitForSelector('dialog[open] .thumb img');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await visitor.photograph('organisation-record-phone');
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.click('dialog[open] button[type=submit]');
    await untilAnswered(page, held);
    await own.locator('summary:has-text("服务记录 1 次")').click();
    await own.locator('button:has-text("看 1 张照片")').press('Enter');
    await own.locator('.photo-row img[alt="服务照片 1"]').waitFor();
    await own.locator('button:has-text("报告交付")').click();
    await page.fill('dialog[open] input[type=number]', '2');
    await page.click('dialog[open] button[type=submit]');
    await lane(page, 'delivered', held).waitFor();
    await untilAnswered(page, held);
    await own.locator('text=已交付 2 扇').waitFor();
    const { deliveryService } = server.app.composition;
    const word = { claimId: held.globalId, cardCode: need.household.cardCode };
    accepted(await deliveryService.disputeDelivery({ commandId: v7(), ...word, reason: DisputeReason.INCOMPLETE }));
    await own.locator('text=家庭反映：没有给全').waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('organisation-board');
    await own.locator('button:has-text("报告交付")').click();
    await page.click('dialog[open] button[type=submit]');
    await own.locator('text=已交付 3 扇').waitFor();
    accepted(await deliveryService.confirmDelivery({ commandId: v7(), ...word }));
    await lane(page, 'ended', held).waitFor();
    expect(
      await server.database.query(
        'SELECT served_on AS day, note, (SELECT count(*)::int FROM service_record_photo WHERE service_record_id = r.id) AS photos FROM service_record r WHERE claim_id = $1',
        [held.id],
      ),
    ).toEqual([{ day: dayOfServer(), note: '擦了三扇窗户', photos: 1 }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a claim on a phone, when it is paused and given back by keyboard alone, then its reasons are kept, and a lease that is over is said kindly', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    const [paused, over] = [await referredNeed(server), await referredNeed(server)];
    const held = await confirmed(server, second, paused);
    const lapsed = await claimed(server, second, over);
    await signInAs(visitor, bo);
    await page.click('button:has-text("English")');
    await page.click('nav >> text=Our claims');
    await untilLive(page);
    await claimCard(page, held).locator('button:has-text("Pause")').press('Enter');
    await page.locator('dialog[open] select').selectOption('AWAITING_GOODS');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await claimCard(page, held).locator('text=Why: Waiting for goods').waitFor();
    await untilAnswered(page, held);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]:has-text("Give this claim back?")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect(await statusesOf(paused)).toEqual([{ who: second.organisationId, status: 'ON_HOLD' }]);
    await page.keyboard.press('Enter');
    await page.fill('dialog[open] textarea', 'no van this week');
    await page.click('dialog[open] button[type=submit]');
    await lane(page, 'ended', held).waitFor();
    expect(
      await server.database.query('SELECT status, reason, reason_note AS note FROM claim WHERE id = $1', [held.id]),
    ).toEqual([{ status: 'RELEASED', reason: 'NO_CAPACITY', note: 'no van this week' }]);
    await endLease(server.database, lapsed.id);
    await claimCard(page, lapsed).locator('button:has-text("Confirm")').click();
    await claimCard(page, lapsed).locator('[role=alert]:has-text("The time to confirm is over")').waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('organisation-board-phone-english');
    expect(await smallTargets(page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a page of fitting goods, when it loads, fails, is empty, gets goods and money, grows and goes stale, then it says so each time, what to ask and whom, and the board tells it of each claim', async () => {
    const third = await provider(server, { capacityMaximum: 20 });
    const cora = await people(server).organisationMember(third.organisationId);
    const stage = { ...(await givingStage(server)), provider: third };
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, cora);
    const isRead = (route: Route) => route.request().postData()?.includes('query GoodsOfClaims(') ?? false;
    const cutOff = (route: Route) => (isRead(route) ? route.abort('connectionrefused') : route.continue());
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/graphql', async (route) => {
      if (isRead(route)) await held;
      await cutOff(route);
    });
    await page.click('nav >> text=可用款物');
    await page.waitForSelector('.waiting[role=status]');
    letGo();
    await page.waitForSelector('.notice.failed');
    await page.unroute('**/graphql');
    await page.click('.notice.failed button');
    await page.waitForSelector('.empty:has-text("手上还没有在办的接单")');
    await untilLive(page);

    const claims = [];
    for (let made = 0; made < 11; made += 1) {
      const cardText = made < 10 ? '帮老人打扫屋子' : '下雨漏水，想换一床干的被子';
      claims.push(await claimed(server, third, await referredNeed(server, { cardText })));
    }
    await openProject(server, stage);
    await received(server, stage, { moneyFen: 99_900n });
    await received(server, stage, { lots: [lot({ quantity: 4n, expiresOn: addDays(dayOfServer(), 12) })] });
    const newest = page.locator(`[data-claim="${claims[10]!.globalId}"]`);
    await newest.locator('.supply.goods:has-text("棉被，至多 4 床"):has-text("还有 12 天到期")').waitFor();
    await newest.locator('.supply.money:has-text("暖冬助老，至多 ¥999.00")').waitFor();
    await newest.locator('.tag:has-text("刚有到货")').waitFor();
    await newest.locator('.supply.goods button').press('Enter');
    await newest.locator('.supply-ask:has-text("想申请使用「棉被，至多 4 床」")').waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('organisation-goods');
    await settles(() => page.locator('.goods-of').count(), 10);
    await page.click('button:has-text("更多")');
    await page.locator('.goods-of').nth(10).waitFor();
    await page.route('**/graphql', cutOff);
    await received(server, stage, { lots: [lot({ item: '热水袋', unit: '个' })] });
    await page.waitForSelector('.notice.failed:has-text("刚才没能更新")');
    expect(await page.locator('.goods-of').count()).toBe(11);
    await page.unroute('**/graphql');
    await page.click('.notice.failed button');
    await newest.locator('.supply:has-text("热水袋，至多 10 个")').waitFor();

    await page.setViewportSize({ width: 390, height: 844 });
    await page.click('nav >> text=我的接单');
    const card = claimCard(page, claims[10]!);
    await card.locator('button:has-text("有哪些款物能用")').press('Enter');
    await card.locator('.supply.money:has-text("至多 ¥999.00")').waitFor();
    await card.scrollIntoViewIfNeeded();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await visitor.photograph('organisation-goods-phone');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 120_000);

  test('given six needs of last month, when an organisation adds a subscription, then it sees what it would have brought, narrower terms bring less, and room changes by one tap', async () => {
    const fresh = await provider(server);
    const carla = await people(server).organisationAdministrator(fresh.organisationId);
    for (let made = 0; made < 6; made += 1)
      await referredNeed(server, {
        serviceKind: ServiceKind.HOME_VISIT,
        urgency: made < 5 ? Urgency.URGENT : Urgency.ROUTINE,
      });
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, carla);
    await page.click('nav >> text=长期订阅');
    const standing = page.locator(`[data-offering="${globalId('ServiceOffering', fresh.offeringId)}"]`);
    await standing.locator('strong:has-text("已占用 0 / 10")').waitFor();
    await standing.locator('button[aria-label="增加一个名额"]').click();
    await standing.locator('strong:has-text("已占用 0 / 11")').waitFor();
    await standing.locator('select').selectOption('NO_CAPACITY');
    await standing.locator('select:enabled option[value=NO_CAPACITY]:checked').waitFor({ state: 'attached' });
    await page.click('button:has-text("新增订阅")');
    await page.locator('form select').first().selectOption('HOME_VISIT');
    await page.fill('form input[maxlength="120"]', '上门看望');
    await page.waitForSelector('.preview-count:has-text("6")');
    await page.check('form input[value=URGENT]');
    await page.waitForSelector('.preview-count:has-text("5")');
    await settles(() => page.locator('.preview-example').count(), 3);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('organisation-offering');
    await page.check('form input[value=EMERGENCY]');
    await page.waitForSelector('.preview-count:has-text("0")');
    await page.check('form input[value=URGENT]');
    await page.click('.chosen-area');
    await page.waitForSelector('.preview >> text=请先选择区域。');
    await page.locator('.area-children label:has-text("凤凰北街街道") input').check();
    await page.waitForSelector('.preview-count:has-text("5")');
    await page.click('form button:has-text("发布")');
    await page.waitForSelector('article:has-text("上门看望")');
    expect(
      await server.database.query(
        'SELECT service_kind AS kind, minimum_urgency AS urgency, capacity_maximum AS maximum, capacity_status AS status, area_codes AS areas FROM service_offering WHERE organisation_id = $1 ORDER BY id',
        [fresh.organisationId],
      ),
    ).toEqual([
      { kind: 'CLEANING', urgency: null, maximum: 11, status: 'NO_CAPACITY', areas: ['640104'] },
      { kind: 'HOME_VISIT', urgency: 'URGENT', maximum: 5, status: 'CAPACITY', areas: ['640104001'] },
    ]);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('organisation-offerings');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);
});

/** Today in Asia/Shanghai. */
function dayOfServer(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
