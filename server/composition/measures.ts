/** Promises every measure of every room in one list: a room that counts adds its line here. */
import type { Measure } from '../measure';
import { needMeasures } from '../need/need.measures';
import { visitMeasures } from '../visit/visit.measures';

export const measures: readonly Measure[] = [...needMeasures, ...visitMeasures];
