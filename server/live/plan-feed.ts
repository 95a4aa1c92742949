/** Promises the feed of the plan: each of its versions, for those who look after it. */
import { planScope } from '../event/audience';
import { forbidden } from '../identity/actor';
import { maySeePlan } from '../plan/plan.policy';
import type { Feed } from './feed';
import { presentPlanChange } from './present';

/** There is one plan: its feed has no subject. */
export const planFeed: Feed<undefined> = {
  field: 'planChanged',
  subject: () => undefined,
  route: () => ({ scopes: [planScope], types: ['PlanChanged'] }),
  mayFollow: (actor) => maySeePlan(actor),
  refused: () => forbidden(),
  present: (event) => presentPlanChange(event),
};
