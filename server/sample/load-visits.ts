/** Promises the discovery of the sample: a file of triggers sent by the bureau, households registered where they were found, 550 visited. */
import { globalId } from '../../schema/global-id';
import type { Barrier } from '../../schema/household/household';
import { SpreadsheetFormat } from '../../schema/import/import';
import { VisitResult } from '../../schema/visit/enums';
import type { Database } from '../database/database';
import type { HouseholdService } from '../household/household.service';
import type { Actor } from '../identity/actor';
import { writeTable } from '../spreadsheet/table-file';
import type { IntakeService } from '../intake/intake.service';
import { addDays, dayOf } from '../project/day';
import type { VisitObligationRepository } from '../visit/visit-obligation.repository';
import type { VisitRepository } from '../visit/visit.repository';
import type { VisitService } from '../visit/visit.service';
import { actorFor } from './actors';
import { expectDone } from './expect-done';
import { registerHousehold } from './load-households';
import type { SamplePlan } from './plan';
import { planDiscovery, type DiscoveryPlan, type VisitPlan } from './visits';

export interface DiscoveryServices {
  readonly database: Database;
  readonly householdService: HouseholdService;
  readonly intakeService: IntakeService;
  readonly visitObligations: VisitObligationRepository;
  readonly visitService: VisitService;
  readonly visits: VisitRepository;
}

/** Visits do not wait for one another. */
const lanes = 6;
const dayMilliseconds = 24 * 3_600_000;

export async function loadVisits(services: DiscoveryServices, plan: SamplePlan): Promise<void> {
  const today = dayOf(new Date());
  const planned = planDiscovery(plan, today);
  await sendFile(services, planned, actorFor(plan.bureau[0]), today);
  const advisers = new Map(plan.advisers.map((adviser) => [adviser.accountId, actorFor(adviser)]));
  const ids = planned.visits.map((visit) => visit.obligationId);
  const owed = await services.visitObligations.findObligations(services.database, ids);
  const adviserOf = new Map(owed.map((row) => [row.id, advisers.get(row.adviserId ?? '')]));
  const visitIds = planned.visits.map((visit) => visit.visitId);
  // Those of a load that was interrupted stand already, at the time that it had then.
  const made = new Set((await services.visits.findVisits(services.database, visitIds)).map((row) => row.id));
  const left = planned.visits.filter((visit) => !made.has(visit.visitId) && adviserOf.has(visit.obligationId));
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (const [index, visit] of left.entries())
        if (index % lanes === lane) await makeVisit(services, visit, adviserOf.get(visit.obligationId)!);
    }),
  );
}

async function sendFile(
  services: DiscoveryServices,
  planned: DiscoveryPlan,
  bureau: Actor,
  today: string,
): Promise<void> {
  const rows = planned.rows.map(({ trigger, daysAgo, household }) => {
    const [head] = household.members;
    const who = [head!.residentNumber, head!.name, household.phone, household.address, household.areaCode];
    return [trigger, addDays(today, -daysAgo), ...who];
  });
  const heading = ['情形', '发生日期', '公民身份号码', '姓名', '手机号', '住址', '区划代码'];
  const chunks = [await writeTable(SpreadsheetFormat.CSV, [heading, ...rows])];
  const file = { importId: planned.importId, format: SpreadsheetFormat.CSV, chunks };
  const received = await services.intakeService.receive(bureau, file);
  if (typeof received === 'string') throw new Error(`The file of the sample was not taken: ${received}`);
  await services.intakeService.idle();
  const importId = globalId('TriggerImport', planned.importId);
  const command = { commandId: planned.commandId, importId, leaveOutBadRows: false };
  expectDone(await services.intakeService.registerTriggers(bureau, command));
}

/** Whoever was not known is registered at the door; then the visit is written down. */
async function makeVisit(services: DiscoveryServices, visit: VisitPlan, adviser: Actor): Promise<void> {
  const { household, obligationId, rootCause, visitId } = visit;
  if (visit.isNew) await registerHousehold(services, adviser, household);
  expectDone(
    await services.visitService.recordVisit(adviser, {
      ...{ visitId, householdId: globalId('Household', household.householdId), result: VisitResult.COMPLETED },
      obligationIds: [globalId('VisitObligation', obligationId)],
      visitedAt: new Date(Date.now() - visit.daysAgo * dayMilliseconds),
      ...{ rootCauses: [rootCause], barriers: household.barriers as Barrier[], needIds: [], nextStep: visit.nextStep },
    }),
  );
}
