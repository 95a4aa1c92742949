/** Promises the operations on records of visits: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import { Photo } from '../../schema/photo/photo';
import { isRefusal } from '../../schema/refusal';
import { RecordVisitInput } from '../../schema/visit/inputs';
import { RecordVisitResult } from '../../schema/visit/results';
import { FoundPerson, Visit, VisitConnection } from '../../schema/visit/visit';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { HouseholdLoader } from '../household/household.loader';
import type { NeedLoader } from '../need/need.loader';
import type { FoundPersonService } from './found-person.service';
import { presentVisit } from './present';
import type { PhotoLinks } from '../photo/photo-links';
import type { VisitLoader } from './visit.loader';
import { placesServed, within } from './visit.policy';
import type { VisitRepository } from './visit.repository';
import type { VisitService } from './visit.service';

@Resolver(() => Visit)
export class VisitResolver {
  constructor(
    private readonly database: Database,
    private readonly service: VisitService,
    private readonly visits: VisitRepository,
    private readonly loader: VisitLoader,
    private readonly photoLinks: PhotoLinks,
    private readonly readings: FoundPersonService,
    private readonly households: HouseholdLoader,
    private readonly needLoader: NeedLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => RecordVisitResult, {
    description:
      '登记走访 Record a visit, now or up to 30 days after it; the obligations that it names are settled by it.',
  })
  async recordVisit(
    @Arg('input', () => RecordVisitInput, { description: '走访 The visit.' }) input: RecordVisitInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordVisitResult> {
    const row = await this.service.recordVisit(actorOf(context), input);
    return isRefusal(row) ? row : presentVisit(row);
  }

  @Allow(areaRoles)
  @Query(() => VisitConnection, { name: 'visits', description: '走访记录 The visits in your areas, the newest first.' })
  async listVisits(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('areaCode', () => String, {
      nullable: true,
      description: '区划代码 Only those of this subtree, 2 to 15 digits.',
    })
    areaCode?: string,
    @Arg('householdId', () => ID, { nullable: true, description: '家庭 Only those of this household.' })
    householdId?: string,
  ) {
    const first = pageSize(page);
    const rows = await this.visits.listVisits(this.database, {
      areaCodes: within(placesServed(actorOf(context)), areaCode ?? undefined),
      householdId: householdId == null ? undefined : localId('Household', householdId),
      ...{ after: readInstantCursor(page.after), limit: first + 1 },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.key, row.id), presentVisit);
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 The household visited.' })
  async household(@Root() { householdId }: Visit, @Ctx() context: RequestContext) {
    return householdId === undefined ? undefined : this.households.household(context, householdId);
  }

  @FieldResolver(() => FoundPerson, { nullable: true, description: '待核实人员 The person who was looked for.' })
  async foundPerson(@Root() { foundPersonId }: Visit, @Ctx() context: RequestContext) {
    return foundPersonId === undefined ? undefined : this.loader.foundPerson(context, foundPersonId);
  }

  @FieldResolver(() => [Need], { description: '发现的需求 The needs that it found.' })
  async needs(@Root() { visitId }: Visit, @Ctx() context: RequestContext): Promise<Need[]> {
    const ids = await this.loader.needsOf(context, visitId);
    const needs = await Promise.all(ids.map((id) => this.needLoader.need(context, id)));
    return needs.filter((need) => need !== undefined);
  }

  @FieldResolver(() => [Photo], { description: '照片 The pictures taken at it; their bytes are read by GET.' })
  async photos(@Root() { visitId }: Visit, @Ctx() context: RequestContext): Promise<Photo[]> {
    return this.photoLinks.photosOf(context, visitId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '情况记录 What was found; one per request. Each reading is written to the audit with its reason.',
  })
  async findings(
    @Root() visit: Visit,
    @Arg('reason', () => String, {
      description: '查看理由 Why you need it, at least 4 characters, without personal data.',
    })
    reason: string,
    @Ctx() context: RequestContext,
  ): Promise<string | undefined> {
    if (!visit.hasFindings) return undefined;
    this.households.countIdentity(context);
    return this.readings.readFindings(actorOf(context), visit.visitId, reason);
  }
}
