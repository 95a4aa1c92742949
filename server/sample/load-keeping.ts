/** Promises what was kept up from the year of the case until one looks: recognitions renewed, progress told, watched and paired households seen. */
import { v5 } from 'uuid';
import { WatchOutcome } from '../../schema/casework/enums';
import { globalId } from '../../schema/global-id';
import { LowIncomeCategory } from '../../schema/household/household';
import { ContactChannel } from '../../schema/pairing/pairing';
import { ObligationRule, ObligationState } from '../../schema/supervision/obligation';
import type { WatchService } from '../casework/watch.service';
import type { HouseholdService } from '../household/household.service';
import type { Actor } from '../identity/actor';
import type { PairingService } from '../pairing/pairing.service';
import { addDays, addMonths } from '../day';
import type { ObligationService } from '../supervision/obligation.service';
import { actorFor } from './actors';
import { planCasework } from './casework';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import { registeredOn } from './households';
import { adviserOf } from './lanes';
import { pairingsOf } from './load-linking';
import type { SamplePlan } from './plan';
import { planDiscovery } from './visits';

export interface KeepingServices {
  readonly householdService: HouseholdService;
  readonly obligationService: ObligationService;
  readonly pairingService: PairingService;
  readonly watchService: WatchService;
}

/** What is due is done so many days before. */
const daysBefore = 5;
const limit = 500;

export async function loadKeeping(services: KeepingServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  await clock.moveToPresent();
  const present = clock.day;
  await renewRecognitions(services, plan, clock, present);
  await tellProgress(services, plan, clock, present);
  await clock.moveToPresent();
  for (const { watchId, household } of planCasework(plan).watches)
    expectDone(
      await services.watchService.reviewWatch(adviserOf(plan, household), {
        ...{ reviewId: v5(present, watchId), watchId: globalId('HouseholdWatch', watchId) },
        ...{ outcome: WatchOutcome.CONTINUE, note: '身体状况平稳，继续关注。' },
      }),
    );
  for (const { pairingId, helper } of pairingsOf(plan))
    expectDone(
      await services.pairingService.recordPairingContact(actorFor(helper), {
        ...{ contactId: v5(present, pairingId), pairingId: globalId('Pairing', pairingId), contactedOn: present },
        ...{ channel: ContactChannel.HOME_VISIT, note: '上门看望，近况良好。' },
      }),
    );
}

/** A recognition of rigid expenditure holds for twelve months, and is renewed within them. */
async function renewRecognitions(
  { householdService, obligationService }: KeepingServices,
  plan: SamplePlan,
  clock: SampleClock,
  present: string,
): Promise<void> {
  const bureau = actorFor(plan.bureau[0]);
  const rigid: string = LowIncomeCategory.RIGID_EXPENDITURE;
  const visited = planDiscovery(plan).flatMap(({ visits }) => visits.filter((visit) => visit.isNew));
  const recognised = [
    ...plan.households.map((household) => ({ household, since: registeredOn })),
    ...visited.map(({ household, visitedOn }) => ({ household, since: visitedOn })),
  ].filter(({ household }) => household.lowIncomeCategory === rigid);
  for (const { household, since } of recognised) {
    const subjectId = household.householdId;
    const running = await obligationService.listObligations(bureau, { subjectId, onDay: present, limit });
    for (let day = renewal(since); day <= present; day = renewal(day)) {
      // Done by an earlier load that was interrupted: a later one is not to be undone.
      if (running.some(({ anchorOn }) => anchorOn === day)) continue;
      await clock.moveTo(day);
      const householdId = globalId('Household', household.householdId);
      expectDone(
        await householdService.reviseHousehold(bureau, {
          ...{ householdId, lowIncomeCategory: LowIncomeCategory.RIGID_EXPENDITURE },
        }),
      );
    }
  }
}

function renewal(since: string): string {
  return addDays(addMonths(since, 12), -daysBefore);
}

/** Of each project every three months, as the law has it. */
async function tellProgress(
  { obligationService }: KeepingServices,
  plan: SamplePlan,
  clock: SampleClock,
  present: string,
): Promise<void> {
  const charity = plan.organisations[0]!;
  const staff: Actor = actorFor(charity.administrator);
  const owed = await obligationService.listObligations(staff, {
    ...{ organisationId: charity.organisationId, onDay: present, limit },
    states: [ObligationState.OVERDUE],
  });
  const reports = owed.filter(({ rule }) => rule === ObligationRule.PROGRESS_REPORT);
  for (const { id, subjectId, dueOn } of reports) {
    const fulfilledOn = addDays(dueOn, -daysBefore);
    await clock.moveTo(fulfilledOn);
    const command = { commandId: v5(`progress ${dueOn}`, subjectId), obligationId: globalId('Obligation', id) };
    const evidence = '已在本会网站公开项目进展';
    expectDone(await obligationService.fulfilObligation(staff, { ...command, fulfilledOn, evidence }));
  }
}
