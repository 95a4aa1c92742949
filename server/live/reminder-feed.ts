/** Promises the feed of reminders: those of a charity for its own people, those of households for who looks after their area. */
import { globalId, localId } from '../../schema/global-id';
import { Fault } from '../../schema/fault';
import { ObligationReminded } from '../../schema/live/obligation-reminded';
import type { ObligationRule, ReminderStage } from '../../schema/supervision/obligation';
import { areaScope, organisationScope } from '../event/audience';
import { forbidden, type Actor } from '../identity/actor';
import { sightOf } from '../supervision/obligation.policy';
import type { Feed } from './feed';

/** Either a charity or an area. */
export type RemindedOf = { readonly organisationId: string } | { readonly areaCode: string };

export const reminderFeed: Feed<RemindedOf> = {
  field: 'obligationReminders',
  subject: (args) => {
    const organisationId = args.organisationId as string | null | undefined;
    const areaCode = args.areaCode as string | null | undefined;
    if ((organisationId == null) === (areaCode == null))
      throw new Fault('BAD_USER_INPUT', {
        zh: '组织与区划须填且只填一项',
        en: 'name either an organisation or an area',
      });
    return organisationId == null
      ? { areaCode: areaCode! }
      : { organisationId: localId('Organisation', organisationId) };
  },
  route: (of) => ({
    scopes: ['areaCode' in of ? areaScope(of.areaCode) : organisationScope(of.organisationId)],
    types: ['ObligationReminded'],
  }),
  mayFollow: mayBeReminded,
  refused: () => forbidden(),
  present: ({ cursor, at, payload }) =>
    Object.assign(new ObligationReminded(), {
      ...{ cursor, at, stage: payload.stage as ReminderStage, rule: payload.rule as ObligationRule },
      ...{ dueOn: String(payload.dueOn), obligationId: globalId('Obligation', String(payload.obligationId)) },
    }),
};

/** Whoever may read all that the feed carries. */
function mayBeReminded(actor: Actor, of: RemindedOf): boolean {
  const sight = sightOf(actor);
  if ('areaCode' in of) return sight.managedAreas.some((code) => of.areaCode.startsWith(code));
  return sight.allCharities || sight.organisationIds.includes(of.organisationId);
}
