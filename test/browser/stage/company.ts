/** Promises what a company does on its bench, for the tests that look at it: files of gifts, and a gift of services by hand. */
import type { Visitor } from './visitor';

/** Rows of: reference, yuan, item, unit, quantity, yuan of one, condition. */
export function giftsAsText(rows: string) {
  const buffer = Buffer.from(`序号,金额(元),品名,单位,数量,单价(元),成色\n${rows}`);
  return { name: 'gifts.csv', mimeType: 'text/csv', buffer };
}

/** Sums of money in yuan, under the references and so on. */
export async function giftsAsWorkbook(...amounts: number[]) {
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const rows = amounts.map((value, place) => [{ value: `X-${place + 1}` }, { value }]);
  const heading = ['序号', '金额(元)'].map((value) => ({ value }));
  return {
    name: 'gifts.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeWorkbook([heading, ...rows]).toBuffer(),
  };
}

/** In English, from the first step on: a standing offer for two at a time. */
export async function giveServices(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await page.click('label.tile:has-text("Services")');
  await page.fill('label:has-text("Name of the service") input', 'Boiler check');
  await page.selectOption('label:has-text("Kind of help") select', 'CLEANING');
  await page.fill('label.field:has-text("Places") input', '2');
  await page.click('label.tile:has-text("Standing")');
  expect(await visitor.accessibilityFaults()).toEqual([]);
  await visitor.photograph('company-service-phone-english');
  await page.click('main button[type=submit]');
  await page.waitForSelector('h2:focus:has-text("For what")');
  await page.click('main button[type=submit]');
  await page.waitForSelector('dl.look:has-text("Boiler check")');
  expect(await visitor.accessibilityFaults()).toEqual([]);
  await page.click('main button.ant-btn-primary');
  await page.waitForSelector('.given');
  expect(visitor.complaints).toEqual([]);
}
