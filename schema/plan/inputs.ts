/** Promises the arguments and inputs of the plan. */
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArguments } from '../connection';
import { Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';

@ArgsType()
export class PlanLineArguments extends PageArguments {
  @Field(() => [ServiceKind], { nullable: true, description: '服务类别 Only these kinds of service.' })
  serviceKinds?: ServiceKind[];

  @Field(() => String, { nullable: true, description: '区划代码 Only within this area, down to the community.' })
  areaCode?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '仅差异 Only needs that first come, first served would give to another organisation, or to none.',
  })
  onlyDifferent: boolean = false;
}

@InputType({ description: '采纳计划 Which lines of which version are offered now.' })
export class AcceptPlanInput {
  @Field(() => Uuid, { description: '采纳编号 A new UUID made by the client: a retry with it has no second effect.' })
  acceptanceId!: string;

  @Field(() => String, {
    description: '计划版本 The version that was looked at; lines planned otherwise since then are left out.',
  })
  planVersion!: string;

  @Field(() => [ID], {
    nullable: true,
    description: '需求 Global ids of the lines, 1 to 500; all planned lines when left out.',
  })
  needIds?: string[];
}
