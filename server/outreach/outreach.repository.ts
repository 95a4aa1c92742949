/** Promises the only SQL for the population of grids. */
import type { Statements, Transaction } from '../database/database';
import type { PopulationEntity } from './population.entity';

export type PopulationOfGrid = Omit<PopulationEntity, 'countedOn' | 'importedBy' | 'importedAt'>;

export class OutreachRepository {
  /** Writes the figures of grids, in place of earlier ones. */
  async writePopulation(
    tx: Transaction,
    rows: readonly PopulationOfGrid[],
    from: { readonly countedOn: string; readonly importedBy: string },
  ): Promise<void> {
    await tx.query(
      `/* outreach.writePopulation */
       INSERT INTO population (area_code, residents, aged_60_plus, living_alone_80_plus, disabled, low_income, under_14,
                               counted_on, imported_by, imported_at)
       SELECT p.*, $8::date, $9::uuid, now()
         FROM unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[]) p
       ON CONFLICT (area_code) DO UPDATE SET residents = excluded.residents, aged_60_plus = excluded.aged_60_plus,
         living_alone_80_plus = excluded.living_alone_80_plus, disabled = excluded.disabled, low_income = excluded.low_income,
         under_14 = excluded.under_14, counted_on = excluded.counted_on, imported_by = excluded.imported_by,
         imported_at = excluded.imported_at`,
      [
        rows.map((row) => row.areaCode),
        rows.map((row) => row.residents),
        rows.map((row) => row.aged60Plus),
        rows.map((row) => row.livingAlone80Plus),
        rows.map((row) => row.disabled),
        rows.map((row) => row.lowIncome),
        rows.map((row) => row.under14),
        ...[from.countedOn, from.importedBy],
      ],
    );
  }

  /** The grids of a district with their figures, in the order of their codes. */
  listPopulation(statements: Statements, districtCode: string): Promise<PopulationOfGrid[]> {
    return statements.query<PopulationOfGrid>(
      `/* outreach.listPopulation */
       SELECT area_code AS "areaCode", residents, aged_60_plus AS "aged60Plus", living_alone_80_plus AS "livingAlone80Plus",
              disabled, low_income AS "lowIncome", under_14 AS "under14"
         FROM population WHERE starts_with(area_code, $1) ORDER BY area_code`,
      [districtCode],
    );
  }
}
