/** Promises the closed vocabularies of an offer: where it stands, and who made it. */
import { registerEnumType } from 'type-graphql';

export enum OfferStatus {
  OFFERED = 'OFFERED',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  LAPSED = 'LAPSED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(OfferStatus, {
  name: 'OfferStatus',
  description: '询问状态 Where the offer stands.',
  valuesConfig: {
    OFFERED: { description: '待答复 Yours alone to claim until its end.' },
    ACCEPTED: { description: '已认领 The organisation claimed the need.' },
    DECLINED: {
      description: '已谢绝 The organisation declined, with a reason; another was asked, or the need opened.',
    },
    LAPSED: { description: '已过时 It ended without an answer; another was asked, or the need opened.' },
    WITHDRAWN: { description: '已撤销 Taken back: the need ended, or the organisation may not act.' },
  },
});

export enum OfferOrigin {
  PLANNER = 'PLANNER',
  FEDERATION = 'FEDERATION',
}

registerEnumType(OfferOrigin, {
  name: 'OfferOrigin',
  description: '询问来源 Who chose the organisation.',
  valuesConfig: {
    PLANNER: { description: '自动计划 The plan, before the need opened to all.' },
    FEDERATION: { description: '慈善会 The charity federation, by accepting a line of the plan.' },
  },
});

/** Why an offer was taken back; beside the reasons of an organisation that declines. */
export type OfferWithdrawalReason = 'ORGANISATION_SUSPENDED' | 'NEED_WITHDRAWN' | 'NEED_EXPIRED';
