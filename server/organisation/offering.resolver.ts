/** Promises the operations on service offerings: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { organisationRoles } from '../../schema/identity/role';
import {
  OfferingInput,
  PublishOfferingInput,
  ReviseOfferingInput,
  UpdateCapacityInput,
} from '../../schema/organisation/inputs';
import { ServiceOffering } from '../../schema/organisation/offering';
import { Organisation } from '../../schema/organisation/organisation';
import {
  PublishOfferingResult,
  ReviseOfferingResult,
  UpdateCapacityResult,
  WithdrawOfferingResult,
} from '../../schema/organisation/results';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { OfferingService } from './offering.service';
import type { OrganisationLoader } from './organisation.loader';
import { presentOffering, presentOrganisation, presented } from './present';

const options = { apiKeyScope: ApiKeyScope.OFFERINGS_WRITE };

@Resolver(() => ServiceOffering)
export class OfferingResolver {
  constructor(
    private readonly service: OfferingService,
    private readonly loader: OrganisationLoader,
    private readonly areaLoader: AreaLoader,
  ) {}

  @Allow(organisationRoles, options)
  @Mutation(() => PublishOfferingResult, {
    description: '发布服务供给 Publishes what an approved organisation offers.',
  })
  async publishOffering(
    @Arg('input', () => PublishOfferingInput, { description: '供给内容 What to publish.' }) input: PublishOfferingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PublishOfferingResult> {
    const wanted = { ...input, organisationId: localId('Organisation', input.organisationId) };
    return presented(await this.service.publishOffering(actorOf(context), wanted), presentOffering);
  }

  @Allow(organisationRoles, options)
  @Mutation(() => ReviseOfferingResult, { description: '修改服务供给 Changes an offering; the kind of service stays.' })
  async reviseOffering(
    @Arg('input', () => ReviseOfferingInput, { description: '修改内容 What to change.' }) input: ReviseOfferingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviseOfferingResult> {
    const wanted = { ...input, offeringId: localId('ServiceOffering', input.offeringId) };
    return presented(await this.service.reviseOffering(actorOf(context), wanted), presentOffering) as never;
  }

  @Allow(organisationRoles, options)
  @Mutation(() => WithdrawOfferingResult, {
    description: '撤回服务供给 Withdraws an offering: it takes on nothing more; claims on it go on.',
  })
  async withdrawOffering(
    @Arg('input', () => OfferingInput, { description: '所指供给 Which offering.' }) input: OfferingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawOfferingResult> {
    const id = localId('ServiceOffering', input.offeringId);
    return presented(await this.service.withdrawOffering(actorOf(context), id), presentOffering) as never;
  }

  @Allow(organisationRoles, options)
  @Mutation(() => UpdateCapacityResult, {
    description: '更新承接能力 Sets maximum or status; with neither it confirms that what is shown still holds.',
  })
  async updateCapacity(
    @Arg('input', () => UpdateCapacityInput, { description: '新的承接能力 The capacity now.' })
    input: UpdateCapacityInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof UpdateCapacityResult> {
    const wanted = { ...input, offeringId: localId('ServiceOffering', input.offeringId) };
    return presented(await this.service.updateCapacity(actorOf(context), wanted), presentOffering) as never;
  }

  @FieldResolver(() => Organisation, { description: '所属组织 Whose offering it is.' })
  async organisation(@Root() offering: ServiceOffering, @Ctx() context: RequestContext): Promise<Organisation> {
    const row = await this.loader.organisation(context, offering.organisationId);
    return presentOrganisation(row!);
  }

  @FieldResolver(() => [Area], { description: '服务区划 The areas it serves, each with all inside it.' })
  areas(@Root() offering: ServiceOffering, @Ctx() context: RequestContext): Promise<Area[]> {
    return this.areaLoader.list(context, offering.areaCodes);
  }
}
