/** Promises the refusals of the referral. */
import { ObjectType } from 'type-graphql';
import { Refusal } from '../refusal';

@ObjectType({
  implements: Refusal,
  description: '限定需求 A need of mental health, domestic violence or minors is referred to named organisations only.',
})
export class RestrictedNeed extends Refusal {
  constructor() {
    super({
      zh: '该需求涉及精神健康、家暴或未成年人，不能公开推送。请使用定向转介（referNeedDirectly）。',
      en: 'This need may not be pushed openly. Refer it to named organisations with referNeedDirectly.',
    });
  }
}
