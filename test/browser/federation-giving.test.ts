/** Shows what the desk of the charity federation decides in a real browser: the plan, donations and receipts, allocation, reports, thanks. */
import type { Browser } from 'playwright-core';
import { globalId } from '../../schema/global-id';
import { Urgency } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { claimedNeed } from '../allocation/stage';
import { eventually, startPlanner } from '../plan/planning';
import { booksOf } from '../stage/donations';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import type { TestServer } from '../stage/server';
import { federationStage, settledProject, thanks, type FederationStage } from './stage/federation';
import { openPortal, type Portal } from './stage/portal';
import { phone, signInAs, smallTargets, visit, type Visitor } from './stage/visitor';

describe('the decisions of the charity federation', () => {
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

  test('given unmet needs, when staff look at the plan and accept lines, then its proof is in words, reasons are bars, and a plan that was replaced is said kindly', async () => {
    const { page } = desk;
    const needs = [
      await referredNeed(server, { urgency: Urgency.URGENT, cardText: '屋里打扫不动了' }),
      await referredNeed(server, { cardText: '换季大扫除' }),
      await referredNeed(server, { cardText: '厨房油污清洁' }),
    ];
    const { organisationId } = await approvedOrganisation(server, {
      name: '邻里帮扶中心',
      offerings: [{ serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING, areaCodes: ['640104'], capacityMaximum: 1 }],
    });
    const planner = await startPlanner(server);
    const planned = () => server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM plan_line');
    await eventually('it is planned', async () => (await planned())[0]!.n >= needs.length);
    await page.click('nav a:has-text("供需计划")');
    await page.waitForSelector('[data-line]');
    await page.waitForSelector('[data-phase=live]');
    expect(await page.locator('.large').textContent()).toBe('已经证明:在现有的机构和名额下,没有任何安排比它更好。');
    const line = page.locator(`[data-line="${needs[0]!.id}"]`);
    expect(await line.textContent()).toContain('屋里打扫不动了');
    await line.locator('button:has-text("为什么")').click();
    await line.locator('.why .bar-room').first().waitFor();
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-plan');
    // The page is held back while another version is published: what it sends then is of a plan that is no more.
    await line.locator('input[type=checkbox]').focus();
    await page.keyboard.press('Space');
    await page.click('button:has-text("采纳选中的 1 行")');
    await page.waitForSelector('dialog[open]');
    await server.database.query(
      'UPDATE plan SET version = version + 1 WHERE version = (SELECT max(version) FROM plan)',
    );
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.refused:has-text("计划已有新版本")');
    expect(await server.database.query('SELECT id FROM offer')).toEqual([]);
    await line.locator('input[type=checkbox]').waitFor();
    expect(organisationId).toBeDefined();
    await planner.stop();
    expect(desk.complaints).toEqual([]);
  }, 60_000);

  /** As whoever holds both pages does, on a phone and without an account: by the link of one, by typing the other. */
  const checkReceipts = async (donationId: string) => {
    const [voided, valid] = await server.database.query<{ code: string; number: string; checkCode: string }>(
      `SELECT code, lpad(number::text, 10, '0') AS number, check_code AS "checkCode" FROM receipt WHERE donation_id = $1 ORDER BY issued_at`,
      [donationId],
    );
    const anybody = await visit(browser, server.url, phone);
    const { page } = anybody;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`/receipt#${valid!.code}.${valid!.number}.${valid!.checkCode}`);
    await page.waitForSelector('.check-answer.right h2:has-text("真票,有效")');
    expect(await page.locator('.check-sum').textContent()).toBe('¥1,234.56');
    expect(await page.locator('.check-facts').textContent()).toContain('李秀英');
    expect(new URL(page.url()).hash).toBe('');
    expect(await anybody.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await anybody.photograph('receipt-check');
    await page.click('button:has-text("再查一张")');
    await page.fill('input[name=code]', voided!.code);
    await page.fill('input[name=number]', voided!.number);
    await page.fill('input[name=checkCode]', 'AAAAAAAAAAAA');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.check-answer.wrong:has-text("没有查到这张票据")');
    await anybody.photograph('receipt-check-unknown');
    await page.click('button:has-text("English")');
    await page.fill('input[name=checkCode]', ` ${voided!.checkCode.toLowerCase()}`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.check-answer.wrong h2:has-text("Voided")');
    for (const place of asked) expect(place).not.toContain(valid!.checkCode);
    expect(anybody.complaints).toEqual([]);
    await anybody.leave();
  };

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
    expect(page.url()).not.toContain(encodeURIComponent('李'));
    await checkReceipts(row!.id);
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
    const fits = await claimedNeed(server, stage, { serviceKind: ServiceKind.CLEANING });
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
      server.database.query('SELECT amount::text AS amount FROM allocation WHERE need_id = $1', [fits.need.needId]);
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
