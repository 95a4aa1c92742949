/** Promises the inputs of the commands on obligations: one per mutation. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { CalendarDate, Uuid } from '../scalars';
import { ObligationRule } from './obligation';

@InputType({ description: '登记义务 A dealing that must be published within thirty days.' })
export class RecordObligationInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the obligation, made by the client, kept across retries.',
  })
  obligationId!: string;

  @Field(() => ID, { description: '组织 The charity that owes it.' })
  organisationId!: string;

  @Field(() => ObligationRule, { description: '规则 RELATED_PARTY_DEALING or MAJOR_TRANSACTION.' })
  rule!: ObligationRule;

  @Field(() => CalendarDate, { description: '发生日 The day of the dealing, today at the latest.' })
  happenedOn!: string;
}

@InputType({ description: '登记履行 That an obligation was fulfilled, when and where it can be seen.' })
export class FulfilObligationInput extends CommandInput {
  @Field(() => ID, { description: '义务 The obligation.' })
  obligationId!: string;

  @Field(() => CalendarDate, { description: '履行日 The day on which it was done, today at the latest.' })
  fulfilledOn!: string;

  @Field(() => String, { description: '履行凭据 Where it can be seen, for instance an address or a number.' })
  evidence!: string;
}
