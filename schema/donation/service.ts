/** Promises the pledge of services: what is given is supply with a capacity, found by matching as every offering is. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OfferedServiceInput } from '../organisation/inputs';
import { ServiceOffering } from '../organisation/offering';
import { Uuid } from '../scalars';

@InputType({
  description:
    '服务认捐 Promise services (workshops, medical check-ups) to the households of a charity. The donor publishes them as an offering.',
})
export class PledgeServiceInput extends OfferedServiceInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the donation, made by the client.' })
  donationId!: string;

  @Field(() => Uuid, { description: '客户端生成的供给编号 The id of the offering, made by the client; another one.' })
  offeringId!: string;

  @Field(() => ID, { description: '捐赠组织 The organisation that gives; the caller acts for it.' })
  donorOrganisationId!: string;

  @Field(() => ID, { description: '受赠组织 The charity to which it is promised.' })
  recipientOrganisationId!: string;

  @Field(() => Boolean, {
    description:
      '是否长期 true: standing, a place is free again after each delivery. false: one-off, each confirmed delivery uses up a place for good.',
  })
  standing!: boolean;

  @Field(() => Int, {
    description: '最大承接量 How many needs at one time (standing) or in all (one-off), 1 to 100000.',
  })
  capacityMaximum!: number;
}

@ObjectType({ description: '认捐的服务 What a pledge of services consists of.' })
export class PledgedService {
  @Field(() => ServiceOffering, { description: '服务供给 The offering, with its capacity now.' })
  offering!: ServiceOffering;

  @Field(() => Boolean, {
    description: '是否长期 true: standing; false: one-off, each confirmed delivery uses up a place for good.',
  })
  standing!: boolean;
}
