/** Promises the only SQL for pairings and their contacts: a helper once per household, ended once. */
import type { PairingEnd } from '../../schema/pairing/pairing';
import type { OpenWork } from '../adviser/workload';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { PairingContactEntity, PairingEntity } from './pairing.entity';

export type PairingRow = PairingEntity;
export type ContactRow = PairingContactEntity;

/** Whose pairings end together. */
export interface EndingOf {
  readonly helperId?: string;
  readonly organisationId?: string;
  readonly householdId?: string;
  /** True: only those of advisers. */
  readonly advisersOnly?: boolean;
}

/** Whose own pairings, and what the helper may see them by: its areas for those of advisers, its organisations for standing ones of these. */
export interface OwnSight {
  readonly helperId: string;
  readonly areaCodes: readonly string[];
  readonly organisationIds: readonly string[];
}

/** How many days may pass between two contacts before a pairing counts as overdue; a value of the product. */
const contactDays = 30;

const columns = `id, household_id AS "householdId", area_code AS "areaCode", helper_id AS "helperId",
  organisation_id AS "organisationId", started_on AS "startedOn", ended_on AS "endedOn", end_reason AS "endReason",
  paired_by AS "pairedBy", paired_at AS "pairedAt"`;
const contactColumns = `id, pairing_id AS "pairingId", contacted_on AS "contactedOn", channel, note, recorded_by AS "recordedBy",
  recorded_at AS "recordedAt"`;

export class PairingRepository {
  async findPairing(statements: Statements, id: string): Promise<PairingRow | undefined> {
    const [row] = await statements.query<PairingRow>(
      `/* pairing.findPairing */ SELECT ${columns} FROM pairing WHERE id = $1`,
      [id],
    );
    return row;
  }

  async lockPairing(tx: Transaction, id: string): Promise<PairingRow | undefined> {
    const [row] = await tx.query<PairingRow>(
      `/* pairing.lockPairing */ SELECT ${columns} FROM pairing WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  /** Those of households in areas, or those of a helper that it may see; by id. */
  listPairings(
    statements: Statements,
    whose: { readonly areaCodes: readonly string[] } | OwnSight,
    standing: boolean | undefined,
    after: string | undefined,
    limit: number,
  ): Promise<PairingRow[]> {
    const own = 'helperId' in whose ? whose : undefined;
    return statements.query<PairingRow>(
      `/* pairing.listPairings */
       SELECT ${columns} FROM pairing
        WHERE (EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(area_code, code))
               OR (ended_on IS NULL AND organisation_id = ANY ($6::uuid[])))
          AND ($2::uuid IS NULL OR helper_id = $2) AND ($3::boolean IS NULL OR (ended_on IS NULL) = $3)
          AND ($4::uuid IS NULL OR id > $4)
        ORDER BY id LIMIT $5`,
      [whose.areaCodes, own?.helperId ?? null, standing ?? null, after ?? null, limit, own?.organisationIds ?? []],
    );
  }

  ofHouseholds(statements: Statements, householdIds: readonly string[]): Promise<PairingRow[]> {
    return statements.query<PairingRow>(
      `/* pairing.ofHouseholds */ SELECT ${columns} FROM pairing WHERE household_id = ANY ($1::uuid[]) ORDER BY started_on, id`,
      [householdIds],
    );
  }

  /** No row when the helper is paired with the household already. */
  async insertPairing(
    tx: Transaction,
    row: Omit<PairingRow, 'endedOn' | 'endReason' | 'pairedAt'>,
  ): Promise<PairingRow | undefined> {
    const [inserted] = await tx.query<PairingRow>(
      `/* pairing.insertPairing */
       INSERT INTO pairing (id, household_id, area_code, helper_id, organisation_id, started_on, paired_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (household_id, helper_id) WHERE ended_on IS NULL DO NOTHING RETURNING ${columns}`,
      [row.id, row.householdId, row.areaCode, row.helperId, row.organisationId, row.startedOn, row.pairedBy],
    );
    return inserted;
  }

  /** Ends one from today on. No row when it has ended. */
  async endPairing(tx: Transaction, id: string, reason: PairingEnd): Promise<PairingRow | undefined> {
    const [row] = await tx.query<PairingRow>(
      `/* pairing.endPairing */
       UPDATE pairing SET ended_on = greatest(${today}, started_on), end_reason = $2 WHERE id = $1 AND ended_on IS NULL
       RETURNING ${columns}`,
      [id, reason],
    );
    return row;
  }

  /** Ends all standing ones of a helper, an organisation, or an organisation at a household. */
  endAll(tx: Transaction, whose: EndingOf, reason: PairingEnd): Promise<PairingRow[]> {
    return tx.query<PairingRow>(
      `/* pairing.endAll */
       UPDATE pairing SET ended_on = greatest(${today}, started_on), end_reason = $4
        WHERE ended_on IS NULL AND num_nonnulls($1::uuid, $2::uuid) > 0
          AND ($1::uuid IS NULL OR helper_id = $1) AND ($2::uuid IS NULL OR organisation_id = $2)
          AND ($3::uuid IS NULL OR household_id = $3) AND (NOT $5 OR organisation_id IS NULL)
       RETURNING ${columns}`,
      [
        ...[whose.helperId ?? null, whose.organisationId ?? null, whose.householdId ?? null, reason],
        whose.advisersOnly ?? false,
      ],
    );
  }

  async findContact(statements: Statements, id: string): Promise<ContactRow | undefined> {
    const [row] = await statements.query<ContactRow>(
      `/* pairing.findContact */ SELECT ${contactColumns} FROM pairing_contact WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The newest contacts of pairings, each as far back as the limit. */
  contactsOf(statements: Statements, pairingIds: readonly string[], limit: number): Promise<ContactRow[]> {
    return statements.query<ContactRow>(
      `/* pairing.contactsOf */
       SELECT newest.* FROM unnest($1::uuid[]) AS whose (pairing),
         LATERAL (SELECT ${contactColumns} FROM pairing_contact WHERE pairing_id = whose.pairing
                   ORDER BY contacted_on DESC, id DESC LIMIT $2) newest`,
      [pairingIds, limit],
    );
  }

  async insertContact(tx: Transaction, row: Omit<ContactRow, 'recordedAt'>): Promise<ContactRow> {
    const [inserted] = await tx.query<ContactRow>(
      `/* pairing.insertContact */
       INSERT INTO pairing_contact (id, pairing_id, contacted_on, channel, note, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)
       RETURNING ${contactColumns}`,
      [row.id, row.pairingId, row.contactedOn, row.channel, row.note, row.recordedBy],
    );
    return inserted!;
  }

  /** Standing pairings of helpers; overdue when the last contact, or the start, is longer ago than it should be. */
  workload(statements: Statements, accountIds: readonly string[]): Promise<OpenWork[]> {
    return statements.query<OpenWork>(
      `/* pairing.workload */
       SELECT p.helper_id AS "accountId", count(*)::int AS open,
              count(*) FILTER (WHERE coalesce(c.last, p.started_on) < ${today} - $2::int)::int AS overdue
         FROM pairing p
         LEFT JOIN LATERAL (SELECT max(contacted_on) AS last FROM pairing_contact WHERE pairing_id = p.id) c ON true
        WHERE p.helper_id = ANY ($1::uuid[]) AND p.ended_on IS NULL GROUP BY p.helper_id`,
      [accountIds, contactDays],
    );
  }
}
