/** Promises the operations on backbones and staffing: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Adviser } from '../../schema/adviser/adviser';
import {
  Backbone,
  DesignateBackboneInput,
  DesignateBackboneResult,
  RelieveBackboneInput,
  RelieveBackboneResult,
  StaffingLine,
} from '../../schema/adviser/backbone';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../organisation/present';
import type { AdviserLoader } from './adviser.loader';
import { corpsManagers } from './adviser.policy';
import type { BackboneService } from './backbone.service';
import { presentAdviser, presentBackbone, presentStanding } from './present';

@Resolver(() => Backbone)
export class BackboneResolver {
  constructor(
    private readonly service: BackboneService,
    private readonly loader: AdviserLoader,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => DesignateBackboneResult, {
    description: '确定骨干 Make an adviser a backbone of a street or community of yours.',
  })
  async designateBackbone(
    @Arg('input', () => DesignateBackboneInput, { description: '骨干 Whom, of which area, since when and why.' })
    input: DesignateBackboneInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DesignateBackboneResult> {
    return presented(await this.service.designateBackbone(actorOf(context), input), presentBackbone);
  }

  @Allow(corpsManagers)
  @Mutation(() => RelieveBackboneResult, { description: '免去骨干 End a post as backbone from today on.' })
  async relieveBackbone(
    @Arg('input', () => RelieveBackboneInput, { description: '岗位 Which.' }) input: RelieveBackboneInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RelieveBackboneResult> {
    return presented(await this.service.relieveBackbone(actorOf(context), input), presentBackbone);
  }

  @Allow(corpsManagers)
  @Query(() => [StaffingLine], {
    description:
      '配备情况 What the streets and communities of the scheme have of what they must have, today, in the order of their codes.',
  })
  async adviserStaffing(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 12 digits; as far as you manage it.' })
    areaCode: string,
    @Arg('lackingOnly', () => Boolean, {
      defaultValue: false,
      description: '仅缺额 Only lines with something missing.',
    })
    lackingOnly: boolean,
    @Ctx() context: RequestContext,
  ): Promise<StaffingLine[]> {
    return (await this.service.staffing(actorOf(context), areaCode, lackingOnly)).map(presentStanding);
  }

  @FieldResolver(() => Area, { nullable: true, description: '区划 The street or community that it is for.' })
  area(@Root() backbone: Backbone, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, backbone.areaCode);
  }

  @FieldResolver(() => Adviser, { nullable: true, description: '顾问 Whose post it is.' })
  async adviser(@Root() backbone: Backbone, @Ctx() context: RequestContext): Promise<Adviser | undefined> {
    const row = await this.loader.visible(context, backbone.adviserId);
    return row && presentAdviser(row);
  }
}

@Resolver(() => StaffingLine)
export class StaffingResolver {
  constructor(private readonly areas: AreaLoader) {}

  @FieldResolver(() => Area, { nullable: true, description: '区划 The street or community that the line is about.' })
  area(@Root() line: StaffingLine, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, line.areaCode);
  }
}
