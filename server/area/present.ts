/** Promises the area of the contract made from its row. */
import { Area } from '../../schema/area/area';
import { globalId } from '../../schema/global-id';
import type { AreaEntity } from './area.entity';

export function presentArea(row: AreaEntity): Area {
  return Object.assign(new Area(), {
    id: globalId('Area', row.code),
    code: row.code,
    statisticalCode: row.code.slice(0, 12).padEnd(12, '0'),
    level: row.level,
    name: row.name,
    editionYear: row.editionYear,
    pilotSince: row.pilotSince ?? undefined,
  });
}
