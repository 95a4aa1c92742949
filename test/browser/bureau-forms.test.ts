/** Shows the forms of the bureau in a real browser: weights of matching drafted, tried and approved by two people; accounts, policies, fairness. */
import type { Browser } from 'playwright-core';
import { v7 } from 'uuid';
import { Urgency } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { statutes } from '../../server/policy/statutes';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { drafted } from './stage/bureau';
import { openPortal, type Portal } from './stage/portal';
import { settles } from './stage/settles';
import { phone, signInAs, visit } from './stage/visitor';

describe('the forms of the bureau', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let zeng: Person;
  let other: Person;

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    zeng = await people(server).bureau();
    other = await people(server).bureau();
    // One serves only the community of the needs, the other the whole district, and is made for their situation.
    const offer = { serviceKind: ServiceKind.CLEANING, capacityMaximum: 1 };
    await approvedOrganisation(server, {
      ...{ name: '近邻家政', offerings: [{ ...offer, areaCodes: [stagedCommunity] }] },
    });
    await approvedOrganisation(server, {
      name: '银龄服务社',
      offerings: [{ ...offer, areaCodes: ['640104'], situations: [Situation.ELDERLY_ALONE] }],
    });
    const situations = [Situation.ELDERLY_ALONE];
    for (let made = 0; made < 3; made += 1) await referredNeed(server, { situations, urgency: Urgency.URGENT });
    await referredNeed(server, { situations, areaCode: '640104002001' });
    await drafted(server, other, '提高就近的分量');
  }, 120_000);
  afterAll(() => portal?.close());

  test('given the rules in force, when weights are moved, tried and proposed, then only a whole is sent, what it would change is seen, and another person approves', async () => {
    const visitor = await visit(browser, server.url, { viewport: { width: 1280, height: 900 } });
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=匹配规则');
    await page.locator('button:has-text("起草新规则")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:focus:text-is("起草新规则")');
    const weight = (criterion: string) => page.locator(`[data-criterion=${criterion}] .weight-number input`);
    const send = page.locator('button[type=submit]:has-text("提交草案")');
    await weight('SITUATION_FIT').fill('60');
    await page.waitForSelector('.weight-total:has-text("多了 51%，合计须为 100%")');
    await page.fill('textarea[name=reason]', '更看重熟悉情形的组织');
    await page.waitForSelector('form button[type=submit]:disabled:has-text("提交草案")');
    await page.waitForSelector('form button:disabled:has-text("试算影响")');
    await page.click('button:has-text("按比例调到 100%")');
    await page.waitForSelector('.weight-total:has-text("合计 100%")');
    // The slider is moved by arrows too; what is typed and what is drawn is one figure.
    await page.locator('[data-criterion=SITUATION_FIT] input[type=range]').focus();
    await page.keyboard.press('End');
    await settles(() => weight('SITUATION_FIT').inputValue(), '100');
    for (const criterion of await page
      .locator('[data-criterion]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-criterion')!)))
      if (criterion !== 'SITUATION_FIT') await weight(criterion).fill('0');
    await page.locator('form button:has-text("试算影响")').click();
    await page.waitForSelector('.trial strong:has-text("最近 4 项需求中，3 项的排序会变，3 项的第一名会换。")');
    expect(await page.locator('.moves li').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('银龄服务社：共上升 3 个名次，下降 0 个名次')]),
    );
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-rules-draft');
    await page.locator('.trial').scrollIntoViewIfNeeded();
    await page.locator('textarea[name=reason]').scrollIntoViewIfNeeded();
    await visitor.photograph('bureau-rules-trial');
    expect(await server.database.query("SELECT reason FROM ruleset WHERE status = 'DRAFT'")).toHaveLength(1);
    await send.click();
    await page.waitForSelector('.notice.done:has-text("已提交，请另一人批准")');
    const card = (reason: string) => page.locator('article', { hasText: reason });
    await card('更看重熟悉情形的组织').locator('text=由您起草，须由另一人批准').waitFor();
    await card('更看重熟悉情形的组织').locator('button:has-text("批准生效")').waitFor({ state: 'detached' });
    await card('提高就近的分量').locator('button:has-text("试算影响")').click();
    await card('提高就近的分量').locator('.trial strong:has-text("最近 4 项需求中")').waitFor();
    await card('提高就近的分量').locator('button:has-text("批准生效")').click();
    await visitor.photograph('bureau-rules-approve');
    await page.click('dialog[open] button[type=submit]');
    await card('提高就近的分量').locator('.tag:has-text("生效中")').waitFor();
    await settles(() => page.locator('article[data-status=RETIRED]').count(), 2);
    await visitor.photograph('bureau-rules');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given somebody new, when the bureau makes the account by keyboard, then its password is told once, and its owner chooses another before anything else', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=账号与角色');
    await page.waitForSelector('h1:focus:has-text("账号与角色")');
    await page.locator('button:has-text("新建账号")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    expect(await page.locator('dialog[open] button[type=submit]').isDisabled()).toBe(true);
    await page.focus('input[name=displayName]');
    await page.keyboard.type('马晓燕');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ma.xiaoyan');
    await page.selectOption('select[name=place]', '640104002');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-account-new');
    await page.locator('input[name=login]').press('Enter');
    const first = (await page.textContent('.told-password'))!;
    expect(first).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    const line = page.locator('[data-account="ma.xiaoyan"]');
    await line.locator('.tag:has-text("救助顾问 解放西街街道")').waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-account-told');
    await page.click('button:has-text("已告诉本人")');
    await page.waitForSelector('.told-password', { state: 'detached' });

    const owner = await visit(browser, server.url, phone);
    await signInAs(owner, { login: 'ma.xiaoyan' }, first);
    await owner.page.waitForURL('**/password');
    await owner.page.goto('/adviser');
    await owner.page.waitForURL('**/password');
    const change = async (current: string, next: string, again: string) => {
      for (const [name, value] of Object.entries({ current, next, again }))
        await owner.page.fill(`input[name=${name}]`, value);
      await owner.page.click('button[type=submit]');
    };
    await change(first, '小巷里的石榴树 7', '小巷里的石榴树 8');
    await owner.page.waitForSelector('[role=alert]:has-text("两遍输入的不一样")');
    await change(first, 'short', 'short');
    await owner.page.waitForSelector('[role=alert]:has-text("密码须为 10 到 128 个字符")');
    expect(await owner.accessibilityFaults()).toEqual([]);
    await owner.photograph('password-phone');
    await change(first, '小巷里的石榴树下 77', '小巷里的石榴树下 77');
    await owner.page.click('a:has-text("开始工作")');
    await owner.page.waitForURL('**/adviser');
    // Forgotten after all: all devices are signed out, and what was chosen is worth nothing.
    await line.locator('button:has-text("重置密码")').click();
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.done:has-text("马晓燕（ma.xiaoyan）的新密码")');
    expect(await page.textContent('.told-password')).not.toBe(first);
    await line.locator('.tag:has-text("待本人改密码")').waitFor();
    await owner.page.reload();
    await owner.page.waitForSelector('h1:has-text("登录")');
    expect(
      await server.database.query("SELECT count(*)::int AS lines FROM audit_line WHERE operation = 'resetPassword'"),
    ).toEqual([{ lines: 1 }]);
    expect([...visitor.complaints, ...owner.complaints]).toEqual([]);
    await owner.leave();
    await visitor.leave();
  }, 90_000);

  test('given roles, when the bureau gives one, takes one back and ends an account, then each is asked first and stands so', async () => {
    const adviser = await people(server).adviser('640104002');
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=账号与角色');
    const line = page.locator(`[data-account="${adviser.login}"]`);
    await line.locator('button:has-text("授予角色")').click();
    await page.selectOption('select[name=role]', 'STREET_OFFICER');
    await page.selectOption('select[name=place]', '640104003');
    await page.click('dialog[open] button[type=submit]');
    await line.locator('.tag:has-text("街道干部 文化街街道")').waitFor();
    await line.locator('.tag:has-text("街道干部") button').click();
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect(await line.locator('.tag:has-text("街道干部")').count()).toBe(1);
    await line.locator('.tag:has-text("街道干部") button').click();
    await page.click('dialog[open] button[type=submit]');
    await line.locator('.tag:has-text("街道干部")').waitFor({ state: 'detached' });
    await line.locator('button:has-text("停用")').click();
    await page.click('dialog[open] button[type=submit]');
    await line.locator('.tag:has-text("已停用")').waitFor();
    await line.locator('button:has-text("重置密码")').waitFor({ state: 'detached' });
    expect((await server.request('{ me { login } }', {}, adviser.token)).errors).toHaveLength(1);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a policy, when its next version is made with conditions as a tree, then a broken tree is not sent, the version stands first, and the one before stays', async () => {
    await server.request(
      `mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) { __typename } }`,
      { input: { ...statutes.find(({ code }) => code === 'TEKUN')!, policyId: v7(), areaCode: '640104' } },
      zeng.token,
    );
    const visitor = await visit(browser, server.url, { viewport: { width: 1280, height: 900 } });
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('nav >> text=救助政策');
    await page.waitForSelector('[data-policy=TEKUN]');
    await visitor.photograph('bureau-policies');
    await page.click('[data-policy=TEKUN] a');
    await page.waitForSelector('.condition-tree .ANY');
    await visitor.photograph('bureau-policy');
    await page.locator('button:has-text("在这一版上修改")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2:focus:text-is("从第 1 版修改")');
    // A part is added and left empty: it is shown where it lies, and nothing is sent.
    await page.locator('.condition-edit[data-kind=ALL] > ul > li > button').last().click();
    await page.click('button[type=submit]:has-text("发布")');
    await page.waitForSelector('.condition-edit.wrong[data-kind=CATEGORY_IN]');
    const added = page.locator('.condition-edit.wrong');
    await added.locator('select').first().selectOption('SIZE_BETWEEN');
    const size = page.locator('.condition-edit[data-kind=SIZE_BETWEEN] input');
    await size.nth(0).fill('1');
    await size.nth(1).fill('4');
    await page.fill('textarea[name=cardLines]', '这一句明白卡实在是太长太长太长太长太长太长太长太长太长太长太长了。');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.locator('#conditions').scrollIntoViewIfNeeded();
    await visitor.photograph('bureau-policy-form');
    const publish = async () => {
      await page.click('button[type=submit]:has-text("发布")');
      await page.click('dialog[open] button[type=submit]');
    };
    await publish();
    await page.waitForSelector('[role=alert]:has-text("明白卡每句须含中文且不超过 30 字")');
    await page.fill('textarea[name=cardLines]', '一个人过日子的，也可以申请。');
    await publish();
    await page.waitForSelector('.version-line li:has-text("第 2 版"):has-text("尚未施行")');
    await page.waitForSelector('.condition-tree li:has-text("家庭人口 1至4 人")');
    await page.click('.version-line button:has-text("第 1 版")');
    await page.waitForSelector('.card-lines li:has-text("没有劳动能力，也没有生活来源，可以申请。")');
    expect(
      await server.database.query("SELECT version, card_lines FROM policy WHERE code = 'TEKUN' ORDER BY version"),
    ).toEqual([
      { version: 1, card_lines: expect.arrayContaining(['没有人能够赡养、抚养、扶养。']) },
      { version: 2, card_lines: ['一个人过日子的，也可以申请。'] },
    ]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a plan that serves one street alone, when the bureau asks what fairness costs, then both plans stand on one line for each street, the least served first', async () => {
    const visitor = await visit(browser, server.url, { viewport: { width: 1280, height: 900 } });
    const { page } = visitor;
    await signInAs(visitor, zeng);
    await page.click('button:has-text("算一算")');
    const lines = page.locator('.fairness-chart li');
    await lines.first().waitFor({ timeout: 30_000 });
    expect(await lines.locator('.unseen').allTextContents()).toEqual([
      '解放西街街道：1 项需求，现在的计划接 0 项，最公平的计划接 1 项',
      '凤凰北街街道：3 项需求，现在的计划接 2 项，最公平的计划接 1 项',
    ]);
    await page.locator('.fairness-chart').scrollIntoViewIfNeeded();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-fairness');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);
});
