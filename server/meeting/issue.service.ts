/** Promises issues with one owner and one day, followed up by the owner or the convener until they are settled. */
import { localId } from '../../schema/global-id';
import type { FollowUpIssueInput, RaiseIssueInput } from '../../schema/meeting/inputs';
import { IssueState, MeetingStatus } from '../../schema/meeting/meeting';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import type { Commands } from '../audit/commands';
import type { Statements } from '../database/database';
import { requirePublishable } from '../household/publishable';
import type { Actor } from '../identity/actor';
import type { AdviserRepository } from '../adviser/adviser.repository';
import { tellOwner } from './issue-reminding.service';
import type { IssueRepository, IssueRow } from './issue.repository';
import { convenes, sitsFor, type PartyOf } from './meeting.policy';
import { meetingLine, wrong, type MeetingService } from './meeting.service';

export interface IssueParts {
  readonly commands: Commands;
  readonly calendar: Pick<AdviserRepository, 'today'>;
  readonly issues: IssueRepository;
  readonly meetings: MeetingService;
}

const open = [IssueState.OPEN, IssueState.IN_PROGRESS];

export class IssueService {
  constructor(private readonly parts: IssueParts) {}

  raiseIssue(actor: Actor, input: RaiseIssueInput): Promise<IssueRow | Refusal> {
    const { calendar, commands, issues, meetings } = this.parts;
    const { issueId: id, dueOn } = input;
    const line = meetingLine(actor, 'MeetingIssue', 'raiseIssue', id);
    return commands.run<IssueRow>(line, id, input, async (tx, repeated) => {
      const seen = await meetings.seenIn(tx, actor, localId('Meeting', input.meetingId));
      if (!seen) return new NotFound('Meeting');
      if (repeated) return (await issues.findIssue(tx, id))!;
      const { meeting, parties } = seen;
      if (meeting.status === MeetingStatus.CANCELLED)
        return new WrongState(meeting.status, [MeetingStatus.CALLED, MeetingStatus.HELD]);
      const owner = readOwner(input, parties);
      if (!owner) return wrong('ownerAreaCode', '责任方须为参会方之一。', 'The owner is one party of the meeting.');
      const title = requirePublishable('title', input.title, { maximum: 100 });
      if (isRefusal(title)) return title;
      const detail = requirePublishable('detail', input.detail, { maximum: 1000, multiline: true });
      if (isRefusal(detail)) return detail;
      if (dueOn < (await calendar.today(tx)))
        return wrong('dueOn', '截止日不能早于今天。', 'It is not due before today.');
      const row = await issues.insertIssue(tx, {
        ...{ id, meetingId: meeting.id, title, detail, dueOn, raisedBy: actor.accountId },
        ...{ ownerAreaCode: owner.areaCode, ownerOrganisationId: owner.organisationId },
      });
      await meetings.announce(tx, 'MeetingIssueRaised', meeting, { issueId: id });
      await tellOwner(tx, 'MeetingIssueGiven', row);
      return row;
    });
  }

  /** The issue, when the actor sits at the table of its meeting. */
  async findVisible(statements: Statements, actor: Actor, id: string): Promise<IssueRow | undefined> {
    const issue = await this.parts.issues.findIssue(statements, id);
    return issue && (await this.parts.meetings.seenIn(statements, actor, issue.meetingId)) ? issue : undefined;
  }

  followUpIssue(actor: Actor, input: FollowUpIssueInput): Promise<IssueRow | Refusal> {
    const { commands, issues, meetings } = this.parts;
    const id = localId('MeetingIssue', input.issueId);
    const line = meetingLine(actor, 'MeetingIssue', 'followUpIssue', id);
    return commands.run<IssueRow>(line, input.commandId, input, async (tx, repeated) => {
      const issue = await issues.findIssue(tx, id);
      const seen = issue && (await meetings.seenIn(tx, actor, issue.meetingId));
      if (!issue || !seen || !followsUp(actor, issue, seen.meeting.areaCode)) return new NotFound('MeetingIssue');
      if (repeated) return issue;
      if (input.state === IssueState.OPEN)
        return wrong('state', '跟进后的状态不能为待处理。', 'What is followed up is open no more.');
      const note = requirePublishable('note', input.note, { maximum: 1000, multiline: true });
      if (isRefusal(note)) return note;
      const moved = await issues.moveOn(tx, id, input.state);
      if (!moved) return new WrongState(issue.state, open);
      const followUp = { id: input.commandId, issueId: id, state: input.state, note, writtenBy: actor.accountId };
      await issues.insertFollowUp(tx, followUp);
      await meetings.announce(tx, 'MeetingIssueFollowedUp', seen.meeting, { issueId: id, state: input.state });
      return moved;
    });
  }
}

function readOwner(input: RaiseIssueInput, parties: readonly PartyOf[]): PartyOf | undefined {
  const organisationId = input.ownerOrganisationId ? localId('Organisation', input.ownerOrganisationId) : null;
  const areaCode = input.ownerAreaCode ?? null;
  return parties.find((party) => party.areaCode === areaCode && party.organisationId === organisationId);
}

function followsUp(actor: Actor, issue: IssueRow, convener: string): boolean {
  const owner = { areaCode: issue.ownerAreaCode, organisationId: issue.ownerOrganisationId };
  return sitsFor(actor, owner) || convenes(actor, convener);
}
