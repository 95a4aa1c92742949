/**
 * Promises the XML parts of an XLSX file, unpacked within a limit that is measured and not believed, and written anew as a plain archive:
 * what the reader of workbooks gets is what was looked at, whatever else the file holds.
 */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { ArchiveWriting, centralHeader, deflated, endOfDirectory, localHeader, stored } from './archive-writing';

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

const inflate = promisify(inflateRaw) as (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
const partsMaximum = 500;
/** Parts of a workbook that hold cells, or lead to those that do. */
const needed =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/** The needed parts that the directory of a ZIP file names (APPNOTE 4.3), or undefined when it is none or they unpack to more. */
export async function unpackParts(bytes: Buffer, maximum: number): Promise<Part[] | undefined> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.length < end + 22 || bytes.readUInt32LE(end) !== endOfDirectory) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  if (count > partsMaximum) return undefined;
  const parts = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  let left = maximum;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralHeader) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (needed.test(name)) {
      if (parts.has(name)) return undefined;
      const part = await unpackPart(bytes, at, left);
      if (!part) return undefined;
      left -= part.length;
      parts.set(name, part);
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return [...parts].map(([name, part]) => ({ name, bytes: part }));
}

async function unpackPart(bytes: Buffer, at: number, maximum: number): Promise<Buffer | undefined> {
  const method = bytes.readUInt16LE(at + 10);
  const local = bytes.readUInt32LE(at + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localHeader) return undefined;
  const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(begin, begin + bytes.readUInt32LE(at + 20));
  if (method === stored) return packed.length <= maximum ? packed : undefined;
  if (method !== deflated || maximum < 1) return undefined;
  // Stops at the limit, whatever size the file tells.
  return inflate(packed, { maxOutputLength: maximum }).catch(() => undefined);
}

/** The parts as a ZIP file that packs nothing. */
export function plainArchive(parts: readonly Part[]): Buffer {
  const archive = new ArchiveWriting();
  return Buffer.concat([...parts.map(({ name, bytes }) => archive.whole(name, bytes)), archive.end()]);
}
