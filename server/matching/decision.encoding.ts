/** Promises what the engine knew as few bytes, the same values again when unpacked, and a seal that only the installation can make. */
import { createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DecisionKind } from '../../schema/matching/decision';
import type { DecisionInputs } from './decision.record';

/** The first byte: so that another form can follow one day. */
const tabular = 1;
/** A forged row must not unpack to more than any decision has. */
const unpackedMaximum = 64 * 1024 * 1024;

/** Objects of one shape: the names once, the values in rows. */
interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Each list as a table where all its objects have the same names, as JSON, deflated (RFC 1951) at the fastest level. */
export function packInputs(inputs: DecisionInputs): Buffer {
  const pairs = inputs.pairs.map((pair) => [pair.need, ...pair.offerings]);
  const text = JSON.stringify([tableOf(inputs.needs), tableOf(inputs.offerings), pairs]);
  return Buffer.concat([Buffer.from([tabular]), deflateRawSync(text, { level: 1 })]);
}

/** Throws when the bytes are not what packInputs makes. */
export function unpackInputs(packed: Buffer): DecisionInputs {
  if (packed[0] !== tabular) throw new Error('The form of these inputs is not known.');
  const text = inflateRawSync(packed.subarray(1), { maxOutputLength: unpackedMaximum }).toString('utf8');
  const [needs, offerings, pairs] = JSON.parse(text) as [unknown, unknown, number[][]];
  return {
    needs: listOf(needs) as unknown as DecisionInputs['needs'],
    offerings: listOf(offerings) as unknown as DecisionInputs['offerings'],
    pairs: pairs.map(([need, ...places]) => ({ need: need!, offerings: places })),
  };
}

/** What the seal covers besides the inputs: a packed input cannot be moved to another decision. */
export interface Sealed {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly needId?: string | null;
  readonly organisationId?: string | null;
  readonly rulesetVersion: string;
}

/** HMAC-SHA-256 (RFC 2104) with a key that is not in the database: who has the table only cannot make one. */
export function sealOf(key: Buffer, decision: Sealed, packed: Buffer): Buffer {
  const { id, kind, needId, organisationId, rulesetVersion } = decision;
  const head = JSON.stringify([id, kind, needId ?? null, organisationId ?? null, rulesetVersion]);
  return createHmac('sha256', key)
    .update(`${Buffer.byteLength(head)} ${head}`)
    .update(packed)
    .digest();
}

function tableOf(list: readonly object[]): Table | readonly object[] {
  const names = Object.keys(list[0] ?? {});
  const rows: unknown[][] = [];
  for (const item of list) {
    const values = Object.values(item) as unknown[];
    const own = Object.keys(item);
    const same = own.length === names.length && own.every((name, place) => name === names[place]);
    // What has no value is left out by JSON, but not in a row.
    if (!same || values.includes(undefined)) return list;
    rows.push(values);
  }
  return list.length === 0 ? [] : { names, rows };
}

function listOf(written: unknown): object[] {
  if (Array.isArray(written)) return written as object[];
  const { names, rows } = written as Table;
  return rows.map((row) => Object.fromEntries(names.map((name, place) => [name, row[place]])));
}
