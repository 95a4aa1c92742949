/** Promises the operations on donations: unpack, call, return. */
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readInstantCursor } from '../../schema/connection';
import { Donation, DonationConnection, DonationPoint, Donor } from '../../schema/donation/donation';
import { DonationStatus } from '../../schema/donation/enums';
import {
  ChangeDonationUseInput,
  DisposeDonationInput,
  OpenDonationPointInput,
  PledgeDonationInput,
  ReceiveDonationInput,
  RegisterDonorInput,
  RevisePledgeInput,
  WithdrawPledgeInput,
} from '../../schema/donation/inputs';
import {
  ChangeDonationUseResult,
  OpenDonationPointResult,
  PledgeDonationResult,
  PledgeServiceResult,
  ReceiveDonationResult,
  RegisterDonorResult,
  ReportDonationLossResult,
  ReturnDonationResult,
  RevisePledgeResult,
  WithdrawPledgeResult,
} from '../../schema/donation/results';
import { PledgeServiceInput } from '../../schema/donation/service';
import { globalId, localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { DisposalService } from './disposal.service';
import type { DonationReading } from './donation.reading';
import type { DonationRow } from './donation.repository';
import type { DonationService } from './donation.service';
import type { DonorService } from './donor.service';
import type { ServicePledgeService } from './service-pledge.service';

const charity = [Role.FEDERATION_STAFF];
const both = [Role.FEDERATION_STAFF, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR];

@Resolver(() => Donation)
export class DonationResolver {
  constructor(
    private readonly service: DonationService,
    private readonly disposals: DisposalService,
    private readonly servicePledges: ServicePledgeService,
    private readonly reading: DonationReading,
  ) {}

  @Allow(both, { apiKeyScope: 'DONATIONS_WRITE' })
  @Mutation(() => PledgeDonationResult, { description: '认捐 Promise money or goods to a charity.' })
  async pledgeDonation(
    @Arg('input', () => PledgeDonationInput, { description: '内容 What exactly.' }) input: PledgeDonationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PledgeDonationResult> {
    return this.answer(await this.service.pledgeDonation(actorOf(context), input));
  }

  @Allow([Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR], { apiKeyScope: 'DONATIONS_WRITE' })
  @Mutation(() => PledgeServiceResult, {
    description: '服务认捐 Promise services, once or standing; they are matched with needs as every offering is.',
  })
  async pledgeService(
    @Arg('input', () => PledgeServiceInput, { description: '内容 What exactly.' }) input: PledgeServiceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PledgeServiceResult> {
    return this.answer(await this.servicePledges.pledgeService(actorOf(context), input));
  }

  @Allow(both, { apiKeyScope: 'DONATIONS_WRITE' })
  @Mutation(() => RevisePledgeResult, {
    description: '修订认捐 Say anew what is promised; any number of times until it is received.',
  })
  async revisePledge(
    @Arg('input', () => RevisePledgeInput, { description: '内容 What exactly.' }) input: RevisePledgeInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RevisePledgeResult> {
    return this.answer(await this.service.revisePledge(actorOf(context), input));
  }

  @Allow(both, { apiKeyScope: 'DONATIONS_WRITE' })
  @Mutation(() => WithdrawPledgeResult, {
    description: '撤回认捐 Take a promise back; withdrawing twice is withdrawing once.',
  })
  async withdrawPledge(
    @Arg('input', () => WithdrawPledgeInput, { description: '内容 What exactly.' }) input: WithdrawPledgeInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawPledgeResult> {
    return this.answer(await this.service.withdrawPledge(actorOf(context), input));
  }

  @Allow(charity)
  @Mutation(() => ReceiveDonationResult, {
    description: '接收捐赠 Write down what was handed over; at most what was promised.',
  })
  async receiveDonation(
    @Arg('input', () => ReceiveDonationInput, { description: '内容 What exactly.' }) input: ReceiveDonationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReceiveDonationResult> {
    return this.answer(await this.service.receiveDonation(actorOf(context), input));
  }

  @Allow(both)
  @Mutation(() => ChangeDonationUseResult, {
    description: '变更用途 Use what is free otherwise than agreed, with the recorded consent of its donor.',
  })
  async changeDonationUse(
    @Arg('input', () => ChangeDonationUseInput, { description: '内容 What exactly.' }) input: ChangeDonationUseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ChangeDonationUseResult> {
    return this.answer(await this.service.changeDonationUse(actorOf(context), input));
  }

  @Allow(charity)
  @Mutation(() => ReturnDonationResult, { description: '退回捐赠 Give what is free back to its donor.' })
  async returnDonation(
    @Arg('input', () => DisposeDonationInput, { description: '内容 What exactly.' }) input: DisposeDonationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReturnDonationResult> {
    return this.answer(await this.disposals.returnDonation(actorOf(context), input));
  }

  @Allow(charity)
  @Mutation(() => ReportDonationLossResult, { description: '报损 What is free was lost or spoilt.' })
  async reportDonationLoss(
    @Arg('input', () => DisposeDonationInput, { description: '内容 What exactly.' }) input: DisposeDonationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReportDonationLossResult> {
    return this.answer(await this.disposals.reportDonationLoss(actorOf(context), input));
  }

  @Allow([...both, Role.AUDITOR, Role.CIVIL_AFFAIRS_BUREAU], { apiKeyScope: 'DONATIONS_READ' })
  @Query(() => Donation, {
    nullable: true,
    description: '查看捐赠 The donation with an id; null when there is none that you may see.',
  })
  donation(
    @Arg('id', () => ID, { description: '捐赠 Global id of the donation.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Donation | undefined> {
    return this.reading.findVisible(actorOf(context), localId('Donation', id));
  }

  @Allow([...both, Role.AUDITOR], { apiKeyScope: 'DONATIONS_READ' })
  @Query(() => DonationConnection, {
    name: 'donations',
    description: '捐赠清单 What an organisation gave or received, the newest first.',
  })
  async listDonations(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the donor or the charity.' })
    organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('statuses', () => [DonationStatus], { nullable: true, description: '状态 In one of these states.' })
    statuses?: DonationStatus[],
  ) {
    const first = pageSize(page);
    const rows = await this.reading.listDonations(actorOf(context), {
      organisationId: localId('Organisation', organisationId),
      statuses: statuses ?? undefined,
      after: readInstantCursor(page.after),
      limit: first + 1,
    });
    const shown = await this.reading.present(rows.slice(0, first));
    const edges = shown.map((node, index) => {
      const { cursorAt, id } = rows[index]!;
      return { cursor: keysetCursor(cursorAt, id), node };
    });
    return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor } };
  }

  private async answer<Result>(row: DonationRow | Refusal): Promise<Result> {
    return (isRefusal(row) ? row : (await this.reading.present([row]))[0]) as Result;
  }
}

@Resolver(() => Donor)
export class DonorResolver {
  constructor(private readonly service: DonorService) {}

  @Allow(charity)
  @Mutation(() => RegisterDonorResult, {
    description: '登记捐赠人 Enter a person, sealed, or somebody who is not named.',
  })
  async registerDonor(
    @Arg('input', () => RegisterDonorInput, { description: '捐赠人 Who it is.' }) input: RegisterDonorInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterDonorResult> {
    const donor = await this.service.registerDonor(actorOf(context), input);
    if (isRefusal(donor)) return donor;
    return Object.assign(new Donor(), { id: globalId('Donor', donor.id), kind: donor.kind });
  }

  @Allow(charity)
  @Mutation(() => OpenDonationPointResult, { description: '开设捐赠点 Open a place where donations are handed in.' })
  async openDonationPoint(
    @Arg('input', () => OpenDonationPointInput, { description: '捐赠点 Where it is.' }) input: OpenDonationPointInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof OpenDonationPointResult> {
    const point = await this.service.openDonationPoint(actorOf(context), input);
    if (isRefusal(point)) return point;
    const { name, areaCode } = point;
    return Object.assign(new DonationPoint(), { id: globalId('DonationPoint', point.id), name, areaCode });
  }
}
