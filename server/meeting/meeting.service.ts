/** Promises meetings called in the name of an area, told to their parties and nobody else, and notes that name no household. */
import { AreaLevel } from '../../schema/area/area';
import { localId } from '../../schema/global-id';
import type { CallMeetingInput, CancelMeetingInput, HoldMeetingInput } from '../../schema/meeting/inputs';
import { MeetingStatus } from '../../schema/meeting/meeting';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Statements, Transaction } from '../database/database';
import { areaScope, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import { requirePublishable } from '../household/publishable';
import type { Actor } from '../identity/actor';
import { maySee } from '../organisation/organisation.policy';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { convenes, sitsFor, type PartyOf } from './meeting.policy';
import type { MeetingRepository, MeetingRow } from './meeting.repository';

export interface MeetingParts {
  readonly commands: Commands;
  readonly areas: AreaRepository;
  readonly organisations: OrganisationRepository;
  readonly meetings: MeetingRepository;
}

const areaMaximum = 50;
const organisationMaximum = 100;
const agendaMaximum = 30;

export class MeetingService {
  constructor(private readonly parts: MeetingParts) {}

  callMeeting(actor: Actor, input: CallMeetingInput): Promise<MeetingRow | Refusal> {
    const { areas, commands, meetings } = this.parts;
    const { meetingId: id, startsAt } = input;
    const line = meetingLine(actor, 'Meeting', 'callMeeting', id);
    return commands.run<MeetingRow>(line, id, input, async (tx, repeated) => {
      const area = await areas.findArea(tx, input.areaCode);
      if (!area || !convenes(actor, area.code)) return new NotFound('Area');
      if (repeated) return (await meetings.findMeeting(tx, id))!;
      if (area.level !== AreaLevel.DISTRICT && area.level !== AreaLevel.SUBDISTRICT)
        return wrong('areaCode', '召集方须为区县或街道。', 'A district or a street calls meetings.');
      const texts = readTexts(input);
      if (isRefusal(texts)) return texts;
      const parties = await this.readParties(tx, actor, area.code, input);
      if (isRefusal(parties)) return parties;
      const row = { id, areaCode: area.code, startsAt, ...texts, calledBy: actor.accountId };
      const meeting = await meetings.insertMeeting(tx, row, parties);
      await this.announce(tx, 'MeetingCalled', meeting);
      return meeting;
    });
  }

  holdMeeting(actor: Actor, input: HoldMeetingInput): Promise<MeetingRow | Refusal> {
    return this.settle(actor, 'holdMeeting', input, async (tx, meeting) => {
      const notes = requirePublishable('notes', input.notes, { maximum: 5000, multiline: true });
      if (isRefusal(notes)) return notes;
      const held = await this.parts.meetings.settle(tx, meeting.id, MeetingStatus.HELD, notes);
      if (held) await this.announce(tx, 'MeetingHeld', held);
      return held ?? wrong('meetingId', '会议尚未开始。', 'The meeting has not begun.');
    });
  }

  cancelMeeting(actor: Actor, input: CancelMeetingInput): Promise<MeetingRow | Refusal> {
    return this.settle(actor, 'cancelMeeting', input, async (tx, meeting) => {
      const cancelled = await this.parts.meetings.settle(tx, meeting.id, MeetingStatus.CANCELLED, null);
      if (cancelled) await this.announce(tx, 'MeetingCancelled', cancelled);
      return cancelled ?? new WrongState(meeting.status, [MeetingStatus.CALLED]);
    });
  }

  /** The meeting with its parties, when the actor sits at its table. */
  async seenIn(
    statements: Statements,
    actor: Actor,
    id: string,
  ): Promise<{ readonly meeting: MeetingRow; readonly parties: readonly PartyOf[] } | undefined> {
    const meeting = await this.parts.meetings.findMeeting(statements, id);
    const parties = meeting ? await this.parts.meetings.partiesOf(statements, [id]) : [];
    return meeting && parties.some((party) => sitsFor(actor, party)) ? { meeting, parties } : undefined;
  }

  /** To every party, and nobody else. */
  async announce(tx: Transaction, type: EventType, meeting: MeetingRow, more: Record<string, unknown> = {}) {
    const parties = await this.parts.meetings.partiesOf(tx, [meeting.id]);
    const audience = parties.map(({ areaCode, organisationId }) =>
      areaCode === null ? organisationScope(organisationId!) : areaScope(areaCode),
    );
    await append(tx, { type, subjectId: meeting.id, audience, payload: { meetingId: meeting.id, ...more } });
  }

  private settle(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly meetingId: string },
    work: (tx: Transaction, meeting: MeetingRow) => Promise<MeetingRow | Refusal>,
  ): Promise<MeetingRow | Refusal> {
    const id = localId('Meeting', input.meetingId);
    const line = meetingLine(actor, 'Meeting', operation, id);
    return this.parts.commands.run<MeetingRow>(line, input.commandId, input, async (tx, repeated) => {
      const meeting = await this.parts.meetings.findMeeting(tx, id);
      if (!meeting || !convenes(actor, meeting.areaCode)) return new NotFound('Meeting');
      if (repeated) return meeting;
      if (meeting.status !== MeetingStatus.CALLED) return new WrongState(meeting.status, [MeetingStatus.CALLED]);
      return work(tx, meeting);
    });
  }

  /** The convener first; areas of its district, and approved organisations that it may see. */
  private async readParties(
    tx: Transaction,
    actor: Actor,
    convener: string,
    input: CallMeetingInput,
  ): Promise<PartyOf[] | InvalidInput> {
    const codes = [...new Set([convener, ...input.partyAreaCodes])];
    const areas = await this.parts.areas.findAreas(tx, codes);
    const district = convener.slice(0, 6);
    if (
      codes.length > areaMaximum + 1 ||
      areas.length < codes.length ||
      codes.some((code) => !code.startsWith(district))
    )
      return wrong('partyAreaCodes', '参会区划须在本区县内，最多 50 个。', 'Areas of the same district, 50 at most.');
    const ids = [...new Set(input.partyOrganisationIds.map((each) => localId('Organisation', each)))];
    const organisations = await this.parts.organisations.findOrganisations(tx, ids);
    const invited = organisations.filter((row) => row.status === OrganisationStatus.APPROVED && maySee(actor, row));
    if (ids.length > organisationMaximum || invited.length < ids.length)
      return wrong(
        'partyOrganisationIds',
        '参会组织须为已准入组织，最多 100 个。',
        'Approved organisations, 100 at most.',
      );
    return [
      ...codes.map((areaCode) => ({ areaCode, organisationId: null })),
      ...ids.map((organisationId) => ({ areaCode: null, organisationId })),
    ];
  }
}

function readTexts(input: CallMeetingInput): { title: string; place: string; agenda: string[] } | Refusal {
  const title = requirePublishable('title', input.title, { maximum: 100 });
  if (isRefusal(title)) return title;
  const place = requirePublishable('place', input.place, { maximum: 100 });
  if (isRefusal(place)) return place;
  if (input.agenda.length < 1 || input.agenda.length > agendaMaximum)
    return wrong('agenda', '议程须有 1 至 30 项。', 'An agenda has 1 to 30 items.');
  const agenda: string[] = [];
  for (const [index, item] of input.agenda.entries()) {
    const read = requirePublishable(`agenda.${index}`, item, { maximum: 200 });
    if (isRefusal(read)) return read;
    agenda.push(read);
  }
  return { title, place, agenda };
}

export function meetingLine(actor: Actor, subjectType: string, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType, subjectId };
}

export function wrong(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh, en });
}
