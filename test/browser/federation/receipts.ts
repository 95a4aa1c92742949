/** Shows how anybody who holds a receipt finds out whether it is genuine: on a phone, without an account. */
import { settles } from '../stage/settles';
import { phone, visit } from '../stage/visitor';
import { smallTargets } from '../stage/touch';
import type { FederationBench } from '../stage/federation';

/** As whoever holds both pages does, on a phone and without an account: by the link of one, by typing the other. */
export async function checkReceipts({ server, browser }: FederationBench, donationId: string): Promise<void> {
  const [voided, valid] = await server.database.query<{ code: string; number: string; checkCode: string }>(
    `SELECT code, lpad(number::text, 10, '0') AS number, check_code AS "checkCode" FROM receipt WHERE donation_id = $1 ORDER BY issued_at`,
    [donationId],
  );
  const anybody = await visit(browser, server.url, phone);
  const { page } = anybody;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`/receipt#${valid!.code}.${valid!.number}.${valid!.checkCode}`);
  await page.waitForSelector('.check-answer.right h2:has-text("真票，有效")');
  expect(await page.locator('.check-sum').textContent()).toBe('¥1,234.56');
  expect(await page.locator('.check-facts').textContent()).toContain('李秀英');
  await settles(() => new URL(page.url()).hash, '');
  expect(await anybody.accessibilityFaults()).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  await anybody.photograph('receipt-check');
  await page.click('button:has-text("再查一张")');
  await page.fill('input[name=code]', voided!.code);
  await page.fill('input[name=number]', voided!.number);
  await page.fill('input[name=checkCode]', 'AAAAAAAAAAAA');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.check-answer.wrong:has-text("没有查到这张票据")');
  await anybody.photograph('receipt-check-unknown');
  await page.click('button:has-text("English")');
  await page.fill('input[name=checkCode]', ` ${voided!.checkCode.toLowerCase()}`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.check-answer.wrong h2:has-text("Voided")');
  for (const place of asked) expect(place).not.toContain(valid!.checkCode);
  expect(anybody.complaints).toEqual([]);
  await anybody.leave();
}
