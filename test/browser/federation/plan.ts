/** Shows the plan at the desk of the federation: its proof, how evenly it serves, and lines that are accepted and become offers. */
import { globalId } from '../../../schema/global-id';
import { ServiceKind } from '../../../schema/taxonomy/service-kind';
import { eventually, startPlanner } from '../../plan/planning';
import { referredNeed } from '../../stage/needs';
import { approvedOrganisation } from '../../stage/organisations';
import { people } from '../../stage/people';
import type { FederationBench } from '../stage/federation';

export function showsThePlan(bench: FederationBench): void {
  test('given unmet needs, when staff look at the plan and accept one line and then the whole, then its proof is in words, reasons are bars, each organisation has its offer, and a plan that was replaced is said kindly', async () => {
    const { desk, server } = bench;
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
    expect(await page.locator('.large').textContent()).toBe('已经证明：在现有的机构和名额下，没有任何安排比它更好。');
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
    const sent = page.waitForRequest((one) => one.postData()?.includes('FairnessOfPlan') ?? false);
    await page.click('button:has-text("测算公平的代价")');
    await page.waitForSelector('.long-work progress');
    await sent;
    await page.click('button:has-text("停止")');
    expect((await dropped).failure()?.errorText).toBe('net::ERR_ABORTED');
    await page.unroute('**/graphql');
    await page.click('button:has-text("测算公平的代价")');
    const shares = page.locator('.fairness-chart li');
    await shares.first().waitFor({ timeout: 30_000 });
    expect(await shares.evaluateAll((all) => all.map((one) => Object.values((one as HTMLElement).dataset)))).toEqual([
      ...[
        ['1', '1'],
        ['2', '2'],
      ],
    ]);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-fairness');
    // While the page is looked at, its lines are planned otherwise: what it sends then is of a plan that is no more.
    const chosen = page.locator(`[data-line="${needId}"] input[type=checkbox]`);
    const choose = async () => {
      await chosen.focus();
      await page.keyboard.press('Space');
      await page.click('button:has-text("采纳选中的 1 行")');
      await page.waitForSelector('dialog[open]');
    };
    const publish = (step: number) =>
      server.database.query(
        `WITH newer AS (UPDATE plan SET version = version + $1 WHERE version = (SELECT max(version) FROM plan))
         UPDATE plan_line SET version = version + $1, planned_since = planned_since + $1`,
        [step],
      );
    await choose();
    await publish(1_000);
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.told:has-text("1 行的计划其间已变")');
    await page.waitForSelector(`[data-line="${needId}"] .tag:has-text("计划其间已变")`);
    const offers = () =>
      server.database.query('SELECT need_id AS "needId", status FROM offer WHERE organisation_id = $1', [
        organisationId,
      ]);
    expect(await offers()).toEqual([]);
    await publish(-1_000);
    await page.reload();
    await page.waitForSelector('[data-phase=live]');
    await choose();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.done:has-text("已采纳：1 行中 1 行已发出询问")');
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
    // The planner is another process, which plans with what is left.
    await page.click('.notice.told button:has-text("看新版")', { timeout: 30_000 });
    await page.click('button:has-text("全部采纳（2 行）")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('.notice.done:has-text("2 行已发出询问")');
    expect(await offers()).toHaveLength(3);
    await planner.stop();
    expect(desk.complaints).toEqual([]);
  }, 120_000);
}
