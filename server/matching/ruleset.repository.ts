/** Promises the only SQL for rulesets; which one is in force is read where it is used, so that no server lags behind. */
import type { RulesetStatus } from '../../schema/matching/ruleset';
import type { Statements, Transaction } from '../database/database';
import { Together } from '../database/together';
import { laterScales, mistakesIn, type Ruleset } from './engine/ruleset';
import type { RulesetEntity } from './ruleset.entity';

export type RulesetRow = RulesetEntity;

export interface NewRuleset {
  readonly id: string;
  readonly weights: Ruleset['weights'];
  readonly reason: string;
  readonly proposedBy: string;
}

const columns = `id, number, version, weights, scales, status, reason, proposed_by AS "proposedBy", proposed_at AS "proposedAt",
  approved_by AS "approvedBy", approved_at AS "approvedAt", retired_at AS "retiredAt"`;

export class RulesetRepository {
  private readonly rulesetInForce = new Together<undefined, Ruleset>(async (statements, asked) => {
    const ruleset = engineRuleset((await this.findInForce(statements))!);
    return asked.map(() => ruleset);
  });

  /** The ruleset in force, as the statement's snapshot has it: there is always exactly one. */
  inForce(statements: Statements): Promise<Ruleset> {
    return this.rulesetInForce.ask(statements, undefined);
  }

  /** The same as a value of another statement, for `engineRuleset`. */
  inForceValue(): string {
    return `SELECT json_build_object('version', version, 'weights', weights, 'scales', scales) FROM ruleset WHERE status = 'APPROVED'`;
  }

  async findInForce(statements: Statements): Promise<RulesetRow | undefined> {
    const [row] = await statements.query<RulesetRow>(
      `/* ruleset.findInForce */ SELECT ${columns} FROM ruleset WHERE status = 'APPROVED'`,
    );
    return row;
  }

  /** The ruleset of a version, in force or not; what it says never changes. */
  async ofVersion(statements: Statements, version: string): Promise<Ruleset | undefined> {
    const [row] = await statements.query<RulesetRow>(
      `/* ruleset.ofVersion */ SELECT ${columns} FROM ruleset WHERE version = $1`,
      [version],
    );
    return row && engineRuleset(row);
  }

  async findRuleset(statements: Statements, id: string): Promise<RulesetRow | undefined> {
    const [row] = await statements.query<RulesetRow>(
      `/* ruleset.findRuleset */ SELECT ${columns} FROM ruleset WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Rulesets of the given states, the newest first. */
  listRulesets(
    statements: Statements,
    asked: { readonly statuses: readonly RulesetStatus[]; readonly before?: number; readonly limit: number },
  ): Promise<RulesetRow[]> {
    return statements.query<RulesetRow>(
      `/* ruleset.listRulesets */
       SELECT ${columns} FROM ruleset
        WHERE status = ANY ($1::text[]) AND ($2::int IS NULL OR number < $2::int) ORDER BY number DESC LIMIT $3`,
      [asked.statuses, asked.before ?? null, asked.limit],
    );
  }

  /** Writes a draft with the scales in force, and those that these have not yet; its version is the year in Shanghai and the next number. */
  async insertDraft(tx: Transaction, draft: NewRuleset): Promise<RulesetRow> {
    const [row] = await tx.query<RulesetRow>(
      `/* ruleset.insertDraft */
       WITH next AS (SELECT nextval('ruleset_number')::int AS number)
       INSERT INTO ruleset (id, number, version, weights, scales, status, reason, proposed_by)
       SELECT $1, next.number, to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY') || '-' || next.number,
              $2::jsonb, $5::jsonb || present.scales, 'DRAFT', $3, $4
         FROM next, ruleset present WHERE present.status = 'APPROVED'
       RETURNING ${columns}`,
      [draft.id, JSON.stringify(draft.weights), draft.reason, draft.proposedBy, JSON.stringify(laterScales)],
    );
    return row!;
  }

  /** Lets approvals queue until this transaction ends; readers go on. */
  async holdSuccession(tx: Transaction): Promise<void> {
    await tx.query('/* ruleset.holdSuccession */ LOCK TABLE ruleset IN SHARE ROW EXCLUSIVE MODE');
  }

  /** Retires what is in force and puts a draft in its place, under the held succession. Undefined when it is no draft. */
  async succeed(tx: Transaction, id: string, approvedBy: string): Promise<RulesetRow | undefined> {
    await tx.query(
      `/* ruleset.retire */
       UPDATE ruleset SET status = 'RETIRED', retired_at = now()
        WHERE status = 'APPROVED' AND EXISTS (SELECT 1 FROM ruleset draft WHERE draft.id = $1 AND draft.status = 'DRAFT')`,
      [id],
    );
    const [row] = await tx.query<RulesetRow>(
      `/* ruleset.approve */
       UPDATE ruleset SET status = 'APPROVED', approved_by = $2, approved_at = now()
        WHERE id = $1 AND status = 'DRAFT' RETURNING ${columns}`,
      [id, approvedBy],
    );
    return row;
  }
}

/** The row as the engine takes it. Throws when it says what the engine cannot keep: then nothing is decided by it. */
export function engineRuleset(row: Pick<RulesetRow, 'version' | 'weights' | 'scales'>): Ruleset {
  const ruleset: Ruleset = { ...row.scales, version: row.version, weights: row.weights };
  const mistakes = mistakesIn(ruleset);
  if (mistakes.length > 0) throw new Error(`The ruleset ${row.version} is wrong: ${mistakes.join('; ')}`);
  return ruleset;
}
