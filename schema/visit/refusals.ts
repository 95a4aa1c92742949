/** Promises the refusals of discovery. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';
import { Instant } from '../scalars';

@ObjectType({
  implements: Refusal,
  description: '重复报送 The same trigger of the same person or household on the same day was told before.',
})
export class TriggerAlreadyReported extends Refusal {
  constructor() {
    super({
      zh: '该人员（家庭）同一情形、同一日期已报送，未重复登记。无需再次报送。',
      en: 'This trigger of this person or household on this day was told before and was not taken twice. Nothing is left to do.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '任务已完成 Another record settled this obligation before; both cannot.',
})
export class ObligationAlreadyDone extends Refusal {
  @Field(() => ID, { description: '必访任务 Global id of the obligation.' })
  obligationId: string;

  @Field(() => ID, { description: '已有走访 Global id of the visit that settled it.' })
  visitId: string;

  @Field(() => Instant, { description: '走访时间 When that visit took place.' })
  doneAt: Date;

  constructor(obligationId: string, visitId: string, doneAt: Date) {
    super({
      zh: '该任务已由另一条走访记录完成。如确有两次走访，请去掉该任务后作为日常走访重新提交。',
      en: 'Another record of a visit settled this obligation. If there were two visits, send this one again without the obligation, as a daily visit.',
    });
    this.obligationId = obligationId;
    this.visitId = visitId;
    this.doneAt = doneAt;
  }
}

@ObjectType({
  implements: Refusal,
  description: '走访时间不可接受 The time of the visit lies in the future or more than 30 days back.',
})
export class VisitTimeNotAccepted extends Refusal {
  constructor() {
    super({
      zh: '走访时间须不晚于现在且在30天之内。请核对设备时间；超过30天的请作为新的走访登记。',
      en: 'A visit lies in the past, at most 30 days back. Check the clock of the device; what is older is registered as a new visit.',
    });
  }
}
