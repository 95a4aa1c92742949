/** Shows that files are read exactly, bombs and foreign bytes are not, and that no exported cell begins a formula. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { SpreadsheetFormat } from '../../schema/import/import';
import { plainArchive, unpackParts, type Part } from '../../server/import/archive';
import { readHeadings } from '../../server/import/columns';
import { draftDonations, fenOf } from '../../server/import/draft';
import { safeCell, writeTable } from '../../server/import/export';
import { readRows, rowMaximum } from '../../server/import/sheet';

const workbook = async (rows: object[][]) => {
  const { default: writeWorkbook } = await import('write-excel-file/node');
  return writeWorkbook(rows as { value: string }[][]).toBuffer();
};
const cellsOf = async (bytes: Buffer) =>
  (await (await import('read-excel-file/node')).readSheet(bytes)) as unknown as string[][];
/** As programs write it: each part deflated. */
const packed = (parts: readonly Part[]) => {
  const plain = plainArchive(parts);
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let [at, offset] = [plain.indexOf('504b0102', 0, 'hex'), 0];
  for (const { name, bytes } of parts) {
    const deflated = deflateRawSync(bytes);
    const length = 46 + Buffer.byteLength(name);
    const central = Buffer.from(plain.subarray(at, at + length));
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(deflated.length, 20);
    central.writeUInt32LE(offset, 42);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), central.subarray(6, 32), central.subarray(46)]);
    files.push(local, deflated);
    directory.push(central);
    [at, offset] = [at + length, offset + local.length + deflated.length];
  }
  const end = Buffer.from(plain.subarray(-22));
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
};
const importId = '0190a000-0000-7000-8000-000000000001';
const csv = (text: string) => readRows(SpreadsheetFormat.CSV, Buffer.from(text, 'utf8'));

