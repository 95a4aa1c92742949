/** Promises the organisation of the contract: who helps, in which state of approval, and what it offers. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../node';
import { Instant } from '../scalars';

export enum OrganisationKind {
  SOCIAL_ORGANISATION = 'SOCIAL_ORGANISATION',
  CHARITY_FEDERATION = 'CHARITY_FEDERATION',
  COMPANY = 'COMPANY',
  SHOP = 'SHOP',
  INDIVIDUAL = 'INDIVIDUAL',
  PUBLIC_INSTITUTION = 'PUBLIC_INSTITUTION',
}

registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: '组织类别 What kind of organisation.',
  valuesConfig: {
    SOCIAL_ORGANISATION: { description: '社会组织 Association, social service agency or foundation.' },
    CHARITY_FEDERATION: { description: '慈善总会 Charity federation.' },
    COMPANY: { description: '爱心企业 Company.' },
    SHOP: { description: '爱心商户 Shop or sole trader.' },
    INDIVIDUAL: { description: '爱心人士 A person who helps in their own name; has no credit code.' },
    PUBLIC_INSTITUTION: { description: '事业单位 Public institution.' },
  },
});

export enum OrganisationStatus {
  INVITED = 'INVITED',
  AWAITING_REVIEW = 'AWAITING_REVIEW',
  APPROVED = 'APPROVED',
  RECERTIFICATION_REQUIRED = 'RECERTIFICATION_REQUIRED',
  SUSPENDED = 'SUSPENDED',
}

registerEnumType(OrganisationStatus, {
  name: 'OrganisationStatus',
  description: '准入状态 State of approval; only an approved organisation may act.',
  valuesConfig: {
    INVITED: { description: '已邀请 Entered by the bureau; has not handed in its papers yet.' },
    AWAITING_REVIEW: { description: '待审核 Waits for the bureau.' },
    APPROVED: { description: '已准入 May offer and claim.' },
    RECERTIFICATION_REQUIRED: {
      description: '需重新认证 Must hand in its papers again; takes on nothing until approved.',
    },
    SUSPENDED: { description: '已暂停 Suspended; what it held has returned to the pool.' },
  },
});

export enum CreditCodeWarning {
  ORGANISATION_CODE_CHECK = 'ORGANISATION_CODE_CHECK',
  KIND_MISMATCH = 'KIND_MISMATCH',
  UNKNOWN_AUTHORITY = 'UNKNOWN_AUTHORITY',
}

registerEnumType(CreditCodeWarning, {
  name: 'CreditCodeWarning',
  description: '信用代码提示 What a reviewer should look at twice; never a reason to refuse by itself.',
  valuesConfig: {
    ORGANISATION_CODE_CHECK: { description: '组织机构代码校验不符 Characters 9 to 17 fail the check of GB 11714.' },
    KIND_MISMATCH: {
      description: '登记类别与组织类别不符 The code was given to another kind of organisation than stated.',
    },
    UNKNOWN_AUTHORITY: { description: '登记机关未知 The first two characters name no known authority and kind.' },
  },
});

@ObjectType({ implements: Node, description: '社会组织、慈善总会、爱心企业等 An organisation that helps.' })
export class Organisation {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => OrganisationKind, { description: '类别 Its kind.' })
  kind!: OrganisationKind;

  @Field(() => String, { description: '名称 Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '英文名称 Its name in English.' })
  nameEn?: string;

  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码 Unified social credit code (GB 32100); an individual has none.',
  })
  unifiedSocialCreditCode?: string;

  @Field(() => OrganisationStatus, { description: '准入状态 Its state of approval.' })
  status!: OrganisationStatus;

  @Field(() => Instant, { description: '状态起始时间 Since when it is in this state.' })
  statusSince!: Date;

  @Field(() => Instant, { description: '登记时间 When it was registered here.' })
  createdAt!: Date;
}
