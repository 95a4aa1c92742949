/** Shows the adviser's bench on a phone: triggers arrive live, a visit is written down without a network and sent once, nothing stays behind. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { household, type StagedHousehold } from '../stage/households';
import { draftedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { community, discovery, otherCommunity, somebody, type Discovery } from '../visit/stage';
import { tapOnceOnline } from './stage/answers';
import { effortOn } from './stage/effort';
import { badlySealed, keepNothing, keptOnDevice, nothingKept } from './stage/kept';
import { openPortal, type Portal } from './stage/portal';
import { choose, smallTargets } from './stage/touch';
import { phone, signInAs, visit, type Visitor } from './stage/visitor';

const dayMilliseconds = 24 * 3_600_000;

describe('the bench of an adviser', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let stage: Discovery;
  let adviser: Person;
  let home: StagedHousehold;
  let picture: Buffer;

  const dayAgo = (days: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() - days * dayMilliseconds);

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    stage = discovery(server, () => dayAgo(0));
    adviser = await people(server).adviser(community);
    home = await household(server, { areaCode: community });
    picture = await sharp({ create: { width: 3_000, height: 2_000, channels: 3, background: '#a05030' } })
      .withExifMerge({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 28/1 0/1' } })
      .jpeg()
      .toBuffer();
  }, 90_000);
  afterAll(() => portal?.close());

  const owed = async (householdId: string, trigger = 'HOSPITALISATION'): Promise<string> =>
    (await stage.report(adviser, { householdId, trigger })).obligation.id as string;
  const card = (page: Page, id: string) => page.locator(`[data-visit="${id}"]`);
  const counts = async (householdId: string) =>
    (
      await server.database.query(
        `SELECT (SELECT count(*)::int FROM visit WHERE household_id = $1) AS visits,
                (SELECT count(*)::int FROM photo WHERE household_id = $1) AS photos,
                (SELECT count(*)::int FROM need WHERE household_id = $1) AS needs`,
        [householdId],
      )
    )[0];
  const arrive = async (): Promise<Visitor> => {
    const visitor = await visit(browser, server.url, phone);
    await signInAs(visitor, adviser);
    await visitor.page.waitForSelector('[data-phase=live]');
    return visitor;
  };

  test('given an open day on a phone, when a trigger is told, then it arrives by itself, and who it is about is read with a reason only', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const id = await owed(home.id);
    await stage.report(adviser, { person: somebody(), trigger: 'DISASTER' });
    await card(page, id).waitFor();
    expect(await card(page, id).locator('h2, .days').allTextContents()).toEqual(['住院必访', '还有 7 天']);
    await page.waitForSelector('.tally.due strong:has-text("2")');
    expect(await page.content()).not.toContain(home.identity.name);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await visitor.photograph('adviser-today-phone');
    await card(page, id).locator('button:has-text("开始走访")').tap();
    await page.locator('button:has-text("看姓名住址")').tap();
    await page.waitForSelector(`.who:has-text("${home.identity.name}")`);
    const lines = await server.database.query(
      "SELECT account_id, details->>'reason' AS reason FROM audit_line WHERE operation = 'readHouseholdIdentity'",
    );
    expect(lines).toEqual([{ account_id: adviser.accountId, reason: '上门走访，需要找到住处' }]);
    for (const place of [(await keptOnDevice(page)).text, page.url(), ...asked])
      for (const secret of Object.values(home.identity)) expect(place).not.toContain(secret);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a phone without a network, when a visit is written down, the page closed and opened again, and the line back with an answer lost, then each is sent once and nothing stays', async () => {
    const first = await household(server, { areaCode: community });
    const second = await household(server, { areaCode: community });
    const id = await owed(first.id, 'SUDDEN_MISFORTUNE');
    const next = await owed(second.id, 'DISASTER');
    const visitor = await arrive();
    const { page, context } = visitor;
    await card(page, id).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    // The usual visit, under a minute by the model: what was seen, why, one need, a picture and a sentence.
    const effort = await effortOn(page);
    const chip = (words: string) => page.locator('.tile, .chip').filter({ hasText: words }).first();
    await effort.tap(card(page, id).locator('button:has-text("开始走访")'));
    await page.waitForURL('**/adviser/visit/*');
    expect((await keptOnDevice(page)).visits).toBe(1);
    for (const words of ['见到了', '独自在家', '因病', '不会申请', '助医']) await effort.tap(chip(words));
    await effort.takePicture(page.locator('.camera'), 'p.jpg', picture);
    await page.waitForSelector('.thumb img');
    await effort.write(page.locator('textarea'), '屋里很冷，需要尽快联系社区。');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await visitor.photograph('adviser-visit-phone');
    await effort.tap(page.locator('button:has-text("完成并发送")'));
    const { swipes, seconds, ...hand } = await effort.counted();
    expect(hand).toEqual({ taps: 11, characters: 14 });
    expect(swipes).toBeLessThanOrEqual(3);
    expect(seconds).toBeLessThan(60);
    await page.waitForSelector('[data-waiting="1"]:has-text("1 份记录等待发送")');
    // The page goes on only when it is on the device.
    await page.waitForURL('**/adviser');
    expect(await counts(first.householdId)).toEqual({ visits: 0, photos: 0, needs: 0 });
    const device = await keptOnDevice(page);
    expect(device).toMatchObject({ visits: 1, photos: 1, days: 1, keys: 1 });
    const secrets = ['屋里很冷', 'ILLNESS', 'MEDICAL_SUPPORT', 'SUDDEN_MISFORTUNE', first.id, '崇安社区'];
    expect(await badlySealed(page, secrets)).toEqual([]);
    expect(device.text).toMatch(/linkage-release-\w+ GET \S+\/assets\/pages-/);
    expect(device.text).not.toMatch(/GET \S+graphql/);
    await page.close();

    // Opened anew on the stairs: the page, what was written and what is owed are there.
    const stairs = await context.newPage();
    await stairs.goto('/adviser');
    await stairs.waitForSelector('[data-waiting="1"]');
    await stairs.waitForSelector('.notice:has-text("没有网络")');
    const [known, further] = [id, next].map((one) => stairs.locator(`[data-kept-visit="${one}"]`));
    expect(await known!.locator('.tag').textContent()).toBe('等待发送');
    await stairs.screenshot({ path: 'test/browser/screenshots/adviser-offline-phone.png' });
    await further!.locator('button:has-text("开始走访")').tap();
    await choose(stairs, '没人在家');
    await stairs.locator('button:has-text("完成并发送")').tap();
    await stairs.waitForSelector('[data-waiting="2"]');
    await stairs.waitForURL('**/adviser');

    // The first record arrives, and its answer is lost on the way.
    let recorded = 0;
    await context.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation RecordVisit')) return route.continue();
      recorded += 1;
      if (recorded > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await tapOnceOnline(context, stairs.locator('button:has-text("再试一次")'));
    await stairs.waitForSelector('.notice.done:has-text("2 份记录已送达")');
    expect(recorded).toBe(3);
    expect(await counts(first.householdId)).toEqual({ visits: 1, photos: 1, needs: 1 });
    expect(await counts(second.householdId)).toEqual({ visits: 1, photos: 0, needs: 0 });
    const rows = await server.database.query(
      `SELECT v.result, v.root_causes AS causes, v.barriers, o.done_at IS NOT NULL AS settled, n.service_kind AS kind, n.status
         FROM visit v JOIN visit_obligation o ON o.visit_id = v.id JOIN need n ON n.household_id = v.household_id
        WHERE v.household_id = $1`,
      [first.householdId],
    );
    const found = { result: 'COMPLETED', causes: ['ILLNESS'], barriers: ['UNABLE_TO_APPLY'], settled: true };
    expect(rows).toEqual([{ ...found, kind: 'MEDICAL_SUPPORT', status: 'DRAFT' }]);
    expect(await keptOnDevice(stairs)).toMatchObject({ visits: 0, photos: 0, keys: 1 });
    await stairs.waitForSelector('[data-phase=live]');
    // That it is settled is told by the feed.
    await card(stairs, next).waitFor();
    await card(stairs, id).waitFor({ state: 'detached' });
    await visitor.leave();
  }, 120_000);

  test('given a visit that another has settled, when it is sent, then it comes back with the reason and goes as a daily visit', async () => {
    const other = await household(server, { areaCode: community });
    const id = await owed(other.id, 'DEATH');
    const visitor = await arrive();
    const { page } = visitor;
    await card(page, id).locator('button:has-text("开始走访")').tap();
    await choose(page, '不愿接待');
    const officer = await people(server).streetOfficer();
    await stage.visit(officer, {
      ...{ visitId: randomUUID(), householdId: other.id, obligationIds: [id], visitedAt: new Date().toISOString() },
    });
    await page.locator('button:has-text("完成并发送")').tap();
    await page.locator('.notice.refused a').tap();
    await page.waitForSelector('.kept.refused .notice.refused');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('adviser-outbox-phone');
    await page.locator('button:has-text("作为日常走访发送")').tap();
    await page.waitForSelector('.notice.done:has-text("1 份记录已送达")');
    expect(await counts(other.householdId)).toEqual({ visits: 2, photos: 0, needs: 0 });
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a draft on a shared phone, when its writer signs out, then the page asks first and the device keeps nothing of it', async () => {
    const id = await owed(home.id, 'SPECIAL_ASSISTANCE_RECIPIENT');
    const visitor = await arrive();
    const { page } = visitor;
    await card(page, id).locator('button:has-text("开始走访")').tap();
    await choose(page, '没人在家');
    await page.click('button:has-text("English")');
    await page.click('button:has-text("Sign out")');
    await page.waitForSelector('dialog[open]:has-text("1 not sent yet")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect((await keptOnDevice(page)).visits).toBe(1);
    // Nobody answers when its writer leaves; the cookie is ended all the same, before it lets anybody in again.
    await page.evaluate(() => navigator.serviceWorker.ready);
    await visitor.context.setOffline(true);
    await page.click('button:has-text("Sign out")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForURL('**/sign-in');
    expect(await keptOnDevice(page)).toMatchObject(nothingKept);
    const ended = `SELECT revoked_at IS NOT NULL AS ended FROM session WHERE account_id = $1 ORDER BY id DESC LIMIT 1`;
    expect(await server.database.query(ended, [adviser.accountId])).toEqual([{ ended: false }]);
    await page.goto('/adviser');
    await page.waitForSelector('.notice.failed');
    expect(await page.locator('.adviser').count()).toBe(0);
    await tapOnceOnline(visitor.context, page.locator('.notice.failed button'));
    await page.waitForURL('**/sign-in');
    expect(await server.database.query(ended, [adviser.accountId])).toEqual([{ ended: true }]);
    await page.goto('/adviser');
    await page.waitForURL('**/sign-in');
    await visitor.leave();
  }, 90_000);

  test('given a street officer, when the map is opened and a place chosen by the keyboard, then the list shows that place', async () => {
    const officer = await people(server).streetOfficer();
    await stage.report(officer, { person: somebody({ areaCode: otherCommunity }), trigger: 'DEATH' });
    const visitor = await visit(browser, server.url);
    await signInAs(visitor, officer);
    const { page } = visitor;
    await page.waitForSelector('[data-phase=live]');
    const all = await page.locator('[data-visit]').count();
    await page.click('button:has-text("看地图")');
    await page.locator(`[data-area="${otherCommunity}"]`).waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('adviser-map');
    await page.locator(`[data-area="${otherCommunity}"]`).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tag:has-text("只看")');
    expect(await page.locator('[data-visit]').count()).toBe(1);
    await page.focus('button:has-text("看全部")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tag:has-text("只看")', { state: 'detached' });
    expect(await page.locator('[data-visit]').count()).toBe(all);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a revisit that is due and a visit that was missed, when the warning is raised, then it arrives live, one tap takes it up, and the revisit is done in two', async () => {
    const other = await household(server, { areaCode: community });
    const { needId } = await draftedNeed(server, { household: other });
    await server.database.query("UPDATE need SET status = 'FULFILLED' WHERE id = $1", [needId]);
    const revisitId = v7();
    await server.database.query(
      `INSERT INTO revisit (id, need_id, household_id, area_code, due_on)
       VALUES ($1, $2, $3, $4, (now() AT TIME ZONE 'Asia/Shanghai')::date)`,
      [revisitId, needId, other.householdId, community],
    );
    const visitor = await arrive();
    const { page } = visitor;
    const revisit = page.locator(`[data-revisit="${globalId('Revisit', revisitId)}"]`);
    await revisit.locator('button:has-text("做回访")').tap();
    await choose(page, '已经解决');
    await choose(page, '满意');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.locator('dialog[open] button[type=submit]').tap();
    await revisit.waitFor({ state: 'detached' });
    const done = 'SELECT outcome, satisfaction FROM revisit WHERE id = $1';
    expect(await server.database.query(done, [revisitId])).toEqual([
      { outcome: 'NEED_MET', satisfaction: 'SATISFIED' },
    ]);

    const id = await owed(other.id, 'DEATH');
    await server.database.query(
      `UPDATE visit_obligation SET occurred_on = occurred_on - 20, reported_on = reported_on - 20, due_on = due_on - 20
        WHERE household_id = $1`,
      [other.householdId],
    );
    await server.app.composition.warningRefresh.survey();
    const warning = page.locator('[data-warning]').filter({ hasText: '必访逾期' });
    await warning.waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await warning.scrollIntoViewIfNeeded();
    await visitor.photograph('adviser-warning-phone');
    await warning.locator('button:has-text("我来处置")').tap();
    await warning.locator('.tag:has-text("处置中")').waitFor();
    const rows = await server.database.query(
      'SELECT state, acknowledged_by AS who FROM warning WHERE household_id = $1',
      [other.householdId],
    );
    expect(rows).toEqual([{ state: 'ACKNOWLEDGED', who: adviser.accountId }]);
    await page.reload();
    await card(page, id).locator('.days.late').waitFor();
    expect(await page.locator('.tally.late strong').textContent()).toBe('1');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a device that keeps nothing, when a visit is written down, then the page says so and sends it all the same', async () => {
    const other = await household(server, { areaCode: community });
    const id = await owed(other.id, 'DISASTER');
    const visitor = await visit(browser, server.url, phone);
    await keepNothing(visitor.context);
    await signInAs(visitor, adviser);
    const { page } = visitor;
    await card(page, id).locator('button:has-text("开始走访")').tap();
    await page.waitForSelector('.notice.failed:has-text("这台设备不能保存内容")');
    await choose(page, '已搬走');
    await page.locator('button:has-text("完成并发送")').tap();
    await page.waitForSelector('.notice.done:has-text("1 份记录已送达")');
    expect(await counts(other.householdId)).toEqual({ visits: 1, photos: 0, needs: 0 });
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);
});
