/** Shows what the federation tells others: reports of projects, and thanks that are read before they are shown. */
import { globalId } from '../../../schema/global-id';
import { eventually } from '../../plan/planning';
import { settledProject, thanks, type FederationBench } from '../stage/federation';

export function showsTelling(bench: FederationBench): void {
  test('given a settled project, when its report is drafted, looked at, published and corrected, then everybody reads both, and nothing is published before', async () => {
    const { desk, server, stage } = bench;
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
  }, 90_000);

  test('given thanks that wait, when one is cut and let through and another kept back, then an undo takes the first back, and each is decided as said', async () => {
    const { desk, server, stage } = bench;
    const { page } = desk;
    const [kept, cut] = [
      await thanks(server, stage, '广告：买一送一'),
      await thanks(server, stage, '谢谢大家，被子很暖。有空来坐。'),
    ];
    const stateOf = async (id: string) =>
      (await server.database.query('SELECT status, approved_text AS text FROM wish_thanks WHERE id = $1', [id]))[0];
    await page.click('nav a:has-text("审核")');
    await page.waitForSelector('section[aria-labelledby=honour] li:has-text("李女士¥1,234.56")');
    const card = (id: string) => page.locator(`[data-thanks="${globalId('WishThanks', id)}"]`);
    await card(cut).locator('textarea').fill('谢谢大家，被子很暖。…');
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
    await card(cut).locator('textarea').fill('谢谢大家，被子很暖。…');
    await card(cut).locator('button:has-text("通过")').first().click();
    await page.click('nav a:has-text("慈善项目")');
    await eventually('it is let through', async () => (await stateOf(cut))!.status === 'APPROVED');
    expect(await stateOf(cut)).toEqual({ status: 'APPROVED', text: '谢谢大家，被子很暖。…' });
    expect(desk.complaints).toEqual([]);
  }, 90_000);
}
