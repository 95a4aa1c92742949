/** Promises the only SQL for contact cards and for the failed attempts to open one. */
import type { Statements, Transaction } from '../database/database';

export interface ContactCardRow {
  readonly id: string;
  readonly householdId: string;
  readonly issuedAt: Date;
  /** The day of issue in Asia/Shanghai. */
  readonly issuedOn: string;
  readonly revokedAt: Date | null;
}

const columns = `id, household_id AS "householdId", issued_at AS "issuedAt",
  (issued_at AT TIME ZONE 'Asia/Shanghai')::date AS "issuedOn", revoked_at AS "revokedAt"`;

export class ContactCardRepository {
  async findCard(statements: Statements, id: string): Promise<ContactCardRow | undefined> {
    const [row] = await statements.query<ContactCardRow>(
      `/* contactCard.findCard */ SELECT ${columns} FROM contact_card WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The valid card with this keyed hash. */
  async findByHash(statements: Statements, codeHash: Buffer): Promise<ContactCardRow | undefined> {
    const [row] = await statements.query<ContactCardRow>(
      `/* contactCard.findByHash */ SELECT ${columns} FROM contact_card WHERE code_hash = $1 AND revoked_at IS NULL`,
      [codeHash],
    );
    return row;
  }

  validCardsOf(statements: Statements, householdIds: readonly string[]): Promise<ContactCardRow[]> {
    return statements.query<ContactCardRow>(
      `/* contactCard.validCardsOf */
       SELECT ${columns} FROM contact_card WHERE household_id = ANY ($1::uuid[]) AND revoked_at IS NULL`,
      [householdIds],
    );
  }

  /** Ends the card of a household that is valid now, if there is one. */
  async revokeCards(tx: Transaction, householdId: string): Promise<void> {
    await tx.query(
      '/* contactCard.revokeCards */ UPDATE contact_card SET revoked_at = now() WHERE household_id = $1 AND revoked_at IS NULL',
      [householdId],
    );
  }

  async insertCard(
    tx: Transaction,
    card: { id: string; householdId: string; codeHash: Buffer; issuedBy: string },
  ): Promise<ContactCardRow> {
    const [row] = await tx.query<ContactCardRow>(
      `/* contactCard.insertCard */
       INSERT INTO contact_card (id, household_id, code_hash, issued_by) VALUES ($1, $2, $3, $4) RETURNING ${columns}`,
      [card.id, card.householdId, card.codeHash, card.issuedBy],
    );
    return row!;
  }

  /** Lets the attempts of one client pass one at a time, until the transaction ends: a burst cannot outrun the count. */
  async holdClient(tx: Transaction, clientHash: Buffer): Promise<void> {
    await tx.query('/* contactCard.holdClient */ SELECT pg_advisory_xact_lock(hashtextextended($1, 4066))', [
      clientHash.toString('hex'),
    ]);
  }

  /** The failures of a client within so many minutes; those before are forgotten. */
  async countFailures(tx: Transaction, clientHash: Buffer, minutes: number): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `/* contactCard.countFailures */
       WITH forgotten AS (DELETE FROM card_failure WHERE client_hash = $1 AND at <= now() - make_interval(mins => $2))
       SELECT count(*)::int AS count FROM card_failure WHERE client_hash = $1 AND at > now() - make_interval(mins => $2)`,
      [clientHash, minutes],
    );
    return row!.count;
  }

  async insertFailure(tx: Transaction, clientHash: Buffer): Promise<void> {
    await tx.query('/* contactCard.insertFailure */ INSERT INTO card_failure (client_hash) VALUES ($1)', [clientHash]);
  }
}
