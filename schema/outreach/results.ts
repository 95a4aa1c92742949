/** Promises the result of the import of population figures. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput } from '../refusals';
import { PopulationImported } from './outreach';

export const ImportPopulationResult = createUnionType({
  name: 'ImportPopulationResult',
  description: '导入人口结构结果 How many grids were written, or why none.',
  types: () => [PopulationImported, InvalidInput, IdempotencyMismatch] as const,
});
