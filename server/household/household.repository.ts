/** Promises the only SQL for households and their members. Sealed columns leave it only where a method says so. */
import type { Statements, Transaction } from '../database/database';
import type { AgeBand, Barrier, LowIncomeCategory, Relation } from '../../schema/household/household';
import type { Situation } from '../../schema/taxonomy/situation';

export interface HouseholdRow {
  readonly id: string;
  readonly areaCode: string;
  readonly lowIncomeCategory: LowIncomeCategory;
  readonly situations: Situation[];
  readonly barriers: Barrier[];
  readonly registeredAt: Date;
}

/** A household that is not erased meanwhile: whether its erasure was approved, and whether it was carried out. */
export interface KeptHousehold extends HouseholdRow {
  readonly ends: boolean;
  readonly erased: boolean;
}

export interface MemberRow {
  readonly id: string;
  readonly householdId: string;
  readonly relation: Relation;
  readonly ageBand: AgeBand;
}

/** To which household a person belongs, recognised by the blind index. */
export interface PersonHousehold {
  readonly index: Buffer;
  readonly householdId: string;
  readonly areaCode: string;
}

/** What is sealed of a household. The data key is null after erasure. */
export interface SealedHousehold {
  readonly id: string;
  readonly areaCode: string;
  readonly situations: Situation[];
  readonly dataKey: Buffer | null;
  readonly address: Buffer | null;
  readonly phone: Buffer | null;
}

export interface SealedMember {
  readonly id: string;
  readonly relation: Relation;
  readonly name: Buffer | null;
  readonly residentNumber: Buffer | null;
}

export interface HouseholdToWrite {
  readonly id: string;
  readonly areaCode: string;
  readonly lowIncomeCategory: LowIncomeCategory;
  readonly situations: readonly Situation[];
  readonly barriers: readonly Barrier[];
  readonly dataKey: Buffer;
  readonly address: Buffer;
  readonly phone?: Buffer;
  readonly registeredBy: string;
}

export interface MemberToWrite {
  readonly id: string;
  readonly relation: Relation;
  readonly name: Buffer;
  readonly residentNumber?: Buffer;
  readonly residentNumberIndex?: Buffer;
  readonly ageBand: AgeBand;
}

export interface HouseholdRevision {
  readonly lowIncomeCategory?: LowIncomeCategory;
  readonly situations?: readonly Situation[];
  readonly barriers?: readonly Barrier[];
  readonly address?: Buffer;
  readonly phone?: Buffer;
}

const columns = `id, area_code AS "areaCode", low_income_category AS "lowIncomeCategory", situations, barriers,
  registered_at AS "registeredAt"`;
const memberColumns = `id, household_id AS "householdId", relation, age_band AS "ageBand"`;

/** `JOIN ${personHouseholds} AS person USING (person_index)`: in which household a person is, by the blind index, and where. */
export const personHouseholds = `(SELECT m.resident_number_index AS person_index, h.id AS household_id, h.area_code
    FROM household_member m JOIN household h ON h.id = m.household_id WHERE m.resident_number_index IS NOT NULL)`;

/** `household_id IN ${endingHouseholds}`: households whose erasure was approved, and those that are erased. */
export const endingHouseholds = '(SELECT id FROM household WHERE erasure_began_at IS NOT NULL)';

export class HouseholdRepository {
  /** Today in Asia/Shanghai by the clock of the database, and the last day that a consent may name. */
  async readCalendar(statements: Statements): Promise<{ today: string; consentLimit: string }> {
    const [row] = await statements.query<{ today: string; consentLimit: string }>(
      `/* household.readCalendar */
       SELECT today::text AS today, (today + interval '3 years')::date::text AS "consentLimit"
         FROM (SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today) clock`,
    );
    return row!;
  }

  async findHousehold(statements: Statements, id: string): Promise<HouseholdRow | undefined> {
    const [row] = await this.findHouseholds(statements, [id]);
    return row;
  }

