/** Promises that a trigger is taken once, that its person is recognised without being read, and that an adviser owes a visit from that moment. */
import { localId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { cleanText, unclean } from '../../schema/text';
import { TriggerChannel } from '../../schema/visit/enums';
import type { ReportTriggerInput, TriggerPersonInput } from '../../schema/visit/inputs';
import { TriggerAlreadyReported } from '../../schema/visit/refusals';
import { AreaLevel } from '../../schema/area/area';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { householdEnds } from '../household/ending';
import type { HouseholdRepository } from '../household/household.repository';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import { forbidden } from '../identity/actor';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { addDays } from '../day';
import { announceObligation } from './announcing';
import type { Assignment } from './assignment';
import type { AssignmentRepository } from './assignment.repository';
import type { FoundPersonRepository } from './found-person.repository';
import { firstBroken, readPerson, sealPerson } from './person';
import { dueOn, oldestTriggerDays } from './rules';
import { placesServed, reportsFor, servesPlace, within } from './visit.policy';
import type { ObligationListing, VisitObligationRepository, VisitObligationRow } from './visit-obligation.repository';

export interface TriggerParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly organisations: Pick<OrganisationRepository, 'findOrganisation'>;
  readonly households: HouseholdRepository;
  readonly vault: IdentityVault;
  readonly found: FoundPersonRepository;
  readonly obligations: VisitObligationRepository;
  readonly assignments: AssignmentRepository;
  readonly assignment: Assignment;
}

/** Whom a trigger is of, and where. */
interface Subject {
  readonly areaCode: string;
  readonly householdId: string | null;
  readonly foundPersonId: string | null;
  readonly personIndex: Buffer | null;
}

const operation = 'reportTrigger';
/** Reports of one account within a day, one by one: more come by file, and whether a person is known must not become a search. */
const reportsPerDay = 500;
const placeLevels: readonly AreaLevel[] = [AreaLevel.SUBDISTRICT, AreaLevel.COMMUNITY, AreaLevel.GRID];

export class TriggerService {
  constructor(private readonly parts: TriggerParts) {}

  /** The visits owed in the parts of a subtree that the actor serves, what is due first first. Throws FORBIDDEN for who serves none of it. */
  listObligations(
    actor: Actor,
    { areaCode, ...listing }: Omit<ObligationListing, 'areaCodes'> & { readonly areaCode?: string },
  ): Promise<VisitObligationRow[]> {
    const { database, obligations } = this.parts;
    return obligations.listObligations(database, { areaCodes: within(placesServed(actor), areaCode), ...listing });
  }

  reportTrigger(actor: Actor, input: ReportTriggerInput): Promise<VisitObligationRow | Refusal> {
    const { audit, database, obligations } = this.parts;
    return database.transaction(async (tx) => {
      const departmentId = input.departmentId ? localId('Organisation', input.departmentId) : undefined;
      const line = {
        ...{ accountId: actor.accountId, operation, subjectType: 'VisitObligation', subjectId: input.obligationId },
        details: { trigger: input.trigger, departmentId },
      };
      const once = await audit.recordOnce(tx, line, input.obligationId, input);
      if (isRefusal(once)) return once;
      const channel = await this.channelOf(tx, actor, departmentId);
      if (isRefusal(channel)) return channel;
      if (once === 'repeated')
        return (await obligations.findObligation(tx, input.obligationId)) ?? new NotFound('VisitObligation');
      if ((await audit.countInTurn(tx, actor.accountId, operation, 24)) > reportsPerDay) return tooMany();
      const today = await obligations.today(tx);
      const reference = input.reference == null ? null : cleanText(input.reference, { maximum: 64 });
      if (reference === undefined) return unclean('reference', { maximum: 64 });
      if (input.occurredOn > today || input.occurredOn < addDays(today, -oldestTriggerDays)) return strangeDay();
      const subject = await this.subjectOf(tx, actor, input, today, channel);
      if (isRefusal(subject)) return subject;
      const row = await obligations.insertTrigger(tx, {
        ...{ id: input.obligationId, trigger: input.trigger, occurredOn: input.occurredOn, channel, ...subject },
        ...{ departmentId: departmentId ?? null, reference, reportedBy: actor.accountId },
        ...{ reportedOn: today, dueOn: dueOn(input.trigger, today) },
      });
      return row ? this.give(tx, row) : new TriggerAlreadyReported();
    });
  }

