/** Promises everything that any room holds of a household: read, or let go of, in one transaction. */
import type { Statements, Transaction } from '../database/database';
import type { Holding } from '../household/holding';
import type { HouseholdRepository } from '../household/household.repository';
import type { HouseholdKey, IdentityVault } from '../household/vault';
import type { NeedRepository } from '../need/need.repository';

export interface Section {
  readonly table: string;
  readonly title: Holding['title'];
  readonly kept: Holding['kept'];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

interface Subject {
  readonly householdId?: string;
  readonly needIds?: readonly string[];
  readonly days?: number;
  readonly accountId?: string;
}

const subject = `WITH subject AS (SELECT $1::uuid AS household_id, $2::uuid[] AS need_ids, $3::integer AS days, $4::uuid AS account_id)`;

export class HouseholdHoldings {
  constructor(
    private readonly vault: IdentityVault,
    private readonly households: HouseholdRepository,
    private readonly needs: Pick<NeedRepository, 'listOfHousehold'>,
    readonly all: readonly Holding[],
  ) {}

  /** Everything, opened. What was erased is null. */
  async read(statements: Statements, householdId: string): Promise<Section[]> {
    const sealed = await this.households.findSealed(statements, householdId);
    const dataKey = sealed?.household.dataKey;
    const key = dataKey ? this.vault.openKey(householdId, dataKey) : undefined;
    const of = { householdId, needIds: await this.needIds(statements, householdId) };
    const sections: Section[] = [];
    for (const { table, title, kept, rows, sealed: columns } of this.all) {
      const read = await run<Record<string, unknown>>(statements, 'read', rows, of);
      sections.push({ table, title, kept, rows: read.map((row) => opened(row, table, columns ?? {}, key)) });
    }
    return sections;
  }

  /** Takes everything of the person out of every table, and the key that opens what copies hold. The household is held by the caller. */
  async erase(tx: Transaction, householdId: string, accountId: string): Promise<void> {
    const of = { householdId, needIds: await this.needIds(tx, householdId), accountId };
    for (const { erase } of this.all) if (erase !== undefined) await run(tx, 'erase', erase, of);
    await this.households.destroyDataKey(tx, householdId);
  }

  /** Households where nothing has happened for so many days, some at once. */
  async atRest(statements: Statements, days: number, limit: number): Promise<string[]> {
    const touched = this.all.flatMap((holding) => holding.touched ?? []);
    const rows = await run<{ id: string }>(
      statements,
      'atRest',
      `SELECT household_id AS id FROM (${touched.join(' UNION ALL ')}) happened
        WHERE household_id IN (SELECT household_id FROM (${touched[0]}) known)
        GROUP BY household_id HAVING max(at) < now() - make_interval(days => (SELECT days FROM subject))
        ORDER BY max(at), household_id LIMIT ${limit}`,
      { days },
    );
    return rows.map((row) => row.id);
  }

  /** How much of what is kept for this code is over its time. */
  async countOutdated(statements: Statements, code: string, days: number): Promise<number> {
    let count = 0;
    for (const outdated of this.outdatedOf(code))
      count += (await run<{ count: number }>(statements, 'countOutdated', outdated.count, { days }))[0]!.count;
    return count;
  }

  async endOutdated(tx: Transaction, code: string, days: number): Promise<number> {
    let count = 0;
    for (const outdated of this.outdatedOf(code))
      count += (await run(tx, 'endOutdated', outdated.end, { days })).length;
    return count;
  }

  private outdatedOf(code: string) {
    return this.all.flatMap(({ outdated }) => (outdated?.code === code ? [outdated] : []));
  }

  private async needIds(statements: Statements, householdId: string): Promise<string[]> {
    return (await this.needs.listOfHousehold(statements, householdId)).map((need) => need.id);
  }
}

function run<Row>(statements: Statements, name: string, sql: string, of: Subject): Promise<Row[]> {
  const values = [of.householdId ?? null, of.needIds ?? [], of.days ?? null, of.accountId ?? null];
  return statements.query<Row>(`/* rights.${name} */ ${subject} ${sql}`, values);
}

function opened(
  row: Readonly<Record<string, unknown>>,
  table: string,
  columns: Readonly<Record<string, string>>,
  key: HouseholdKey | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const column = columns[name];
      if (column === undefined) return [name, plain(value)];
      if (!Buffer.isBuffer(value) || key === undefined) return [name, null];
      return [name, key.open({ table, column, rowId: String(row.id) }, value)];
    }),
  );
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Date ? value.toISOString() : value;
}
