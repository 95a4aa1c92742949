/** Promises the closed vocabularies of allocations: where one stands, why it ended, and the rules that it must keep. */
import { registerEnumType } from 'type-graphql';

export enum AllocationStatus {
  RESERVED = 'RESERVED',
  DELIVERED = 'DELIVERED',
  RELEASED = 'RELEASED',
  REVERSED = 'REVERSED',
}

registerEnumType(AllocationStatus, {
  name: 'AllocationStatus',
  description: '分配状态 Where an allocation stands.',
  valuesConfig: {
    RESERVED: { description: '已预留 Set aside for the need; not delivered yet.' },
    DELIVERED: { description: '已送达 Delivered, in whole or in part, and confirmed by the household.' },
    RELEASED: { description: '已释放 Nothing of it was delivered; the donation and the budget have it again.' },
    REVERSED: { description: '已冲正 The delivery was taken back as a correction.' },
  },
});

export enum AllocationReason {
  BY_HAND = 'BY_HAND',
  CLAIM_ENDED = 'CLAIM_ENDED',
  NEED_WITHDRAWN = 'NEED_WITHDRAWN',
  NEED_EXPIRED = 'NEED_EXPIRED',
  NOTHING_DELIVERED = 'NOTHING_DELIVERED',
  RECORDED_IN_ERROR = 'RECORDED_IN_ERROR',
  GOODS_CAME_BACK = 'GOODS_CAME_BACK',
  WRONG_HOUSEHOLD = 'WRONG_HOUSEHOLD',
}

registerEnumType(AllocationReason, {
  name: 'AllocationReason',
  description: '未送达原因 Why an allocation was released or its delivery reversed.',
  valuesConfig: {
    BY_HAND: { description: '人工释放 Released by the charity.' },
    CLAIM_ENDED: { description: '接单终止 The claim that was to deliver it ended early.' },
    NEED_WITHDRAWN: { description: '需求撤回 The need was withdrawn.' },
    NEED_EXPIRED: { description: '需求过期 The need expired.' },
    NOTHING_DELIVERED: { description: '未交付 The household confirmed that nothing was delivered.' },
    RECORDED_IN_ERROR: { description: '登记有误 The delivery was recorded in error.' },
    GOODS_CAME_BACK: { description: '物资退回 What was delivered came back.' },
    WRONG_HOUSEHOLD: { description: '送错家庭 It went to another household.' },
  },
});

export enum DeliveryReversalReason {
  RECORDED_IN_ERROR = 'RECORDED_IN_ERROR',
  GOODS_CAME_BACK = 'GOODS_CAME_BACK',
  WRONG_HOUSEHOLD = 'WRONG_HOUSEHOLD',
}

registerEnumType(DeliveryReversalReason, {
  name: 'DeliveryReversalReason',
  description: '冲正原因 Why a confirmed delivery is taken back.',
  valuesConfig: {
    RECORDED_IN_ERROR: { description: '登记有误 The delivery was recorded in error.' },
    GOODS_CAME_BACK: { description: '物资退回 What was delivered came back.' },
    WRONG_HOUSEHOLD: { description: '送错家庭 It went to another household.' },
  },
});
