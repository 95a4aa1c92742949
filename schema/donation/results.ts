/** Promises the results of the commands on donations, and the refusal that says how much is there. */
import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Fen } from '../scalars';
import { Donation, DonationPoint, Donor } from './donation';

@ObjectType({ implements: Refusal, description: '余额不足 Less is there and free than is asked for; nothing moved.' })
export class NotEnoughLeft extends Refusal {
  @Field(() => Fen, { description: '可用 How many fen or pieces are free.' })
  available: bigint;

  constructor(available: bigint) {
    super({
      zh: '可用余额不足，未作任何变动。请减少数量或另选捐赠。',
      en: 'Less is free than is asked for; nothing moved. Ask for less, or of another donation.',
    });
    this.available = available;
  }
}

@ObjectType({
  implements: Refusal,
  description: '项目未开放 The project is not open; a donation can not be given for it.',
})
export class ProjectNotOpen extends Refusal {
  constructor() {
    super({
      zh: '该项目不在开放期内，不能指定。请另选项目或不指定。',
      en: 'The project is not open: nothing can be given for it. Choose another, or none.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description:
    '已分担微心愿 The donation is a share of a micro-wish that stands; change or withdraw the share instead.',
})
export class PartOfWish extends Refusal {
  @Field(() => ID, { description: '分担 The share; it has the id of its donation.' })
  shareId: string;

  constructor(shareId: string) {
    super({
      zh: '该捐赠是一份微心愿分担，不能单独变更。请改为撤回该分担。',
      en: 'This donation is a share of a micro-wish and is not changed by itself. Withdraw the share instead.',
    });
    this.shareId = shareId;
  }
}

@ObjectType({
  implements: Refusal,
  description:
    '指定范围过小 Fewer households are registered in the area and situation named than may be told apart: a gift for them would tell who they are.',
})
export class EarmarkTooNarrow extends Refusal {
  @Field(() => Int, { description: '最少户数 How many households there must be at least.' })
  least: number;

  constructor(least: number) {
    super({
      zh: `所指区域与情形内登记的家庭不足 ${least} 户，指定会暴露其身份。请扩大区域或不限情形。`,
      en: `Fewer than ${least} households are registered in that area and situation: a gift for them would tell who they are. Name a wider area, or no situation.`,
    });
    this.least = least;
  }
}

export const RegisterDonorResult = createUnionType({
  name: 'RegisterDonorResult',
  description: '登记捐赠人结果 The donor, or why not.',
  types: () => [Donor, InvalidInput, IdempotencyMismatch] as const,
});

export const OpenDonationPointResult = createUnionType({
  name: 'OpenDonationPointResult',
  description: '开设捐赠点结果 The point, or why not.',
  types: () => [DonationPoint, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const PledgeDonationResult = createUnionType({
  name: 'PledgeDonationResult',
  description: '认捐结果 The donation, or why not.',
  types: () =>
    [Donation, InvalidInput, NotFound, ProjectNotOpen, EarmarkTooNarrow, WrongState, IdempotencyMismatch] as const,
});

export const PledgeServiceResult = createUnionType({
  name: 'PledgeServiceResult',
  description: '服务认捐结果 The donation, or why not; of a refused one neither donation nor offering is there.',
  types: () => [Donation, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});

/** What becomes of a donation whose use is to be another. */
const changedUseOrWhyNot = () =>
  [
    Donation,
    InvalidInput,
    NotFound,
    ProjectNotOpen,
    EarmarkTooNarrow,
    WrongState,
    PartOfWish,
    IdempotencyMismatch,
  ] as const;

export const RevisePledgeResult = createUnionType({
  name: 'RevisePledgeResult',
  description: '修订结果 The donation, or why not.',
  types: changedUseOrWhyNot,
});

export const WithdrawPledgeResult = createUnionType({
  name: 'WithdrawPledgeResult',
  description: '撤回结果 The donation, or why not.',
  types: () => [Donation, NotFound, PartOfWish, WrongState, IdempotencyMismatch] as const,
});

export const ReceiveDonationResult = createUnionType({
  name: 'ReceiveDonationResult',
  description: '接收结果 The donation, or why not.',
  types: () => [Donation, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const ChangeDonationUseResult = createUnionType({
  name: 'ChangeDonationUseResult',
  description: '变更用途结果 The donation, or why not.',
  types: changedUseOrWhyNot,
});

const disposed = () => [Donation, InvalidInput, NotFound, NotEnoughLeft, PartOfWish, IdempotencyMismatch] as const;

export const ReturnDonationResult = createUnionType({
  name: 'ReturnDonationResult',
  description: '退回结果 The donation, or why not.',
  types: disposed,
});
export const ReportDonationLossResult = createUnionType({
  name: 'ReportDonationLossResult',
  description: '报损结果 The donation, or why not.',
  types: disposed,
});
