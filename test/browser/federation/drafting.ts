/** Shows a project drafted and revised by mouse and keyboard, with what does not agree explained and nothing lost. */
import { addDays } from '../../../server/day';
import { today } from '../../project/staging';
import { dayInChinese } from '../stage/chinese';
import { askedToRaiseWith, qualified, type FederationBench } from '../stage/federation';
import { settles } from '../stage/settles';

export function showsDrafting(bench: FederationBench): void {
  test('given a new project, when it is written by mouse and keyboard, left, loaded anew and saved, then it is drafted once, exact to the fen, and what a colleague changed meanwhile is not lost unseen', async () => {
    const { desk, server, stage } = bench;
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
    for (const words of [`最早 ${dayInChinese(addDays(today, 10))} 开始`, '比预算多 ¥4,999.50', '还有 1 项没写'])
      await page.waitForSelector(`.draft-aside:has-text("${words}")`);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-draft');
    await page.fill('#draft-responsiblePerson', '王建国');
    // What blocks is led to: nothing is sent, and the cap can be typed at once.
    await page.click('button:has-text("保存草稿")');
    await page.waitForSelector('#draft-cap:focus');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('3000');
    await settles(() => page.inputValue('#draft-cap'), '3000');
    await page.reload();
    await page.waitForSelector('#draft-name');
    expect(await page.inputValue('#draft-budget')).toBe('90000.50');
    expect(await page.inputValue('#draft-responsiblePerson')).toBe('');
    await page.click('.missing button:has-text("活动负责人")');
    await page.waitForSelector('#draft-responsiblePerson:focus');
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
    await page.fill('#draft-name', '春雨助学（二期）');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-field=target] td:has-text("95000")');
    expect(await page.locator('[data-field]').allTextContents()).toEqual([
      '项目名称春雨助学（二期）春雨助学',
      '募捐目标（元）10000095000',
    ]);
    expect(await drafts()).toMatchObject([{ revision: 1, target: '9500000' }]);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-draft-changed');
    await page.click('button:has-text("保存我的")');
    await page.waitForSelector('h2:has-text("春雨助学（二期）")');
    expect(await drafts()).toEqual([{ id, ...saved, revision: 2 }]);
    await page.click('button:has-text("提出合作")');
    await page.selectOption('dialog[open] select', { label: '宁夏慈善总会' });
    await page.fill('dialog[open] label:has-text("协议编号") input', '合募 2026-3');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tag:has-text("等待 宁夏慈善总会 确认")');
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    // The other way round: what another charity asks of this one is found, read and confirmed, and counts for what was read.
    const asking = await askedToRaiseWith(server, stage);
    await page.click('nav a:has-text("慈善项目")');
    const asked = page.locator('[data-to-confirm]:has-text("冬衣计划")');
    await asked.locator('text=协议 合募 2026-8').waitFor();
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-to-confirm');
    await asked.locator('a').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dd:has-text("清洁、访视与过冬物资")');
    expect(await page.locator('.next-step').count()).toBe(0);
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-partner-word');
    await asking.revise();
    await page.focus('button:has-text("确认合作募捐")');
    const confirm = async () => {
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog[open] button:focus:has-text("确认合作募捐")');
      await page.keyboard.press('Enter');
    };
    await confirm();
    await page.waitForSelector('[role=alert]:has-text("这份草稿已被改过")');
    expect(await asking.isConfirmed()).toBe(false);
    await page.waitForSelector('dd:has-text("只买冬衣")');
    await page.waitForSelector('main button:focus:has-text("确认合作募捐")');
    await confirm();
    await page.waitForSelector('.notice.done:has-text("已确认")');
    expect(await asking.isConfirmed()).toBe(true);
    expect(desk.complaints).toEqual([]);
  }, 90_000);
}
