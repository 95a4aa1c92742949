/** Promises what the parties of the linkage do together, from the plan to its account; what it brought is linked and never typed twice. */
import { AreaLevel } from '../../schema/area/area';
import { ActivityStatus, LinkagePartyKind } from '../../schema/activity/activity';
import type {
  ActivityCommandInput,
  LinkActivityDonationsInput,
  LinkActivityNeedsInput,
  PlanActivityInput,
  RecordActivityHeldInput,
  RegisterLinkagePartyInput,
} from '../../schema/activity/commands';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { AnotherPersonDecides } from '../../schema/rights/commands';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import type { DonationRepository } from '../donation/donation.repository';
import type { Actor } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { NeedRepository } from '../need/need.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { addDays } from '../day';
import { mayLinkDonation, mayManage } from './activity.policy';
import type { ActivityRepository, ActivityRow, PartyRow } from './activity.repository';

export interface ActivityParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly organisations: OrganisationRepository;
  readonly donations: DonationRepository;
  readonly needs: NeedRepository;
  readonly activities: ActivityRepository;
}

const { PLANNED, HELD, ACCOUNTED, CANCELLED } = ActivityStatus;
const daysLong = 366;
const linksAtOnce = 100;

export class ActivityService {
  constructor(private readonly parts: ActivityParts) {}

  async registerParty(actor: Actor, input: RegisterLinkagePartyInput): Promise<PartyRow | Refusal> {
    const { audit, database, activities } = this.parts;
    try {
      return await database.transaction(async (tx) => {
        const command = line(actor, 'registerLinkageParty', 'LinkageParty', input.partyId);
        const once = await audit.recordOnce(tx, command, input.partyId, input);
        if (isRefusal(once)) return once;
        if (!mayManage(actor, input) || !(await this.parts.areas.findArea(tx, input.areaCode)))
          return new NotFound('Area');
        if (once === 'repeated') return (await activities.findParties(tx, [input.partyId]))[0]!;
        const name = requireText('name', input.name, { maximum: 60 });
        if (isRefusal(name)) return name;
        const localKind = readLocalKind(input);
        if (isRefusal(localKind)) return localKind;
        const organisationId = input.organisationId == null ? null : localId('Organisation', input.organisationId);
        if (organisationId !== null && !(await this.parts.organisations.findOrganisation(tx, organisationId)))
          return new NotFound('Organisation');
        const { partyId: id, kind, areaCode } = input;
        return activities.insertParty(tx, {
          ...{ id, kind, localKind, name, areaCode, organisationId, registeredBy: actor.accountId },
        });
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'a_party_has_its_name_once_in_an_area') throw error;
      return new InvalidInput('name', {
        zh: '本区划已有同名主体。请使用已登记的主体。',
        en: 'There is a party of this name in the area. Use that one.',
      });
    }
  }

  planActivity(actor: Actor, input: PlanActivityInput): Promise<ActivityRow | Refusal> {
    const { activities, audit, database } = this.parts;
    return database.transaction(async (tx) => {
      const command = line(actor, 'planActivity', 'Activity', input.activityId);
      const once = await audit.recordOnce(tx, command, input.activityId, input);
      if (isRefusal(once)) return once;
      const area = await this.parts.areas.findArea(tx, input.areaCode);
      if (!area || area.level === AreaLevel.GRID || !mayManage(actor, input)) return new NotFound('Area');
      if (once === 'repeated') return (await activities.findActivities(tx, [input.activityId]))[0]!;
      const parties = await this.partiesOf(tx, input);
      if (isRefusal(parties)) return parties;
      const title = requireText('title', input.title, { maximum: 80 });
      if (isRefusal(title)) return title;
      const placeName = requireText('placeName', input.placeName, { maximum: 80 });
      if (isRefusal(placeName)) return placeName;
      const mistake = mistakeIn(input);
      if (mistake) return mistake;
      const { activityId: id, kind, placeKind, areaCode, startsOn, endsOn } = input;
      const functions = [...new Set(input.functions)];
      return activities.insertActivity(
        tx,
        { id, kind, functions, title, placeKind, placeName, areaCode, startsOn, endsOn, plannedBy: actor.accountId },
        parties,
      );
    });
  }

  private async partiesOf(
    tx: Transaction,
    input: PlanActivityInput,
  ): Promise<{ id: string; organises: boolean }[] | Refusal> {
    const read = (ids: readonly string[]) => [...new Set(ids.map((id) => localId('LinkageParty', id)))];
    const organisers = read(input.organiserIds);
    const participants = read(input.participantIds ?? []).filter((id) => !organisers.includes(id));
    if (organisers.length < 1 || organisers.length > 20) return tooMany('organiserIds', 20);
    if (participants.length > 50) return tooMany('participantIds', 50);
    const wanted = [...organisers, ...participants];
    if ((await this.parts.activities.findParties(tx, wanted)).length < wanted.length)
      return new NotFound('LinkageParty');
    return wanted.map((id) => ({ id, organises: organisers.includes(id) }));
  }

  /** On its first day at the earliest. */
  recordHeld(actor: Actor, input: RecordActivityHeldInput): Promise<ActivityRow | Refusal> {
    return this.once(actor, 'recordActivityHeld', input, PLANNED, async (tx, activity) => {
      const { activities } = this.parts;
      if (activity.startsOn > (await activities.today(tx))) return notYet();
      const { peopleReached } = input;
      if (peopleReached < 0 || peopleReached > 1_000_000) return tooMany('peopleReached', 1_000_000);
      const summary = requireText('summary', input.summary, { maximum: 2_000, multiline: true });
      if (isRefusal(summary)) return summary;
      return activities.hold(tx, activity.id, { accountId: actor.accountId, peopleReached, summary });
    });
  }

  cancelActivity(actor: Actor, input: ActivityCommandInput): Promise<ActivityRow | Refusal> {
    return this.once(actor, 'cancelActivity', input, PLANNED, (tx, { id }) =>
      this.parts.activities.end(tx, id, PLANNED, CANCELLED, actor.accountId),
    );
  }

  /** Closes the account; by another person than who wrote down that it was held. */
  accountForActivity(actor: Actor, input: ActivityCommandInput): Promise<ActivityRow | Refusal> {
    return this.once(actor, 'accountForActivity', input, HELD, async (tx, activity) =>
      activity.heldBy === actor.accountId
        ? new AnotherPersonDecides()
        : this.parts.activities.end(tx, activity.id, HELD, ACCOUNTED, actor.accountId),
    );
  }

  linkNeeds(actor: Actor, input: LinkActivityNeedsInput): Promise<ActivityRow | Refusal> {
    return this.once(actor, 'linkActivityNeeds', input, HELD, async (tx, activity) => {
      const ids = [...new Set(input.needIds.map((id) => localId('Need', id)))];
      if (ids.length < 1 || ids.length > linksAtOnce) return tooMany('needIds', linksAtOnce);
      const needs = await this.parts.needs.findNeeds(tx, ids);
      if (needs.length < ids.length || needs.some((need) => !managesNeed(actor, need))) return new NotFound('Need');
      const linked = await this.parts.activities.linkNeeds(tx, activity.id, ids, actor.accountId);
      return linked < ids.length ? elsewhere('needIds') : activity;
    });
  }

  linkDonations(actor: Actor, input: LinkActivityDonationsInput): Promise<ActivityRow | Refusal> {
    return this.once(
      actor,
      'linkActivityDonations',
      input,
      HELD,
      async (tx, activity) => {
        const ids = [...new Set(input.donationIds.map((id) => localId('Donation', id)))];
        if (ids.length < 1 || ids.length > linksAtOnce) return tooMany('donationIds', linksAtOnce);
        const donations = await this.parts.donations.findDonations(tx, ids);
        if (donations.length < ids.length || donations.some((donation) => !mayLinkDonation(actor, donation)))
          return new NotFound('Donation');
        const linked = await this.parts.activities.linkDonations(tx, activity.id, ids, actor.accountId);
        return linked < ids.length ? elsewhere('donationIds') : activity;
      },
      () => true,
    );
  }

  /** One command on an activity that is held by the transaction; a retry answers with the activity as it is now. */
  private once(
    actor: Actor,
    operation: string,
    input: ActivityCommandInput,
    from: ActivityStatus,
    work: (tx: Transaction, activity: ActivityRow) => Promise<ActivityRow | Refusal | undefined>,
    may: (actor: Actor, activity: ActivityRow) => boolean = mayManage,
  ): Promise<ActivityRow | Refusal> {
    const { activities, audit, database } = this.parts;
    return database.transaction<ActivityRow | Refusal>(async (tx) => {
      const id = localId('Activity', input.activityId);
      const once = await audit.recordOnce(tx, line(actor, operation, 'Activity', id), input.commandId, input);
      if (isRefusal(once)) return once;
      const activity = await activities.lockActivity(tx, id);
      if (!activity || !may(actor, activity)) return new NotFound('Activity');
      if (once === 'repeated') return activity;
      if (activity.status !== from) return new WrongState(activity.status, [from]);
      return (await work(tx, activity)) ?? new WrongState(activity.status, [from]);
    });
  }
}

function line(actor: Actor, operation: string, subjectType: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType, subjectId };
}

