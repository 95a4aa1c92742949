/** Shows that files are read exactly, bombs and foreign bytes are not, and that no exported cell begins a formula. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { SpreadsheetFormat } from '../../schema/import/import';
import { plainArchive, unpackParts, type Part } from '../../server/spreadsheet/archive';
import { safeCell } from '../../server/spreadsheet/cell';
import { readRows as readWithin } from '../../server/spreadsheet/sheet';
import { tableFile, writeTable } from '../../server/spreadsheet/table-file';

const limits = { rows: 500, unpackedBytes: 4_000_000 };
const readRows = (format: SpreadsheetFormat, bytes: Buffer) => readWithin(format, bytes, limits);

const workbook = async (rows: object[][]) => {
  const { default: writeWorkbook } = await import('write-excel-file/node');
  return writeWorkbook(rows as { value: string }[][]).toBuffer();
};
const cellsOf = async (bytes: Buffer) =>
  (await (await import('read-excel-file/node')).readSheet(bytes, { trim: false })) as unknown as string[][];
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
    expect(rows).toHaveLength(limits.rows + 2);
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

  test('given numbers, blanks, marks, rare characters and what XML can not hold, then a workbook has each as it is and only numbers as numbers', async () => {
    const row = [
      -22,
      999_999_999_999_999n,
      1_000_000_000_000_000n,
      null,
      '',
      '𠮷 <&> "',
      'a\u0000b\uD800c',
      ' x\r\ny',
      '007',
    ];
    const bytes = await writeTable(SpreadsheetFormat.XLSX, [['一'], row, Array.from({ length: 28 }, (_, at) => at)]);
    const [, read, wide] = (await cellsOf(bytes)) as unknown[][];
    expect(read!.slice(0, 9)).toEqual([
      -22,
      999_999_999_999_999,
      '1000000000000000',
      null,
      null,
      '𠮷 <&> "',
      'abc',
      ' x\r\ny',
      '007',
    ]);
    expect(wide).toEqual(Array.from({ length: 28 }, (_, at) => at));
    const [sheet] = (await unpackParts(await writeTable(SpreadsheetFormat.XLSX, [['_x0041_ _x']]), 10_000))!.slice(-1);
    expect(sheet!.bytes.toString()).toContain('<t xml:space="preserve">_x005F_x0041_ _x</t>');
    expect((await writeTable(SpreadsheetFormat.CSV, [row.slice(0, 4)])).toString()).toBe(
      '\uFEFF-22,999999999999999,1000000000000000,\r\n',
    );
  });

  test.each([SpreadsheetFormat.CSV, SpreadsheetFormat.XLSX])(
    'given rows that come one by one, then %s is written while they come, and an error among them ends it',
    async (format) => {
      let asked = 0;
      const rows = async function* (count: number) {
        for (; asked < count; asked += 1) yield [asked, `第${asked}行`, 'x'.repeat(200)];
        if (count > 5_000) throw new Error('lost');
      };
      const pieces: Buffer[] = [];
      let early = 0;
      for await (const piece of tableFile(format, rows(5_000))) {
        pieces.push(piece);
        if (asked < 2_000) early = pieces.length;
      }
      expect(early).toBeGreaterThan(1);
      const written = await readWithin(format, Buffer.concat(pieces), { rows: 6_000, unpackedBytes: 9_000_000 });
      expect([written!.length, written![4_999]!.cells.slice(0, 2)]).toEqual([5_000, ['4999', '第4999行']]);
      asked = 0;
      const broken = async () => {
        for await (const piece of tableFile(format, rows(5_001))) void piece;
      };
      await expect(broken()).rejects.toThrow('lost');
    },
  );
});
