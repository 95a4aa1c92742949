/** Shows the desk of the charity federation in a real browser: projects and their money live, and what the law asks. */
import type { Browser } from 'playwright-core';
import { globalId } from '../../schema/global-id';
import { addDays } from '../../server/project/day';
import { today } from '../project/staging';
import type { TestServer } from '../stage/server';
import { federationStage, gift, qualified, type FederationStage } from './stage/federation';
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

  test('given a new project, when it is written by mouse and keyboard, left, loaded anew and saved, then it is drafted once, exact to the fen, and what a colleague changed meanwhile is not lost unseen', async () => {
    const { page } = desk;
    await qualified(server, stage, '宁夏慈善总会');
    await page.click('nav a:has-text("慈善项目")');
    await page.click('a:has-text("起草新项目")');
    await page.fill('#draft-name', '春雨助学');
    for (const [field, value] of Object.entries({
      ...{
        startsOn: addDays(today, 9),
        endsOn: addDays(today, 90),
        target: '100,000',
        budget: '90000.50',
        cap: '95000',
      },
      ...{
        cost: '1000',
        costDetail: '印刷',
        purpose: '帮助困难学生',
        beneficiaries: '困难学生',
        useOfProceeds: '学费',
      },
      ...{
        leftoverUse: '用于同类项目',
        officeAddress: '文化西街 1 号',
        bankName: '中国银行',
        bankAccount: '1040 1234 5678',
      },
    }))
      await page.fill(`#draft-${field}`, value);
    await page.check('#draft-kinds input[value=EDUCATION_SUPPORT]');
    await page.check('#draft-channels input[value=BANK_TRANSFER]');
    const asideText = () => page.locator('.draft-aside').textContent();
    expect(await asideText()).toContain(`最早 ${dayInChinese(addDays(today, 10))} 开始`);
    expect(await asideText()).toContain('比预算多 ¥4,999.50');
    expect(await asideText()).toContain('还有 1 项没写');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-draft');
    await page.fill('#draft-responsiblePerson', '王建国');
    // What blocks is led to: nothing is sent, and the cap can be typed at once.
    await page.click('button:has-text("保存草稿")');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('3000');
    expect(await page.inputValue('#draft-cap')).toBe('3000');
    await page.reload();
    await page.waitForSelector('#draft-name');
    expect(await page.inputValue('#draft-budget')).toBe('90000.50');
    expect(await page.inputValue('#draft-responsiblePerson')).toBe('');
    await page.click('.missing button:has-text("活动负责人")');
    await page.keyboard.type('王建国');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.next-step:has-text("修改草稿")');
    const drafts = () =>
      server.database.query<{ id: string }>(
        `SELECT id, status, revision, target_fen::text AS target, budget_fen::text AS budget, cap_per_case_fen::text AS cap
           FROM charity_project WHERE name LIKE '春雨助学%'`,
      );
    const saved = { status: 'DRAFT', revision: 0, target: '10000000', budget: '9000050', cap: '300000' };
    const [{ id, ...row }] = (await drafts()) as [{ id: string }];
    expect(row).toEqual(saved);
    await page.click('a:has-text("修改草稿")');
    await page.waitForSelector('#draft-name');
    expect(await page.inputValue('#draft-budget')).toBe('90000.50');
    await server.database.query(`UPDATE charity_project SET target_fen = 9500000, revision = 1 WHERE id = $1`, [id]);
    await page.fill('#draft-name', '春雨助学(二期)');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-field=target] td:has-text("95000")');
    expect(await page.locator('[data-field]').allTextContents()).toEqual([
      '项目名称春雨助学(二期)春雨助学',
      '募捐目标(元)10000095000',
    ]);
    expect(await drafts()).toMatchObject([{ revision: 1, target: '9500000' }]);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-draft-changed');
    await page.click('button:has-text("保存我的")');
    await page.waitForSelector('h2:has-text("春雨助学(二期)")');
    expect(await drafts()).toEqual([{ id, ...saved, revision: 2 }]);
    await page.click('button:has-text("提出合作")');
    await page.selectOption('dialog[open] select', { label: '宁夏慈善总会' });
    await page.fill('dialog[open] label:has-text("协议编号") input', '合募 2026-3');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tag:has-text("等待 宁夏慈善总会 确认")');
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    expect(desk.complaints).toEqual([]);
  }, 40_000);

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
    // A dealing of today is written down, found on its day in the month, and closed there with its evidence.
    await page.click('button:has-text("登记交易")');
    await page.locator('dialog[open] .tile:has-text("重大资产变动")').click();
    await page.waitForSelector(`dialog[open]:has-text("须在 ${dayInChinese(addDays(today, 30))} 之前公开。")`);
    await page.focus('dialog[open] input[type=date]');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`.notice.done:has-text("${dayInChinese(addDays(today, 30))}")`);
    for (const month of monthsBetween(addDays(today, -5), addDays(today, 30)))
      await page.click(`button:has-text("下个月")`).then(() => page.waitForSelector(`h2:has-text("${month}")`));
    await page.click('.due:has-text("重大交易公开")');
    await page.fill('dialog[open] label:has-text("网址") input', 'https://example.org/list');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.due.fulfilled:has-text("重大交易公开")');
    expect(
      await server.database.query(
        'SELECT rule, due_on AS "dueOn", fulfilled_on AS "fulfilledOn", evidence FROM obligation WHERE evidence IS NOT NULL',
      ),
    ).toEqual([
      {
        ...{ rule: 'MAJOR_TRANSACTION', dueOn: addDays(today, 30), fulfilledOn: today },
        evidence: 'https://example.org/list',
      },
    ]);
    await page.click('button:has-text("清单")');
    await page.check('label:has-text("看已履行的") input');
    expect(await page.locator('.owed-row a:has-text("查看凭据")').getAttribute('href')).toBe(
      'https://example.org/list',
    );
    expect(new URL(page.url()).searchParams.get('show')).toBe('done');
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

/** The months after that of one day up to that of another, as the calendar writes them. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let day = from; day.slice(0, 7) < to.slice(0, 7); day = addDays(`${day.slice(0, 7)}-28`, 5))
    months.push(monthInChinese(addDays(`${day.slice(0, 7)}-28`, 5)));
  return months;
}

function monthInChinese(day: string): string {
  const [year, month] = day.split('-').map(Number);
  return `${year}年${month}月`;
}

function localOf(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8').split(':')[1]!;
}
