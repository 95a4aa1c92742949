/** Promises the policies, the register and the applications of the sample: by the services, as bureau and advisers would. */
import { ApplicationMode, AuthorityScope } from '../../schema/application/application';
import { globalId } from '../../schema/global-id';
import { ConsentMethod } from '../../schema/household/consent';
import { LowIncomeCategory } from '../../schema/household/household';
import { ExitReason } from '../../schema/register/register';
import type { ApplicationService } from '../application/application.service';
import type { Actor } from '../identity/actor';
import type { PolicyService } from '../policy/policy.service';
import { statutes } from '../policy/statutes';
import { addDays } from '../day';
import type { RegisterService } from '../register/register.service';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import { adviserOf, inLanes } from './lanes';
import type { SamplePlan } from './plan';
import { planPolicies, type ApplicationPlan, type PolicyPlan, type RegisteredPerson } from './policies';

export interface ReliefServices {
  readonly policyService: PolicyService;
  readonly registerService: RegisterService;
  readonly applicationService: ApplicationService;
}

const district = '640104';
const atOnce = 500;

export async function loadPolicies(services: ReliefServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  // What follows tells itself on which day of the year it was.
  await clock.moveTo('2024-02-29');
  const planned = planPolicies(plan);
  const bureau = actorFor(plan.bureau[0]);
  await loadCatalogue(services, planned, bureau);
  await importPeople(services, planned, bureau, planned.stock, true);
  await importPeople(services, planned, bureau, planned.newPeople, false);
  for (const { commandId, entryId, exitedOn } of planned.exits)
    expectDone(
      await services.registerService.exitRegister(bureau, {
        ...{ commandId, entryId: globalId('RegisterEntry', entryId), exitedOn, reason: ExitReason.EXIT_REEMPLOYED },
      }),
    );
  await inLanes(planned.links, async ({ linkId, household, code, kind, linkedOn }) => {
    const policyId = globalId('Policy', planned.policyIds.get(code)!);
    const householdId = globalId('Household', household.householdId);
    const input = { linkId, householdId, policyId, kind, linkedOn };
    expectDone(await services.policyService.linkPolicy(adviserOf(plan, household), input));
  });
  await inLanes(planned.applications, (application) => apply(services, plan, planned, application));
}

async function loadCatalogue(services: ReliefServices, planned: PolicyPlan, bureau: Actor): Promise<void> {
  const { policyService } = services;
  for (const { commandId, kind, value } of planned.standards)
    expectDone(
      await policyService.setLocalStandard(bureau, {
        ...{ commandId, areaCode: district, kind, value, validFrom: '2022-07-01', isSample: true },
        source: '示例数值，非官方标准',
      }),
    );
  for (const statute of statutes)
    expectDone(
      await policyService.publishPolicy(bureau, {
        ...{ ...statute, policyId: planned.policyIds.get(statute.code)!, areaCode: district },
      }),
    );
}

async function importPeople(
  services: ReliefServices,
  planned: PolicyPlan,
  bureau: Actor,
  people: readonly RegisteredPerson[],
  isStock: boolean,
): Promise<void> {
  for (let first = 0; first < people.length; first += atOnce)
    expectDone(
      await services.registerService.importEntries(bureau, {
        ...{ importId: planned.chance.uuid(), category: LowIncomeCategory.DIBAO, isStock },
        entries: people.slice(first, first + atOnce),
      }),
    );
}

/** Begun, gathered, handed in; and on as far as the plan says. */
async function apply(
  services: ReliefServices,
  plan: SamplePlan,
  planned: PolicyPlan,
  { applicationId: id, commandIds, household, code, begunOn, isActedFor, outcome }: ApplicationPlan,
): Promise<void> {
  const { applicationService } = services;
  const adviser = adviserOf(plan, household);
  const applicationId = globalId('PolicyApplication', id);
  const [authorised, provided, submitted, accepted, decided] = commandIds as [string, string, string, string, string];
  const memberIds = household.members.map((member) => globalId('HouseholdMember', member.memberId));
  expectDone(
    await applicationService.beginApplication(adviser, {
      ...{ applicationId: id, householdId: globalId('Household', household.householdId), memberIds, begunOn },
      policyId: globalId('Policy', planned.policyIds.get(code)!),
      mode: isActedFor ? ApplicationMode.ACTED_FOR : ApplicationMode.ASSISTED,
    }),
  );
  if (isActedFor)
    expectDone(
      await applicationService.authoriseApplication(adviser, {
        ...{ commandId: authorised, applicationId, memberId: memberIds[0]!, until: addDays(begunOn, 365) },
        ...{ scope: [AuthorityScope.SUBMIT, AuthorityScope.RECEIVE_DECISION], method: ConsentMethod.WRITTEN },
      }),
    );
  const { documents } = statutes.find((statute) => statute.code === code)!;
  const positions = documents.map((_, index) => index + 1);
  const gathered = { commandId: provided, applicationId, positions, providedOn: addDays(begunOn, 3), isWaived: false };
  expectDone(await applicationService.provideDocuments(adviser, gathered));
  const submittedOn = addDays(begunOn, 5);
  expectDone(await applicationService.submitApplication(adviser, { commandId: submitted, applicationId, submittedOn }));
  if (outcome === 'SUBMITTED') return;
  const acceptedOn = addDays(begunOn, 8);
  expectDone(await applicationService.acceptApplication(adviser, { commandId: accepted, applicationId, acceptedOn }));
  if (outcome === 'UNDER_REVIEW') return;
  expectDone(
    await applicationService.decideApplication(adviser, {
      ...{ commandId: decided, applicationId, approved: outcome === 'APPROVED', decidedOn: addDays(begunOn, 28) },
      decisionNumber: `兴民救〔2023〕${id.slice(0, 4)}号`,
    }),
  );
}
