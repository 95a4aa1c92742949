/**
 * Promises `npm run check:audit`: audit lines that were changed, removed, inserted, moved or cut after they were sealed are named by
 * batch and line; nothing is changed. It ends with 0 when all is well, 1 when something is wrong, and 2 when it could not look.
 */
import 'reflect-metadata';
import { readConfig } from '../config';
import { Database, type Statements } from '../database/database';
import { openDatabase } from '../database/open';
import { printFailure, printMessage, StartFailure } from '../message';
import { anchorsOf, type Anchored, type AuditAnchor } from './anchor';
import type { SealRow } from './chain';
import { contradictionsOfLines, contradictionsOfSeal } from './comparison';
import { describe, type AuditContradiction } from './contradiction';
import { SealRepository } from './seal.repository';

const sealsAtOnce = 20;

export interface AuditReport {
  readonly found: AuditContradiction[];
  readonly batches: number;
  readonly lines: number;
  /** Written since the last batch: nobody can tell yet whether they were touched. */
  readonly unsealed: number;
}

/** Reads every batch and every line below it, a few at a time, and compares with the anchors. */
export async function checkAudit(statements: Statements, anchors: readonly AuditAnchor[]): Promise<AuditReport> {
  const seals = new SealRepository();
  // First: what is in an anchor was in the database before it.
  const anchored = anchors.map((anchor) => ({ anchor, lines: anchor.exists() ? anchor.read() : undefined }));
  const found: AuditContradiction[] = [];
  const hashes = new Map<bigint, string>();
  let last: SealRow | undefined;
  let lines = 0;
  for (let more = true; more;) {
    const batch = await seals.sealsAfter(statements, last?.number ?? 0n, sealsAtOnce);
    for (const seal of batch) {
      found.push(...contradictionsOfSeal(seal, last));
      const written = await seals.linesBetween(statements, last?.throughPosition, seal.throughPosition);
      found.push(...contradictionsOfLines(seal, written));
      hashes.set(seal.number, seal.hash.toString('hex'));
      lines += written.length;
      last = seal;
    }
    more = batch.length === sealsAtOnce;
  }
  for (const { anchor, lines: known } of anchored) found.push(...contradictionsOfAnchor(anchor.path, known, hashes));
  const unsealed = await seals.countAbove(statements, last?.throughPosition ?? 0n);
  return { found, batches: hashes.size, lines, unsealed };
}

function contradictionsOfAnchor(
  path: string,
  known: readonly Anchored[] | undefined,
  hashes: ReadonlyMap<bigint, string>,
): AuditContradiction[] {
  if (known === undefined) return hashes.size === 0 ? [] : [{ rule: 'anchor missing', path }];
  const found: AuditContradiction[] = [];
  const last = [...hashes.keys()].at(-1) ?? 0n;
  for (const [index, { number, hash }] of known.entries()) {
    if (number !== BigInt(index + 1)) return [...found, { rule: 'anchor cut', path }];
    if (number > last) return [...found, { rule: 'cut', batch: number }];
    const sealed = hashes.get(number);
    if (sealed !== undefined && sealed !== hash) found.push({ rule: 'other than anchored', batch: number });
  }
  return found;
}

async function run(): Promise<void> {
  const config = readConfig();
  const opened = await openDatabase(config);
  const database = await new Database({ url: opened.url, poolSize: 2, entities: [] }).open();
  try {
    const { found, batches, lines, unsealed } = await checkAudit(database, anchorsOf(config));
    for (const each of found) printMessage(describe(each));
    printMessage(
      found.length > 0
        ? { zh: `✗ 审计检查：发现 ${found.length} 处异常`, en: `✗ The audit was checked: ${found.length} findings` }
        : {
            zh: `✓ 审计检查：${batches} 批 ${lines} 行完好，另有 ${unsealed} 行尚未封存`,
            en: `✓ The audit was checked: ${lines} lines in ${batches} batches are whole, ${unsealed} are not sealed yet`,
          },
    );
    if (found.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
    await opened.close();
  }
}

if (require.main === module)
  run().catch((error: unknown) => {
    if (error instanceof StartFailure) printFailure(error);
    else process.stderr.write(`✗ ${(error as Error).message}\n`);
    process.exitCode = 2;
  });
