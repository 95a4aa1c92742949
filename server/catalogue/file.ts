/** Promises a version of the list as a table, or as JSON in the names of the Human Services Data Specification 3 (openreferral.org). */
import { CatalogueFormat, ResourceChange } from '../../schema/catalogue/catalogue';
import { SpreadsheetFormat } from '../../schema/import/import';
import { mediaTypes, writeTable } from '../spreadsheet/table-file';
import type { EntryRow, VersionRow } from './catalogue.repository';

const headings = ['类别', '名称', '提供方', '服务种类', '区划代码', '可用数量', '单位', '有效期至', '说明', '变化'];

export interface WrittenFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export async function writeCatalogue(
  format: CatalogueFormat,
  version: VersionRow,
  entries: readonly EntryRow[],
): Promise<WrittenFile> {
  const name = `resource-catalogue-${version.number}`;
  if (format === CatalogueFormat.HSDS_JSON)
    return { fileName: `${name}.json`, mediaType: 'application/json; charset=utf-8', bytes: hsds(version, entries) };
  const spreadsheet = format === CatalogueFormat.CSV ? SpreadsheetFormat.CSV : SpreadsheetFormat.XLSX;
  return {
    fileName: `${name}.${format.toLowerCase()}`,
    mediaType: mediaTypes[spreadsheet],
    bytes: await writeTable(spreadsheet, [headings, ...entries.map(cells)]),
  };
}

function cells(entry: EntryRow): string[] {
  const { kind, title, provider, serviceKinds, areaCodes, available, unit, validUntil, note, change } = entry;
  return [
    ...[kind, title, provider, serviceKinds.join(' '), areaCodes.join(' '), String(available ?? '')],
    ...[unit ?? '', validUntil ?? '', note ?? '', change],
  ];
}

/** What is gone is inactive. Amounts stay text where JSON could not hold them exactly. */
function hsds(version: VersionRow, entries: readonly EntryRow[]): Buffer {
  const services = entries.map((entry) => ({
    id: entry.subjectId,
    name: entry.title,
    status: entry.change === ResourceChange.REMOVED ? 'inactive' : 'active',
    organization: { name: entry.provider },
    description: entry.note,
    last_modified: (version.publishedAt ?? version.draftedAt).toISOString(),
    service_areas: entry.areaCodes.map((code) => ({ name: code, extent_type: 'GB/T 2260' })),
    capacities: entry.available === null ? [] : [{ available: String(entry.available), unit: { name: entry.unit } }],
    schedules: entry.validUntil === null ? [] : [{ valid_to: entry.validUntil }],
    attributes: [entry.kind, ...entry.serviceKinds].map((value) => ({ link_entity: 'service', value })),
  }));
  const { number, publishedAt } = version;
  return Buffer.from(JSON.stringify({ version: '3.0', catalogue: { number, publishedAt }, services }, null, 2), 'utf8');
}
