/** Promises the hashes of sealed batches in a file outside the database, one line each, only ever appended. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config';
import type { SealRow } from './chain';

export interface Anchored {
  readonly number: bigint;
  readonly hash: string;
}

const shape = /^(\d{1,18}) ([0-9a-f]{64}) \S+Z$/;
const tailBytes = 1_024;

export class AuditAnchor {
  constructor(readonly path: string) {}

  exists(): boolean {
    return existsSync(this.path);
  }

  /** Every line that can be read. What a crash left of one is written again below it, and passed over here. */
  read(): Anchored[] {
    return this.exists() ? linesOf(readFileSync(this.path, 'utf8')) : [];
  }

  newest(): Anchored | undefined {
    return linesOf(this.tail()).at(-1);
  }

  /** On the disk when this returns. */
  append(seals: readonly SealRow[]): void {
    if (seals.length === 0) return;
    mkdirSync(dirname(this.path), { recursive: true });
    const tail = this.tail();
    const lines = seals.map((seal) => `${seal.number} ${seal.hash.toString('hex')} ${seal.sealedAt}\n`);
    const file = openSync(this.path, 'a', 0o600);
    try {
      writeSync(file, `${tail === '' || tail.endsWith('\n') ? '' : '\n'}${lines.join('')}`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  private tail(): string {
    if (!this.exists()) return '';
    const file = openSync(this.path, 'r');
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, tailBytes));
      readSync(file, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8');
    } finally {
      closeSync(file);
    }
  }
}

/** The anchor in the data directory, and the one that the operator keeps elsewhere. */
export function anchorsOf(config: Pick<Config, 'dataDirectory' | 'auditAnchor'>): AuditAnchor[] {
  const paths = [join(config.dataDirectory, 'audit-anchor.txt'), ...(config.auditAnchor ? [config.auditAnchor] : [])];
  return paths.map((path) => new AuditAnchor(path));
}

/** What follows the last end of line is not whole. */
function linesOf(text: string): Anchored[] {
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line, index, lines) => line !== lines[index - 1])
    .flatMap((line) => {
      const [, number, hash] = shape.exec(line) ?? [];
      return number && hash ? [{ number: BigInt(number), hash }] : [];
    });
}
