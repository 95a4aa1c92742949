/** Shows the adviser's pages of a household on a phone: found by number, its card, what the law gives it, and a need as it will be read. */
import { randomUUID } from 'node:crypto';
import { create as createQr } from 'qrcode';
import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { statutes } from '../../server/policy/statutes';
import { openedCase, specialist } from '../stage/cases';
import { household, newResidentNumber, type StagedHousehold } from '../stage/households';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { community, discovery, otherCommunity } from '../visit/stage';
import { keptOnDevice } from './stage/kept';
import { openPortal, type Portal } from './stage/portal';
import { settles } from './stage/settles';
import { choose, smallTargets } from './stage/touch';
import { phone, signInAs, visit, type Visitor } from './stage/visitor';

describe('the pages of a household', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let adviser: Person;
  let home: StagedHousehold;
  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    adviser = await people(server).adviser(community);
    home = await household(server, { areaCode: community });
  }, 90_000);
  afterAll(() => portal?.close());

  const arrive = async (): Promise<Visitor> => {
    const visitor = await visit(browser, server.url, phone);
    await signInAs(visitor, adviser);
    return visitor;
  };

  test('given the number of a person, when the keyboard alone searches, then its household opens, and no address or storage has the number', async () => {
    const visitor = await visit(browser, server.url, { colorScheme: 'dark', reducedMotion: 'reduce' });
    await signInAs(visitor, adviser);
    const { page } = visitor;
    await page.goto('/adviser/households');
    await page.focus('input[value=card]');
    await page.keyboard.press('ArrowRight');
    await page.focus('input[name=residentNumber]');
    await page.keyboard.type(newResidentNumber());
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice:has-text("没有登记过这个号码的家庭")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('adviser-households-dark');
    await page.focus('input[name=residentNumber]');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(home.identity.residentNumber);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/adviser/household/${encodeURIComponent(home.id)}`);
    await page.waitForSelector('.timeline li');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('adviser-household-dark');
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    for (const place of [kept, ...visitor.asked]) expect(place).not.toContain(home.identity.residentNumber);
    expect(await page.content()).not.toContain(home.identity.name);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a household, when a card is issued, then its picture holds its code, the code opens the page of the household, and it is shown once', async () => {
    const other = await household(server, { areaCode: community });
    const visitor = await arrive();
    const { page } = visitor;
    await page.goto(`/adviser/household/${encodeURIComponent(other.id)}`);
    await page.locator('section button:has-text("换发新卡")').first().tap();
    await page.waitForSelector('dialog[open]:has-text("旧卡会立即失效")');
    await page.locator('dialog[open] button[type=submit]').tap();
    const code = await page.locator('.card-code').textContent();
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    await page.waitForSelector('svg.qr path');
    const { size, data } = createQr(code!, { errorCorrectionLevel: 'Q' }).modules;
    const drawn = await page.locator('svg.qr path').getAttribute('d');
    const dark = Array.from(data).flatMap((bit, at) =>
      bit ? [`M${(at % size) + 4} ${Math.floor(at / size) + 4}`] : [],
    );
    expect(drawn!.split('h1v1h-1z').slice(0, -1)).toEqual(dark);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('adviser-card-phone');
    const byCard = 'query ($code: String!) { householdByCard(code: $code) { communityName } }';
    expect((await server.request(byCard, { code })).data.householdByCard).not.toBeNull();
    expect((await server.request(byCard, { code: other.cardCode })).data.householdByCard).toBeNull();
    expect(page.url()).not.toContain(code!);
    await page.locator('button:has-text("家庭已收好")').tap();
    await page.waitForSelector('.card-code', { state: 'detached' });
    expect(await page.content()).not.toContain(code!);
    // One stood there before.
    await settles(() => page.locator('.timeline li:has-text("发放联络卡")').count(), 2);
    await page.locator('nav a:has-text("家庭")').tap();
    await page.fill('input[name=cardCode]', other.cardCode);
    await page.locator('button:has-text("查找")').tap();
    await page.waitForSelector('.notice:has-text("没有这张卡的家庭")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('adviser-households-phone');
    await page.fill('input[name=cardCode]', code!.replaceAll('-', '').toLowerCase());
    await page.locator('button:has-text("查找")').tap();
    await page.waitForURL(`**/adviser/household/${encodeURIComponent(other.id)}`);
    for (const place of [page.url(), ...visitor.asked]) expect(place).not.toContain(code!.slice(0, 4));
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given the policies of the district, when a household is screened in English, then each says why, and an application begins', async () => {
    const bureau = await people(server).bureau();
    for (const one of statutes)
      await discovery(server, () => '').run(
        bureau,
        'publishPolicy',
        { policyId: randomUUID(), areaCode: '640104', ...one },
        'id',
      );
    const visitor = await arrive();
    const { page } = visitor;
    await page.click('button:has-text("English")');
    await page.waitForSelector('button:has-text("中文")');
    await page.goto(`/adviser/household/${encodeURIComponent(home.id)}`);
    await page.click('button:has-text("Screen for policies")');
    await page.waitForSelector('.verdicts');
    expect(await page.locator('[data-policy]').count()).toBe(statutes.length);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    const first = page.locator('[data-policy]').first();
    expect(((await first.locator('p').first().textContent()) ?? '').length).toBeGreaterThan(10);
    await first.locator('summary').click();
    await first.locator('.outcome').first().waitFor();
    await visitor.photograph('adviser-screening-phone-english');
    await first.locator('button:has-text("Begin an application")').click();
    await page.waitForSelector('dialog[open]');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('[data-application] .tag:has-text("In preparation")');
    const rows = await server.database.query('SELECT status, mode FROM policy_application WHERE household_id = $1', [
      home.householdId,
    ]);
    expect(rows).toEqual([{ status: 'DRAFT', mode: 'ASSISTED' }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a need being written, when its card names somebody, then it is refused at the place; without the name the preview is what is referred', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await page.goto(`/adviser/intake/${encodeURIComponent(home.id)}`);
    await choose(page, '保洁');
    await page.fill('textarea', `请到${home.identity.name}家打扫`);
    await page.waitForSelector('#cardText-said.wrong:has-text("姓名")');
    expect(await page.locator('textarea').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('button:has-text("登记并转介")').isDisabled()).toBe(true);
    await page.fill('textarea', '独居老人，每周打扫一次');
    await choose(page, '独居老人');
    await page.waitForSelector('.seen-card:has-text("每周打扫一次")');
    await page.waitForSelector('.seen-card .tag:has-text("独居老人")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await page.locator('.preview').scrollIntoViewIfNeeded();
    await visitor.photograph('adviser-intake-phone');
    await page.locator('button:has-text("登记并转介")').tap();
    await page.waitForSelector('.notice.done:has-text("需求已转介")');
    const rows = await server.database.query(
      "SELECT card_text AS text, status, situations FROM need WHERE household_id = $1 AND status = 'PUBLISHED'",
      [home.householdId],
    );
    expect(rows).toEqual([{ text: '独居老人，每周打扫一次', status: 'PUBLISHED', situations: ['ELDERLY_ALONE'] }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a wish with a picture, when it is only taken down, then it waits to be referred, and the one who refers it reads what organisations will', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await page.goto(`/adviser/intake/${encodeURIComponent(home.id)}?kind=MICRO_WISH`);
    await page.fill('input[name=wishedItem]', '电热水壶');
    await page.fill('input[name=price]', '1000.01');
    await page.fill('textarea', '旧水壶坏了，想要一个新的');
    await page.waitForSelector('#priceCeilingFen-said.wrong');
    await page.fill('input[name=price]', '99.9');
    const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer();
    await page.setInputFiles('input[type=file]', { name: 'p.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.waitForSelector('.thumb img');
    await page.waitForSelector('.seen-card .tag:has-text("上限 ¥99.90")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.locator('button:has-text("只登记")').tap();
    await page.waitForSelector('.notice.done:has-text("还没有转介")');
    const [row] = await server.database.query<{ id: string }>(
      `SELECT n.id, n.status, n.price_ceiling_fen::text AS price, count(p.photo_id)::int AS photos
         FROM need n LEFT JOIN need_photo p ON p.need_id = n.id WHERE n.wished_item = '电热水壶' GROUP BY n.id`,
    );
    expect(row).toMatchObject({ status: 'DRAFT', price: '9990', photos: 1 });
    await page.locator('a:has-text("看待转介的需求")').tap();
    const card = page.locator(`[data-need="${globalId('Need', row!.id)}"]`);
    await card.locator('.seen-card:has-text("电热水壶")').waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('adviser-needs-phone');
    await card.locator('button:has-text("撤回")').tap();
    await page.locator('.undo button').tap();
    await card.locator('button:has-text("核实并转介")').tap();
    await card.locator('.notice.done').waitFor();
    const after = await server.database.query('SELECT status FROM need WHERE id = $1', [row!.id]);
    expect(after).toEqual([{ status: 'PUBLISHED' }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a family at its door, when it is registered on the phone, then who is known is said kindly, what is wrong stands at its place, it is written once with what it authorised, and a need goes on from it', async () => {
    const [known, fresh] = [await household(server, { areaCode: community }), newResidentNumber()];
    const counts = () =>
      server.database.query(
        `SELECT count(DISTINCT h.id)::int AS households, count(m.id)::int AS members,
                (SELECT json_agg(json_build_array(purpose, method, guardian_given)) FROM consent WHERE recorded_by = $1) AS consents
           FROM household h JOIN household_member m ON m.household_id = h.id WHERE h.registered_by = $1`,
        [adviser.accountId],
      );
    const visitor = await arrive();
    const { page } = visitor;
    await page.goto('/adviser/households');
    await page.locator('a:has-text("登记新家庭")').tap();
    await page.fill('input[name="members.0.name"]', '马秀兰');
    const wrong = fresh.endsWith('1') ? '2' : '1';
    await page.fill('input[name="members.0.residentNumber"]', fresh.slice(0, 17) + wrong);
    await page.fill('input[name=address]', '崇安巷9号2单元301室');
    await page.fill('input[name=phone]', '13995270001');
    await choose(page, '低保边缘');
    const go = page.locator('.send-bar button[type=submit]');
    await go.tap();
    await page.waitForSelector('[id="members.0.residentNumber-said"].wrong:has-text("校验位不符")');
    await page.waitForSelector('[name="members.0.residentNumber"]:focus');
    await page.fill('input[name="members.0.residentNumber"]', known.identity.residentNumber);
    await go.tap();
    await page.locator('.notice.refused:has-text("已登记在册") button').tap();
    await page.waitForSelector(`.notice.told a[href="/adviser/household/${encodeURIComponent(known.id)}"]`);
    expect(await counts()).toEqual([{ households: 0, members: 0, consents: null }]);
    await page.fill('input[name="members.0.residentNumber"]', fresh);
    await page.locator('button:has-text("添加成员")').tap();
    await page.fill('input[name="members.1.name"]', '小宝');
    await choose(page, '14 岁以下');
    await choose(page, '书面授权');
    await page.waitForSelector('.send-bar button[type=submit]:disabled');
    await choose(page, '授权由监护人作出');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await page.evaluate(() => window.scrollTo(0, 0));
    await visitor.photograph('adviser-register-phone');
    await go.tap();
    await page.waitForSelector('.notice.done:has-text("授权已记下")');
    await visitor.photograph('adviser-registered-phone');
    expect(await counts()).toEqual([{ households: 1, members: 2, consents: [['MEANS_CHECK', 'WRITTEN', true]] }]);
    await page.locator('.next-steps a:has-text("登记微心愿")').tap();
    await page.waitForURL('**/adviser/intake/*?kind=MICRO_WISH');
    const device = await keptOnDevice(page);
    for (const secret of ['马秀兰', '小宝', '崇安巷', '13995270001', fresh, known.identity.residentNumber])
      for (const place of [device.text, ...visitor.asked]) expect(place).not.toContain(secret);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a restricted case and an adviser of two areas, when it is opened from the household, then its list reads it with a reason that is written down and said, and a colleague sees none', async () => {
    const worker = await people(server).withRoles(
      { role: Role.ADVISER, areaCode: community },
      { role: Role.ADVISER, areaCode: otherCommunity },
    );
    const kept = await openedCase(server, worker.actor, { household: home, provider: await specialist(server) });
    const path = `/adviser/household/${encodeURIComponent(home.id)}`;
    const visitor = await visit(browser, server.url, phone);
    await signInAs(visitor, worker);
    const { page } = visitor;
    await page.goto(path);
    await page.waitForSelector('.timeline li');
    const areas = await page.locator('.area-choice option').allTextContents();
    expect(areas.sort()).toEqual(['兴隆社区居委会', '崇安社区居委会']);
    await page.locator('button:has-text("看个案")').tap();
    const one = page.locator(`[data-case="${kept.id}"]`);
    await one.locator('.notice:has-text("本次查看已留痕")').waitFor();
    await one.locator('button:has-text("打开记录")').first().tap();
    expect(await page.locator('dialog[open] button[type=submit]').isDisabled()).toBe(true);
    await page.fill('dialog[open] input[name=reason]', '商量下次探访');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.locator('dialog[open] button[type=submit]').tap();
    await one.locator('[data-record]:has-text("本次查阅和理由已留痕")').waitFor();
    await one.locator('summary:has-text("谁看过")').tap();
    await one.locator('details li:has-text("查看")').first().waitFor();
    expect(await smallTargets(page)).toEqual([]);
    await one.scrollIntoViewIfNeeded();
    await visitor.photograph('adviser-case-phone');
    const lines = () =>
      server.database.query(
        `SELECT account_id AS who, operation, details->>'reason' AS reason FROM audit_line
          WHERE subject_id = $1 AND operation LIKE 'readCase%' ORDER BY position`,
        [kept.caseId],
      );
    const read = { who: worker.accountId, operation: 'readCase', reason: null };
    const written = [read, read, { ...read, operation: 'readCaseRecord', reason: '商量下次探访' }];
    expect(await lines()).toEqual(written);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();

    const colleague = await arrive();
    await colleague.page.goto(path);
    await colleague.page.locator('button:has-text("看个案")').tap();
    await colleague.page.waitForSelector('text=没有您能查看的个案。');
    expect(await lines()).toEqual(written);
    await colleague.leave();
  }, 90_000);
});
