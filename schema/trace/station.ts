/** Promises how much of a donation has come how far: the stations of its journey, each thing given by itself. */
import { Field, ObjectType } from 'type-graphql';
import { Fen, Instant } from '../scalars';
import { TracedThing, TraceStage } from './journey';

@ObjectType({
  description:
    '途经站 How much of one thing (the money, a lot, the services) has come to one stage. What rests at all stages of a thing sums to the whole of it.',
})
export class JourneyStation extends TracedThing {
  @Field(() => TraceStage, { description: '环节 Which stage.' })
  stage!: TraceStage;

  @Field(() => Fen, {
    description:
      '途经金额（分）或数量 How many fen, pieces or needs have come to it, those that went on from it included.',
  })
  reached!: bigint;

  @Field(() => Fen, { description: '停留金额（分）或数量 How many of them are there now.' })
  resting!: bigint;

  @Field(() => Instant, { description: '首次到达 When the first of them came.' })
  since!: Date;
}
