/** Promises the only SQL for service points. */
import type { Statements, Transaction } from '../database/database';
import type { OpeningSpan, ServicePointEntity } from './adviser.entity';

export type ServicePointRow = ServicePointEntity;

export interface ServicePointChange {
  readonly name?: string;
  readonly address?: string;
  readonly telephone?: string;
  readonly openingHours?: readonly OpeningSpan[];
}

const columns = `id, area_code AS "areaCode", name, address, telephone, opening_hours AS "openingHours", opened_by AS "openedBy",
  opened_at AS "openedAt", closed_at AS "closedAt"`;

export class ServicePointRepository {
  async findServicePoint(statements: Statements, id: string): Promise<ServicePointRow | undefined> {
    const [row] = await statements.query<ServicePointRow>(
      `/* servicePoint.findServicePoint */ SELECT ${columns} FROM service_point WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Those in use in an area subtree, by id. */
  listServicePoints(
    statements: Statements,
    areaCode: string,
    after: string | undefined,
    limit: number,
  ): Promise<ServicePointRow[]> {
    return statements.query<ServicePointRow>(
      `/* servicePoint.listServicePoints */
       SELECT ${columns} FROM service_point
        WHERE starts_with(area_code, $1) AND closed_at IS NULL AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [areaCode, after ?? null, limit],
    );
  }

  /** All of some streets, closed ones too. */
  ofStreets(statements: Statements, streetCodes: readonly string[]): Promise<ServicePointRow[]> {
    return statements.query<ServicePointRow>(
      `/* servicePoint.ofStreets */ SELECT ${columns} FROM service_point WHERE left(area_code, 9) = ANY ($1::text[])`,
      [streetCodes],
    );
  }

  async insertServicePoint(
    tx: Transaction,
    row: Omit<ServicePointRow, 'openedAt' | 'closedAt'>,
  ): Promise<ServicePointRow> {
    const [inserted] = await tx.query<ServicePointRow>(
      `/* servicePoint.insertServicePoint */
       INSERT INTO service_point (id, area_code, name, address, telephone, opening_hours, opened_by)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7) RETURNING ${columns}`,
      [row.id, row.areaCode, row.name, row.address, row.telephone, JSON.stringify(row.openingHours), row.openedBy],
    );
    return inserted!;
  }

  /** Writes what is given and leaves the rest. No row when it is closed. */
  async reviseServicePoint(
    tx: Transaction,
    id: string,
    change: ServicePointChange,
  ): Promise<ServicePointRow | undefined> {
    const [row] = await tx.query<ServicePointRow>(
      `/* servicePoint.reviseServicePoint */
       UPDATE service_point SET name = coalesce($2, name), address = coalesce($3, address),
              telephone = coalesce($4, telephone), opening_hours = coalesce($5::jsonb, opening_hours)
        WHERE id = $1 AND closed_at IS NULL RETURNING ${columns}`,
      [
        ...[id, change.name ?? null, change.address ?? null, change.telephone ?? null],
        change.openingHours ? JSON.stringify(change.openingHours) : null,
      ],
    );
    return row;
  }

  async closeServicePoint(tx: Transaction, id: string): Promise<ServicePointRow | undefined> {
    const [row] = await tx.query<ServicePointRow>(
      `/* servicePoint.closeServicePoint */
       UPDATE service_point SET closed_at = now() WHERE id = $1 AND closed_at IS NULL RETURNING ${columns}`,
      [id],
    );
    return row;
  }
}
