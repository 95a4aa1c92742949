/** Promises the only SQL for the means of households; the sealed figures leave it for the vault only. */
import type { MeansSource } from '../../schema/household/means';
import type { Statements, Transaction } from '../database/database';

export interface MeansRow {
  readonly householdId: string;
  readonly source: MeansSource;
  readonly recordedAt: Date;
}

const columns = `household_id AS "householdId", source, recorded_at AS "recordedAt"`;

export class MeansRepository {
  meansOf(statements: Statements, householdIds: readonly string[]): Promise<MeansRow[]> {
    return statements.query<MeansRow>(
      `/* means.meansOf */ SELECT ${columns} FROM household_means WHERE household_id = ANY ($1::uuid[])`,
      [householdIds],
    );
  }

  /** With the sealed figures, for the vault only. */
  async findSealed(
    statements: Statements,
    householdId: string,
  ): Promise<(MeansRow & { readonly figures: Buffer | null }) | undefined> {
    const [row] = await statements.query<MeansRow & { readonly figures: Buffer | null }>(
      `/* means.findSealed */ SELECT ${columns}, figures FROM household_means WHERE household_id = $1`,
      [householdId],
    );
    return row;
  }

  /** Replaces what was recorded before. */
  async writeMeans(
    tx: Transaction,
    means: {
      readonly householdId: string;
      readonly source: MeansSource;
      readonly figures?: Buffer;
      readonly recordedBy: string;
    },
  ): Promise<MeansRow> {
    const [row] = await tx.query<MeansRow>(
      `/* means.writeMeans */
       INSERT INTO household_means (household_id, source, figures, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT (household_id) DO UPDATE
         SET source = excluded.source, figures = excluded.figures, recorded_by = excluded.recorded_by, recorded_at = now()
       RETURNING ${columns}`,
      [means.householdId, means.source, means.figures ?? null, means.recordedBy],
    );
    return row!;
  }

  /** Checked figures are gone once nobody may check; what the household itself stated stays. */
  async forgetChecked(tx: Transaction, householdId: string): Promise<void> {
    await tx.query(
      `/* means.forgetChecked */
       UPDATE household_means SET source = 'REFUSED', figures = NULL, recorded_by = NULL, recorded_at = now()
        WHERE household_id = $1 AND source = 'CHECKED'`,
      [householdId],
    );
  }
}
