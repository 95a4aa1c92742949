/** Promises the only SQL for consents to the honour board: one at a time for each donor, and erased when it is withdrawn. */
import type { Statements, Transaction } from '../database/database';
import type { HonourConsentEntity } from './wish.entity';

export type ConsentRow = HonourConsentEntity;
export type NewConsent = Pick<
  ConsentRow,
  'id' | 'donorId' | 'dataKey' | 'name' | 'showsAmount' | 'method' | 'recordedBy'
>;
export interface BoardPlace {
  readonly instant: string;
  readonly id: string;
}
export type StandingRow = ConsentRow & { readonly cursorAt: string };

const columns = `id, donor_id AS "donorId", data_key AS "dataKey", name, shows_amount AS "showsAmount", method,
  agreed_at AS "agreedAt", recorded_by AS "recordedBy", withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy"`;

export class HonourRepository {
  async findConsent(statements: Statements, id: string): Promise<ConsentRow | undefined> {
    const [row] = await statements.query<ConsentRow>(
      `/* wish.findHonourConsent */ SELECT ${columns} FROM honour_consent WHERE id = $1`,
      [id],
    );
    return row;
  }

  async findStanding(statements: Statements, donorId: string): Promise<ConsentRow | undefined> {
    const [row] = await statements.query<ConsentRow>(
      `/* wish.findStandingHonour */ SELECT ${columns} FROM honour_consent WHERE donor_id = $1 AND withdrawn_at IS NULL`,
      [donorId],
    );
    return row;
  }

  /** The consents that stand, the newest first. */
  listStanding(statements: Statements, after: BoardPlace | undefined, limit: number): Promise<StandingRow[]> {
    return statements.query<StandingRow>(
      `/* wish.listStandingHonours */
       SELECT ${columns}, agreed_at::text AS "cursorAt" FROM honour_consent
        WHERE withdrawn_at IS NULL AND ($1::timestamptz IS NULL OR (agreed_at, id) < ($1::timestamptz, $2::uuid))
        ORDER BY agreed_at DESC, id DESC LIMIT $3`,
      [after?.instant ?? null, after?.id ?? null, limit],
    );
  }

  /** Undefined, and nothing written, while an earlier consent of the donor stands. */
  async insertConsent(tx: Transaction, consent: NewConsent): Promise<ConsentRow | undefined> {
    const { id, donorId, dataKey, name, showsAmount, method, recordedBy } = consent;
    const [row] = await tx.query<ConsentRow>(
      `/* wish.insertHonourConsent */
       INSERT INTO honour_consent (id, donor_id, data_key, name, shows_amount, method, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (donor_id) WHERE withdrawn_at IS NULL DO NOTHING RETURNING ${columns}`,
      [id, donorId, dataKey, name, showsAmount, method, recordedBy],
    );
    return row;
  }

  /** Once; name and key are gone with it. */
  async withdraw(tx: Transaction, id: string, accountId: string): Promise<void> {
    await tx.query(
      `/* wish.withdrawHonour */
       UPDATE honour_consent SET withdrawn_at = now(), withdrawn_by = $2, data_key = NULL, name = NULL
        WHERE id = $1 AND withdrawn_at IS NULL`,
      [id, accountId],
    );
  }
}
