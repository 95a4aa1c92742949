/** Promises what a subscriber is told: that something happened to a need, and where this stands in the order of events. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Instant } from '../scalars';

export enum NeedEventType {
  NEED_DRAFTED = 'NEED_DRAFTED',
  NEED_VERIFIED = 'NEED_VERIFIED',
  NEED_WITHDRAWN = 'NEED_WITHDRAWN',
  NEED_EXPIRED = 'NEED_EXPIRED',
  NEED_CLOSED = 'NEED_CLOSED',
  NEED_REFERRED = 'NEED_REFERRED',
  NEED_REFERRED_DIRECTLY = 'NEED_REFERRED_DIRECTLY',
  NEED_UNMATCHED = 'NEED_UNMATCHED',
  REFERRAL_REJECTED = 'REFERRAL_REJECTED',
  REFERRAL_CANCELLED = 'REFERRAL_CANCELLED',
  NEED_OFFERED = 'NEED_OFFERED',
  OFFER_DECLINED = 'OFFER_DECLINED',
  OFFER_LAPSED = 'OFFER_LAPSED',
  OFFER_WITHDRAWN = 'OFFER_WITHDRAWN',
  NEED_OPENED = 'NEED_OPENED',
  NEED_CLAIMED = 'NEED_CLAIMED',
  CLAIM_CONFIRMED = 'CLAIM_CONFIRMED',
  CLAIM_HELD = 'CLAIM_HELD',
  CLAIM_RESUMED = 'CLAIM_RESUMED',
  CLAIM_RELEASED = 'CLAIM_RELEASED',
  CLAIM_REVOKED = 'CLAIM_REVOKED',
  CLAIM_LEASE_EXPIRED = 'CLAIM_LEASE_EXPIRED',
  SERVICE_RECORDED = 'SERVICE_RECORDED',
  DELIVERY_REPORTED = 'DELIVERY_REPORTED',
  DELIVERY_CONFIRMED = 'DELIVERY_CONFIRMED',
  DELIVERY_DISPUTED = 'DELIVERY_DISPUTED',
  REVISIT_DUE = 'REVISIT_DUE',
  REVISIT_COMPLETED = 'REVISIT_COMPLETED',
  WISH_SHARED = 'WISH_SHARED',
  WISH_SHARE_WITHDRAWN = 'WISH_SHARE_WITHDRAWN',
  WISH_SHARE_EXPIRED = 'WISH_SHARE_EXPIRED',
  WISH_SHARE_RECEIVED = 'WISH_SHARE_RECEIVED',
  WISH_PAID = 'WISH_PAID',
  WISH_GRANTED = 'WISH_GRANTED',
  WISH_SHARES_RELEASED = 'WISH_SHARES_RELEASED',
  WISH_GOODS_CHECKED = 'WISH_GOODS_CHECKED',
  THANKS_SAID = 'THANKS_SAID',
  THANKS_APPROVED = 'THANKS_APPROVED',
  THANKS_REJECTED = 'THANKS_REJECTED',
  SWAP_PROPOSED = 'SWAP_PROPOSED',
  SWAP_AGREED = 'SWAP_AGREED',
  SWAP_DECLINED = 'SWAP_DECLINED',
  SWAP_EXPIRED = 'SWAP_EXPIRED',
  SWAP_VOIDED = 'SWAP_VOIDED',
  SWAP_EXECUTED = 'SWAP_EXECUTED',
}

registerEnumType(NeedEventType, {
  name: 'NeedEventType',
  description: '事件类型 What happened, in the past tense of the operation that did it.',
  valuesConfig: {
    NEED_DRAFTED: { description: '需求已起草 A need was drafted.' },
    NEED_VERIFIED: { description: '需求已核实 A need was verified.' },
    NEED_WITHDRAWN: { description: '需求已撤回 A need was withdrawn.' },
    NEED_EXPIRED: { description: '需求已过期 Its wanted-by date passed unclaimed.' },
    NEED_CLOSED: { description: '需求已结案 It was closed after the revisit.' },
    NEED_REFERRED: {
      description:
        '需求已转介 It was pushed to every organisation that matches, or is offered before it opens to them.',
    },
    NEED_REFERRED_DIRECTLY: { description: '需求已定向转介 It was referred to named organisations.' },
    NEED_UNMATCHED: { description: '需求无匹配 No organisation matches it.' },
    REFERRAL_REJECTED: { description: '转介已拒绝 An organisation declined its referral.' },
    REFERRAL_CANCELLED: { description: '转介已取消 A referral was cancelled.' },
    NEED_OFFERED: { description: '需求已询问 It is offered to one organisation, alone, for a time.' },
    OFFER_DECLINED: { description: '询问已谢绝 The organisation asked said no; the next is asked, or the need opens.' },
    OFFER_LAPSED: { description: '询问已过时 The time of the offer passed; the next is asked, or the need opens.' },
    OFFER_WITHDRAWN: { description: '询问已撤销 The offer was taken back.' },
    NEED_OPENED: { description: '需求已开放 It is there for every organisation that matches now.' },
    NEED_CLAIMED: { description: '需求已认领 An organisation claimed it.' },
    CLAIM_CONFIRMED: { description: '认领已确认 The claimant confirmed within its lease.' },
    CLAIM_HELD: { description: '认领已暂停 The claim was put on hold.' },
    CLAIM_RESUMED: { description: '认领已恢复 The claim was resumed.' },
    CLAIM_RELEASED: { description: '认领已退回 The claimant gave it back.' },
    CLAIM_REVOKED: { description: '认领已收回 The claim was revoked.' },
    CLAIM_LEASE_EXPIRED: { description: '认领已超时 The lease ran out unconfirmed; the need is open again.' },
    SERVICE_RECORDED: { description: '服务已记录 A service was recorded.' },
    DELIVERY_REPORTED: { description: '交付已上报 The provider reported delivery.' },
    DELIVERY_CONFIRMED: { description: '交付已确认 The household confirmed it.' },
    DELIVERY_DISPUTED: { description: '交付有异议 The household disputed it.' },
    REVISIT_DUE: { description: '回访到期 The revisit is due.' },
    REVISIT_COMPLETED: { description: '回访已完成 The revisit was made.' },
    WISH_SHARED: { description: '微心愿已分担 A donor holds a share of the wish.' },
    WISH_SHARE_WITHDRAWN: { description: '分担已撤回 A donor took its share back; its place is open.' },
    WISH_SHARE_EXPIRED: { description: '分担已逾期 A share was not received in time; its place is open.' },
    WISH_SHARE_RECEIVED: { description: '分担已到账 The money of a share has arrived.' },
    WISH_PAID: { description: '款项已齐 The whole price was received; somebody can claim it to bring it.' },
    WISH_GRANTED: { description: '微心愿已实现 The household has what it wished for; the shares were used for it.' },
    WISH_SHARES_RELEASED: { description: '分担已释放 The wish ended undelivered; its shares are free of it.' },
    WISH_GOODS_CHECKED: { description: '物资已检查 The goods for a wish were checked and labelled.' },
    THANKS_SAID: { description: '已表达感谢 The household has said thank you; it waits to be read.' },
    THANKS_APPROVED: { description: '感谢已通过 A thank-you was let through to those who gave.' },
    THANKS_REJECTED: { description: '感谢未通过 A thank-you is not shown.' },
    SWAP_PROPOSED: { description: '已提议交换 An exchange of claims was proposed; every party must agree.' },
    SWAP_AGREED: { description: '一方已同意交换 A party agreed to a swap.' },
    SWAP_DECLINED: { description: '交换被谢绝 A party declined a swap; nothing moved.' },
    SWAP_EXPIRED: { description: '交换已逾期 Not all agreed in time; nothing moved.' },
    SWAP_VOIDED: { description: '交换已失效 What a swap rested on changed; nothing moved.' },
    SWAP_EXECUTED: { description: '已交换 A need moved to another organisation by a swap that all agreed to.' },
  },
});

@ObjectType({
  description:
    '需求事件 One thing that happened to a need. Keep the cursor: after a lost connection, subscribe with `after` and nothing is missed.',
})
export class NeedEvent {
  @Field(() => String, { description: '游标 Its place in the order of events; pass it as `after` to go on from here.' })
  cursor!: string;

  @Field(() => NeedEventType, { description: '类型 What happened.' })
  type!: NeedEventType;

  @Field(() => Instant, { description: '时间 When it happened, by the clock of the database.' })
  at!: Date;

  @Field(() => ID, {
    nullable: true,
    description: '需求编号 The need it is about; kept when the card itself is no longer yours to see.',
  })
  needId?: string;

  /** Local ids, for the fields that other rooms add; not part of the contract. */
  readonly subject!: NeedEventSubject;
}

export interface NeedEventSubject {
  readonly needId?: string;
  readonly claimId?: string;
  readonly referralId?: string;
  readonly offerId?: string;
  readonly swapId?: string;
  /** Whose feed it is, when it is an organisation's. */
  readonly organisationId?: string;
}
