/** Promises a ZIP file written from front to back (APPNOTE 4.3): parts whole or as they come, nothing kept but their names and sizes. */
import { crc32 } from 'node:zlib';

export const [centralHeader, localHeader, endOfDirectory] = [0x02014b50, 0x04034b50, 0x06054b50] as const;
export const [stored, deflated] = [0, 8] as const;
const descriptor = 0x08074b50;
/** Sizes and checksum stand behind the part (bit 3). */
const toldBehind = 0x0008;
/** 2.0, the first version that deflates. */
const versionNeeded = 20;
/** What a field of 32 bits holds; workbooks of this product stay far below. */
const sizeMaximum = 0xffff_ffff;

/** What is known of a part once it is written. */
interface Facts {
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
}

export class ArchiveWriting {
  private readonly directory: Buffer[] = [];
  private offset = 0;
  private begun?: { readonly name: string; readonly at: number };

  /** A part that is not packed. */
  whole(name: string, bytes: Buffer): Buffer {
    const facts = { checksum: crc32(bytes), packed: bytes.length, size: bytes.length };
    const at = this.offset;
    const written = Buffer.concat([header(localHeader, stored, 0, facts, name), bytes]);
    this.list(name, at, header(centralHeader, stored, 0, facts, name));
    return this.count(written);
  }

  /** The head of a part whose deflated bytes follow; each of them is to be counted. */
  begin(name: string): Buffer {
    this.begun = { name, at: this.offset };
    return this.count(header(localHeader, deflated, toldBehind, { checksum: 0, packed: 0, size: 0 }, name));
  }

  count(bytes: Buffer): Buffer {
    this.offset += bytes.length;
    if (this.offset > sizeMaximum) throw new Error('The archive is too large for its format.');
    return bytes;
  }

  /** What stands behind the deflated bytes of a part. */
  finish(facts: Facts): Buffer {
    const { name, at } = this.begun!;
    this.list(name, at, header(centralHeader, deflated, toldBehind, facts, name));
    return this.count(numbers(descriptor, facts.checksum, facts.packed, facts.size));
  }

  /** The directory, with which the file ends. */
  end(): Buffer {
    const directory = Buffer.concat(this.directory);
    const end = Buffer.alloc(18);
    // Disks are 0; the number of entries stands twice.
    end.writeUInt16LE(this.directory.length, 4);
    end.writeUInt16LE(this.directory.length, 6);
    end.writeUInt32LE(directory.length, 8);
    end.writeUInt32LE(this.offset, 12);
    return Buffer.concat([directory, numbers(endOfDirectory), end]);
  }

  private list(name: string, at: number, entry: Buffer): void {
    entry.writeUInt32LE(at, entry.length - Buffer.byteLength(name) - 4);
    this.directory.push(entry);
  }
}

/** The head of a part, or its entry in the directory, which says by what version it was made and has fourteen bytes more. */
function header(signature: number, method: number, flags: number, facts: Facts, name: string): Buffer {
  const isEntry = signature === centralHeader;
  const named = Buffer.from(name);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(versionNeeded, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(method, 4);
  // The first day of the format: a file tells its contents, not when it was made.
  head.writeUInt16LE(0x0021, 8);
  head.writeUInt32LE(facts.checksum, 10);
  head.writeUInt32LE(facts.packed, 14);
  head.writeUInt32LE(facts.size, 18);
  head.writeUInt16LE(named.length, 22);
  const madeBy = isEntry ? Buffer.from([versionNeeded, 0]) : Buffer.alloc(0);
  return Buffer.concat([numbers(signature), madeBy, head, Buffer.alloc(isEntry ? 14 : 0), named]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [place, value] of values.entries()) bytes.writeUInt32LE(value, 4 * place);
  return bytes;
}
