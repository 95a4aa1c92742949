/** Promises organisations to hold roles in, put into the database directly: identity needs no more of them than their state. */
import { v7 } from 'uuid';
import type { TestDatabase } from '../stage/database';

export async function insertOrganisation(database: TestDatabase, status = 'APPROVED'): Promise<string> {
  const id = v7();
  await database.query(
    "INSERT INTO organisation (id, kind, name, status, area_code) VALUES ($1, 'INDIVIDUAL', '测试组织', $2, '640104')",
    [id, status],
  );
  return id;
}
