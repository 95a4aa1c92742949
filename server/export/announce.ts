/** Promises that who asked for an export, and nobody else, is told where it stands. */
import type { Transaction } from '../database/database';
import { accountScope } from '../event/audience';
import { append } from '../event/outbox';
import type { DataExportRow } from './data-export.repository';

export function announce(tx: Transaction, { id, accountId, status, done, total }: DataExportRow): Promise<void> {
  return append(tx, {
    ...{ type: 'DataExportChanged' as const, subjectId: id, audience: [accountScope(accountId)] },
    payload: { exportId: id, status, done, total },
  });
}
