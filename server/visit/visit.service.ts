/** Promises records of visits: written by whom it concerns, also when they come late, each obligation settled by one of them. */
import { globalId, localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { cleanText, unclean } from '../../schema/text';
import { FoundPersonOutcome, VisitResult } from '../../schema/visit/enums';
import type { RecordVisitInput } from '../../schema/visit/inputs';
import { ObligationAlreadyDone, VisitTimeNotAccepted } from '../../schema/visit/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import { householdEnds } from '../household/ending';
import type { HouseholdRepository, HouseholdRow } from '../household/household.repository';
import type { IdentityVault, Place } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import type { PhotoLinks } from '../photo/photo-links';
import { dayOf } from '../day';
import { announceObligation } from './announcing';
import type { FoundPersonRepository, FoundPersonRow } from './found-person.repository';
import { clockAheadMinutes, offlineDays, owedStates, settles } from './rules';
import { servesPlace } from './visit.policy';
import type { VisitObligationRepository } from './visit-obligation.repository';
import type { VisitRepository, VisitRow } from './visit.repository';

export interface VisitParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly households: HouseholdRepository;
  readonly needs: Pick<NeedRepository, 'findNeeds'>;
  readonly vault: IdentityVault;
  readonly found: FoundPersonRepository;
  readonly obligations: VisitObligationRepository;
  readonly photoLinks: Pick<PhotoLinks, 'link'>;
  readonly visits: VisitRepository;
}

const textLimits = { maximum: 2_000, multiline: true };
const outcomes: Readonly<Partial<Record<VisitResult, FoundPersonOutcome>>> = {
  REFUSED: FoundPersonOutcome.REFUSED,
  MOVED_AWAY: FoundPersonOutcome.MOVED_AWAY,
  NOT_FOUND: FoundPersonOutcome.NOT_FOUND,
};

export function findingsPlace(visitId: string): Place {
  return { table: 'visit', column: 'findings', rowId: visitId };
}

export class VisitService {
  constructor(private readonly parts: VisitParts) {}

  recordVisit(actor: Actor, input: RecordVisitInput): Promise<VisitRow | Refusal> {
    const { audit, database, visits } = this.parts;
    return database.transaction(async (tx) => {
      const line = {
        ...{ accountId: actor.accountId, operation: 'recordVisit', subjectType: 'Visit', subjectId: input.visitId },
        details: { result: input.result, obligations: input.obligationIds.length },
      };
      const once = await audit.recordOnce(tx, line, input.visitId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') {
        const earlier = await visits.findVisit(tx, input.visitId);
        return earlier && servesPlace(actor, earlier) ? earlier : new NotFound('Visit');
      }
      const place = await this.placeOf(tx, actor, input);
      if (isRefusal(place)) return place;
      if (!(await visits.isAcceptable(tx, input.visitedAt, offlineDays, clockAheadMinutes)))
        return new VisitTimeNotAccepted();
      const findings = await this.findingsOf(tx, input, place.household);
      if (isRefusal(findings)) return findings;
      const visit = await visits.insertVisit(tx, {
        ...{ id: input.visitId, areaCode: place.areaCode, visitedAt: input.visitedAt, visitedBy: actor.accountId },
        ...{ householdId: place.household?.id ?? null, foundPersonId: place.person?.id ?? null, result: input.result },
        ...{ rootCauses: [...new Set(input.rootCauses)], barriers: [...new Set(input.barriers)] },
        ...{ nextStep: input.nextStep, findings: findings ?? null },
      });
      const trouble =
        (await this.linkNeeds(tx, input, place.household)) ??
        (await this.parts.photoLinks.link(
          tx,
          { id: input.visitId, householdId: place.household?.id },
          input.photoIds,
        )) ??
        (await this.settle(tx, input, visit));
      if (trouble) return trouble;
      await append(tx, {
        ...{ type: 'VisitRecorded', subjectId: visit.id, audience: areaChainScopes(visit.areaCode) },
        payload: { visitId: visit.id, householdId: visit.householdId, result: visit.result },
      });
      return visit;
    });
  }

