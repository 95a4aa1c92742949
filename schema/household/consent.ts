/** Promises the consent of the contract: one recipient, one purpose, separately given, as easily withdrawn. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Instant } from '../scalars';
import { DataKind } from './identity';

export enum ConsentPurpose {
  REFERRAL = 'REFERRAL',
  SERVICE_DELIVERY = 'SERVICE_DELIVERY',
  MEDIA_APPEAL = 'MEDIA_APPEAL',
  MEANS_CHECK = 'MEANS_CHECK',
}

registerEnumType(ConsentPurpose, {
  name: 'ConsentPurpose',
  description: '同意目的 What the recipient may use the data for.',
  valuesConfig: {
    REFERRAL: { description: '转介 To be told of a restricted need.' },
    SERVICE_DELIVERY: { description: '提供服务 To reach the household and serve it.' },
    MEDIA_APPEAL: { description: '媒体线索 To appeal to the public for it, without saying who it is.' },
    MEANS_CHECK: {
      description:
        '经济状况核对 That the civil affairs bureau has income and property checked; it is given to no organisation.',
    },
  },
});

export enum ConsentMethod {
  WRITTEN = 'WRITTEN',
  SPOKEN_WITH_WITNESS = 'SPOKEN_WITH_WITNESS',
  CONTACT_CARD = 'CONTACT_CARD',
}

registerEnumType(ConsentMethod, {
  name: 'ConsentMethod',
  description: '同意方式 How consent was given.',
  valuesConfig: {
    WRITTEN: { description: '书面 Signed on paper.' },
    SPOKEN_WITH_WITNESS: { description: '口头并有见证 Spoken before a witness.' },
    CONTACT_CARD: { description: '联络卡 Given with the code of the contact card.' },
  },
});

@ObjectType({
  description: '个人信息同意 Consent of a household that one recipient gets certain data for one purpose.',
})
export class Consent {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description: '接收组织 Global id of the organisation that may receive the data; null for a means check.',
  })
  recipientOrganisationId?: string;

  @Field(() => ConsentPurpose, { description: '目的 Purpose.' })
  purpose!: ConsentPurpose;

  @Field(() => [DataKind], { description: '信息种类 Which kinds of data.' })
  dataKinds!: DataKind[];

  @Field(() => ConsentMethod, { description: '方式 How it was given.' })
  method!: ConsentMethod;

  @Field(() => Boolean, { description: '监护人同意 Whether a guardian gave it.' })
  guardianGiven!: boolean;

  @Field(() => Instant, { description: '同意时间 When it was given.' })
  givenAt!: Date;

  @Field(() => Instant, { description: '到期时间 When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => Instant, { nullable: true, description: '撤回时间 When it was withdrawn; null while it stands.' })
  withdrawnAt?: Date;

  /** Not in the contract: the local id of the recipient. */
  organisationId?: string;
}
