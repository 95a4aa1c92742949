/** Promises the refusals of casework: none of them tells of a case that may not be seen. */
import { Field, ObjectType } from 'type-graphql';
import { ConsentPurpose } from '../household/consent';
import { DataKind } from '../household/identity';
import { Refusal } from '../refusal';
import { ServiceKind } from '../taxonomy/service-kind';

@ObjectType({ implements: Refusal, description: '已有个案 The household has a general case that is not closed.' })
export class CaseAlreadyOpen extends Refusal {
  constructor() {
    super({
      zh: '该家庭已有未结的一般个案。请在该个案中继续服务。',
      en: 'The household has a general case that is not closed. Go on with that one.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '机构不符 The organisation does not offer this help for restricted needs here.',
})
export class NoSpecialist extends Refusal {
  @Field(() => ServiceKind, { description: '所需服务 The help that it would have to offer.' })
  serviceKind: ServiceKind;

  constructor(serviceKind: ServiceKind) {
    super({
      zh: '该机构未在此区域提供承接限定需求的相应专业服务。请选择专业机构。',
      en: 'The organisation does not offer this help for restricted needs in this area. Choose a specialist.',
    });
    this.serviceKind = serviceKind;
  }
}

@ObjectType({
  implements: Refusal,
  description: '缺少同意 The household has not consented to this purpose for the organisation.',
})
export class ConsentNeeded extends Refusal {
  @Field(() => ConsentPurpose, { description: '目的 The purpose that a consent is needed for.' })
  purpose: ConsentPurpose;

  constructor(purpose: ConsentPurpose) {
    super({
      zh: '该家庭尚未就此目的同意该机构。请先征得同意并登记。',
      en: 'The household has not consented to this purpose for the organisation. Ask it, and record its consent first.',
    });
    this.purpose = purpose;
  }
}

@ObjectType({
  implements: Refusal,
  description: '不可列入 The account neither serves the area of the case nor is of its provider.',
})
export class NotEligibleForCase extends Refusal {
  constructor() {
    super({
      zh: '该账号既不服务此区域，也不属于该个案的专业机构。请另选人员。',
      en: 'The account neither serves the area of the case nor is of its provider. Choose somebody else.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '目标未了 Goals are open: they are reached or dropped first.' })
export class GoalsOpen extends Refusal {
  constructor() {
    super({
      zh: '计划中尚有未了的目标，或尚无计划。请先登记各目标的结果。',
      en: 'The plan has open goals, or there is none. Settle each goal first.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '泄露身份 The text shows who the household is.' })
export class AppealRevealsIdentity extends Refusal {
  @Field(() => [DataKind], { description: '信息种类 Which kinds of data it shows, never which values.' })
  kinds: DataKind[];

  constructor(kinds: readonly DataKind[]) {
    super({
      zh: '文字含有可识别该家庭的信息。请删去后重试。',
      en: 'The text shows who the household is. Take that out and try again.',
    });
    this.kinds = [...kinds];
  }
}

@ObjectType({ implements: Refusal, description: '须由他人审核 Whoever drafted it may not publish it.' })
export class SecondPersonNeeded extends Refusal {
  constructor() {
    super({
      zh: '须由另一人审核发布。请转交同事。',
      en: 'A second person has to publish it. Ask a colleague.',
    });
  }
}
