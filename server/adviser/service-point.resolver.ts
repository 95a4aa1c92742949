/** Promises the operations on service points: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  CloseServicePointInput,
  CloseServicePointResult,
  OpenServicePointInput,
  OpenServicePointResult,
  ReviseServicePointInput,
  ReviseServicePointResult,
  ServicePoint,
  ServicePointConnection,
} from '../../schema/adviser/service-point';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readIdCursor, toConnection } from '../../schema/connection';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { presented } from '../organisation/present';
import { corpsManagers } from './adviser.policy';
import { presentServicePoint } from './present';
import type { ServicePointRepository } from './service-point.repository';
import type { ServicePointService } from './service-point.service';

@Resolver(() => ServicePoint)
export class ServicePointResolver {
  constructor(
    private readonly database: Database,
    private readonly service: ServicePointService,
    private readonly points: ServicePointRepository,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => OpenServicePointResult, { description: '设立服务点 Open a service point in your area.' })
  async openServicePoint(
    @Arg('input', () => OpenServicePointInput, { description: '服务点 The point.' }) input: OpenServicePointInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof OpenServicePointResult> {
    return presented(await this.service.openServicePoint(actorOf(context), input), presentServicePoint);
  }

  @Allow(corpsManagers)
  @Mutation(() => ReviseServicePointResult, { description: '变更服务点 Change name, address, telephone or hours.' })
  async reviseServicePoint(
    @Arg('input', () => ReviseServicePointInput, { description: '变更 What changes.' }) input: ReviseServicePointInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviseServicePointResult> {
    return presented(await this.service.reviseServicePoint(actorOf(context), input), presentServicePoint);
  }

  @Allow(corpsManagers)
  @Mutation(() => CloseServicePointResult, { description: '撤销服务点 Give up a service point.' })
  async closeServicePoint(
    @Arg('input', () => CloseServicePointInput, { description: '服务点 Which.' }) input: CloseServicePointInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CloseServicePointResult> {
    return presented(await this.service.closeServicePoint(actorOf(context), input), presentServicePoint);
  }

  @Allow('SIGNED_IN')
  @Query(() => ServicePointConnection, {
    description: '服务点清单 The service points in use in an area subtree; they are public.',
  })
  async servicePoints(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 12 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    const first = pageSize(page);
    const rows = await this.points.listServicePoints(this.database, areaCode, readIdCursor(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentServicePoint);
  }

  @FieldResolver(() => Area, { nullable: true, description: '所在区划 Its street or community.' })
  area(@Root() point: ServicePoint, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, point.areaCode);
  }
}
