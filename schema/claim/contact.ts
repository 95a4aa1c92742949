/** Promises what a claimant may know of the people it serves: only what a consent covers, only while its claim is alive. */
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { DataKind } from '../household/identity';
import { NotFound, WrongState } from '../refusals';

@ObjectType({
  description:
    '联系方式 How to reach the household: what its consent to this organisation covers. Each reading is written down.',
})
export class ClaimContact {
  @Field(() => String, { nullable: true, description: '姓名 Name of the head of the household; null without consent.' })
  name?: string;

  @Field(() => String, { nullable: true, description: '电话 Phone; null without consent.' })
  phone?: string;

  @Field(() => String, { nullable: true, description: '住址 Address; null without consent.' })
  address?: string;

  @Field(() => [DataKind], {
    description: '缺少授权的信息项 What no consent for service delivery covers: ask the adviser to record one.',
  })
  missingConsent!: DataKind[];
}

export const ClaimContactResult = createUnionType({
  name: 'ClaimContactResult',
  description: '联系方式结果 The contact, or why there is none.',
  types: () => [ClaimContact, NotFound, WrongState] as const,
});