  /** The household or the found person visited; only what was not a meeting is recorded of a found person. */
  private async placeOf(
    tx: Transaction,
    actor: Actor,
    input: RecordVisitInput,
  ): Promise<{ areaCode: string; household?: HouseholdRow; person?: FoundPersonRow } | Refusal> {
    const { found, households } = this.parts;
    if ((input.householdId == null) === (input.foundPersonId == null))
      return new InvalidInput('householdId', {
        zh: '家庭与待核实人员须填且只填一项。',
        en: 'Name either a household or a found person.',
      });
    if (input.householdId != null) {
      const household = await households.findHousehold(tx, localId('Household', input.householdId));
      if (!household || !servesPlace(actor, household)) return new NotFound('Household');
      return { areaCode: household.areaCode, household };
    }
    const person = await found.lockPerson(tx, localId('FoundPerson', input.foundPersonId!));
    if (!person || !servesPlace(actor, person)) return new NotFound('FoundPerson');
    if (person.outcome !== null || input.result === VisitResult.COMPLETED)
      return new InvalidInput('foundPersonId', {
        zh: '见到本人后请先登记家庭，再按家庭登记走访。',
        en: 'Register the household of a person who was met, then record the visit of the household.',
      });
    return { areaCode: person.areaCode, person };
  }

  private async findingsOf(
    tx: Transaction,
    input: RecordVisitInput,
    household: HouseholdRow | undefined,
  ): Promise<Buffer | undefined | InvalidInput> {
    const found =
      input.rootCauses.length + input.barriers.length + input.needIds.length + (input.photoIds?.length ?? 0);
    if (input.result !== VisitResult.COMPLETED && (found > 0 || input.findings != null))
      return new InvalidInput('result', {
        zh: '未完成的走访不能填写根源、障碍、需求或情况记录。',
        en: 'A visit that was not completed has no causes, barriers, needs or findings.',
      });
    if (input.findings == null) return undefined;
    const text = cleanText(input.findings, textLimits);
    if (text === undefined) return unclean('findings', textLimits);
    const { households, vault } = this.parts;
    const dataKey = (await households.findSealed(tx, household!.id))!.household.dataKey;
    if (dataKey === null) return householdEnds('findings');
    return vault.openKey(household!.id, dataKey).seal(findingsPlace(input.visitId), text);
  }

  private async linkNeeds(
    tx: Transaction,
    input: RecordVisitInput,
    household: HouseholdRow | undefined,
  ): Promise<Refusal | undefined> {
    const ids = [...new Set(input.needIds.map((id) => localId('Need', id)))];
    if (ids.length === 0) return undefined;
    const needs = await this.parts.needs.findNeeds(tx, ids);
    const own = needs.filter((need) => need.householdId === household?.id);
    if (own.length < ids.length) return new NotFound('Need');
    const taken = await this.parts.visits.insertNeeds(tx, input.visitId, ids);
    if (taken.length === 0) return undefined;
    return new InvalidInput(`needIds.${input.needIds.findIndex((id) => localId('Need', id) === taken[0])}`, {
      zh: '该需求已记在另一次走访名下。请去掉后重试。',
      en: 'This need was found by another visit. Leave it out and try again.',
    });
  }

  private async settle(tx: Transaction, input: RecordVisitInput, visit: VisitRow): Promise<Refusal | undefined> {
    const { found, obligations } = this.parts;
    const ids = [...new Set(input.obligationIds.map((id) => localId('VisitObligation', id)))];
    const rows = await obligations.lockObligations(tx, ids);
    const own = rows.filter((row) =>
      visit.householdId ? row.householdId === visit.householdId : row.foundPersonId === visit.foundPersonId,
    );
    if (own.length < ids.length) return new NotFound('VisitObligation');
    const done = own.find((row) => row.doneAt !== null);
    if (done)
      return new ObligationAlreadyDone(
        globalId('VisitObligation', done.id),
        globalId('Visit', done.visitId!),
        done.doneAt!,
      );
    const closed = own.find((row) => row.closedAt !== null);
    if (closed) return new WrongState(closed.state, owedStates);
    if (own.some((row) => dayOf(visit.visitedAt) < row.occurredOn))
      return new InvalidInput('visitedAt', {
        zh: '走访日期早于情形发生日期，不能作为该任务的走访。请核对。',
        en: 'The visit was before what it is owed for. Check the day.',
      });
    if (!settles(visit.result)) return undefined;
    const outcome = visit.foundPersonId ? outcomes[visit.result] : undefined;
    // Nobody is left to visit: all that was owed to the person is settled with it.
    const open = outcome ? await obligations.openOfFoundPerson(tx, visit.foundPersonId!) : own;
    if (outcome) await found.settle(tx, visit.foundPersonId!, outcome);
    for (const row of await obligations.settle(
      tx,
      open.map((one) => one.id),
      visit.id,
      visit.visitedAt,
    ))
      await announceObligation(tx, 'VisitDone', row);
    return undefined;
  }
}
