/** Promises files of triggers of any length with wrong rows at known places: the same seed gives the same bytes. */
import { personName, residentNumber } from '../../../server/sample/people';
import { SeededChance } from '../../../server/sample/random';

export interface FileWish {
  readonly rows: number;
  /** Every so many rows one is wrong, each time in another way. */
  readonly badEvery: number;
  readonly areaCodes: readonly string[];
  /** The day of each trigger. */
  readonly day: string;
  readonly seed?: number;
}

export interface TriggerFile {
  readonly bytes: Buffer;
  /** Row and heading of each wrong cell, in the order of the file. */
  readonly wrong: readonly (readonly [row: number, column: string])[];
  /** The numbers of rows that are right, to look for where they must not be. */
  readonly residentNumbers: readonly string[];
}

const heading = ['情形', '发生日期', '公民身份号码', '姓名', '手机号', '住址', '区划代码', '来源编号'];
const triggers = ['住院', '过世', '突发变故', '特殊救助对象', '受灾'];
const [triggerAt, dayAt, numberAt, nameAt, phoneAt, , areaAt] = [0, 1, 2, 3, 4, 5, 6] as const;

/** Ways to be wrong; each breaks one cell. */
const mistakes: readonly ((cells: string[]) => string)[] = [
  (cells) => broken(cells, triggerAt, '搬家'),
  (cells) => broken(cells, dayAt, '2023-02-30'),
  (cells) => broken(cells, numberAt, `${cells[numberAt]!.slice(0, 17)}${cells[numberAt]!.endsWith('1') ? '2' : '1'}`),
  (cells) => broken(cells, nameAt, '=1+1'),
  (cells) => broken(cells, phoneAt, '12345'),
  (cells) => broken(cells, areaAt, '640104999'),
  (cells) => broken(cells, areaAt, '640104'),
];

function broken(cells: string[], at: number, contents: string): string {
  cells[at] = contents;
  return heading[at]!;
}

export function triggerFile(wish: FileWish): TriggerFile {
  const chance = new SeededChance(wish.seed ?? 550);
  const lines = [heading.join(',')];
  const wrong: [number, string][] = [];
  const residentNumbers: string[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < wish.rows; index += 1) {
    let number = residentNumber(chance, 1930, 2012);
    while (seen.has(number)) number = residentNumber(chance, 1930, 2012);
    seen.add(number);
    const cells = [
      ...[triggers[index % triggers.length]!, wish.day, number, personName(chance)],
      ...[`1390000${String(index % 10_000).padStart(4, '0')}`, `金波苑${(index % 90) + 1}号楼${(index % 600) + 101}室`],
      ...[wish.areaCodes[index % wish.areaCodes.length]!, `YB-${index + 1}`],
    ];
    if ((index + 1) % wish.badEvery === 0) wrong.push([index + 2, mistakes[wrong.length % mistakes.length]!(cells)]);
    else residentNumbers.push(number);
    lines.push(cells.join(','));
  }
  return { bytes: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`), wrong, residentNumbers };
}
