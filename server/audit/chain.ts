/** Promises what a batch of audit lines is sealed with: a digest of each line, and a hash over them that holds the batch before. Pure. */
import { createHash } from 'node:crypto';

/** A line as text, just as PostgreSQL writes it: the same bytes for ever. */
export interface LineText {
  readonly position: bigint;
  readonly at: string;
  readonly accountId: string | null;
  readonly operation: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly commandId: string | null;
  readonly inputDigest: string | null;
  readonly details: string;
}

export interface SealRow {
  readonly number: bigint;
  readonly throughPosition: bigint;
  readonly lineCount: number;
  readonly entries: Buffer;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  /** Text with microseconds, in UTC. */
  readonly sealedAt: string;
}

/** What the first batch follows. */
export const beforeTheFirst = Buffer.alloc(32);
const entryBytes = 40;

/** What a line says, without its place: so that a line that was moved is still known. */
export function digestOfLine(line: LineText): Buffer {
  const said = [line.at, line.accountId, line.operation, line.subjectType, line.subjectId, line.commandId];
  return sha256('linkage audit line 1', JSON.stringify([...said, line.inputDigest, line.details]));
}

export function entriesOf(lines: readonly LineText[]): Buffer {
  return Buffer.concat(
    lines.flatMap((line) => {
      const place = Buffer.alloc(8);
      place.writeBigInt64BE(line.position);
      return [place, digestOfLine(line)];
    }),
  );
}

/** Position and digest of each line of a batch, as they were sealed. */
export function readEntries(entries: Buffer): Map<bigint, Buffer> {
  const read = new Map<bigint, Buffer>();
  for (let start = 0; start + entryBytes <= entries.length; start += entryBytes)
    read.set(entries.readBigInt64BE(start), entries.subarray(start + 8, start + entryBytes));
  return read;
}

/** The hash of a batch: everything it says, and the hash of the batch before. */
export function hashOfSeal(seal: Omit<SealRow, 'hash'>): Buffer {
  const head = [seal.number, seal.throughPosition, seal.lineCount, seal.sealedAt].map(String);
  return sha256('linkage audit batch 1', JSON.stringify(head), seal.previousHash, seal.entries);
}

function sha256(...parts: readonly (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = Buffer.from(part as string);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest();
}
