/** Promises the only SQL for decisions, and that what is shown is written down first: if it cannot be, it is not shown. */
import { v7 } from 'uuid';
import { Fault } from '../../schema/fault';
import type { DecisionKind } from '../../schema/matching/decision';
import type { Statements } from '../database/database';
import { isRestartable } from '../database/failure';
import { compose, placed, type Part } from '../database/part';
import type { DecisionEntity } from './decision.entity';
import { packInputs, sealOf, unpackInputs } from './decision.encoding';
import { digestOf, inputsOf, type DecisionInputs, type DecisionResult, type Pair } from './decision.record';

export type DecisionRow = DecisionEntity;

export interface NewDecision {
  readonly kind: DecisionKind;
  readonly needId?: string;
  readonly organisationId?: string;
  readonly rulesetVersion: string;
  readonly pairs: readonly Pair[];
  readonly result: DecisionResult;
}

const columns = `id, at, kind, need_id AS "needId", organisation_id AS "organisationId", ruleset_version AS "rulesetVersion",
  inputs, packed_inputs AS "packedInputs", inputs_digest AS "inputsDigest", result`;

/** Actions are kept longer than what was only shown. */
const actions = `kind IN ('REFERRAL', 'CLAIM', 'SWAP')`;
const removalBatch = 1_000;

/** For how many days decisions are kept; the database refuses to remove any earlier than it was made for. */
export interface DecisionRetention {
  readonly shownDays: number;
  readonly actedDays: number;
}

/** What a logged decision was made from, if nobody has changed it. */
export interface DecisionProof {
  readonly inputs?: DecisionInputs;
  /** Whether a key that is not in the database stands for it; decisions of before have a plain digest. */
  readonly sealed: boolean;
}

export class DecisionRepository {
  constructor(private readonly key: Buffer) {}

  /** Writes the decisions in one statement. Returns their ids in order. Throws RETRYABLE when they cannot be written. */
  async write(statements: Statements, decisions: readonly NewDecision[]): Promise<string[]> {
    if (decisions.length === 0) return [];
    const { ids, part } = this.writing(decisions);
    try {
      await statements.query(...compose((bind) => `/* decision.write */ ${part(bind)}`));
    } catch (error) {
      if (error instanceof Fault || isRestartable(error)) throw error;
      throw unwritten(error);
    }
    return ids;
  }

  /** The same as a part of a statement. */
  writing(decisions: readonly NewDecision[]): { readonly ids: string[]; readonly part: Part } {
    const rows = decisions.map((decision) => ({ ...decision, id: v7(), packed: packInputs(inputsOf(decision.pairs)) }));
    const part: Part = (bind, from) => `
         INSERT INTO decision (id, kind, need_id, organisation_id, ruleset_version, packed_inputs, inputs_digest, result)
         SELECT id, kind, need_id, organisation_id, ruleset_version, packed_inputs, inputs_digest, result FROM unnest(
           ${bind(rows.map((row) => row.id))}::uuid[], ${bind(rows.map((row) => row.kind))}::text[],
           ${bind(rows.map((row) => row.needId ?? null))}::uuid[], ${bind(rows.map((row) => row.organisationId ?? null))}::uuid[],
           ${bind(rows.map((row) => row.rulesetVersion))}::text[], ${bind(rows.map((row) => row.packed))}::bytea[],
           ${bind(rows.map((row) => sealOf(this.key, row, row.packed)))}::bytea[],
           ${bind(rows.map((row) => JSON.stringify(row.result)))}::jsonb[])
           WITH ORDINALITY AS decided (id, kind, need_id, organisation_id, ruleset_version, packed_inputs, inputs_digest, result, place)
         ${placed(from)}`;
    return { ids: rows.map((row) => row.id), part };
  }

  /** The inputs of a decision, undefined when they or what stands beside them were changed since. */
  proofOf(row: DecisionRow): DecisionProof {
    const { packedInputs, inputs, inputsDigest } = row;
    if (packedInputs !== null) {
      const intact = sealOf(this.key, row, packedInputs).equals(inputsDigest);
      return { inputs: intact ? unpackInputs(packedInputs) : undefined, sealed: true };
    }
    const intact = inputs !== null && digestOf({ ...row, inputs }).equals(inputsDigest);
    return { inputs: intact ? inputs : undefined, sealed: false };
  }

  /** Removes what has been kept long enough, in batches of one statement each. Returns how many. */
  async removeOld(database: Statements, retention: DecisionRetention): Promise<number> {
    const shown = await this.removeAll(database, `NOT ${actions}`, retention.shownDays);
    return shown + (await this.removeAll(database, actions, retention.actedDays));
  }

  private async removeAll(database: Statements, which: string, days: number): Promise<number> {
    for (let removed = 0; ;) {
      const rows = await database.query(
        `/* decision.removeAll */
         DELETE FROM decision WHERE id IN (
           SELECT id FROM decision WHERE ${which} AND at < now() - make_interval(days => $1) ORDER BY at LIMIT $2)
         RETURNING id`,
        [days, removalBatch],
      );
      removed += rows.length;
      if (rows.length < removalBatch) return removed;
    }
  }

  /** Of these decisions, those that are still kept. */
  async listKept(statements: Statements, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await statements.query<{ id: string }>(
      '/* decision.listKept */ SELECT id FROM decision WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  async findDecision(statements: Statements, id: string): Promise<DecisionRow | undefined> {
    const [row] = await statements.query<DecisionRow>(
      `/* decision.findDecision */ SELECT ${columns} FROM decision WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The decisions about a need or an organisation, the newest first. */
  listDecisions(
    statements: Statements,
    about: { readonly needId: string } | { readonly organisationId: string },
    page: { readonly after?: string; readonly limit: number },
  ): Promise<DecisionRow[]> {
    const [column, id] = 'needId' in about ? ['need_id', about.needId] : ['organisation_id', about.organisationId];
    return statements.query<DecisionRow>(
      `/* decision.listDecisions */
       SELECT ${columns} FROM decision WHERE ${column} = $1 AND ($2::uuid IS NULL OR id < $2::uuid) ORDER BY id DESC LIMIT $3`,
      [id, page.after ?? null, page.limit],
    );
  }
}

function unwritten(cause: unknown): Fault {
  const fault = new Fault('RETRYABLE', {
    zh: '匹配决定暂时无法留痕，因此不予显示。请稍后重试；如仍不行，请联系系统管理员。',
    en: 'the decision cannot be written down now and is therefore not shown: try again, then tell the administrator',
  });
  return Object.assign(fault, { cause });
}
