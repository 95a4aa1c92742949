/** Promises the edges by which help is traced, from a donation to where it went and from a need to what pays for it: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Area } from '../../schema/area/area';
import { Claim } from '../../schema/claim/claim';
import { PageArguments, pageSize } from '../../schema/connection';
import { Donation } from '../../schema/donation/donation';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { Role } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import { ProjectProgress } from '../../schema/project/project';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Funding } from '../../schema/trace/funding';
import { TracePart, TracePartConnection, TracePlace } from '../../schema/trace/journey';
import { JourneyStation } from '../../schema/trace/station';
import { GivingYear } from '../../schema/trace/year';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { FundingLoader } from './funding.loader';
import type { JourneyLoader } from './journey.loader';
import type { ReachLoader } from './reach.loader';
import type { YearReading } from './year.reading';

@Resolver(() => Donation)
export class DonationJourneyResolver {
  constructor(private readonly journeys: JourneyLoader) {}

  @FieldResolver(() => TracePartConnection, {
    description:
      '去向 Where each part of it is and how it came there: what is or was for needs first, then what was given back, lost or expired, then what is free. The amounts of all parts sum to the whole.',
  })
  journey(
    @Root() donation: Donation,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<InstanceType<typeof TracePartConnection>> {
    const asked = { first: pageSize(page), after: page.after };
    return this.journeys.page(context, localId('Donation', donation.id), asked);
  }

  @FieldResolver(() => [JourneyStation], {
    description:
      '途经各站 How much of each thing given has come how far: lot by lot, in the order of the stages; a stage to which nothing came is left out.',
  })
  stations(@Root() donation: Donation, @Ctx() context: RequestContext): Promise<JourneyStation[]> {
    return this.journeys.stations(context, localId('Donation', donation.id));
  }
}

@Resolver(() => TracePart)
export class TracePartResolver {
  constructor(private readonly journeys: JourneyLoader) {}

  @FieldResolver(() => ServiceKind, {
    nullable: true,
    description:
      '需求类别 For what kind of need; null when it is for none, or for one that is referred by name only (mental health, domestic violence, minors).',
  })
  async needKind(@Root() part: TracePart, @Ctx() context: RequestContext): Promise<ServiceKind | undefined> {
    return (await this.journeys.told(context, part))?.serviceKind;
  }

  @FieldResolver(() => TracePlace, {
    nullable: true,
    description:
      '去向范围 To what kind of household; null when it is for none, or when fewer than five share even the district within what the donation was given for.',
  })
  place(@Root() part: TracePart, @Ctx() context: RequestContext): Promise<TracePlace | undefined> {
    return this.journeys.place(context, part);
  }
}

@Resolver(() => TracePlace)
export class TracePlaceResolver {
  constructor(private readonly areas: AreaLoader) {}

  @FieldResolver(() => Area, { description: '区划 The area, as fine as it may be told.' })
  async area(@Root() place: TracePlace, @Ctx() context: RequestContext): Promise<Area> {
    return (await this.areas.area(context, place.areaCode))!;
  }
}

@Resolver(() => ProjectProgress)
export class ProjectReachResolver {
  constructor(private readonly reach: ReachLoader) {}

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      '惠及户数 How many households got something that was paid by its budget and confirmed it, each counted once. From one to four it is told to the staff of its own charity only: null for everybody else.',
  })
  householdsReached(@Root() progress: ProjectProgress, @Ctx() context: RequestContext): Promise<number | undefined> {
    return this.reach.householdsOf(context, progress.projectId);
  }
}

@Resolver(() => Need)
export class NeedFundingResolver {
  constructor(private readonly fundings: FundingLoader) {}

  @FieldResolver(() => [Funding], {
    nullable: true,
    description: '款物来源 Which donations pay for it, the oldest first; null for those who do not serve its area.',
  })
  fundedBy(@Root() need: Need, @Ctx() context: RequestContext): Promise<Funding[] | undefined> {
    return this.fundings.ofNeed(context, need.needId);
  }
}

@Resolver(() => Claim)
export class ClaimFundingResolver {
  constructor(private readonly fundings: FundingLoader) {}

  @FieldResolver(() => [Funding], {
    nullable: true,
    description: '款物来源 What it delivers of which donations; null for those who do not serve the area of its need.',
  })
  fundedBy(@Root() claim: Claim, @Ctx() context: RequestContext): Promise<Funding[] | undefined> {
    return this.fundings.ofClaim(context, claim);
  }
}

@Resolver(() => GivingYear)
export class GivingYearResolver {
  constructor(private readonly reading: YearReading) {}

  @Allow([Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR], { apiKeyScope: ApiKeyScope.DONATIONS_READ })
  @Query(() => GivingYear, {
    description: '捐赠年度小结 What an organisation for which one gives did in a year, in figures.',
  })
  givingYear(
    @Arg('organisationId', () => ID, { description: '捐赠组织 Global id of the organisation.' }) organisationId: string,
    @Arg('year', () => Int, { description: '年度 2000 to 2199, in Asia/Shanghai.' }) year: number,
    @Ctx() context: RequestContext,
  ): Promise<GivingYear> {
    if (year < 2000 || year > 2199)
      throw new Fault('BAD_USER_INPUT', {
        zh: '年度须在 2000 至 2199 之间',
        en: 'the year lies between 2000 and 2199',
      });
    return this.reading.yearOf(actorOf(context), localId('Organisation', organisationId), year);
  }
}