  findHouseholds(statements: Statements, ids: readonly string[]): Promise<HouseholdRow[]> {
    return statements.query<HouseholdRow>(
      `/* household.findHouseholds */ SELECT ${columns} FROM household WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** Households in any of these area subtrees, in the order of their ids, after an id. */
  listHouseholds(
    statements: Statements,
    areaCodes: readonly string[],
    after: string | undefined,
    limit: number,
  ): Promise<HouseholdRow[]> {
    return statements.query<HouseholdRow>(
      `/* household.listHouseholds */
       SELECT ${columns} FROM household
        WHERE EXISTS (SELECT FROM unnest($1::text[]) served WHERE area_code >= served AND area_code < served || '~')
          AND ($2::uuid IS NULL OR id > $2::uuid)
        ORDER BY id LIMIT $3`,
      [areaCodes, after ?? null, limit],
    );
  }

  /** Households of a category, in the order of their ids, after an id. */
  listOfCategory(
    statements: Statements,
    category: LowIncomeCategory,
    after: string | undefined,
    limit: number,
  ): Promise<HouseholdRow[]> {
    return statements.query<HouseholdRow>(
      `/* household.listOfCategory */
       SELECT ${columns} FROM household WHERE low_income_category = $1 AND ($2::uuid IS NULL OR id > $2::uuid)
        ORDER BY id LIMIT $3`,
      [category, after ?? null, limit],
    );
  }

  /**
   * Keeps an erasure of the household from beginning or going on until the transaction ends; for what is written down of it. A weaker
   * lock (KEY SHARE) would read the row as it was before an approval that it waited for.
   */
  async keepHousehold(tx: Transaction, id: string): Promise<KeptHousehold | undefined> {
    const [row] = await tx.query<KeptHousehold>(
      `/* household.keepHousehold */
       SELECT ${columns}, erasure_began_at IS NOT NULL AS ends, data_key IS NULL AS erased FROM household WHERE id = $1 FOR SHARE`,
      [id],
    );
    return row;
  }

  /** Its erasure was approved. The household is held by the caller. */
  async beginErasure(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      '/* household.beginErasure */ UPDATE household SET erasure_began_at = now() WHERE id = $1 AND erasure_began_at IS NULL',
      [id],
    );
  }

  /** Holds the household until the transaction ends. */
  async lockHousehold(tx: Transaction, id: string): Promise<HouseholdRow | undefined> {
    const [row] = await tx.query<HouseholdRow>(
      `/* household.lockHousehold */ SELECT ${columns} FROM household WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  membersOf(statements: Statements, householdIds: readonly string[]): Promise<MemberRow[]> {
    return statements.query<MemberRow>(
      `/* household.membersOf */
       SELECT ${memberColumns} FROM household_member
        WHERE household_id = ANY ($1::uuid[]) ORDER BY relation <> 'HEAD', created_at, id`,
      [householdIds],
    );
  }

  async hasMemberOfAge(statements: Statements, householdId: string, bands: readonly AgeBand[]): Promise<boolean> {
    const rows = await statements.query(
      `/* household.hasMemberOfAge */ SELECT 1 FROM household_member WHERE household_id = $1 AND age_band = ANY ($2::text[]) LIMIT 1`,
      [householdId, bands],
    );
    return rows.length > 0;
  }

  /** The blind indexes of the resident numbers of a household, to compare with those of others and for nothing else. */
  async residentIndexesOf(statements: Statements, householdId: string): Promise<Buffer[]> {
    const rows = await statements.query<{ index: Buffer }>(
      `/* household.residentIndexesOf */
       SELECT resident_number_index AS index FROM household_member
        WHERE household_id = $1 AND resident_number_index IS NOT NULL`,
      [householdId],
    );
    return rows.map((row) => row.index);
  }

  /** The households to which persons belong, by the blind indexes of their numbers; who is in none is left out. */
  householdsOfPersons(statements: Statements, indexes: readonly Buffer[]): Promise<PersonHousehold[]> {
    return statements.query<PersonHousehold>(
      `/* household.householdsOfPersons */
       SELECT m.resident_number_index AS index, h.id AS "householdId", h.area_code AS "areaCode"
         FROM household_member m JOIN household h ON h.id = m.household_id
        WHERE m.resident_number_index = ANY ($1::bytea[])`,
      [indexes],
    );
  }

  /** The household of each person that is a member of one, by the blind index of its resident number in hexadecimal. */
  async householdsOfIndexes(statements: Statements, indexes: readonly Buffer[]): Promise<Map<string, string>> {
    const rows = await statements.query<{ index: string; householdId: string }>(
      `/* household.householdsOfIndexes */
       SELECT encode(resident_number_index, 'hex') AS index, household_id AS "householdId" FROM household_member
        WHERE resident_number_index = ANY ($1::bytea[])`,
      [indexes],
    );
    return new Map(rows.map((row) => [row.index, row.householdId]));
  }

  /** The blind index of each of these members that has one. */
  async indexesOfMembers(statements: Statements, memberIds: readonly string[]): Promise<Map<string, Buffer>> {
    const rows = await statements.query<{ id: string; index: Buffer }>(
      `/* household.indexesOfMembers */
       SELECT id, resident_number_index AS index FROM household_member
        WHERE id = ANY ($1::uuid[]) AND resident_number_index IS NOT NULL`,
      [memberIds],
    );
    return new Map(rows.map((row) => [row.id, row.index]));
  }

  /** Gives these households a category. Returns those that had another. */
  setCategory(tx: Transaction, ids: readonly string[], category: LowIncomeCategory): Promise<HouseholdRow[]> {
    return tx.query<HouseholdRow>(
      `/* household.setCategory */
       UPDATE household SET low_income_category = $2 WHERE id = ANY ($1::uuid[]) AND low_income_category <> $2
       RETURNING ${columns}`,
      [ids, category],
    );
  }

  /** Sealed columns, for the vault only. */
  async findSealed(
    statements: Statements,
    householdId: string,
  ): Promise<{ household: SealedHousehold; members: SealedMember[] } | undefined> {
    const [household] = await statements.query<SealedHousehold>(
      `/* household.findSealed */
       SELECT id, area_code AS "areaCode", situations, data_key AS "dataKey", address, phone FROM household WHERE id = $1`,
      [householdId],
    );
    if (household === undefined) return undefined;
    const members = await statements.query<SealedMember>(
      `/* household.findSealedMembers */
       SELECT id, relation, name, resident_number AS "residentNumber" FROM household_member
        WHERE household_id = $1 ORDER BY relation <> 'HEAD', created_at, id`,
      [householdId],
    );
    return { household, members };
  }

  async insertHousehold(tx: Transaction, household: HouseholdToWrite): Promise<HouseholdRow> {
    const [row] = await tx.query<HouseholdRow>(
      `/* household.insertHousehold */
       INSERT INTO household
         (id, area_code, low_income_category, situations, barriers, data_key, address, phone, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`,
      [
        household.id,
        household.areaCode,
        household.lowIncomeCategory,
        household.situations,
        household.barriers,
        household.dataKey,
        household.address,
        household.phone ?? null,
        household.registeredBy,
      ],
    );
    return row!;
  }

  async insertMembers(tx: Transaction, householdId: string, members: readonly MemberToWrite[]): Promise<void> {
    for (const member of members)
      await tx.query(
        `/* household.insertMember */
         INSERT INTO household_member (id, household_id, relation, name, resident_number, resident_number_index, age_band)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          member.id,
          householdId,
          member.relation,
          member.name,
          member.residentNumber ?? null,
          member.residentNumberIndex ?? null,
          member.ageBand,
        ],
      );
  }

  /** Puts what was corrected of a member in the place of what was wrong. */
  async correctMember(tx: Transaction, householdId: string, member: MemberToWrite): Promise<void> {
    await tx.query(
      `/* household.correctMember */
       UPDATE household_member SET name = $3, resident_number = $4, resident_number_index = $5, age_band = $6
        WHERE id = $1 AND household_id = $2`,
      [
        ...[member.id, householdId, member.name],
        ...[member.residentNumber ?? null, member.residentNumberIndex ?? null, member.ageBand],
      ],
    );
  }

  /** Writes what is given and leaves the rest. Refuses silently (no row) when the identity was erased. */
  async reviseHousehold(tx: Transaction, id: string, revision: HouseholdRevision): Promise<HouseholdRow | undefined> {
    const [row] = await tx.query<HouseholdRow>(
      `/* household.reviseHousehold */
       UPDATE household SET low_income_category = coalesce($2, low_income_category),
              situations = coalesce($3::text[], situations), barriers = coalesce($4::text[], barriers),
              address = coalesce($5::bytea, address), phone = coalesce($6::bytea, phone)
        WHERE id = $1 AND data_key IS NOT NULL RETURNING ${columns}`,
      [
        id,
        revision.lowIncomeCategory ?? null,
        revision.situations ?? null,
        revision.barriers ?? null,
        revision.address ?? null,
        revision.phone ?? null,
      ],
    );
    return row;
  }

  /** Puts another wrapping of the same data key in place, unless someone was faster. Returns whether it was written. */
  async rewrapDataKey(tx: Transaction, id: string, before: Buffer, after: Buffer): Promise<boolean> {
    const rows = await tx.query(
      '/* household.rewrapDataKey */ UPDATE household SET data_key = $3 WHERE id = $1 AND data_key = $2 RETURNING id',
      [id, before, after],
    );
    return rows.length > 0;
  }

  /** Erases who the household is, for good: the key, and the indexes that would still recognise its members. */
  async destroyDataKey(tx: Transaction, id: string): Promise<boolean> {
    const rows = await tx.query(
      `/* household.destroyDataKey */
       WITH forgotten AS (UPDATE household_member SET resident_number_index = NULL WHERE household_id = $1)
       UPDATE household SET data_key = NULL, erasure_began_at = coalesce(erasure_began_at, now()) WHERE id = $1 AND data_key IS NOT NULL RETURNING id`,
      [id],
    );
    return rows.length > 0;
  }
}
