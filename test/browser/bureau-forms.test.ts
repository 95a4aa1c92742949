/** Shows the forms of the bureau in a real browser: weights of matching drafted, tried and approved by two people. */
import type { Browser } from 'playwright-core';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { drafted } from './stage/bureau';
import { openPortal, type Portal } from './stage/portal';
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
    const offer = { serviceKind: ServiceKind.CLEANING, capacityMaximum: 10 };
    await approvedOrganisation(server, {
      ...{ name: '近邻家政', offerings: [{ ...offer, areaCodes: [stagedCommunity] }] },
    });
    await approvedOrganisation(server, {
      name: '银龄服务社',
      offerings: [{ ...offer, areaCodes: ['640104'], situations: [Situation.ELDERLY_ALONE] }],
    });
    for (let made = 0; made < 3; made += 1) await referredNeed(server, { situations: [Situation.ELDERLY_ALONE] });
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
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('起草新规则');
    const weight = (criterion: string) => page.locator(`[data-criterion=${criterion}] .weight-number input`);
    const send = page.locator('button[type=submit]:has-text("提交草案")');
    await weight('SITUATION_FIT').fill('60');
    await page.waitForSelector('.weight-total:has-text("多了 51%,合计须为 100%")');
    await page.fill('textarea[name=reason]', '更看重熟悉情形的组织');
    expect(await send.isDisabled()).toBe(true);
    expect(await page.locator('button:has-text("试算影响")').first().isDisabled()).toBe(true);
    await page.click('button:has-text("按比例调到 100%")');
    await page.waitForSelector('.weight-total:has-text("合计 100%")');
    // The slider is moved by arrows too; what is typed and what is drawn is one figure.
    await page.locator('[data-criterion=SITUATION_FIT] input[type=range]').focus();
    await page.keyboard.press('End');
    expect(await weight('SITUATION_FIT').inputValue()).toBe('100');
    for (const criterion of await page
      .locator('[data-criterion]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-criterion')!)))
      if (criterion !== 'SITUATION_FIT') await weight(criterion).fill('0');
    await page.locator('form button:has-text("试算影响")').click();
    await page.waitForSelector('.trial strong:has-text("最近 3 项需求中,3 项的排序会变,3 项的第一名会换。")');
    expect(await page.locator('.moves li').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('银龄服务社:共上升 3 个名次,下降 0 个名次')]),
    );
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-rules-draft');
    expect(await server.database.query("SELECT reason FROM ruleset WHERE status = 'DRAFT'")).toHaveLength(1);
    await send.click();
    await page.waitForSelector('.notice.done:has-text("已提交,请另一人批准")');
    const card = (reason: string) => page.locator('article', { hasText: reason });
    await card('更看重熟悉情形的组织').locator('text=由您起草,须由另一人批准').waitFor();
    expect(await card('更看重熟悉情形的组织').locator('button:has-text("批准生效")').count()).toBe(0);
    await card('提高就近的分量').locator('button:has-text("试算影响")').click();
    await card('提高就近的分量').locator('.trial strong:has-text("最近 3 项需求中")').waitFor();
    await card('提高就近的分量').locator('button:has-text("批准生效")').click();
    await visitor.photograph('bureau-rules-approve');
    await page.click('dialog[open] button[type=submit]');
    await card('提高就近的分量').locator('.tag:has-text("生效中")').waitFor();
    expect(await page.locator('article[data-status=RETIRED]').count()).toBe(2);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('bureau-rules');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 40_000);
});
