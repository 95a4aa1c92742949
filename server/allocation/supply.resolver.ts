/** Promises the edges from a claim to what could be set aside for it, and from that to whoever holds it: unpack, call, return. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { FittingSupply } from '../../schema/allocation/supply';
import { Area } from '../../schema/area/area';
import { Claim } from '../../schema/claim/claim';
import { DonationPoint } from '../../schema/donation/donation';
import { localId } from '../../schema/global-id';
import { Organisation } from '../../schema/organisation/organisation';
import { CharityProject } from '../../schema/project/project';
import type { AreaLoader } from '../area/area.loader';
import type { RequestContext } from '../context';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import type { ProjectLoader } from '../project/project.loader';
import type { SupplyLoader } from './supply.loader';

@Resolver(() => Claim)
export class ClaimSupplyResolver {
  constructor(private readonly supplies: SupplyLoader) {}

  @FieldResolver(() => [FittingSupply], {
    nullable: true,
    description:
      '适配款物 What charities could set aside for it now, goods that expire first, then money of projects; empty for one that is over or whose need is restricted. Null for those who do not work for its organisation.',
  })
  fittingSupplies(@Root() claim: Claim, @Ctx() context: RequestContext): Promise<FittingSupply[] | undefined> {
    return this.supplies.ofClaim(context, claim.claimId);
  }
}

@Resolver(() => FittingSupply)
export class FittingSupplyResolver {
  constructor(
    private readonly organisations: OrganisationLoader,
    private readonly projects: ProjectLoader,
  ) {}

  @FieldResolver(() => Organisation, {
    description: '慈善组织 The charity that holds it, and that is to be asked for it.',
  })
  async charity(@Root() { charityId }: FittingSupply, @Ctx() context: RequestContext): Promise<Organisation> {
    const row = await this.organisations.organisation(context, localId('Organisation', charityId));
    return presentOrganisation(row!);
  }

  @FieldResolver(() => CharityProject, {
    nullable: true,
    description: '项目 The project whose budget would pay; null of goods that were given for none.',
  })
  project(@Root() { projectId }: FittingSupply, @Ctx() context: RequestContext): Promise<CharityProject | undefined> {
    if (projectId === undefined) return Promise.resolve(undefined);
    return this.projects.project(context, localId('CharityProject', projectId));
  }
}

@Resolver(() => DonationPoint)
export class DonationPointResolver {
  constructor(private readonly areas: AreaLoader) {}

  @FieldResolver(() => Area, { nullable: true, description: '区划 Where it is.' })
  area(@Root() { areaCode }: DonationPoint, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, areaCode);
  }
}
