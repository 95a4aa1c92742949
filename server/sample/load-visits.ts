/** Promises the discovery of the sample: a file of triggers sent by the bureau each month, households registered where they were found, 550 visited. */
import { globalId } from '../../schema/global-id';
import type { Barrier } from '../../schema/household/household';
import { SpreadsheetFormat } from '../../schema/import/import';
import { WrongState } from '../../schema/refusals';
import { TriggerImportStatus } from '../../schema/intake/trigger-import';
import { VisitResult } from '../../schema/visit/enums';
import type { HouseholdService } from '../household/household.service';
import type { Actor } from '../identity/actor';
import type { IntakeService } from '../intake/intake.service';
import { writeTable } from '../spreadsheet/table-file';
import type { TriggerService } from '../visit/trigger.service';
import type { VisitService } from '../visit/visit.service';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import { inLanes } from './lanes';
import { registerHousehold } from './load-households';
import type { SamplePlan } from './plan';
import { planDiscovery, planOwed, type TriggerFilePlan, type VisitPlan } from './visits';

/** More than the year has. */
const limit = 5_000;

export interface DiscoveryServices {
  readonly householdService: HouseholdService;
  readonly intakeService: IntakeService;
  readonly triggerService: TriggerService;
  readonly visitService: VisitService;
}

export async function loadVisits(services: DiscoveryServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  for (const month of planDiscovery(plan)) {
    await clock.moveTo(month.sentOn);
    await sendFile(services, plan, clock, month);
    const adviserOf = await findAdvisers(services, plan);
    for (const day of [...new Set(month.visits.map((visit) => visit.visitedOn))].sort()) {
      await clock.moveTo(day, '15:00');
      const visits = month.visits.filter((visit) => visit.visitedOn === day);
      await inLanes(visits, (visit) => makeVisit(services, visit, adviserOf(visit), clock.now));
    }
  }
}

/** What is owed on the day on which one looks. */
export async function loadOwed(services: DiscoveryServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  await sendFile(services, plan, clock, planOwed(plan, clock.day));
}

async function sendFile(
  services: DiscoveryServices,
  plan: SamplePlan,
  clock: SampleClock,
  planned: TriggerFilePlan,
): Promise<void> {
  const { intakeService } = services;
  const bureau = actorFor(plan.bureau[0]);
  const rows = planned.rows.map(({ trigger, occurredOn, household }) => {
    const [head] = household.members;
    return [
      ...[trigger, occurredOn, head!.residentNumber, head!.name, household.phone, household.address],
      household.areaCode,
    ];
  });
  const heading = ['情形', '发生日期', '公民身份号码', '姓名', '手机号', '住址', '区划代码'];
  const read = async () => {
    const chunks = [await writeTable(SpreadsheetFormat.CSV, [heading, ...rows])];
    const file = { importId: planned.importId, format: SpreadsheetFormat.CSV, chunks };
    const received = await intakeService.receive(bureau, file);
    if (typeof received === 'string') throw new Error(`The file of the sample was not taken: ${received}`);
    await intakeService.idle();
    const importId = globalId('TriggerImport', planned.importId);
    return intakeService.registerTriggers(bureau, { commandId: planned.commandId, importId, leaveOutBadRows: false });
  };
  const registered = await read();
  if (!isBeingRead(registered)) return void expectDone(registered);
  // By a load that was interrupted, of which nothing was heard for a while: it is read anew.
  await clock.moveTo(planned.sentOn, '12:00');
  const again = await read();
  if (isBeingRead(again)) throw new Error('The file of the sample is being read by another server.');
  expectDone(again);
}

function isBeingRead(answer: unknown): boolean {
  const reading: string = TriggerImportStatus.READING;
  return answer instanceof WrongState && answer.currentStatus === reading;
}

/** Who was given each visit so far. */
async function findAdvisers(
  { triggerService }: DiscoveryServices,
  plan: SamplePlan,
): Promise<(visit: VisitPlan) => Actor> {
  const owed = await triggerService.listObligations(actorFor(plan.bureau[0]), { limit });
  const advisers = new Map(plan.advisers.map((adviser) => [adviser.accountId, adviser]));
  const adviserOf = new Map(owed.map((row) => [row.id, advisers.get(row.adviserId ?? '')]));
  return ({ obligationId }) => {
    const adviser = adviserOf.get(obligationId);
    if (!adviser) throw new Error(`Nobody owes the visit ${obligationId} of the sample`);
    return actorFor(adviser);
  };
}

/** Whoever was not known is registered at the door; then the visit is written down. */
async function makeVisit(
  services: DiscoveryServices,
  visit: VisitPlan,
  adviser: Actor,
  visitedAt: Date,
): Promise<void> {
  const { household, obligationId, rootCause, visitId } = visit;
  if (visit.isNew) await registerHousehold(services, adviser, household);
  expectDone(
    await services.visitService.recordVisit(adviser, {
      ...{ visitId, visitedAt, householdId: globalId('Household', household.householdId) },
      ...{ obligationIds: [globalId('VisitObligation', obligationId)], result: VisitResult.COMPLETED },
      ...{ rootCauses: [rootCause], barriers: household.barriers as Barrier[], needIds: [], nextStep: visit.nextStep },
    }),
  );
}
