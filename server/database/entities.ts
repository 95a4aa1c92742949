/** Promises the list of all entities; a test proves that they equal the migrated database. */
import { AreaEntity } from '../area/area.entity';

export const entities = [AreaEntity];
