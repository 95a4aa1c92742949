/** Promises the refusals that only commands on claims give. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';
import { Fen, Instant } from '../scalars';

@ObjectType({
  implements: Refusal,
  description: '已被认领 Another organisation holds the need, or so much of it that less is left than asked for.',
})
export class AlreadyClaimed extends Refusal {
  @Field(() => Int, { description: '剩余数量 How much can still be claimed.' })
  remaining: number;

  @Field(() => [ID], {
    description: '认领组织 The organisations that hold it; told only to those who serve the area, else empty.',
  })
  holders: string[];

  constructor(remaining: number, holders: readonly string[]) {
    super(
      remaining > 0
        ? {
            zh: `该需求仅剩 ${remaining} 份可认领。请减少数量后重试。`,
            en: `Only ${remaining} of it can still be claimed. Ask for less.`,
          }
        : {
            zh: '该需求已被认领。请查看其他可认领的需求。',
            en: 'It has been claimed. Look for other needs that can be claimed.',
          },
    );
    this.remaining = remaining;
    this.holders = [...holders];
  }
}

@ObjectType({
  implements: Refusal,
  description:
    '由多人分担中 Donors hold the wish by shares; an organisation can claim it once the whole price was received, to bring it.',
})
export class HeldByShares extends Refusal {
  @Field(() => Fen, { description: '尚缺（分） How much of its price nobody holds yet, in fen.' })
  openFen: bigint;

  constructor(openFen: bigint) {
    super({
      zh: `该微心愿由爱心人士分担，尚缺 ${openFen} 分。款项全部到账后方可认领配送，或先认捐一份。`,
      en: `Donors hold this wish by shares; ${openFen} fen are open. Claim it once all of it was received, or give a share.`,
    });
    this.openFen = openFen;
  }
}

@ObjectType({
  implements: Refusal,
  description: '承接量已满 The organisation holds as many claims as its offerings of this kind allow.',
})
export class OverCapacity extends Refusal {
  @Field(() => Int, { description: '最大承接量 The most that its offerings of this kind can hold.' })
  maximum: number;

  @Field(() => Int, { description: '已占用 How much claims hold now.' })
  used: number;

  constructor(maximum: number, used: number) {
    super({
      zh: `承接量已满（${used}/${maximum}）。请先完成或放弃已有接单，或更新承接能力。`,
      en: `No capacity is left (${used} of ${maximum}). Finish or release a claim, or update the capacity.`,
    });
    this.maximum = maximum;
    this.used = used;
  }
}

@ObjectType({
  implements: Refusal,
  description: '暂无可认领的需求 No open need passes every gate of the organisation now.',
})
export class NothingToClaim extends Refusal {
  constructor() {
    super({
      zh: '目前没有符合贵组织条件的待认领需求。有新需求时会推送给您；也可扩大服务类别或区域。',
      en: 'No open need fits your organisation now. You will be told of new ones; or widen your services or areas.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '确认期限已过 The claim was not confirmed in time; the need goes back to the pool.',
})
export class LeaseExpired extends Refusal {
  @Field(() => Instant, {
    nullable: true,
    description: '确认期限 Until when it could have been confirmed; null once it has been returned.',
  })
  leaseUntil?: Date;

  constructor(leaseUntil?: Date | null) {
    super({
      zh: '确认期限已过，需求已退回待认领。如仍可服务，请重新认领。',
      en: 'The time to confirm is over and the need is back in the pool. Claim it again if you can still serve it.',
    });
    this.leaseUntil = leaseUntil ?? undefined;
  }
}
