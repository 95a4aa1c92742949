/** Promises the only SQL for referrals. */
import { v7 } from 'uuid';
import type { ReferralStatus } from '../../schema/referral/enums';
import { type ReferralMode, type ReferralRejectionReason } from '../../schema/referral/enums';
import type { Statements, Transaction } from '../database/database';
import type { Explanation } from '../matching/engine/explanation';
import { among, type InvolvementPart } from '../need/visibility';
import type { ReferralEntity } from './referral.entity';

export type ReferralRow = ReferralEntity;

export interface NewReferral {
  readonly organisationId: string;
  readonly explanation: Explanation;
}

/** What an organisation answers to a referral. */
export interface ReferralAnswer {
  readonly reason?: ReferralRejectionReason;
  readonly note?: string;
  readonly answeredBy?: string;
}

const columns = `id, need_id AS "needId", organisation_id AS "organisationId", mode, status, reason, reason_note AS "reasonNote",
  score, explanation, ruleset_version AS "rulesetVersion", referred_by AS "referredBy", referred_at AS "referredAt",
  answered_by AS "answeredBy", answered_at AS "answeredAt"`;

const standing = `status IN ('REQUESTED', 'ACCEPTED')`;

export class ReferralRepository {
  async findReferral(statements: Statements, id: string): Promise<ReferralRow | undefined> {
    const [row] = await this.findReferrals(statements, [id]);
    return row;
  }

