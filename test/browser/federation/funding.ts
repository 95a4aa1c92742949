/** Shows money and goods set aside for claimed needs: by hand, taken back, by proposal, and the smallest conflict where it cannot be. */
import { Urgency } from '../../../schema/need/enums';
import { claimedNeed } from '../../allocation/stage';
import type { FederationBench } from '../stage/federation';
import { settles } from '../stage/settles';

export function showsFunding(bench: FederationBench): void {
  test('given claimed needs, when staff propose, see why one is left out, and accept, then the smallest conflict is named with what mends it', async () => {
    const { desk, server, stage } = bench;
    const { page } = desk;
    const fits = await claimedNeed(server, stage, { urgency: Urgency.URGENT });
    await page.click('nav a:has-text("款物分配")');
    await page.fill('label:has-text("每份需求给多少") input', '3,000');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=没有排进去');
    const why = page.locator(`[data-need="${fits.need.id}"] button:has-text("为什么")`);
    await why.click();
    await page.click('button:has-text("按规则自动分配")');
    await page.waitForSelector('dialog[open]:has-text("共 ¥2,000.00，还缺 ¥1,000.00。")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    const allocated = () =>
      server.database.query(
        "SELECT amount::text AS amount FROM allocation WHERE need_id = $1 AND status = 'RESERVED'",
        [fits.need.needId],
      );
    expect(await allocated()).toEqual([]);
    await page.click('li.spread:has-text("可给 ¥2,000.00") button');
    await page.waitForSelector('.notice.done:has-text("已预留 ¥2,000.00")');
    // A proposal is made anew after each step, and only one at a time.
    await page.waitForSelector('text=看了 0 项需求');
    expect(await allocated()).toEqual([{ amount: '200000' }]);
    await page.click('button:has-text("撤回")');
    await page.waitForSelector('.notice.done:has-text("已释放")');
    await page.waitForSelector('text=1 项没有排进去');
    expect(await allocated()).toEqual([]);
    await page.click('.tile:has-text("物资")');
    await page.fill('label:has-text("品名") input', '羽绒被');
    await page.fill('label:has-text("单位") input', '床');
    await page.click('button:has-text("测算方案")');
    await page.waitForSelector('text=1 项没有排进去');
    await why.click();
    await page.waitForSelector('.conflict:has-text("指定了别的服务")');
    await settles(() => page.locator('.bits .broken').count(), 1);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-conflict');
    await page.click('.tile:has-text("款项")');
    await page.fill('label:has-text("每份需求给多少") input', '120');
    await page.keyboard.press('Enter');
    await page.waitForSelector('button:has-text("采纳 1 项，共 ¥120.00")');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-proposal');
    await page.click('button:has-text("采纳 1 项")');
    await page.waitForSelector('text=看了 0 项需求');
    expect(await allocated()).toEqual([{ amount: '12000' }]);
    expect(desk.complaints).toEqual([]);
  }, 120_000);
}