function readLocalKind(input: RegisterLinkagePartyInput): string | null | InvalidInput {
  const given = input.localKind ?? null;
  if ((input.kind === LinkagePartyKind.OTHER_LOCAL) === (given !== null))
    return given === null ? null : requireText('localKind', given, { maximum: 20 });
  return new InvalidInput('localKind', {
    zh: '仅“本地第六方”须填写本地称谓。请改正后重试。',
    en: 'Only the local sixth says what it is called. Correct it and try again.',
  });
}

function mistakeIn(input: PlanActivityInput): InvalidInput | undefined {
  if (input.functions.length === 0)
    return new InvalidInput('functions', { zh: '请至少选择一项功能。', en: 'Name at least one function.' });
  if (input.endsOn >= input.startsOn && input.endsOn <= addDays(input.startsOn, daysLong)) return undefined;
  return new InvalidInput('endsOn', {
    zh: `结束日不得早于开始日，且不超过 ${daysLong} 天。请改正后重试。`,
    en: `The last day is the first or up to ${daysLong} days later. Correct it and try again.`,
  });
}

function tooMany(field: string, maximum: number): InvalidInput {
  return new InvalidInput(field, {
    zh: `数量超出范围（最多 ${maximum}）。请改正后重试。`,
    en: `Out of range (at most ${maximum}). Correct it and try again.`,
  });
}

function notYet(): InvalidInput {
  return new InvalidInput('activityId', {
    zh: '活动尚未开始。请在开始日当天或之后登记。',
    en: 'It has not begun. Write it down on its first day or later.',
  });
}

function elsewhere(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '其中至少一项已关联到其他活动。请核对后重试。',
    en: 'At least one of them belongs to another activity. Check and try again.',
  });
}
