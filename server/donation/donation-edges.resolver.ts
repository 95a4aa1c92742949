/** Promises the edges of a donation: to whom it is given and what it is for, each read once per request. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Donation, Earmark } from '../../schema/donation/donation';
import { DonationForm } from '../../schema/donation/enums';
import { localId } from '../../schema/global-id';
import { Organisation } from '../../schema/organisation/organisation';
import { CharityProject } from '../../schema/project/project';
import { Fen } from '../../schema/scalars';
import type { AreaLoader } from '../area/area.loader';
import type { RequestContext } from '../context';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import type { ProjectLoader } from '../project/project.loader';

@Resolver(() => Donation)
export class DonationPartiesResolver {
  constructor(private readonly organisations: OrganisationLoader) {}

  @FieldResolver(() => Organisation, { nullable: true, description: '受赠组织 The charity that receives it.' })
  async recipient(@Root() donation: Donation, @Ctx() context: RequestContext): Promise<Organisation | undefined> {
    const id = localId('Organisation', donation.recipientOrganisationId);
    const row = await this.organisations.organisation(context, id);
    return row && presentOrganisation(row);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: '捐赠组织 The company, shop or other organisation that gives; null when a person gives.',
  })
  async donorOrganisation(
    @Root() donation: Donation,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | undefined> {
    if (donation.donorOrganisationId === undefined) return undefined;
    const id = localId('Organisation', donation.donorOrganisationId);
    const row = await this.organisations.organisation(context, id);
    return row && presentOrganisation(row);
  }

  @FieldResolver(() => Fen, {
    nullable: true,
    description:
      '物资价值（分） Value of all its lots as they were given, in fen, of goods; null of money and services.',
  })
  goodsValueFen(@Root() { form, lots }: Donation): bigint | undefined {
    if (form !== DonationForm.GOODS) return undefined;
    return lots.reduce((sum, { quantity, unitValueFen }) => sum + quantity * unitValueFen, 0n);
  }
}

@Resolver(() => Earmark)
export class EarmarkResolver {
  constructor(
    private readonly projects: ProjectLoader,
    private readonly areas: AreaLoader,
  ) {}

  @FieldResolver(() => CharityProject, {
    nullable: true,
    description: '项目 The project that it is for; null when it is for none.',
  })
  project(@Root() { projectId }: Earmark, @Ctx() context: RequestContext): Promise<CharityProject | undefined> {
    if (projectId === undefined) return Promise.resolve(undefined);
    return this.projects.project(context, localId('CharityProject', projectId));
  }

  @FieldResolver(() => Area, { nullable: true, description: '区域 The area that it is for; null when it is for any.' })
  area(@Root() { areaCode }: Earmark, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, areaCode);
  }
}
