/** Promises two feeds of the corps: to an adviser its own appointment, to the owner of an issue what it was given and what is late. */
import { globalId, localId } from '../../schema/global-id';
import { Fault } from '../../schema/fault';
import { AppointmentChanged, AppointmentStep, IssueReminded, IssueReminderStep } from '../../schema/live/corps-change';
import { accountScope, areaScope, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { forbidden } from '../identity/actor';
import { sitsFor, type PartyOf } from '../meeting/meeting.policy';
import type { Feed } from './feed';

const appointmentSteps: Partial<Record<EventType, AppointmentStep>> = {
  AdviserRegistered: AppointmentStep.APPOINTED,
  AppointmentEnded: AppointmentStep.ENDED,
  BackboneDesignated: AppointmentStep.BACKBONE_DESIGNATED,
  BackboneRelieved: AppointmentStep.BACKBONE_RELIEVED,
};

export const appointmentFeed: Feed<string> = {
  field: 'appointmentChanges',
  subject: (args) => localId('Account', String(args.accountId)),
  route: (accountId) => ({ scopes: [accountScope(accountId)], types: Object.keys(appointmentSteps) as EventType[] }),
  mayFollow: (actor, accountId) => actor.apiKey === undefined && actor.accountId === accountId,
  refused: () => forbidden(),
  present: ({ cursor, at, type, payload }) =>
    Object.assign(new AppointmentChanged(), {
      ...{ cursor, at, step: appointmentSteps[type], adviserId: globalId('Adviser', String(payload.adviserId)) },
    }),
};

const issueSteps: Partial<Record<EventType, IssueReminderStep>> = {
  MeetingIssueGiven: IssueReminderStep.GIVEN,
  MeetingIssueOverdue: IssueReminderStep.OVERDUE,
};

export const issueFeed: Feed<PartyOf> = {
  field: 'meetingIssueReminders',
  subject: (args) => {
    const organisationId = args.organisationId as string | null | undefined;
    const areaCode = (args.areaCode as string | null | undefined) ?? null;
    if ((organisationId == null) === (areaCode === null))
      throw new Fault('BAD_USER_INPUT', {
        zh: '组织与区划须填且只填一项',
        en: 'name either an organisation or an area',
      });
    return { areaCode, organisationId: organisationId == null ? null : localId('Organisation', organisationId) };
  },
  route: ({ areaCode, organisationId }) => ({
    scopes: [areaCode === null ? organisationScope(organisationId!) : areaScope(areaCode)],
    types: Object.keys(issueSteps) as EventType[],
  }),
  mayFollow: sitsFor,
  refused: () => forbidden(),
  present: ({ cursor, at, type, payload }) =>
    Object.assign(new IssueReminded(), {
      ...{ cursor, at, step: issueSteps[type], dueOn: String(payload.dueOn), issueId: String(payload.issueId) },
    }),
};