  findReferrals(statements: Statements, ids: readonly string[]): Promise<ReferralRow[]> {
    return statements.query<ReferralRow>(
      `/* referral.findReferrals */ SELECT ${columns} FROM referral WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** Holds the row until the transaction ends; after the locks of need, organisation and service_offering. */
  async lockReferral(tx: Transaction, id: string): Promise<ReferralRow | undefined> {
    const [row] = await tx.query<ReferralRow>(
      `/* referral.lockReferral */ SELECT ${columns} FROM referral WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  /** The referral of a need to an organisation that is requested or accepted, if there is one. */
  async findStanding(statements: Statements, needId: string, organisationId: string): Promise<ReferralRow | undefined> {
    const [row] = await statements.query<ReferralRow>(
      `/* referral.findStanding */ SELECT ${columns} FROM referral WHERE need_id = $1 AND organisation_id = $2 AND ${standing}`,
      [needId, organisationId],
    );
    return row;
  }

  /** Writes one row per organisation; those with a standing referral of the need are left out. Returns what was written. */
  insertReferrals(
    tx: Transaction,
    needId: string,
    mode: ReferralMode,
    referredBy: string,
    referrals: readonly NewReferral[],
  ): Promise<ReferralRow[]> {
    return tx.query<ReferralRow>(
      `/* referral.insertReferrals */
       INSERT INTO referral (id, need_id, organisation_id, mode, score, explanation, ruleset_version, referred_by)
       SELECT id, $1, organisation_id, $2, score, explanation, ruleset_version, $3
         FROM unnest($4::uuid[], $5::uuid[], $6::int[], $7::jsonb[], $8::text[])
              AS given (id, organisation_id, score, explanation, ruleset_version)
       ON CONFLICT (need_id, organisation_id) WHERE ${standing} DO NOTHING
       RETURNING ${columns}`,
      [
        needId,
        mode,
        referredBy,
        referrals.map(() => v7()),
        referrals.map((referral) => referral.organisationId),
        referrals.map((referral) => referral.explanation.score),
        referrals.map((referral) => JSON.stringify(referral.explanation)),
        referrals.map((referral) => referral.explanation.rulesetVersion),
      ],
    );
  }

  /** Moves a referral from one of the given states to another. Undefined, and nothing changed, when it is in none of them. */
  async setStatus(
    tx: Transaction,
    id: string,
    from: readonly ReferralStatus[],
    to: ReferralStatus,
    answer: ReferralAnswer = {},
  ): Promise<ReferralRow | undefined> {
    const [row] = await tx.query<ReferralRow>(
      `/* referral.setStatus */
       UPDATE referral SET status = $3, reason = $4, reason_note = $5, answered_by = $6, answered_at = now()
        WHERE id = $1 AND status = ANY ($2::text[]) RETURNING ${columns}`,
      [id, from, to, answer.reason ?? null, answer.note ?? null, answer.answeredBy ?? null],
    );
    return row;
  }

  /** Takes back every standing referral of a need, or only those of one mode. Returns the rows as they are now. */
  cancelOfNeed(tx: Transaction, needId: string, mode?: ReferralMode): Promise<ReferralRow[]> {
    return this.cancelOfNeeds(tx, [needId], mode);
  }

  /** The same for several needs. */
  cancelOfNeeds(tx: Transaction, needIds: readonly string[], mode?: ReferralMode): Promise<ReferralRow[]> {
    return tx.query<ReferralRow>(
      `/* referral.cancelOfNeeds */
       UPDATE referral SET status = 'CANCELLED', answered_at = now()
        WHERE need_id = ANY ($1::uuid[]) AND ${standing} AND ($2::text IS NULL OR mode = $2::text) RETURNING ${columns}`,
      [needIds, mode ?? null],
    );
  }

  /** Takes back the unanswered referrals to an organisation, or only those of the needs named. Returns the rows as they are now. */
  cancelOfOrganisation(tx: Transaction, organisationId: string, needIds?: readonly string[]): Promise<ReferralRow[]> {
    return tx.query<ReferralRow>(
      `/* referral.cancelOfOrganisation */
       UPDATE referral SET status = 'CANCELLED', answered_at = now()
        WHERE id IN (SELECT id FROM referral
                      WHERE organisation_id = $1 AND status = 'REQUESTED' AND ($2::uuid[] IS NULL OR need_id = ANY ($2::uuid[]))
                      ORDER BY id FOR UPDATE)
       RETURNING ${columns}`,
      [organisationId, needIds ?? null],
    );
  }

  /** The referrals of each need, the newest first; only those to the organisations named, when there are any named. */
  listOfNeeds(
    statements: Statements,
    needIds: readonly string[],
    page: { readonly organisationIds?: readonly string[]; readonly after?: string; readonly limit: number },
  ): Promise<ReferralRow[]> {
    return statements.query<ReferralRow>(
      `/* referral.listOfNeeds */
       SELECT referred.* FROM unnest($1::uuid[]) asked (id) CROSS JOIN LATERAL (
         SELECT ${columns} FROM referral
          WHERE need_id = asked.id AND ($2::uuid[] IS NULL OR organisation_id = ANY ($2::uuid[]))
            AND ($3::uuid IS NULL OR referral.id < $3::uuid)
          ORDER BY referral.id DESC LIMIT $4) referred`,
      [needIds, page.organisationIds ?? null, page.after ?? null, page.limit],
    );
  }

  /** The referrals to an organisation, the newest first. */
  listOfOrganisation(
    statements: Statements,
    organisationId: string,
    page: { readonly statuses?: readonly ReferralStatus[]; readonly after?: string; readonly limit: number },
  ): Promise<ReferralRow[]> {
    return statements.query<ReferralRow>(
      `/* referral.listOfOrganisation */
       SELECT ${columns} FROM referral
        WHERE organisation_id = $1 AND ($2::text[] IS NULL OR status = ANY ($2::text[])) AND ($3::uuid IS NULL OR id < $3::uuid)
        ORDER BY id DESC LIMIT $4`,
      [organisationId, page.statuses ?? null, page.after ?? null, page.limit],
    );
  }

  /** The needs with a standing referral of a mode. This is how the room of needs learns who may see what. */
  needsReferred(mode: ReferralMode): InvolvementPart {
    return (organisations, needs) => `
       SELECT DISTINCT need_id FROM referral
        WHERE organisation_id = ANY (${organisations}) AND mode = '${mode}' AND ${standing} ${among('need_id', needs)}`;
  }

  /** Those of the needs that were referred by name and never to all. */
  async directedOnly(statements: Statements, needIds: readonly string[]): Promise<Set<string>> {
    const rows = await statements.query<{ needId: string }>(
      `/* referral.directedOnly */
       SELECT need_id AS "needId" FROM referral WHERE need_id = ANY ($1::uuid[])
        GROUP BY need_id HAVING bool_and(mode = 'DIRECTED')`,
      [needIds],
    );
    return new Set(rows.map((row) => row.needId));
  }
}
