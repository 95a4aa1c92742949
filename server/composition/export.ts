/** Promises files of figures and records, asked for by a person and written in the background. */
import { DataExportRepository } from '../export/data-export.repository';
import { DataExportResolver } from '../export/data-export.resolver';
import { DataExportService } from '../export/data-export.service';
import { FigureReading } from '../export/figures';
import { presentExport } from '../export/present';
import { RecordReading } from '../export/records';
import { ExportSender } from '../export/sender';
import { ExportWriting } from '../export/writing';
import { localId } from '../../schema/global-id';
import { actorOf } from '../context';
import type { NodeRegistry } from '../node/node';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Counting } from './indicator';
import type { Parties } from './parties';

export type Exporting = ReturnType<typeof composeExport>;

export function composeExport(parts: Ground & Parties & Care & Counting & { readonly nodes: NodeRegistry }) {
  const { actors, audit, database, groupNames, indicatorService, nodes, vault } = parts;
  const dataExports = new DataExportRepository();
  const common = { database, audit, dataExports, vault, indicators: indicatorService };
  const exportService = new DataExportService(common);
  const recordReading = new RecordReading();
  const exportWriting = new ExportWriting({
    ...{ ...common, actors, service: exportService, records: recordReading },
    figures: new FigureReading(indicatorService, groupNames),
  });
  nodes.register('DataExport', async (context, id) => {
    const row = await exportService.findOwn(actorOf(context), localId('DataExport', id));
    return row && presentExport(row);
  });
  const resolvers: object[] = [new DataExportResolver(exportService)];
  return { exportService, exportWriting, recordReading, exportSender: new ExportSender(exportService), resolvers };
}
