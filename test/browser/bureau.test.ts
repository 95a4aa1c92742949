/** Shows the bureau's bench in a real browser: figures and what is behind them, a wall that is read from afar, approvals, the silent minority, evaluation and audit. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { Role } from '../../schema/identity/role';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { provider, type Provider } from '../stage/claims';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { population, proposedScheme, workOfAYear } from './stage/bureau';
import { openPortal, type Portal } from './stage/portal';
import { settles } from './stage/settles';
import { phone, signInAs, visit } from './stage/visitor';

describe('the bench of the bureau', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let helper: Provider;
  let zeng: Person;

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    helper = await provider(server, { capacityMaximum: 500 });
    zeng = await people(server).bureau();
    await workOfAYear(server, helper);
  }, 120_000);
  afterAll(() => portal?.close());

  test('given a year of work, when the bureau looks, then figures, funnel and waiting are those of the records, and one key opens what is behind', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => request.url().endsWith('/graphql') && asked.push(request.postData() ?? ''));
    await signInAs(visitor, zeng);
    await page.waitForSelector('.figure-card');
    const told = async (code: string) => page.locator(`[data-code=${code}]`).first().textContent();
    expect(await told('NEEDS_REFERRED')).toBe('12');
    expect(await told('REFERRED_NEEDS_CLAIMED')).toBe('8');
    expect(await told('REFERRED_NEEDS_DELIVERED')).toBe('4');
    expect(await told('REFERRED_NEEDS_CONFIRMED')).toBe('0');
    expect(await told('TIME_TO_CLAIM')).toBe('2 小时 0 分');
    expect(await told('TIME_TO_CLAIM_P90')).toBe('1 天 6 小时');
    await page.waitForSelector('.chart canvas');
    await visitor.photograph('bureau-overview');
    // Choosing another period is one request.
    const before = asked.length;
    await page.click('button:has-text("去年")');
    await page.waitForSelector('[data-code=NEEDS_REFERRED]:text-is("0")');
    expect(asked.slice(before).map((body) => /query (\w+)/.exec(body)?.[1])).toEqual(['BureauOverview']);
    expect(new URL(page.url()).search).toBe('?period=lastYear');
    await page.click('button:has-text("今年")');
    await page.waitForSelector('[data-code=NEEDS_REFERRED]:text-is("12")');
    await page.locator('.figure-card:has-text("转介的需求")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:has-text("转介的需求")');
    await page.waitForSelector('.plain-list li');
    await settles(() => page.locator('.plain-list li').count(), 12);
    // The map is walked by arrows; Enter goes into the street.
    await page.locator('[data-area="640104001"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('[data-area="640104002"]:focus');
    await visitor.photograph('bureau-figure');
    await page.keyboard.press('Enter');
    await page.waitForSelector('option:checked:has-text("解放西街街道")', { state: 'attached' });
    await page.waitForFunction(() => document.querySelectorAll('.plain-list li').length === 4);
    await settles(() => new URL(page.url()).search, '?area=640104002');
    // What is listed is had as a file, written while one looks.
    await page.click('text=导出明细');
    const saved = page.waitForEvent('download');
    await page.click('button.ant-btn-primary:has-text("载")');
    const file = await saved;
    const { readSheet } = await import('read-excel-file/node');
    expect(file.suggestedFilename()).toMatch(/^[A-Z_]+-\d{4}-01-01\.xlsx$/);
    expect(await readSheet(readFileSync(await file.path()))).toHaveLength(1 + 4);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a wall screen, when leadership looks in English, then all stands on one screen in letters that are read from five metres, and nothing moves', async () => {
    const visitor = await visit(browser, server.url, {
      viewport: { width: 1920, height: 1080 },
      reducedMotion: 'reduce',
      colorScheme: 'dark',
    });
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.waitForSelector('.figure-card');
    await page.click('text=大屏显示');
    await page.waitForSelector('.wall-figure');
    await page.click('body', { position: { x: 5, y: 5 } });
    await visitor.photograph('bureau-wall');
    const seen = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollHeight > innerHeight,
      // On a screen one metre high, six hundredths are 6 cm.
      letters: Math.min(
        ...[...document.querySelectorAll('.wall-figure strong')].map((one) =>
          parseFloat(getComputedStyle(one).fontSize),
        ),
      ),
      running: document.getAnimations().filter((one) => one.playState === 'running').length,
    }));
    expect(seen).toEqual({ scrolls: false, letters: expect.any(Number), running: 0 });
    expect(seen.letters).toBeGreaterThan(1080 * 0.06);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.figure-card');
    await page.click('button:has-text("English")');
    await page.waitForSelector('h1:has-text("Overview")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-overview-english-dark');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a phone, when the bureau looks for a figure among all, then it is found, and what is touched is large enough', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=全部指标');
    await page.fill('input[type=search]', '第 36 行');
    await page.waitForSelector('.figure-lines a:has-text("转介后真正结案")');
    await page.waitForSelector('.figure-lines a:has-text("得到帮助的家庭")', { state: 'detached' });
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-figures-phone');
    const small = await page.$$eval('button, main a, nav a, select', (all) =>
      all
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
        .map((one) => one.textContent),
    );
    expect(small.filter((text) => text !== '跳到正文')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given an organisation that waits, when the bureau approves it by keyboard and suspends it with a reason, then it stands so, and a member is refused in words', async () => {
    const { organisationId } = await approvedOrganisation(server, {
      name: '清河社工服务中心',
      status: OrganisationStatus.AWAITING_REVIEW,
    });
    const stands = async () =>
      server.database.query('SELECT status, status_reason AS reason FROM organisation WHERE id = $1', [organisationId]);
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=组织准入');
    const line = page.locator('li:has-text("清河社工服务中心")');
    await line.locator('button').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]:has-text("批准清河社工服务中心？")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.locator('dialog[open] button[type=submit]').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.done:has-text("已批准：清河社工服务中心")');
    await line.waitFor({ state: 'detached' });
    expect(await stands()).toEqual([{ status: 'APPROVED', reason: null }]);
    await page.click('button:has-text("已准入")');
    await line.locator('button').click();
    await page.waitForSelector('dialog[open] button[type=submit][disabled]');
    await page.fill('textarea[name=reason]', '连续三次未履约');
    await visitor.photograph('bureau-suspend');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.done:has-text("已暂停")');
    expect(await stands()).toEqual([{ status: 'SUSPENDED', reason: '连续三次未履约' }]);
    // Whoever belongs to it does not decide on it.
    const member = await people(server).withRoles(
      { role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: '640104' },
      { role: Role.ORGANISATION_MEMBER, organisationId },
    );
    await page.click('text=退出登录');
    await page.waitForSelector('h1:has-text("登录")');
    await signInAs(visitor, member);
    await page.goto('/bureau/organisations?status=SUSPENDED');
    await line.locator('button').click();
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.refused');
    expect(await stands()).toEqual([{ status: 'SUSPENDED', reason: '连续三次未履约' }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given population figures, when the bureau looks for the silent, then areas stand in their order with what was expected, and small counts are withheld', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=沉默的少数');
    await page.waitForSelector('text=还没有这里的人口数据');
    await population(server, zeng);
    await page.reload();
    await page.click('button:has-text("社区")');
    const line = (name: string) => page.locator('.gap-line', { hasText: name });
    // Streets stand there first, as many as communities; those are named with their street.
    await settles(() => page.locator('.gap-line button:has-text(" · ")').count(), 3);
    // Fourteen, five and eight were seen of people alike: nine are expected of each.
    await settles(
      () => page.locator('.gap-line .gap-figures').allTextContents(),
      ['预期9已发现5', '预期9已发现8', '预期9已发现14'],
    );
    const missing = (await line('解放西街街道').locator('.gap-missing').textContent())!;
    expect(Number(/约缺 ([\d.]+) 户/.exec(missing)![1])).toBeGreaterThan(0.5);
    expect(await page.locator('.gap-line').last().locator('.soft').textContent()).toBe('不缺');
    await page.waitForSelector('.silent-steps li:has-text("请顾问先走访")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-silent');
    // Map and list speak of the same place; the list of visits is a table without what is withheld.
    await page.locator('[role=option]').last().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.gap-line.chosen:has-text("文化街街道")');
    const saved = page.waitForEvent('download');
    await page.click('button:has-text("下载走访清单")');
    const rows = readFileSync(await (await saved).path(), 'utf8').split('\r\n');
    expect(rows[0]).toBe('\ufeff"地点","建议走访（户）","预期（户）","已发现（户）"');
    expect(rows[1]).toMatch(/^"解放西街街道 · .+","[1-9]","9","5"$/);
    await page.click('button:has-text("网格")');
    await page.waitForFunction(() => document.querySelectorAll('.gap-line').length === 6);
    await settles(() => page.locator('.gap-line .gap-rank').allTextContents(), ['1', '2', '3', '4', '5', '6']);
    expect(await page.locator('.gap-line .tag:has-text("不足 5，不显示")').count()).toBeGreaterThan(3);
    await settles(() => page.locator('[role=option]').count(), 6);
    await visitor.photograph('bureau-silent-grids');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given results of last year, when the bureau computes them, then they are sealed, and whoever computed them is refused their publication', async () => {
    const other = await people(server).bureau();
    await proposedScheme(server, other);
    const lastYear = new Date().getUTCFullYear() - 1;
    await server.database.query(`UPDATE claim SET claimed_at = '${lastYear}-06-01T00:00:00Z'`);
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=年度测评');
    await page.click('button:has-text("计算并封存")');
    await page.waitForSelector('.tag:has-text("已封存，待公布")');
    await page.click('article button:has-text("公布")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.refused');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-evaluation');
    expect(await server.database.query('SELECT status FROM evaluation')).toEqual([{ status: 'COMPUTED' }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given an auditor, when the audit is searched, then lines are found, the chain is told whole, and the search is a line itself', async () => {
    await server.app.composition.auditSealing.seal();
    const auditor = await people(server).auditor();
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, auditor);
    await page.waitForSelector('nav >> text=审计检索');
    await settles(() => page.locator('nav a').allTextContents(), ['总览', '全部指标', '审计检索']);
    await page.click('nav >> text=审计检索');
    await page.waitForSelector('.tag:has-text("核对无误")');
    await page.fill('input[name=operation]', 'claimNeed');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => {
      const shown = [...document.querySelectorAll('tbody th')].map((one) => one.textContent);
      return shown.length === 8 && shown.every((operation) => operation === 'claimNeed');
    });
    expect(page.url()).not.toContain('claimNeed');
    await visitor.photograph('bureau-audit');
    expect(
      await server.database.query(
        "SELECT details->>'operation' AS operation FROM audit_line WHERE account_id = $1 AND operation = 'auditLines' ORDER BY position DESC LIMIT 1",
        [auditor.accountId],
      ),
    ).toEqual([{ operation: 'claimNeed' }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);
});
