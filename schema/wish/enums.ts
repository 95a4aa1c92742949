/** Promises the closed vocabularies of micro-wishes: where a wish stands, and where a share of it does. */
import { registerEnumType } from 'type-graphql';

export enum WishState {
  SUBMITTED = 'SUBMITTED',
  VERIFIED = 'VERIFIED',
  OPEN = 'OPEN',
  HELD = 'HELD',
  DELIVERING = 'DELIVERING',
  DELIVERED = 'DELIVERED',
  THANKED = 'THANKED',
  ENDED = 'ENDED',
}

registerEnumType(WishState, {
  name: 'WishState',
  description:
    '微心愿进展 Where a micro-wish stands, as its donors see it; read from its need, its claims and its thanks.',
  valuesConfig: {
    SUBMITTED: { description: '已提交 Taken down, not yet checked.' },
    VERIFIED: { description: '已核实 Checked, not yet open to donors.' },
    OPEN: { description: '待认领 Nobody holds any of it.' },
    HELD: { description: '已认领 Held by one or by several, in part or whole; nobody brings it yet.' },
    DELIVERING: { description: '配送中 Somebody has confirmed to bring it.' },
    DELIVERED: { description: '已送达 The household has confirmed it.' },
    THANKED: { description: '已感谢 The household has said thank you, and the words were let through.' },
    ENDED: { description: '已结束 Withdrawn, expired or closed without a delivery.' },
  },
});

export enum WishShareStatus {
  HELD = 'HELD',
  RECEIVED = 'RECEIVED',
  DELIVERED = 'DELIVERED',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
  RELEASED = 'RELEASED',
}

registerEnumType(WishShareStatus, {
  name: 'WishShareStatus',
  description: '分担状态 Where a share of a wish stands.',
  valuesConfig: {
    HELD: { description: '已认捐 Promised; its place is kept until leaseUntil.' },
    RECEIVED: { description: '已到账 The money has arrived and is kept for this wish.' },
    DELIVERED: { description: '已实现 The wish came true with it.' },
    WITHDRAWN: { description: '已撤回 The donor took it back before it was received.' },
    EXPIRED: { description: '已逾期 It was not received in time; its place is open to others.' },
    RELEASED: {
      description:
        '已释放 The wish ended undelivered. What was promised is promised no more; what was received stays with the charity until it is given back or used otherwise with the consent of the donor.',
    },
  },
});
