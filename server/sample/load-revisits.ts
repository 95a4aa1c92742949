/** Promises the revisits of the published year: of those who were helped, entered and left, most in time, some late, a few never; by the services, in rounds. */
import { v5 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { RevisitOccasion, RevisitOutcome, RevisitState, Satisfaction } from '../../schema/revisit/revisit';
import { revisitAfterDays } from '../claim/delivery.service';
import { addDays } from '../day';
import type { RevisitRow } from '../revisit/revisit.repository';
import type { RevisitService } from '../revisit/revisit.service';
import type { RevisitRoundService } from '../revisit/round.service';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import { planHelping } from './helping';
import { adviserOf, inLanes } from './lanes';
import { daysToService } from './load-helping';
import type { SamplePlan } from './plan';
import { SeededChance } from './random';

export interface RevisitServices {
  readonly revisitService: RevisitService;
  readonly revisitRounds: RevisitRoundService;
}

const seed = 640_104 + 14;
const atOnce = 200;
const dayOfListing = '2024-03-01';
const lateDays = 4;
/** More than the year has. */
const limit = 5_000;
const satisfactions = [
  ...Array.from({ length: 8 }, () => Satisfaction.SATISFIED),
  ...[Satisfaction.PARTLY_SATISFIED, Satisfaction.NOT_SATISFIED],
];

/** Each household that was helped is seen again on the day on which that is due. */
export async function loadDeliveryRevisits(
  { revisitService }: RevisitServices,
  plan: SamplePlan,
  clock: SampleClock,
): Promise<void> {
  const chance = new SeededChance(seed + 1);
  const helping = planHelping(plan).map((help) => ({ ...help, satisfaction: chance.pick(satisfactions) }));
  const helpOf = new Map(helping.map((help) => [help.needId, help]));
  const occasion = RevisitOccasion.DELIVERY;
  const listing = { areaCode: '640104', occasion, state: RevisitState.DUE, limit };
  for (const day of [...new Set(helping.map((help) => help.day))].sort()) {
    await clock.moveTo(addDays(day, daysToService + revisitAfterDays));
    const due = await revisitService.listRevisits(actorFor(plan.bureau[0]), { ...listing, onDate: clock.day });
    const items = due.flatMap(({ id, needId }) => ({ id, ...helpOf.get(needId!)! }));
    await inLanes(items, async ({ id, household, needId, satisfaction }) => {
      const command = { commandId: v5('completeRevisit', needId), revisitId: globalId('Revisit', id) };
      const found = { outcome: RevisitOutcome.NEED_MET, satisfaction };
      expectDone(await revisitService.completeRevisit(adviserOf(plan, household), { ...command, ...found }));
    });
  }
}

/** Of those who entered the register or left it. */
export async function loadRevisits(services: RevisitServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  const { revisitService, revisitRounds } = services;
  const bureau = actorFor(plan.bureau[0]);
  const chance = new SeededChance(seed);
  await clock.moveTo(addDays(dayOfListing, lateDays));
  for (const occasion of [RevisitOccasion.REGISTER_ENTRY, RevisitOccasion.REGISTER_EXIT]) {
    const listing = { areaCode: '640104', occasion, onDate: dayOfListing, limit };
    // Done ones too: a load that was interrupted sends the same rounds again.
    const states = [RevisitState.OVERDUE, RevisitState.DONE];
    const lists = [];
    for (const state of states) lists.push(await revisitService.listRevisits(bureau, { ...listing, state }));
    const order = (row: RevisitRow) => `${row.dueOn} ${row.id}`;
    const visits = lists
      .flat()
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .filter(() => !chance.chance(0.02))
      .map(({ id, dueOn }) => ({
        ...{ revisitId: globalId('Revisit', id), outcome: RevisitOutcome.NEED_MET },
        ...{
          satisfaction: chance.pick(satisfactions),
          visitedOn: addDays(dueOn, chance.chance(0.95) ? -chance.between(0, 3) : lateDays),
        },
      }));
    for (let first = 0; first < visits.length; first += atOnce) {
      const round = visits.slice(first, first + atOnce);
      expectDone(await revisitRounds.completeRound(bureau, { commandId: chance.uuid(), visits: round }));
    }
  }
}
