/** Promises the edges of a donation: to whom it is given and what it is for, each read once per request. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Donation, Earmark } from '../../schema/donation/donation';
import { localId } from '../../schema/global-id';
import { Organisation } from '../../schema/organisation/organisation';
import { CharityProject } from '../../schema/project/project';
import type { AreaLoader } from '../area/area.loader';
import type { RequestContext } from '../context';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import type { ProjectLoader } from '../project/project.loader';

@Resolver(() => Donation)
export class DonationRecipientResolver {
  constructor(private readonly organisations: OrganisationLoader) {}

  @FieldResolver(() => Organisation, { nullable: true, description: '受赠组织 The charity that receives it.' })
  async recipient(@Root() donation: Donation, @Ctx() context: RequestContext): Promise<Organisation | undefined> {
    const id = localId('Organisation', donation.recipientOrganisationId);
    const row = await this.organisations.organisation(context, id);
    return row && presentOrganisation(row);
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
