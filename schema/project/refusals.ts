/** Promises the refusals that only charity projects give: filed too late, not qualified, outside the window, still holding money. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';
import { CalendarDate, Fen } from '../scalars';

@ObjectType({
  implements: Refusal,
  description: '备案过迟 A public campaign is filed at least ten days before it starts.',
})
export class FilingTooLate extends Refusal {
  @Field(() => CalendarDate, { description: '最迟备案日 The last day on which this window could be filed.' })
  latestFilingDay: string;

  @Field(() => CalendarDate, {
    description: '最早起始日 The first day on which it may start when filed on the day given.',
  })
  earliestStart: string;

  constructor(latestFilingDay: string, earliestStart: string) {
    super({
      zh: `公开募捐应在开始十日前备案。请将起始日期改为 ${earliestStart} 或之后，再行备案。`,
      en: `A public campaign is filed ten days before it starts. Let it start on ${earliestStart} or later, then file it.`,
    });
    this.latestFilingDay = latestFilingDay;
    this.earliestStart = earliestStart;
  }
}

@ObjectType({
  implements: Refusal,
  description: '无公开募捐资格 Only a qualified organisation, or one in partnership with such, raises from the public.',
})
export class NotQualifiedToRaisePublicly extends Refusal {
  constructor() {
    super({
      zh: '该组织无公开募捐资格，也没有经有资格组织确认的合作募捐协议。请先登记资格或完成合作确认，或改为定向募捐。',
      en: 'The organisation is not qualified and has no partnership that a qualified one confirmed. Record the qualification, have a partnership confirmed, or raise from certain donors only.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '草稿已变 Somebody else has written the draft anew since it was read.',
})
export class DraftHasChanged extends Refusal {
  @Field(() => Int, { description: '现行修订 The revision that stands now.' })
  revision: number;

  constructor(revision: number) {
    super({
      zh: '您阅读之后，这份草稿已被改过。请看现在的内容，再作决定。',
      en: 'This draft has been revised since you read it. Look at what it says now, then decide.',
    });
    this.revision = revision;
  }
}

@ObjectType({ implements: Refusal, description: '不在项目期限内 Today is outside the window of the project.' })
export class OutsideProjectWindow extends Refusal {
  @Field(() => CalendarDate, { description: '起始日期 The first day of the window.' })
  startsOn: string;

  @Field(() => CalendarDate, { description: '结束日期 The last day of the window.' })
  endsOn: string;

  constructor(startsOn: string, endsOn: string) {
    super({
      zh: `项目期限为 ${startsOn} 至 ${endsOn}，今天不在其内。请在期限内操作。`,
      en: `The window is ${startsOn} to ${endsOn}, and today is outside it. Do this within the window.`,
    });
    this.startsOn = startsOn;
    this.endsOn = endsOn;
  }
}

@ObjectType({ implements: Refusal, description: '尚有预留 Something is reserved and not delivered or released yet.' })
export class ProjectHoldsReservations extends Refusal {
  @Field(() => Fen, { description: '预留金额（分） How much money is reserved still, in fen.' })
  reservedFen: bigint;

  constructor(reservedFen: bigint) {
    super({
      zh: '项目仍有已预留而未交付的款物。请先交付或释放，再结算。',
      en: 'Something is still reserved for needs. Have it delivered or released, then settle.',
    });
    this.reservedFen = reservedFen;
  }
}
