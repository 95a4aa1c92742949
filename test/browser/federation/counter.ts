/** Shows a donor at the counter: taken in, receipted, honoured, and found in a list that comes late, fails and goes by pages. */
import { readFileSync } from 'node:fs';
import { booksOf } from '../../stage/donations';
import { answersTo } from '../stage/answers';
import type { FederationBench } from '../stage/federation';
import { checkReceipts } from './receipts';

export function showsTheCounter(bench: FederationBench): void {
  test('given a donor at the counter, when money is taken in by keyboard, then it is received, its receipt issued, kept as a file, and issued anew', async () => {
    const { desk, server, stage } = bench;
    const { page } = desk;
    const answers = await answersTo(page, 'Counter');
    answers.late();
    await page.click('nav a:has-text("捐赠登记")');
    await page.waitForSelector('main .waiting[role=status]');
    await answers.none();
    const failed = page.locator('.notice.failed[role=alert]');
    await failed.waitFor();
    answers.usual(2);
    await failed.locator('button:has-text("重试")').click();
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
    await checkReceipts(bench, row!.id);
    await page.click('button:has-text("作废")');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    await page.waitForSelector('[data-receipt=ISSUED]');
    await page.click('button:has-text("作废")');
    await page.locator('dialog[open] button[type=submit]').click();
    await page.waitForSelector('[data-receipt=VOIDED]');
    expect(
      await server.database.query('SELECT DISTINCT status FROM receipt WHERE donation_id = $1', [row!.id]),
    ).toEqual([{ status: 'VOIDED' }]);
    await page.click('button:has-text("登记或撤回同意")');
    await page.fill('dialog[open] label:has-text("展示名称") input', '李女士');
    await page.check('dialog[open] label:has-text("同意一并展示金额") input');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.done:has-text("“李女士”已上荣誉榜")');
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
    // The list by pages of two: each once, and no way on after the last. What it is filtered by stands in the address.
    await page.click('nav a:has-text("捐赠登记")');
    const listed = () => page.$$eval('[data-donation]', (all) => all.map((one) => one.getAttribute('data-donation')));
    const more = page.locator('button:has-text("显示更多")');
    for (const count of [2, 4]) {
      await page
        .locator('[data-donation]')
        .nth(count - 1)
        .waitFor();
      expect(await listed()).toHaveLength(count);
      await more.click();
    }
    await page.locator('[data-donation]').nth(5).waitFor();
    expect(new Set(await listed()).size).toBe(6);
    await more.waitFor({ state: 'detached' });
    // What was received of these days is had as a table, written while one looks.
    await page.click('summary:has-text("导出表格")');
    await page.click('.export-box button:has-text("导出明细")');
    await page.waitForSelector('.export-box button:has-text("下载")');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-export');
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.export-box button:has-text("下载")'),
    ]);
    const { readSheet } = await import('read-excel-file/node');
    const [heading, ...rows] = (await readSheet(readFileSync(await table.path()))) as unknown as unknown[][];
    const sums = ['moneyFen', 'goodsValueFen'].map((name) => heading!.findIndex((cell) => `${cell}`.endsWith(name)));
    expect(rows.filter((row) => row.includes('RECEIVED')).length).toBe(rows.length);
    expect(rows.map((row) => sums.map((at) => row[at]))).toEqual(
      expect.arrayContaining([
        [123_456, null],
        [null, 399_800],
      ]),
    );
    await page.click('button:has-text("已撤回")');
    await page.waitForSelector('.empty:has-text("还没有捐赠")');
    await page.reload();
    await page.waitForSelector('button[aria-pressed=true]:has-text("已撤回")');
    expect(new URL(page.url()).searchParams.get('status')).toBe('WITHDRAWN');
    await page.waitForSelector('.empty');
    // What was written before is still there.
    await page.click('summary:has-text("导出表格")');
    await page.waitForSelector(
      `[data-export]:has-text("收到的捐赠"):has-text("${rows.length} 行") button:has-text("下载")`,
    );
    await desk.photograph('federation-export-earlier');
    await answers.end();
    expect(desk.complaints).toEqual([]);
  }, 120_000);
}
