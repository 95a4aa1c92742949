/** Promises the only SQL for labels: written once, never changed. */
import type { Statements, Transaction } from '../database/database';
import type { WishLabelEntity } from './wish.entity';

export type LabelRow = WishLabelEntity;

const columns = `id, need_id AS "needId", code, item, quantity, condition, note, checked_by AS "checkedBy", checked_at AS "checkedAt"`;

export class LabelRepository {
  async findLabel(statements: Statements, id: string): Promise<LabelRow | undefined> {
    const [row] = await statements.query<LabelRow>(
      `/* wish.findLabel */ SELECT ${columns} FROM wish_label WHERE id = $1`,
      [id],
    );
    return row;
  }

  async findByCode(statements: Statements, code: string): Promise<LabelRow | undefined> {
    const [row] = await statements.query<LabelRow>(
      `/* wish.findLabelByCode */ SELECT ${columns} FROM wish_label WHERE code = $1`,
      [code],
    );
    return row;
  }

  async insertLabel(tx: Transaction, label: Omit<LabelRow, 'checkedAt'>): Promise<LabelRow> {
    const [row] = await tx.query<LabelRow>(
      `/* wish.insertLabel */
       INSERT INTO wish_label (id, need_id, code, item, quantity, condition, note, checked_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${columns}`,
      [
        ...[label.id, label.needId, label.code, label.item, label.quantity, label.condition, label.note],
        label.checkedBy,
      ],
    );
    return row!;
  }
}
