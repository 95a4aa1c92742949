/** Promises the objects of the contract made from the rows of meetings. */
import { globalId } from '../../schema/global-id';
import { IssueFollowUp, Meeting, MeetingIssue, MeetingParty } from '../../schema/meeting/meeting';
import type { FollowUpRow, IssueRow } from './issue.repository';
import type { MeetingRow, PartyRow } from './meeting.repository';

export function presentMeeting(row: MeetingRow): Meeting {
  const { id, areaCode, title, startsAt, place, agenda, status } = row;
  return Object.assign(new Meeting(), {
    ...{ id: globalId('Meeting', id), meetingId: id, areaCode, title, startsAt, place, agenda, status },
    notes: row.notes ?? undefined,
  });
}

export function presentParty(row: PartyRow, convener: string): MeetingParty {
  return Object.assign(new MeetingParty(), {
    isConvener: row.areaCode === convener,
    areaCode: row.areaCode ?? undefined,
    organisationId: row.organisationId ?? undefined,
  });
}

export function presentIssue(row: IssueRow): MeetingIssue {
  const { id, title, detail, dueOn, state, daysOverdue } = row;
  return Object.assign(new MeetingIssue(), {
    ...{ id: globalId('MeetingIssue', id), issueId: id, title, detail, dueOn, state, daysOverdue },
    meetingId: globalId('Meeting', row.meetingId),
    owner: { areaCode: row.ownerAreaCode ?? undefined, organisationId: row.ownerOrganisationId ?? undefined },
  });
}

export function presentFollowUp({ state, note, writtenAt }: FollowUpRow): IssueFollowUp {
  return Object.assign(new IssueFollowUp(), { state, note, writtenAt });
}
