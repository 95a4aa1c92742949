/** Shows what the law asks of the charity: overdue first, a month at a glance, dealings written down and closed with their evidence. */
import { addDays } from '../../../server/day';
import { today } from '../../project/staging';
import { answersTo } from '../stage/answers';
import { dayInChinese, monthsBetween } from '../stage/chinese';
import type { FederationBench } from '../stage/federation';
import { settles } from '../stage/settles';

export function showsObligations(bench: FederationBench): void {
  test('given what the law asks, when staff look at list and month, then what is overdue stands first, and what is done is written down', async () => {
    const { desk, server } = bench;
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
    const answers = await answersTo(page, 'Owed');
    await answers.none();
    await page.keyboard.press('Enter');
    await page.waitForSelector(`.notice.done:has-text("${dayInChinese(addDays(today, 30))}")`);
    // It is written down and could not be read again: what stands there says that it is of before.
    await page.waitForSelector('.notice.failed:has-text("这是之前读到的内容")');
    await page.waitForSelector('.month');
    await answers.end();
    await page.click('.notice.failed button:has-text("重试")');
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
    // It stands in the address, which follows the click a moment later.
    await page.click('label:has-text("看已履行的")');
    await page.waitForSelector('.owed-row a[href="https://example.org/list"]:has-text("查看凭据")');
    await settles(() => new URL(page.url()).searchParams.get('show'), 'done');
    expect(desk.complaints).toEqual([]);
  }, 120_000);
}
