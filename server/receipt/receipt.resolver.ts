/** Promises the operations on receipts: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Donation } from '../../schema/donation/donation';
import { globalId, localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import {
  IssueReceiptInput,
  OpenReceiptSeriesInput,
  ReissueReceiptInput,
  VoidReceiptInput,
} from '../../schema/receipt/inputs';
import { Receipt, ReceiptReviewer, ReceiptSeries, VerifiedReceipt } from '../../schema/receipt/receipt';
import {
  IssueReceiptResult,
  OpenReceiptSeriesResult,
  ReissueReceiptResult,
  VoidReceiptResult,
} from '../../schema/receipt/results';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { ReceiptLoader } from './receipt.loader';
import type { ReceiptReading } from './receipt.reading';
import type { ReceiptRow } from './receipt.repository';
import type { ReceiptService } from './receipt.service';

const readers = [Role.FEDERATION_STAFF, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR];

@Resolver(() => Receipt)
export class ReceiptResolver {
  constructor(
    private readonly service: ReceiptService,
    private readonly reading: ReceiptReading,
  ) {}

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => OpenReceiptSeriesResult, {
    description: '启用票据号段 Enter the code that the finance department gave for the receipts of a year.',
  })
  async openReceiptSeries(
    @Arg('input', () => OpenReceiptSeriesInput, { description: '号段 Which series.' }) input: OpenReceiptSeriesInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof OpenReceiptSeriesResult> {
    const row = await this.service.openReceiptSeries(actorOf(context), input);
    if (isRefusal(row)) return row;
    return Object.assign(new ReceiptSeries(), {
      organisationId: globalId('Organisation', row.organisationId),
      year: String(row.year),
      code: row.code,
      lastNumber: row.lastNumber.toString(),
    });
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => IssueReceiptResult, {
    description: '开具票据 Issue the statutory receipt of a donation; goods need proof of their value.',
  })
  async issueReceipt(
    @Arg('input', () => IssueReceiptInput, { description: '票据 For which donation.' }) input: IssueReceiptInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof IssueReceiptResult> {
    return this.answer(await this.service.issueReceipt(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => VoidReceiptResult, { description: '作废票据 Void a receipt; its number is not used again.' })
  async voidReceipt(
    @Arg('input', () => VoidReceiptInput, { description: '票据 Which, and why.' }) input: VoidReceiptInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof VoidReceiptResult> {
    return this.answer(await this.service.voidReceipt(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => ReissueReceiptResult, {
    description: '重开票据 Void a receipt and issue another in its place, both or neither.',
  })
  async reissueReceipt(
    @Arg('input', () => ReissueReceiptInput, { description: '票据 Which, and why.' }) input: ReissueReceiptInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReissueReceiptResult> {
    return this.answer(await this.service.reissueReceipt(actorOf(context), input));
  }

  @Allow(readers)
  @Query(() => Receipt, {
    nullable: true,
    description: '查看票据 The receipt with an id; null when there is none that you may see.',
  })
  receipt(
    @Arg('id', () => ID, { description: '票据 Global id of the receipt.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Receipt | undefined> {
    return this.reading.find(actorOf(context), id);
  }

  @Allow(readers)
  @Query(() => Receipt, {
    nullable: true,
    description: '捐赠的票据 The valid receipt of a donation; null when there is none that you may see.',
  })
  receiptOfDonation(
    @Arg('donationId', () => ID, { description: '捐赠 Global id of the donation.' }) donationId: string,
    @Ctx() context: RequestContext,
  ): Promise<Receipt | undefined> {
    return this.reading.ofDonation(actorOf(context), donationId);
  }

  @Allow([Role.FEDERATION_STAFF])
  @Query(() => [ReceiptReviewer], {
    description: '可选复核人 Who may review a receipt that you issue for a charity: its other staff.',
  })
  receiptReviewers(
    @Arg('organisationId', () => ID, { description: '收款单位 Global id of the charity, one’s own.' })
    organisationId: string,
    @Ctx() context: RequestContext,
  ): Promise<ReceiptReviewer[]> {
    return this.reading.reviewers(actorOf(context), organisationId);
  }

  @Allow('ANYONE')
  @Query(() => VerifiedReceipt, {
    nullable: true,
    description:
      '查验票据 What stands on the receipt with this code, number and check code; null for every other combination, and LIMIT_EXCEEDED after twenty of those within a quarter of an hour.',
  })
  verifyReceipt(
    @Arg('code', () => String, { description: '票据代码 Its code.' }) code: string,
    @Arg('number', () => String, { description: '票据号码 Its number.' }) number: string,
    @Arg('checkCode', () => String, { description: '校验码 Its check code.' }) checkCode: string,
    @Ctx() context: RequestContext,
  ): Promise<VerifiedReceipt | undefined> {
    return this.reading.verify({ code, number, checkCode }, context.clientHash);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '票据文件 The page as PDF, in base64; stored, and the same whenever it is read.',
  })
  page(@Root() receipt: Receipt, @Ctx() context: RequestContext): Promise<string | undefined> {
    return this.reading.page(actorOf(context), receipt.receiptId);
  }

  private answer<Result>(row: ReceiptRow | Refusal): Result {
    return (isRefusal(row) ? row : this.reading.present(row)) as Result;
  }
}

@Resolver(() => Donation)
export class DonationReceiptResolver {
  constructor(private readonly loader: ReceiptLoader) {}

  @FieldResolver(() => Receipt, {
    nullable: true,
    description: '票据 Its valid receipt; null when there is none that you may see.',
  })
  receipt(@Root() donation: Donation, @Ctx() context: RequestContext): Promise<Receipt | undefined> {
    return this.loader.ofDonation(context, localId('Donation', donation.id));
  }
}
