/** Shows projects at the desk of the federation: how far each has come, live, and the next step of its life. */
import type { Page } from 'playwright-core';
import { today } from '../../project/staging';
import { dayInChinese } from '../stage/chinese';
import { gift, type FederationBench } from '../stage/federation';
import { settles } from '../stage/settles';

export function showsProjects(bench: FederationBench): void {
  test('given projects, when staff look, then each shows how far it has come, one request reads a view, and a donation arrives by itself', async () => {
    const { desk, server, stage } = bench;
    const { page } = desk;
    await page.waitForSelector('[data-project] h2:has-text("暖冬助老")');
    const sums = page.locator('[data-project]:has-text("暖冬助老")');
    expect(await sums.locator('.spentFen dd').textContent()).toBe('¥4,500.00');
    expect(await sums.locator('.reservedFen dd').textContent()).toBe('¥900.00');
    expect(await sums.locator('.budgetLeftFen dd').textContent()).toBe('¥9,600.00');
    expect(await sums.locator('.raised .soft').textContent()).toBe('已募 ¥13,000.00 / 目标 ¥20,000.00（65%）');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-projects');
    const asked = await requestsOf(page, async () => {
      await sums.locator('h2 a').click();
      await page.waitForSelector('[data-phase=live]');
    });
    expect(asked).toBe(1);
    await page.waitForSelector('.chart canvas');
    await page.locator('.twin summary').click();
    const last = page.locator('.twin tbody tr', { hasText: dayInChinese(today) });
    await settles(
      () => last.locator('td').allTextContents(),
      ['¥4,500.00', '¥900.00', '¥13,000.00', `¥${((15_000 * 50) / 90).toLocaleString('en').slice(0, 8)}`],
    );
    await page.locator('.twin summary').click();
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-project');
    await gift(server, stage, 123_456n);
    await page.waitForSelector('.facts dd:has-text("¥14,234.56")');
    expect(desk.complaints).toEqual([]);
  }, 90_000);

  test('given the next step of a project, when it is left by Escape, or breaks the term of filing, then nothing changes and the refusal is said in words', async () => {
    const { desk, stage } = bench;
    const { page } = desk;
    await page.locator('button:has-text("提前结束")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect(await statusOf(bench, stage.running)).toBe('OPEN');
    await page.goto(`/federation/projects/${stage.draft}`);
    await page.click('button:has-text("登记备案")');
    await page.fill('dialog[open] input[type=date]', today);
    await page.locator('dialog[open] label:has-text("备案编号") input').fill('慈募 2026-9');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open] [role=alert]');
    expect(await statusOf(bench, localOf(stage.draft))).toBe('DRAFT');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.photograph('federation-filing-refused');
    await page.keyboard.press('Escape');
  }, 90_000);
}

/** How many requests to the API a step makes. */
async function requestsOf(page: Page, step: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const onRequest = (request: { url(): string; postData(): string | null }) => {
    if (request.url().endsWith('/graphql') && !request.postData()?.includes('BrowserSession')) count += 1;
  };
  page.on('request', onRequest);
  await step();
  page.off('request', onRequest);
  return count;
}

async function statusOf({ server }: FederationBench, id: string): Promise<string> {
  const rows = await server.database.query<{ status: string }>('SELECT status FROM charity_project WHERE id = $1', [
    id,
  ]);
  return rows[0]!.status;
}

function localOf(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8').split(':')[1]!;
}
