/** Promises the closed vocabularies of a swap: where it stands, what a party answered, and why it came to nothing. */
import { registerEnumType } from 'type-graphql';

export enum SwapStatus {
  PROPOSED = 'PROPOSED',
  EXECUTED = 'EXECUTED',
  DECLINED = 'DECLINED',
  EXPIRED = 'EXPIRED',
  VOID = 'VOID',
}

registerEnumType(SwapStatus, {
  name: 'SwapStatus',
  description: '交换状态 Where a swap stands.',
  valuesConfig: {
    PROPOSED: { description: '待同意 Waits for the agreement of every party; nothing has moved.' },
    EXECUTED: { description: '已交换 All agreed: the claims were exchanged at once.' },
    DECLINED: { description: '已谢绝 A party said no; nothing moved.' },
    EXPIRED: { description: '已逾期 Not all answered in time; nothing moved.' },
    VOID: { description: '已失效 What it rested on changed meanwhile; nothing moved.' },
  },
});

export enum SwapAnswer {
  AGREED = 'AGREED',
  DECLINED = 'DECLINED',
}

registerEnumType(SwapAnswer, {
  name: 'SwapAnswer',
  description: '交换答复 What a party of a swap answered.',
  valuesConfig: {
    AGREED: { description: '同意 It agrees to give and to take.' },
    DECLINED: { description: '谢绝 It does not.' },
  },
});

export enum SwapVoidReason {
  CLAIM_CHANGED = 'CLAIM_CHANGED',
  ORGANISATION_CHANGED = 'ORGANISATION_CHANGED',
  GATE_CLOSED = 'GATE_CLOSED',
  CAPACITY_GONE = 'CAPACITY_GONE',
}

registerEnumType(SwapVoidReason, {
  name: 'SwapVoidReason',
  description: '失效原因 Why a swap came to nothing.',
  valuesConfig: {
    CLAIM_CHANGED: { description: '接单已变 One of the claims was given back, ran out, was taken away or is served.' },
    ORGANISATION_CHANGED: { description: '组织已变 A receiving organisation may not act any more.' },
    GATE_CLOSED: { description: '门槛未过 A receiving organisation fails a gate now, for instance consent.' },
    CAPACITY_GONE: { description: '余量已满 The free place at the end of a chain is taken.' },
  },
});
