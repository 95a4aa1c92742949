/** Promises the district of the published case as rows: its list of areas, and 1,841 grids laid under the communities by one rule. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { AreaLevel } from '../../schema/area/area';
import { projectRoot } from '../project';
import type { AreaEntity } from './area.entity';

/** The published case counts 1,841 grids; it counts 140 communities where the list of this edition has 148. */
export const gridsOfTheCase = 1841;
const editionYear = 2023;

export type AreaToWrite = Omit<AreaEntity, 'pilotSince'>;

/** The list of district 640104 as the statistical bureau edits it, parents first. */
export function readDistrict(): AreaToWrite[] {
  const text = readFileSync(join(projectRoot, 'server', 'area', 'xingqing-areas.csv'), 'utf8');
  const rows = parse<Record<string, string>>(text, { columns: true, skip_empty_lines: true });
  return rows.map((row) => ({
    code: row.code!,
    parentCode: row.parent_code === '' ? null : row.parent_code!,
    level: row.level as AreaLevel,
    name: row.name!,
    editionYear,
  }));
}

/**
 * The grids: every community gets floor(1841 / communities), and the first 1841 mod communities in the order of their codes
 * get one more. Their local numbers run from 001; the code is that of the community and the local number.
 */
export function layGrids(areas: readonly AreaToWrite[], total: number = gridsOfTheCase): AreaToWrite[] {
  const communities = areas
    .filter((area) => area.level === AreaLevel.COMMUNITY)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const each = Math.floor(total / communities.length);
  const more = total % communities.length;
  return communities.flatMap((community, index) =>
    Array.from({ length: each + (index < more ? 1 : 0) }, (_, number) => {
      const local = String(number + 1).padStart(3, '0');
      return {
        code: community.code + local,
        parentCode: community.code,
        level: AreaLevel.GRID,
        name: `${community.name}第${number + 1}网格`,
        editionYear: community.editionYear,
      };
    }),
  );
}
