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

/** In the order of the bits by which the rules that a candidate breaks are written down. */
export enum AllocationRule {
  DONATION_NOT_RECEIVED = 'DONATION_NOT_RECEIVED',
  AMOUNT_UNAVAILABLE = 'AMOUNT_UNAVAILABLE',
  LOT_EXPIRED = 'LOT_EXPIRED',
  EARMARK_PROJECT = 'EARMARK_PROJECT',
  EARMARK_SERVICE_KIND = 'EARMARK_SERVICE_KIND',
  EARMARK_AREA = 'EARMARK_AREA',
  EARMARK_SITUATION = 'EARMARK_SITUATION',
  EARMARK_WISH = 'EARMARK_WISH',
  RELATED_PARTY = 'RELATED_PARTY',
  NEED_NOT_READY = 'NEED_NOT_READY',
  PROJECT_NOT_OPEN = 'PROJECT_NOT_OPEN',
  PROJECT_WINDOW = 'PROJECT_WINDOW',
  PROJECT_SERVICE_KIND = 'PROJECT_SERVICE_KIND',
  PROJECT_AREA = 'PROJECT_AREA',
  PROJECT_SITUATION = 'PROJECT_SITUATION',
  PROJECT_LOW_INCOME_CATEGORY = 'PROJECT_LOW_INCOME_CATEGORY',
  CAP_PER_CASE = 'CAP_PER_CASE',
  BUDGET_LEFT = 'BUDGET_LEFT',
}

registerEnumType(AllocationRule, {
  name: 'AllocationRule',
  description: '分配规则 What an allocation must keep.',
  valuesConfig: {
    DONATION_NOT_RECEIVED: { description: '尚未接收 The donation is promised and not received.' },
    AMOUNT_UNAVAILABLE: { description: '余额不足 Less of it is free than is wanted, or nothing.' },
    LOT_EXPIRED: { description: '已过有效期 The last day of the goods has passed.' },
    EARMARK_PROJECT: { description: '指定项目不符 The donor gave it for another project.' },
    EARMARK_SERVICE_KIND: { description: '指定服务类别不符 The donor gave it for another kind of help.' },
    EARMARK_AREA: { description: '指定区域不符 The donor gave it for another area.' },
    EARMARK_SITUATION: { description: '指定情形不符 The donor gave it for households in another situation.' },
    EARMARK_WISH: { description: '指定微心愿不符 The donor gave it for one micro-wish and nothing else.' },
    RELATED_PARTY: {
      description: '关联方 The donor and the beneficiary are one: the same person or the same credit code.',
    },
    NEED_NOT_READY: {
      description: '需求状态不符 The need is not claimed, or the claim has ended; a wish is not open.',
    },
    PROJECT_NOT_OPEN: { description: '项目未开放 The project is not open, or none is.' },
    PROJECT_WINDOW: { description: '不在项目期内 Today is outside the window of the project.' },
    PROJECT_SERVICE_KIND: { description: '项目服务类别不符 The project does not pay for this kind of help.' },
    PROJECT_AREA: { description: '项目区域不符 The project does not help in this area.' },
    PROJECT_SITUATION: { description: '项目情形不符 The project does not help households in this situation.' },
    PROJECT_LOW_INCOME_CATEGORY: {
      description: '项目低收入类别不符 The project does not help this category of the low-income population.',
    },
    CAP_PER_CASE: { description: '超出单案上限 The case would cost the project more than its cap.' },
    BUDGET_LEFT: { description: '超出预算余额 The project would spend more than is left of its budget.' },
  },
});
