/** Promises the inputs of the commands on warnings, and how the ledger is filtered. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { WarningLevel, WarningOutcome, WarningRule, WarningState } from './warning';

@InputType({ description: '受理预警 That somebody takes a warning up.' })
export class AcknowledgeWarningInput extends CommandInput {
  @Field(() => ID, { description: '预警 The warning.' })
  warningId!: string;
}

@InputType({ description: '处置预警 That a warning was dealt with, and how.' })
export class ResolveWarningInput extends CommandInput {
  @Field(() => ID, { description: '预警 The warning.' })
  warningId!: string;

  @Field(() => WarningOutcome, { description: '处置结果 How it was dealt with.' })
  outcome!: WarningOutcome;
}

@InputType({ description: '台账筛选 Which warnings; what is left out does not narrow.' })
export class WarningFilter {
  @Field(() => String, { nullable: true, description: '区划代码 Within this area and all below it, 2 to 15 digits.' })
  areaCode?: string;

  @Field(() => [WarningState], {
    nullable: true,
    description: '状态 In one of these states; OPEN and ACKNOWLEDGED if left out.',
  })
  states?: WarningState[];

  @Field(() => [WarningLevel], { nullable: true, description: '级别 Of one of these levels.' })
  levels?: WarningLevel[];

  @Field(() => [WarningRule], { nullable: true, description: '规则 By one of these rules.' })
  rules?: WarningRule[];
}
