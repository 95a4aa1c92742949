/** Promises the operations on contact cards: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { Consent } from '../../schema/household/consent';
import { CardView } from '../../schema/household/contact-card';
import { IssueContactCardInput } from '../../schema/household/inputs';
import { IssueContactCardResult } from '../../schema/household/results';
import { areaRoles } from '../../schema/identity/role';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { ConsentService } from './consent.service';
import type { ContactCardService } from './contact-card.service';
import { presentConsent, presentIssuedCard, presented } from './present';

@Resolver(() => CardView)
export class ContactCardResolver {
  constructor(
    private readonly service: ContactCardService,
    private readonly consentService: ConsentService,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => IssueContactCardResult, {
    description:
      '发放联络卡 Issues a contact card; its code is shown in this answer only, an earlier card stops working.',
  })
  async issueContactCard(
    @Arg('input', () => IssueContactCardInput, { description: '为哪户发卡 For which household.' })
    input: IssueContactCardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof IssueContactCardResult> {
    return presented(await this.service.issueContactCard(actorOf(context), input), presentIssuedCard);
  }

  @Allow('ANYONE', { sensitive: true })
  @Query(() => CardView, {
    nullable: true,
    description: '凭联络卡查看 What the bearer of a contact card may see; null when the code opens nothing.',
  })
  householdByCard(
    @Arg('code', () => String, { description: '卡码 Code of the card; spaces, hyphens and case do not matter.' })
    code: string,
    @Ctx() context: RequestContext,
  ): Promise<CardView | undefined> {
    return this.service.viewByCard(context.clientHash, code);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '社区名称 Name of the community that looks after the household.',
  })
  async communityName(@Root() view: CardView, @Ctx() context: RequestContext): Promise<string | undefined> {
    return (await this.areas.row(context, view.communityCode))?.name;
  }

  @FieldResolver(() => [Consent], { description: '有效的同意 The consents that stand, so that they can be withdrawn.' })
  async consents(@Root() view: CardView): Promise<Consent[]> {
    return (await this.consentService.standing(view.householdId)).map(presentConsent);
  }
}
