/** Promises the operations on partnerships and qualifications: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { Organisation } from '../../schema/organisation/organisation';
import {
  ConfirmFundraisingPartnershipInput,
  ProposeFundraisingPartnershipInput,
  RecordFundraisingQualificationInput,
  RevokeFundraisingQualificationInput,
} from '../../schema/project/inputs';
import { FundraisingPartnership, FundraisingQualification } from '../../schema/project/project';
import {
  ConfirmFundraisingPartnershipResult,
  FundraisingQualificationResult,
  ProposeFundraisingPartnershipResult,
} from '../../schema/project/results';
import type { Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presented, presentOrganisation } from '../organisation/present';
import type { PartnershipService } from './partnership.service';
import { presentProject, presentQualification } from './present';
import type { ProjectLoader } from './project.loader';

@Resolver(() => FundraisingPartnership)
export class PartnerResolver {
  constructor(private readonly organisations: OrganisationLoader) {}

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: '合作方 The qualified organisation; null without a sign-in.',
  })
  async organisation(
    @Root() partnership: FundraisingPartnership,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | undefined> {
    if (!context.actor) return undefined;
    const id = localId('Organisation', partnership.organisationId);
    const row = await this.organisations.organisation(context, id);
    return row && presentOrganisation(row);
  }
}

@Resolver(() => Organisation)
export class PartnershipResolver {
  constructor(
    private readonly service: PartnershipService,
    private readonly loader: ProjectLoader,
  ) {}

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => ProposeFundraisingPartnershipResult, {
    description: '提出合作募捐 Name the qualified organisation with which a draft will raise from the public.',
  })
  async proposeFundraisingPartnership(
    @Arg('input', () => ProposeFundraisingPartnershipInput, { description: '协议 The agreement.' })
    input: ProposeFundraisingPartnershipInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ProposeFundraisingPartnershipResult> {
    const row = await this.service.proposePartnership(actorOf(context), input);
    return answer(row, presentProject);
  }

  @Allow([Role.FEDERATION_STAFF, Role.ORGANISATION_ADMINISTRATOR])
  @Mutation(() => ConfirmFundraisingPartnershipResult, {
    description:
      '确认合作募捐 Confirm the agreement for the qualified organisation that is named in it; it counts for the draft as it was read, until that is revised.',
  })
  async confirmFundraisingPartnership(
    @Arg('input', () => ConfirmFundraisingPartnershipInput, { description: '确认 What was read.' })
    input: ConfirmFundraisingPartnershipInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ConfirmFundraisingPartnershipResult> {
    const row = await this.service.confirmPartnership(actorOf(context), input);
    return answer(row, presentProject);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => FundraisingQualificationResult, {
    description: '登记公开募捐资格 Write down the certificate by which an organisation raises from the public.',
  })
  async recordFundraisingQualification(
    @Arg('input', () => RecordFundraisingQualificationInput, { description: '证书 The certificate.' })
    input: RecordFundraisingQualificationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof FundraisingQualificationResult> {
    const row = await this.service.recordQualification(actorOf(context), input);
    return answer(row, presentQualification);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => FundraisingQualificationResult, {
    description: '撤销公开募捐资格 End the right from today on; nothing more is filed or opened by it.',
  })
  async revokeFundraisingQualification(
    @Arg('input', () => RevokeFundraisingQualificationInput, { description: '组织 Whose.' })
    input: RevokeFundraisingQualificationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof FundraisingQualificationResult> {
    const row = await this.service.revokeQualification(actorOf(context), input);
    return answer(row, presentQualification);
  }

  @FieldResolver(() => FundraisingQualification, {
    nullable: true,
    description: '公开募捐资格 Its right to raise from the public, if it ever had one.',
  })
  fundraisingQualification(
    @Root() organisation: Organisation,
    @Ctx() context: RequestContext,
  ): Promise<FundraisingQualification | undefined> {
    return this.loader.qualification(context, localId('Organisation', organisation.id));
  }
}

function answer<Row, Item, Result>(row: Row | Refusal, present: (row: Row) => Item): Result {
  return presented(row, present) as Result;
}
