/** Promises the operations on consents: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Consent } from '../../schema/household/consent';
import { RecordConsentInput, WithdrawConsentByCardInput, WithdrawConsentInput } from '../../schema/household/inputs';
import {
  RecordConsentResult,
  WithdrawConsentByCardResult,
  WithdrawConsentResult,
} from '../../schema/household/results';
import { areaRoles } from '../../schema/identity/role';
import { actorOf, type RequestContext } from '../context';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import type { ConsentService } from './consent.service';
import { presentConsent, presented } from './present';

@Resolver(() => Consent)
export class ConsentResolver {
  constructor(
    private readonly service: ConsentService,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => RecordConsentResult, {
    description: '登记同意 Records the consent of a household to one recipient for one purpose.',
  })
  async recordConsent(
    @Arg('input', () => RecordConsentInput, { description: '同意内容 What was consented to.' })
    input: RecordConsentInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordConsentResult> {
    return presented(await this.service.recordConsent(actorOf(context), input), presentConsent);
  }

  @Allow(areaRoles)
  @Mutation(() => WithdrawConsentResult, {
    description: '撤回同意 Ends a consent at once; nothing is read under it any more.',
  })
  async withdrawConsent(
    @Arg('input', () => WithdrawConsentInput, { description: '哪一项同意 Which consent.' }) input: WithdrawConsentInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawConsentResult> {
    return presented(await this.service.withdrawConsent(actorOf(context), input), presentConsent) as never;
  }

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => WithdrawConsentByCardResult, {
    description: '凭联络卡撤回同意 Ends a consent by the code of the household’s contact card, without signing in.',
  })
  async withdrawConsentByCard(
    @Arg('input', () => WithdrawConsentByCardInput, { description: '卡码与同意 The code and the consent.' })
    input: WithdrawConsentByCardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawConsentByCardResult> {
    return presented(await this.service.withdrawConsentByCard(context.clientHash, input), presentConsent) as never;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '接收组织名称 Name of the organisation that may receive the data.',
  })
  async recipientName(@Root() consent: Consent, @Ctx() context: RequestContext): Promise<string | undefined> {
    if (consent.organisationId === undefined) return undefined;
    return (await this.organisations.organisation(context, consent.organisationId))?.name;
  }
}
