/** Shows what the desk of the charity federation decides in a real browser: the plan, donations and receipts, allocation, reports, thanks. */
import type { Browser } from 'playwright-core';
import { globalId } from '../../schema/global-id';
import { Urgency } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { claimedNeed } from '../allocation/stage';
import { eventually, startPlanner } from '../plan/planning';
import { booksOf } from '../stage/donations';
import { referredNeed } from '../stage/needs';
import { people } from '../stage/people';
import { approvedOrganisation } from '../stage/organisations';
import { startTestServer, type TestServer } from '../stage/server';
import { federationStage, settledProject, thanks, type FederationStage } from './stage/federation';
import { openPortal, type Portal } from './stage/portal';
import { signInAs, visit, type Visitor } from './stage/visitor';

describe('the decisions of the charity federation', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let stage: FederationStage;
  let desk: Visitor;

  beforeAll(async () => {
    portal = await openPortal(() => startTestServer({ LINKAGE_OFFER_MINUTES: '30' }));
    ({ server, browser } = portal);
    stage = await federationStage(server);
    desk = await visit(browser, server.url, { viewport: { width: 1280, height: 900 } });
    await signInAs(desk, stage.staff);
  }, 120_000);
  afterAll(() => portal?.close());

  test('given unmet needs, when staff look at the plan and accept one line and then the whole, then its proof is in words, reasons are bars, each organisation has its offer, and a plan that was replaced is said kindly', async () => {
    const { page } = desk;
    const serviceKind = ServiceKind.EMPLOYMENT_SUPPORT;
    // Referred before anybody offers such help: they are in the open pool, and one finds no place.
    const needs = [];
    for (const [index, cardText] of ['想学做面点', '手伤好了想找份轻活', '想考护工证', '想在家门口干活'].entries()) {
      const areaCode = index < 2 ? '640104001002' : '640104002001';
      needs.push(await referredNeed(server, { serviceKind, cardText, areaCode }));
    }
    const { organisationId } = await approvedOrganisation(server, {
      name: '邻里帮扶中心',
      offerings: [{ serviceKind, areaCodes: ['640104'], capacityMaximum: 3 }],
    });
    const planner = await startPlanner(server);
    const planned = () => server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM plan_line');
    await eventually('it is planned', async () => (await planned())[0]!.n >= 3);
    await page.click('nav a:has-text("供需计划")');
    await page.waitForSelector('[data-line]');
    await page.waitForSelector('[data-phase=live]');
    expect(await page.locator('.large').textContent()).toBe('已经证明:在现有的机构和名额下,没有任何安排比它更好。');
    const line = page.locator('[data-line]', { hasText: '建议询问 邻里帮扶中心' }).first();
    const needId = (await line.getAttribute('data-line'))!;
    await line.locator('button:has-text("为什么")').click();
    await line.locator('.why .bar-room').first().waitFor();
    await desk.photograph('federation-plan');
    // Long work is given up: its request is dropped. Asked again, it is answered by a thread that plans anew.
    const dropped = page.waitForEvent('requestfailed', (one) => one.postData()?.includes('FairnessOfPlan') ?? false);
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('FairnessOfPlan') ? undefined : route.fallback(),
    );
    await page.click('button:has-text("测算公平的代价")');
    await page.waitForSelector('.long-work progress');
    await page.click('button:has-text("停止")');
    expect((await dropped).failure()?.errorText).toBe('net::ERR_ABORTED');
    await page.unroute('**/graphql');
    await page.click('button:has-text("测算公平的代价")');
    await page.waitForSelector('[data-fairness="2"]', { timeout: 30_000 });
    const shares = page.locator('[data-fairness] .twin');
    await shares.locator('summary').click();
    expect((await shares.locator('td').allTextContents()).sort()).toEqual([
      ...['2 项中 1 项', '2 项中 1 项', '2 项中 2 项', '2 项中 2 项'],
    ]);
    expect(await page.locator('[data-fairness] .large').textContent()).toBe('现在的安排已经最均衡,不必付出代价。');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-fairness');
    // The page is held back while another version is published: what it sends then is of a plan that is no more.
    const chosen = page.locator(`[data-line="${needId}"] input[type=checkbox]`);
    const choose = async () => {
      await chosen.focus();
      await page.keyboard.press('Space');
      await page.click('button:has-text("采纳选中的 1 行")');
      await page.waitForSelector('dialog[open]');
    };
    const publish = (step: number) =>
      server.database.query('UPDATE plan SET version = version + $1 WHERE version = (SELECT max(version) FROM plan)', [
        step,
      ]);
    await choose();
    await publish(1);
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.refused:has-text("计划已有新版本")');
    const offers = () =>
      server.database.query('SELECT need_id AS "needId", status FROM offer WHERE organisation_id = $1', [
        organisationId,
      ]);
    expect(await offers()).toEqual([]);
    await publish(-1);
    await page.reload();
    await page.waitForSelector('[data-phase=live]');
    await choose();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.done:has-text("已采纳:1 行中 1 行已发出询问")');
    await page.waitForSelector(`[data-line="${needId}"] .tag:has-text("已询问")`);
    const wanted = needs.find(({ id }) => id === needId)!;
    expect(await offers()).toEqual([{ needId: wanted.needId, status: 'OFFERED' }]);
    const member = await people(server).organisationMember(organisationId);
    const seen = await server.request(
      `query ($id: ID!) { needsForOrganisation(organisationId: $id, first: 10) { edges { node { need { id offer { status } } } } } }`,
      { id: globalId('Organisation', organisationId) },
      member.token,
    );
    expect(seen.data.needsForOrganisation.edges).toContainEqual({
      node: { need: { id: needId, offer: { status: 'OFFERED' } } },
    });
    await page.click('.notice.told button:has-text("看新版")');
    await page.click('button:has-text("全部采纳(2 行)")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.done:has-text("2 行已发出询问")');
    expect(await offers()).toHaveLength(3);
    await planner.stop();
    expect(desk.complaints).toEqual([]);
  }, 60_000);

  test('given a donor at the counter, when money is taken in by keyboard, then it is received, its receipt issued, kept as a file, and issued anew', async () => {
    const { page } = desk;
    await page.click('nav a:has-text("捐赠登记")');
    await page.fill('input[name=donor]', '李秀英');
    await page.fill('input[name=yuan]', '1,234.56');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-counter');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.done:has-text("已接收 ¥1,234.56")');
    const [row] = await server.database.query<{ id: string; fen: string }>(
      `SELECT id, money_fen::text AS fen FROM donation WHERE recipient_organisation_id = $1 ORDER BY pledged_at DESC LIMIT 1`,
      [stage.charityId],
    );
    expect(row!.fen).toBe('123456');
    expect(await booksOf(server, row!.id)).toMatchObject({ RECEIVED: '123456' });
    await page.click('button:has-text("开具票据")');
    await page.click('.notice.refused button:has-text("启用票据号段")');
    await page.fill('dialog[open] label:has-text("票据代码") input', '64060199');
    await page.fill('dialog[open] label:has-text("监制章") input', '宁夏回族自治区财政厅监制');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-receipt=ISSUED]');
    expect(await page.locator('.receipt-sum').textContent()).toContain('壹仟贰佰叁拾肆元伍角陆分');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("下载票据")')]);
    expect(download.suggestedFilename()).toMatch(/^64060199-\d+\.pdf$/);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-receipt');
    await page.click('button:has-text("重开")');
    await page.locator('dialog[open] button[type=submit]').click();
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect(
      await server.database.query('SELECT status FROM receipt WHERE donation_id = $1 ORDER BY issued_at', [row!.id]),
    ).toEqual([{ status: 'VOIDED' }, { status: 'ISSUED' }]);
    await page.click('button:has-text("作废")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[data-receipt=ISSUED]');
    await page.click('button:has-text("作废")');
    await page.locator('dialog[open] button[type=submit]').click();
    await page.waitForSelector('[data-receipt=VOIDED]');
    expect(
      await server.database.query('SELECT DISTINCT status FROM receipt WHERE donation_id = $1', [row!.id]),
    ).toEqual([{ status: 'VOIDED' }]);
    expect(page.url()).not.toContain(encodeURIComponent('李'));
    await page.click('button:has-text("下一笔")');
    await page.click('.tile:has-text("物资")');
    await page.click('.tile:has-text("不具名")');
    await page.selectOption('label:has-text("指定服务类别") select', 'EDUCATION_SUPPORT');
    await page.click('button:has-text("登记并接收")');
    await page.waitForSelector('.notice.refused:has-text("还缺内容")');
    for (const [label, value] of [
      ...([
        ['品名', '羽绒被'],
        ['数量', '20'],
        ['单位', '床'],
        ['单价', '199.9'],
      ] as const),
      ['价值凭证', '发票 20261128'] as const,
    ])
      await page.locator(`.lot label:has-text("${label}") input`).fill(value);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.done:has-text("已接收 ¥3,998.00")');
    await page.locator('[data-donation]:has-text("羽绒被") a').click();
    await page.waitForSelector('text=羽绒被 · 20 床');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-donation');
    expect(desk.complaints).toEqual([]);
  }, 60_000);

  test('given claimed needs, when staff propose, see why one is left out, and accept, then the smallest conflict is named with what mends it', async () => {
    const { page } = desk;
    const fits = await claimedNeed(server, stage, { urgency: Urgency.URGENT });
    await page.click('nav a:has-text("款物分配")');
    await page.fill('label:has-text("每份需求给多少") input', '3,000');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=没有排进去');
    const why = page.locator(`[data-need="${fits.need.id}"] button:has-text("为什么")`);
    await why.click();
    await page.click('button:has-text("按规则自动分配")');
    await page.waitForSelector('dialog[open]:has-text("共 ¥2,000.00,还缺 ¥1,000.00。")');
    await page.keyboard.press('Escape');
    const allocated = () =>
      server.database.query(
        "SELECT amount::text AS amount FROM allocation WHERE need_id = $1 AND status = 'RESERVED'",
        [fits.need.needId],
      );
    expect(await allocated()).toEqual([]);
    await page.click('li.spread:has-text("可给 ¥2,000.00") button');
    await page.waitForSelector('.notice.done:has-text("已预留 ¥2,000.00")');
    expect(await allocated()).toEqual([{ amount: '200000' }]);
    await page.click('button:has-text("撤回")');
    await page.waitForSelector('.notice.done:has-text("已释放")');
    expect(await allocated()).toEqual([]);
    await page.click('.tile:has-text("物资")');
    await page.fill('label:has-text("品名") input', '羽绒被');
    await page.fill('label:has-text("单位") input', '床');
    await page.click('button:has-text("测算方案")');
    await page.waitForSelector('text=1 项没有排进去');
    await why.click();
    await page.waitForSelector('.conflict:has-text("指定了别的服务")');
    expect(await page.locator('.bits .broken').count()).toBe(1);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-conflict');
    await page.click('.tile:has-text("款项")');
    await page.fill('label:has-text("每份需求给多少") input', '120');
    await page.keyboard.press('Enter');
    await page.waitForSelector('button:has-text("采纳 1 项,共 ¥120.00")');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-proposal');
    await page.click('button:has-text("采纳 1 项")');
    await page.waitForSelector('text=看了 0 项需求');
    expect(await allocated()).toEqual([{ amount: '12000' }]);
    expect(desk.complaints).toEqual([]);
  }, 60_000);

  test('given a settled project, when its report is drafted, looked at, published and corrected, then everybody reads both, and nothing is published before', async () => {
    const { page } = desk;
    const projectId = await settledProject(server, stage);
    await page.goto(`/federation/disclosures?project=${projectId}`);
    await page.fill('textarea', '为 <b>三百</b> 位环卫工人送去清凉。');
    await page.click('button:has-text("先看看")');
    expect(await page.locator('.report-text').textContent()).toBe('为 <b>三百</b> 位环卫工人送去清凉。');
    expect((await fetch(`${server.url}/disclosures/${projectId}`)).status).toBe(404);
    await page.click('button:has-text("继续修改")');
    await page.fill('textarea', '为三百位环卫工人送去清凉。');
    await page.click('button:has-text("先看看")');
    await page.locator('button:has-text("公开")').last().click();
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('[data-report]');
    await page.fill('textarea', '人数更正为三百一十位。');
    await page.click('button:has-text("附上更正")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.report-note:has-text("三百一十位")');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-disclosure');
    const told = await (await fetch(`${server.url}/disclosures/${projectId}`)).text();
    expect(told).toContain('为三百位环卫工人送去清凉。');
    expect(told).toContain('人数更正为三百一十位。');
    expect(desk.complaints).toEqual([]);
  }, 40_000);

  test('given thanks that wait, when one is cut and let through and another kept back, then an undo takes the first back, and each is decided as said', async () => {
    const { page } = desk;
    const [kept, cut] = [
      await thanks(server, stage, '广告:买一送一'),
      await thanks(server, stage, '谢谢大家,被子很暖。有空来坐。'),
    ];
    const stateOf = async (id: string) =>
      (await server.database.query('SELECT status, approved_text AS text FROM wish_thanks WHERE id = $1', [id]))[0];
    await page.click('nav a:has-text("审核")');
    const card = (id: string) => page.locator(`[data-thanks="${globalId('WishThanks', id)}"]`);
    await card(cut).locator('textarea').fill('谢谢大家,被子很暖。…');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-moderation');
    await card(cut).locator('button:has-text("通过")').first().click();
    await page.click('.undo button');
    expect(await stateOf(cut)).toEqual({ status: 'PENDING', text: null });
    await card(cut).waitFor();
    await card(kept).locator('button:has-text("不通过")').click();
    await page.selectOption('dialog[open] select', 'NO_THANKS');
    await page.click('dialog[open] button[type=submit]');
    await card(kept).waitFor({ state: 'detached' });
    expect(await stateOf(kept)).toEqual({ status: 'REJECTED', text: null });
    await card(cut).locator('textarea').fill('谢谢大家,被子很暖。…');
    await card(cut).locator('button:has-text("通过")').first().click();
    await page.click('nav a:has-text("慈善项目")');
    await eventually('it is let through', async () => (await stateOf(cut))!.status === 'APPROVED');
    expect(await stateOf(cut)).toEqual({ status: 'APPROVED', text: '谢谢大家,被子很暖。…' });
    expect(desk.complaints).toEqual([]);
  }, 40_000);
});
