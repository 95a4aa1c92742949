/** Promises the refusals that only commands on advisers give. */
import { ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';

@ObjectType({
  implements: Refusal,
  description: '已备案 The account has a standing appointment as an adviser already.',
})
export class AdviserAlreadyRegistered extends Refusal {
  constructor() {
    super({
      zh: '该账号已有在任的顾问备案。如需变更，请先登记离任。',
      en: 'This account has a standing appointment already. End that first, or revise it.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '已是骨干 The adviser is a backbone of this street or community already.',
})
export class BackboneAlreadyDesignated extends Refusal {
  constructor() {
    super({
      zh: '该顾问已是该街道或社区的救助骨干。',
      en: 'This adviser is a backbone of this street or community already.',
    });
  }
}

@ObjectType({
  implements: Refusal,
  description: '无辖区角色 The account holds no role as adviser or officer that covers this area.',
})
export class RoleOfAreaNeeded extends Refusal {
  constructor() {
    super({
      zh: '该账号没有覆盖此区划的顾问或街道骨干角色。请先授予角色。',
      en: 'This account holds no role as adviser or street officer there. Grant the role first.',
    });
  }
}