describe('reading a file', () => {
  test('given CSV with a byte order mark, quotes, blank lines and rare characters, then the cells and the row numbers are as written', async () => {
    expect(await csv('\uFEFF序号,品名\r\n1,"大米, 𠮷牌 ""优"""\r\n,\r\n2, 食用油 \r\n')).toEqual([
      { number: 1, cells: ['序号', '品名'] },
      { number: 2, cells: ['1', '大米, 𠮷牌 "优"'] },
      { number: 4, cells: ['2', '食用油'] },
    ]);
  });

  test('given CSV in GB 18030, then it is read as well', async () => {
    // 序号 and 大米 in GB 18030.
    const bytes = Buffer.from('d0f2bac52c410a312cb4f3c3d70a', 'hex');
    expect(await readRows(SpreadsheetFormat.CSV, bytes)).toEqual([
      { number: 1, cells: ['序号', 'A'] },
      { number: 2, cells: ['1', '大米'] },
    ]);
  });

  test('given a workbook, then numbers stay as they were written and days are days', async () => {
    const day = { value: new Date('2027-01-31T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' };
    const bytes = await workbook([
      [{ value: 'reference' }, { value: 'amount' }, { value: 'expiresOn' }],
      [{ value: 'A-1' }, { value: 1234.5 }, day],
    ]);
    expect(await readRows(SpreadsheetFormat.XLSX, bytes)).toEqual([
      { number: 1, cells: ['reference', 'amount', 'expiresOn'] },
      { number: 2, cells: ['A-1', '1234.5', '2027-01-31'] },
    ]);
  });

  test('given bytes that are no such file, or that unpack to too much, then they are not read', async () => {
    expect(await readRows(SpreadsheetFormat.XLSX, Buffer.from('序号,金额'))).toBeUndefined();
    expect(await csv('a,"b\n')).toBeUndefined();
    expect(await readRows(SpreadsheetFormat.CSV, Buffer.from([0xff, 0xff, 0x00, 0x81]))).toBeUndefined();
  });

  /** A workbook of two cells, with one part of it changed. */
  const altered = async (name: string, change: (xml: string) => string) => {
    const parts = (await unpackParts(await workbook([[{ value: 'reference' }], [{ value: 'A' }]]), 1_000_000))!;
    expect(parts.map((part) => part.name)).toContain(name);
    return parts.map((part) =>
      part.name === name ? { name, bytes: Buffer.from(change(part.bytes.toString('utf8'))) } : part,
    );
  };
  const sheet = 'xl/worksheets/sheet1.xml';
  const cell = (place: string) => `<row r="3"><c r="${place}" t="inlineStr"><is><t>B</t></is></c></row></sheetData>`;

  test('84, 86: given a workbook that unpacks to more than it says, then it is not read, whatever its headers tell', async () => {
    const blanks = await altered(sheet, (xml) => xml.replace('</sheetData>', `</sheetData>${' '.repeat(9_000_000)}`));
    expect((await readRows(SpreadsheetFormat.XLSX, packed(blanks))) ?? 'refused').toBe('refused');
    const modest = packed(blanks);
    expect(modest.length).toBeLessThan(45_000);
    // Both headers say that all is small.
    for (const [signature, place] of [
      ['504b0304', 22],
      ['504b0102', 24],
    ] as const)
      for (let at = modest.indexOf(signature, 0, 'hex'); at >= 0; at = modest.indexOf(signature, at + 4, 'hex'))
        modest.writeUInt32LE(1_000, at + place);
    expect(await readRows(SpreadsheetFormat.XLSX, modest)).toBeUndefined();
  });

  test('84: given a cell that says it stands at the far end of the sheet, then it is not laid out, however the place is written', async () => {
    const near = await altered(sheet, (xml) => xml.replace('</sheetData>', cell('B3')));
    expect(await readRows(SpreadsheetFormat.XLSX, packed(near))).toEqual([
      { number: 1, cells: ['reference', ''] },
      { number: 2, cells: ['A', ''] },
      { number: 3, cells: ['', 'B'] },
    ]);
    for (const place of ['XFD1048576', 'A1048576', 'XFD3', 'a1048576', 'A9999999', '&#88;FD1', 'A&#49;048576']) {
      const far = await altered(sheet, (xml) => xml.replace('</sheetData>', cell(place)));
      expect(await readRows(SpreadsheetFormat.XLSX, packed(far))).toBeUndefined();
      const hidden = far.map((part) => ({
        ...part,
        bytes: Buffer.from(
          part.bytes
            .toString()
            .replaceAll('r="', "r  = '")
            .replaceAll(/(r {2}= '[^"']*)"/g, "$1'"),
        ),
      }));
      expect(await readRows(SpreadsheetFormat.XLSX, packed(hidden))).toBeUndefined();
    }
    const row = await altered(sheet, (xml) => xml.replace('</sheetData>', '<row r="1048576"><c/></row></sheetData>'));
    expect(await readRows(SpreadsheetFormat.XLSX, packed(row))).toBeUndefined();
  });

  test('given more rows than allowed, then reading stops there', async () => {
    const rows = await csv(`序号\n${'1\n'.repeat(5_000)}`);
    expect(rows).toHaveLength(rowMaximum + 2);
  });
});

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

describe('writing a file', () => {
  const dangerous = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|cmd',
    '%x',
    '\t=1',
    '\r=1',
    '\uFEFF=1',
    ' =1',
    '\u200B=1',
    '＝1',
    '\u0000=1',
    '\n',
  ];

  test.each([SpreadsheetFormat.CSV, SpreadsheetFormat.XLSX])(
    '85: given cells that look like formulas, then in %s they are text',
    async (format) => {
      const bytes = await writeTable(format, [dangerous.slice(0, 6), ['大米', '10 袋', 'a=b', 'A-1', '1.5', '=last']]);
      const cells: string[][] = format === SpreadsheetFormat.CSV ? parse(bytes, { bom: true }) : await cellsOf(bytes);
      expect(cells[0]).toEqual(dangerous.slice(0, 6).map((cell) => `'${cell}`));
      expect(cells[1]).toEqual(['大米', '10 袋', 'a=b', 'A-1', '1.5', "'=last"]);
    },
  );

  test('85: given any text behind blanks, marks and controls, then what begins like a formula is marked', () => {
    for (const cell of dangerous) expect(safeCell(cell)).toBe(`'${cell}`);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(' ', '\t', '\uFEFF', '\u200E', '\u00A0', '\u0001'), { maxLength: 5 }),
        fc.constantFrom('=', '+', '-', '@', '|', '%'),
        fc.string(),
        (blanks, sign, rest) => expect(safeCell(`${blanks.join('')}${sign}${rest}`)[0]).toBe("'"),
      ),
    );
    for (const cell of ['大米', 'A-1', '2027-01-31', '', '1.5']) expect(safeCell(cell)).toBe(cell);
  });
});
