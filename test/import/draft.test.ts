/** Shows what the rows of a file of donations tell: exact amounts, the same ids again, and every wrong cell by row and column. */
import fc from 'fast-check';
import { SpreadsheetFormat } from '../../schema/import/import';
import { readHeadings } from '../../server/import/columns';
import { draftDonations, fenOf } from '../../server/import/draft';
import { donationLimits } from '../../server/import/limits';
import { readRows } from '../../server/spreadsheet/sheet';

const importId = '0190a000-0000-7000-8000-000000000001';
const csv = (text: string) => readRows(SpreadsheetFormat.CSV, Buffer.from(text, 'utf8'), donationLimits);

describe('what the rows tell', () => {
  test('given yuan in text, then fen are exact, and nothing else is an amount', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 999_999_999_999_999n), (fen) => {
        const yuan = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
        expect(fenOf(yuan)).toBe(fen);
      }),
    );
    for (const text of ['-1', '1.005', '1,000', '1e3', '１２', '0x10', '', ' 1', '.5', '01', 'NaN', '1'.repeat(14)])
      expect(fenOf(text)).toBeUndefined();
  });

  test('given wrong cells in several rows, then each is named by row and column, and its contents are not echoed', async () => {
    const headings = readHeadings(
      (await csv(
        [
          '序号,金额（元）,品名,单位,数量,单价(元),成色,有效期至,服务类别,区划代码',
          '1,100.005,,,,,,,,',
          '2,,大米,袋,0,58.00,全新,2027-02-30,,',
          ',50,,,,,,,,',
          '3,,,袋,5,-1,破,,NO_KIND,64X',
          '4,10,大米,,,,,,,',
          '5,1,,,,,,,,',
          '5,2,,,,,,,,',
        ].join('\n'),
      ))!,
    );
    if (Array.isArray(headings)) throw new Error('the headings are right');
    const problems = draftDonations(headings, importId) as { row: number; column: string; messageZh: string }[];
    expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      ...[
        '2 金额（元）',
        '3 数量',
        '3 有效期至',
        '4 序号',
        '5 品名',
        '5 单价(元)',
        '5 成色',
        '5 服务类别',
        '5 区划代码',
      ],
      ...['6 品名', '8 序号'],
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/NO_KIND|64X|100\.005/);
  });

  test('given headings that are unknown, twice or missing, then they are named', async () => {
    const problems = readHeadings((await csv('金额(元),amount,电话\n1,2,3'))!) as { column: string }[];
    expect(problems.map(({ column }) => column)).toEqual(['金额(元)', '3', '序号']);
  });

  test('given rows of goods under one number, then they are lots of one donation, and a retry has the same ids', async () => {
    const headings = readHeadings(
      (await csv('reference,item,unit,quantity,unitValue,condition\nA,大米,袋,10,58,NEW\nA,油,桶,5,80.5,GOOD'))!,
    );
    if (Array.isArray(headings)) throw new Error('the headings are right');
    const drafts = draftDonations(headings, importId);
    expect(drafts).toEqual(draftDonations(headings, importId));
    expect(drafts).toMatchObject([
      {
        reference: 'A',
        rows: [2, 3],
        lots: [
          { item: '大米', quantity: 10n, unitValueFen: 5_800n, condition: 'NEW' },
          { item: '油', quantity: 5n, unitValueFen: 8_050n, condition: 'GOOD' },
        ],
      },
    ]);
  });
});
