/** Promises how a street becomes a pilot of the scheme of community relief advisers (试点街道). */
import { createUnionType, Field, InputType } from 'type-graphql';
import { Area } from '../area/area';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { InvalidInput, NotFound } from '../refusals';
import { CalendarDate } from '../scalars';

@InputType({ description: '设立试点街道 A street takes part in the scheme of relief advisers from a day on.' })
export class MarkPilotStreetInput extends CommandInput {
  @Field(() => String, { description: '区划代码 The street, township or town, 9 digits; of your area (NotFound).' })
  areaCode!: string;

  @Field(() => CalendarDate, {
    description: '试点起始日 The first day; given again, it replaces the one that was set before.',
  })
  since!: string;
}

export const MarkPilotStreetResult = createUnionType({
  name: 'MarkPilotStreetResult',
  description: '设立试点结果 The street, or why not.',
  types: () => [Area, InvalidInput, NotFound, IdempotencyMismatch] as const,
});
