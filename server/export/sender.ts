/** Promises the way by which files of exports are read: GET /exports/{UUID}, by who asked for them. */
import type { Actor } from '../identity/actor';
import { mediaTypes } from '../spreadsheet/table-file';
import type { DataExportService } from './data-export.service';
import { SpreadsheetFormat } from '../../schema/import/import';

export class ExportSender {
  readonly path = '/exports';

  constructor(private readonly service: DataExportService) {}

  admits(actor: Actor): boolean {
    return actor.apiKey === undefined;
  }

  /** The file piece by piece, or the status that says why not. */
  async read(actor: Actor, id: string) {
    const file = await this.service.open(actor, id);
    if (!file) return 404;
    const format = file.fileName.endsWith('.csv') ? SpreadsheetFormat.CSV : SpreadsheetFormat.XLSX;
    return { mediaType: mediaTypes[format], fileName: file.fileName, byteCount: file.byteCount, bytes: file.pieces };
  }
}
