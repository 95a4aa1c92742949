/**
 * Promises audit lines sealed in batches that nothing can enter any more, outside every command, and each batch anchored in a file.
 *
 * A position is drawn before its line is committed, so a line may appear below others that can be seen already. Whoever inserts holds
 * the lock of the table from before it draws until after it has committed: when all who held it after a position was seen are
 * gone, no line can appear at or below that position. Nobody waits for this but the job; commands take no lock and no column for it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { advisoryLocks } from '../database/advisory-lock';
import type { Database } from '../database/database';
import type { AuditAnchor } from './anchor';
import { beforeTheFirst, entriesOf, hashOfSeal } from './chain';
import type { SealRepository } from './seal.repository';

const linesAtOnce = 2_000;
const anchoredAtOnce = 200;
const lookMilliseconds = 25;

export class AuditSealing {
  constructor(
    private readonly database: Database,
    private readonly seals: SealRepository,
    private readonly anchors: readonly AuditAnchor[],
    /** How long one run waits for those who are writing; the next run takes what it left. */
    private readonly patienceMilliseconds = 5_000,
  ) {}

  /** Seals what is final and writes down the batches in the anchors. Returns how many lines were sealed. For the job. */
  async seal(): Promise<number> {
    const sealed = await this.database.exclusively(advisoryLocks.sealAudit, () => this.sealFinal());
    for (const anchor of this.anchors) await this.bringUp(anchor);
    return sealed;
  }

  private async sealFinal(): Promise<number> {
    const through = await this.seals.newestPosition(this.database);
    if (!(await this.writersLeft())) return 0;
    for (let sealed = 0; ;) {
      const lines = await this.sealBatch(through);
      sealed += lines;
      if (lines < linesAtOnce) return sealed;
    }
  }

  /** Whether all who are writing now have ended within the time. */
  private async writersLeft(): Promise<boolean> {
    const deadline = Date.now() + this.patienceMilliseconds;
    let writing = await this.seals.writers(this.database);
    while (writing.length > 0) {
      if (Date.now() >= deadline) return false;
      await pause(lookMilliseconds);
      const now = new Set(await this.seals.writers(this.database));
      writing = writing.filter((writer) => now.has(writer));
    }
    return true;
  }

  private sealBatch(through: bigint): Promise<number> {
    return this.database.transaction(async (tx) => {
      const last = await this.seals.lastSeal(tx);
      const lines = await this.seals.linesBetween(tx, last?.throughPosition, through, linesAtOnce);
      if (lines.length === 0) return 0;
      const seal = {
        number: (last?.number ?? 0n) + 1n,
        throughPosition: lines.at(-1)!.position,
        lineCount: lines.length,
        entries: entriesOf(lines),
        previousHash: last?.hash ?? beforeTheFirst,
        sealedAt: await this.seals.clock(tx),
      };
      await this.seals.insertSeal(tx, { ...seal, hash: hashOfSeal(seal) });
      return lines.length;
    });
  }

  /** Writes into an anchor what it lacks. One that knows another chain is left as it is: it is the witness. */
  private async bringUp(anchor: AuditAnchor): Promise<void> {
    const newest = anchor.newest();
    if (newest !== undefined) {
      const sealed = await this.seals.findSeal(this.database, newest.number);
      if (sealed?.hash.toString('hex') !== newest.hash)
        throw new Error(`the audit chain is not the one of its anchor at batch ${newest.number}: npm run check:audit`);
    }
    for (let after = newest?.number ?? 0n; ;) {
      const batch = await this.seals.sealsAfter(this.database, after, anchoredAtOnce);
      anchor.append(batch);
      if (batch.length < anchoredAtOnce) return;
      after = batch.at(-1)!.number;
    }
  }
}
