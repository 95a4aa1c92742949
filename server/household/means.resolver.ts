/** Promises the operations on a household's means: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { globalId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { MeansRecord, RecordMeansInput, RecordMeansResult } from '../../schema/household/means';
import { areaRoles } from '../../schema/identity/role';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { MeansRow } from './means.repository';
import type { MeansService } from './means.service';
import { presented } from './present';

@Resolver(() => Household)
export class MeansResolver {
  constructor(
    private readonly database: Database,
    private readonly service: MeansService,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => RecordMeansResult, {
    description:
      '登记经济状况 Records what is known of a household’s means, sealed; or that it does not authorise a check. Its needs do not depend on it.',
  })
  async recordMeans(
    @Arg('input', () => RecordMeansInput, { description: '经济状况 What is known.' }) input: RecordMeansInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordMeansResult> {
    return presented(await this.service.recordMeans(actorOf(context), input), presentMeans);
  }

  @FieldResolver(() => MeansRecord, {
    nullable: true,
    description: '经济状况登记 What is recorded of its means, without figures; null when nothing is.',
  })
  async means(@Root() household: Household, @Ctx() context: RequestContext): Promise<MeansRecord | undefined> {
    const row = await loaderOf(context, this.makeMeans).load(household.householdId);
    return row && presentMeans(row);
  }

  private readonly makeMeans = () =>
    new DataLoader<string, MeansRow | undefined>(async (ids) => {
      const found = await this.service.meansOf(this.database, ids);
      const rows = new Map(found.map((row) => [row.householdId, row]));
      return ids.map((id) => rows.get(id));
    });
}

function presentMeans(row: MeansRow): MeansRecord {
  return Object.assign(new MeansRecord(), {
    householdId: globalId('Household', row.householdId),
    source: row.source,
    recordedAt: row.recordedAt,
  });
}
