/** Promises the export of the contract made from its row. */
import {
  DataExport,
  DataExportAuthorityEnded,
  DataExportFailed,
  DataExportStatus,
  DataExportTooLarge,
} from '../../schema/export/data-export';
import { globalId } from '../../schema/global-id';
import type { RefusalCode } from './data-export.entity';
import type { DataExportRow } from './data-export.repository';
import { recordMaximum } from './writing';

const refusals: Readonly<Record<RefusalCode, () => DataExport['refusal']>> = {
  AUTHORITY_ENDED: () => new DataExportAuthorityEnded(),
  TOO_LARGE: () => new DataExportTooLarge(recordMaximum),
  FAILED: () => new DataExportFailed(),
};

export function presentExport(row: DataExportRow): DataExport {
  const { id, subject, asked, format, status, done, requestedAt } = row;
  return Object.assign(new DataExport(), {
    ...{ id: globalId('DataExport', id), subject, format, status, done, requestedAt },
    ...{ codes: asked.codes, from: asked.scope.from, to: asked.scope.to, areaCode: asked.scope.areaCode },
    total: row.total ?? undefined,
    rowCount: row.rowCount ?? undefined,
    byteCount: row.byteCount ?? undefined,
    path: status === DataExportStatus.READY ? `/exports/${id}` : undefined,
    endedAt: row.endedAt ?? undefined,
    expiresAt: row.expiresAt ?? undefined,
    refusal: row.refusal === null ? undefined : refusals[row.refusal](),
  });
}