  private async give(tx: Transaction, row: VisitObligationRow): Promise<VisitObligationRow> {
    // The community as a whole, since a team serves all its grids.
    await this.parts.assignments.lockAreas(tx, [row.areaCode.slice(0, 12)]);
    const given = (await this.parts.assignment.assign(tx, [row.areaCode])).find((one) => one.id === row.id) ?? row;
    await announceObligation(tx, 'VisitAssigned', given);
    return given;
  }

  private async channelOf(
    tx: Transaction,
    actor: Actor,
    departmentId: string | undefined,
  ): Promise<TriggerChannel | Refusal> {
    if (departmentId === undefined) {
      if (placesServed(actor).length === 0) throw forbidden();
      return TriggerChannel.AREA_STAFF;
    }
    if (!reportsFor(actor, departmentId)) return new NotFound('Organisation');
    const department = await this.parts.organisations.findOrganisation(tx, departmentId);
    // Only public institutions report of persons on the ground of their statutory duty.
    return department?.kind === OrganisationKind.PUBLIC_INSTITUTION
      ? TriggerChannel.DEPARTMENT
      : new NotFound('Organisation');
  }

  private async subjectOf(
    tx: Transaction,
    actor: Actor,
    input: ReportTriggerInput,
    today: string,
    channel: TriggerChannel,
  ): Promise<Subject | Refusal> {
    const { householdId, person } = input;
    if ((householdId == null) === (person == null)) return eitherOr();
    if (person != null) return this.subjectOfPerson(tx, actor, person, today, channel);
    const household = await this.parts.households.keepHousehold(tx, localId('Household', householdId!));
    if (!household || !servesPlace(actor, household)) return new NotFound('Household');
    if (household.ends) return householdEnds('householdId');
    return { areaCode: household.areaCode, householdId: household.id, foundPersonId: null, personIndex: null };
  }

  private async subjectOfPerson(
    tx: Transaction,
    actor: Actor,
    written: TriggerPersonInput,
    today: string,
    channel: TriggerChannel,
  ): Promise<Subject | Refusal> {
    const { areas, found, households, vault } = this.parts;
    const person = readPerson(written, today);
    if (Array.isArray(person)) return firstBroken('person.', person);
    const area = await areas.findArea(tx, written.areaCode);
    if (!area || !placeLevels.includes(area.level)) return strangePlace();
    // Who serves an area tells of people in it; a department tells of anybody.
    if (channel === TriggerChannel.AREA_STAFF && !servesPlace(actor, { areaCode: area.code })) return strangePlace();
    const personIndex = vault.residentNumberIndex(person.residentNumber);
    const [known] = await households.householdsOfPersons(tx, [personIndex]);
    if (known && (await households.keepHousehold(tx, known.householdId))?.erased === false)
      return { areaCode: known.areaCode, householdId: known.householdId, foundPersonId: null, personIndex };
    const entry = await found.findOrInsert(tx, { ...sealPerson(vault, person), areaCode: area.code });
    return { areaCode: entry.areaCode, householdId: null, foundPersonId: entry.id, personIndex };
  }
}

function eitherOr(): InvalidInput {
  return new InvalidInput('person', {
    zh: '家庭与人员须填且只填一项。',
    en: 'Name either a household or a person.',
  });
}

function strangeDay(): InvalidInput {
  return new InvalidInput('occurredOn', {
    zh: '发生日期须不晚于今天且在一年之内。请核对后重试。',
    en: 'The day must not be after today nor more than a year ago. Check it and try again.',
  });
}

function strangePlace(): InvalidInput {
  return new InvalidInput('person.areaCode', {
    zh: '区划须为现有且在您辖区内的街道、社区或网格。请从列表中选择。',
    en: 'The area must be an existing street, community or grid, one that you serve. Choose it from the list.',
  });
}

function tooMany(): InvalidInput {
  return new InvalidInput('obligationId', {
    zh: `逐条报送每日最多${reportsPerDay}条，更多请用文件批量报送。`,
    en: `At most ${reportsPerDay} are reported one by one in a day; send more by file.`,
  });
}
