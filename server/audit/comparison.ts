/** Promises what differs between sealed batches and the lines as they stand, by batch and line. Pure. */
import { beforeTheFirst, digestOfLine, hashOfSeal, readEntries, type LineText, type SealRow } from './chain';
import type { AuditContradiction } from './contradiction';

export function contradictionsOfSeal(seal: SealRow, before: SealRow | undefined): AuditContradiction[] {
  const found: AuditContradiction[] = [];
  const expected = (before?.number ?? 0n) + 1n;
  for (let batch = expected; batch < seal.number; batch += 1n) found.push({ rule: 'seal missing', batch });
  const follows = seal.number !== expected || seal.previousHash.equals(before?.hash ?? beforeTheFirst);
  if (!follows || !hashOfSeal(seal).equals(seal.hash)) found.push({ rule: 'seal changed', batch: seal.number });
  return found;
}

export function contradictionsOfLines(seal: SealRow, written: readonly LineText[]): AuditContradiction[] {
  const batch = seal.number;
  const sealed = readEntries(seal.entries);
  const places = new Map([...sealed].map(([position, digest]) => [digest.toString('hex'), position]));
  const found: AuditContradiction[] = [];
  const seen = new Set<bigint>();
  for (const line of written) {
    const { position } = line;
    seen.add(position);
    const digest = digestOfLine(line);
    const was = sealed.get(position);
    if (was?.equals(digest)) continue;
    const from = places.get(digest.toString('hex'));
    if (from !== undefined) found.push({ rule: 'moved', batch, position, from });
    else found.push({ rule: was === undefined ? 'inserted' : 'changed', batch, position });
  }
  for (const position of sealed.keys()) if (!seen.has(position)) found.push({ rule: 'removed', batch, position });
  return found;
}
