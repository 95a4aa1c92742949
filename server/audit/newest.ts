/** Promises a look at the newest sealed batches, quick enough for a page: their hashes, their lines, and what is not sealed yet. */
import type { Statements } from '../database/database';
import { contradictionsOfLines, contradictionsOfSeal } from './comparison';
import type { AuditContradiction } from './contradiction';
import type { SealRow } from './chain';
import { SealRepository } from './seal.repository';

export interface NewestBatches {
  readonly last: SealRow | undefined;
  readonly checked: number;
  readonly found: readonly AuditContradiction[];
  readonly unsealed: number;
}

/** Compares the newest batches with their lines, and each with the one before; the whole chain is for `npm run check:audit`. */
export async function checkNewest(statements: Statements, batches: number): Promise<NewestBatches> {
  const seals = new SealRepository();
  const last = await seals.lastSeal(statements);
  const first = last ? (last.number > BigInt(batches) ? last.number - BigInt(batches) : 0n) : 0n;
  let before = first > 0n ? await seals.findSeal(statements, first) : undefined;
  const found: AuditContradiction[] = [];
  const newest = await seals.sealsAfter(statements, first, batches);
  for (const seal of newest) {
    found.push(...contradictionsOfSeal(seal, before));
    found.push(
      ...contradictionsOfLines(
        seal,
        await seals.linesBetween(statements, before?.throughPosition, seal.throughPosition),
      ),
    );
    before = seal;
  }
  const unsealed = await seals.countAbove(statements, last?.throughPosition ?? 0n);
  return { last, checked: newest.length, found, unsealed };
}
