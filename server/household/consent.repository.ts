/** Promises the only SQL for consents. A consent is active until withdrawn or expired, by the clock of the database. */
import type { Statements, Transaction } from '../database/database';
import type { ConsentMethod, ConsentPurpose } from '../../schema/household/consent';
import type { DataKind } from '../../schema/household/identity';

export interface ConsentRow {
  readonly id: string;
  readonly householdId: string;
  /** Null for a means check: the bureau has it done, no organisation. */
  readonly organisationId: string | null;
  readonly purpose: ConsentPurpose;
  readonly dataKinds: DataKind[];
  readonly method: ConsentMethod;
  readonly guardianGiven: boolean;
  readonly givenAt: Date;
  readonly expiresAt: Date;
  readonly withdrawnAt: Date | null;
}

export interface ConsentToWrite {
  readonly id: string;
  readonly householdId: string;
  readonly organisationId?: string;
  readonly purpose: ConsentPurpose;
  readonly dataKinds: readonly DataKind[];
  readonly method: ConsentMethod;
  readonly guardianGiven: boolean;
  /** The last day on which it holds, in Asia/Shanghai. */
  readonly expiresOn: string;
  readonly recordedBy: string;
}

const columns = `id, household_id AS "householdId", recipient_organisation_id AS "organisationId", purpose,
  data_kinds AS "dataKinds", method, guardian_given AS "guardianGiven", given_at AS "givenAt", expires_at AS "expiresAt",
  withdrawn_at AS "withdrawnAt"`;

export class ConsentRepository {
  /**
   * The active consents of a household, of these organisations when they are named. As soon as a member is under 14, only
   * those that a guardian gave count.
   */
  consentsOf(statements: Statements, householdId: string, organisationIds?: readonly string[]): Promise<ConsentRow[]> {
    return statements.query<ConsentRow>(
      `/* consent.consentsOf */
       SELECT ${columns} FROM consent
        WHERE household_id = $1 AND withdrawn_at IS NULL AND expires_at > now()
          AND ($2::uuid[] IS NULL OR recipient_organisation_id = ANY ($2::uuid[]))
          AND (guardian_given OR NOT EXISTS
            (SELECT FROM household_member WHERE household_id = $1 AND age_band = 'UNDER_14'))
        ORDER BY given_at, id`,
      [householdId, organisationIds ?? null],
    );
  }

  /** Every consent of these households, ended ones too. */
  historyOf(statements: Statements, householdIds: readonly string[]): Promise<ConsentRow[]> {
    return statements.query<ConsentRow>(
      `/* consent.historyOf */ SELECT ${columns} FROM consent WHERE household_id = ANY ($1::uuid[]) ORDER BY given_at, id`,
      [householdIds],
    );
  }

  async findConsent(statements: Statements, id: string): Promise<ConsentRow | undefined> {
    const [row] = await statements.query<ConsentRow>(
      `/* consent.findConsent */ SELECT ${columns} FROM consent WHERE id = $1`,
      [id],
    );
    return row;
  }

  async insertConsent(tx: Transaction, consent: ConsentToWrite): Promise<ConsentRow> {
    const [row] = await tx.query<ConsentRow>(
      `/* consent.insertConsent */
       INSERT INTO consent
         (id, household_id, recipient_organisation_id, purpose, data_kinds, method, guardian_given, expires_at, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, ($8::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', $9)
       RETURNING ${columns}`,
      [
        consent.id,
        consent.householdId,
        consent.organisationId ?? null,
        consent.purpose,
        consent.dataKinds,
        consent.method,
        consent.guardianGiven,
        consent.expiresOn,
        consent.recordedBy,
      ],
    );
    return row!;
  }

  /** Ends a consent that stands. No row when it does not. */
  async withdrawConsent(tx: Transaction, id: string): Promise<ConsentRow | undefined> {
    const [row] = await tx.query<ConsentRow>(
      `/* consent.withdrawConsent */
       UPDATE consent SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL RETURNING ${columns}`,
      [id],
    );
    return row;
  }

  /** Takes one consent whose last day is over and whose end nobody has followed yet. No row when there is none. */
  async takeExpired(tx: Transaction): Promise<ConsentRow | undefined> {
    const [row] = await tx.query<ConsentRow>(
      `/* consent.takeExpired */
       UPDATE consent SET expiry_followed_at = now()
        WHERE id = (SELECT id FROM consent WHERE withdrawn_at IS NULL AND expiry_followed_at IS NULL AND expires_at <= now()
                     ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns}`,
    );
    return row;
  }
}
