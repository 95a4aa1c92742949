/** Promises the closed vocabularies of webhooks: what is told, and what came of telling it. */
import { registerEnumType } from 'type-graphql';

export enum WebhookTopic {
  DONATION_PLEDGED = 'DONATION_PLEDGED',
  DONATION_PLEDGE_REVISED = 'DONATION_PLEDGE_REVISED',
  DONATION_PLEDGE_WITHDRAWN = 'DONATION_PLEDGE_WITHDRAWN',
  DONATION_RECEIVED = 'DONATION_RECEIVED',
  DONATION_ALLOCATED = 'DONATION_ALLOCATED',
  DONATION_ALLOCATION_RELEASED = 'DONATION_ALLOCATION_RELEASED',
  DONATION_DELIVERED = 'DONATION_DELIVERED',
  DONATION_DELIVERY_REVERSED = 'DONATION_DELIVERY_REVERSED',
  DONATION_RETURNED = 'DONATION_RETURNED',
  DONATION_LOST = 'DONATION_LOST',
  DONATION_EXPIRED = 'DONATION_EXPIRED',
  DONATION_USE_CHANGED = 'DONATION_USE_CHANGED',
  DONATION_RECEIPTED = 'DONATION_RECEIPTED',
  RECEIPT_VOIDED = 'RECEIPT_VOIDED',
}

registerEnumType(WebhookTopic, {
  name: 'WebhookTopic',
  description: '通知类别 What a webhook may tell of the donations of its organisation.',
  valuesConfig: {
    DONATION_PLEDGED: { description: '已认捐 A donation was pledged.' },
    DONATION_PLEDGE_REVISED: { description: '认捐已修改 A pledge was revised before it was received.' },
    DONATION_PLEDGE_WITHDRAWN: { description: '认捐已撤回 A pledge was withdrawn.' },
    DONATION_RECEIVED: { description: '已接收 A donation was received.' },
    DONATION_ALLOCATED: { description: '已分配 Part of a donation was reserved for a need.' },
    DONATION_ALLOCATION_RELEASED: { description: '分配已释放 What was reserved is free again.' },
    DONATION_DELIVERED: { description: '已送达 Part of a donation was delivered and confirmed.' },
    DONATION_DELIVERY_REVERSED: { description: '送达已冲正 A delivery was reversed.' },
    DONATION_RETURNED: { description: '已退回 A donation, or part of it, went back to its donor.' },
    DONATION_LOST: { description: '已损失 Part of a donation was lost.' },
    DONATION_EXPIRED: { description: '已过期 Goods passed their expiry date.' },
    DONATION_USE_CHANGED: { description: '用途已变更 The use was changed with the consent of the donor.' },
    DONATION_RECEIPTED: { description: '已开票 The statutory receipt of a donation was issued.' },
    RECEIPT_VOIDED: { description: '票据已作废 The receipt of a donation was voided.' },
  },
});

export enum WebhookDisabledReason {
  BY_HAND = 'BY_HAND',
  GONE = 'GONE',
  NEVER_ACCEPTED = 'NEVER_ACCEPTED',
}

registerEnumType(WebhookDisabledReason, {
  name: 'WebhookDisabledReason',
  description: '停用原因 Why an endpoint is told nothing.',
  valuesConfig: {
    BY_HAND: { description: '人工停用 Switched off by its organisation.' },
    GONE: { description: '接收方已撤除 It answered 410 Gone.' },
    NEVER_ACCEPTED: { description: '始终未接收 A message was accepted by none of all its attempts.' },
  },
});

export enum WebhookDeliveryStatus {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
}

registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: '投递状态 Where a message to an endpoint stands.',
  valuesConfig: {
    PENDING: { description: '待投递 Waits for its next attempt.' },
    DELIVERED: { description: '已投递 The endpoint accepted it.' },
    FAILED: { description: '投递失败 No further attempt unless it is replayed.' },
  },
});

export enum WebhookOutcome {
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  REDIRECTED = 'REDIRECTED',
  GONE = 'GONE',
  TIMED_OUT = 'TIMED_OUT',
  UNREACHABLE = 'UNREACHABLE',
  ADDRESS_FORBIDDEN = 'ADDRESS_FORBIDDEN',
  ORGANISATION_NOT_APPROVED = 'ORGANISATION_NOT_APPROVED',
}

registerEnumType(WebhookOutcome, {
  name: 'WebhookOutcome',
  description: '投递结果 What came of one attempt.',
  valuesConfig: {
    ACCEPTED: { description: '已接收 Answered with a status from 200 to 299.' },
    REFUSED: { description: '被拒绝 Answered with another status.' },
    REDIRECTED: { description: '被重定向 Answered with a redirect, which is never followed.' },
    GONE: { description: '已撤除 Answered 410: the endpoint is switched off.' },
    TIMED_OUT: { description: '超时 No whole answer in time.' },
    UNREACHABLE: { description: '无法连接 No connection, or no valid certificate.' },
    ADDRESS_FORBIDDEN: { description: '地址不允许 The name led to an address that is not public; nothing was sent.' },
    ORGANISATION_NOT_APPROVED: { description: '组织未准入 The organisation may not act now; nothing was sent.' },
  },
});
