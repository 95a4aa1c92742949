/** Promises every measure of every room in one list: a room that counts adds its line here. */
import type { Measure } from '../measure';
import { needMeasures } from '../need/need.measures';
import { rightsMeasures } from '../rights/rights.measures';

export const measures: readonly Measure[] = [...needMeasures, ...rightsMeasures];
