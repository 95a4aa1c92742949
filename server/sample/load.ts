/** Promises the sample district in the database: through the services of the product, as its users would, and only once. */
import { v5 } from 'uuid';
import { CapacityStatus } from '../../schema/organisation/offering';
import type { AuditTrail } from '../audit/audit';
import type { PilotService } from '../adviser/pilot.service';
import { advisoryLocks } from '../database/advisory-lock';
import type { Database } from '../database/database';
import type { Message } from '../message';
import type { OfferingService } from '../organisation/offering.service';
import type { OrganisationService } from '../organisation/organisation.service';
import {
  actorFor,
  createAccounts,
  demoPassword,
  foundInstallation,
  type AccountServices,
  type SampleAccount,
} from './actors';
import { appointedOn } from './advising';
import { SampleClock } from './clock';
import { pilotSince, pilotStreets } from './corps';
import type { CareServices } from './care';
import { expectDone } from './expect-done';
import { loadCasework, type CaseworkServices } from './load-casework';
import { loadCorps, type CorpsServices } from './load-corps';
import { loadEvaluation, type EvaluationServices } from './load-evaluation';
import { loadGiving, type GivingServices } from './load-giving';
import { loadHelping } from './load-helping';
import { loadHouseholds, type HouseholdServices } from './load-households';
import { loadKeeping, type KeepingServices } from './load-keeping';
import { loadLinkage, type LinkageServices } from './load-linkage';
import { loadLinking, type LinkingServices } from './load-linking';
import { loadPolicies, type ReliefServices } from './load-policies';
import { loadDeliveryRevisits, loadRevisits, type RevisitServices } from './load-revisits';
import type { WarningRefresh } from '../warning/refresh.service';
import { loadPool } from './load-pool';
import { loadPopulation, type PopulationServices } from './load-population';
import { loadOwed, loadVisits, type DiscoveryServices } from './load-visits';
import { registeredOn } from './households';
import { planSample, type PlannedOrganisation, type SamplePlan } from './plan';

export interface SampleServices
  extends
    AccountServices,
    CareServices,
    HouseholdServices,
    LinkageServices,
    KeepingServices,
    EvaluationServices,
    CaseworkServices,
    CorpsServices,
    LinkingServices,
    GivingServices,
    ReliefServices,
    PopulationServices,
    DiscoveryServices,
    RevisitServices {
  readonly database: Database;
  readonly audit: AuditTrail;
  /** The list of areas of the district with its grids, as `npm run import:areas` writes it. */
  readonly importDistrict: () => Promise<unknown>;
  readonly pilotService: PilotService;
  readonly organisationService: OrganisationService;
  readonly offeringService: OfferingService;
  readonly warningRefresh: WarningRefresh;
}

export interface DemoSignIn {
  readonly role: Message;
  readonly login: string;
  readonly password: string;
}

const operation = 'loadSample';

/** What is asked whether the sample is there. */
export type SampleGround = Pick<SampleServices, 'audit' | 'database'>;

/**
 * Loads what is missing of the sample; a start that was interrupted is completed by the next. `compose` puts together the services
 * that load it, over a database whose clock goes through the year of the case. Returns the demo sign-ins.
 */
export async function loadSample(
  { audit, database }: SampleGround,
  compose: (databaseUrl: string) => SampleServices,
  report: (line: Message) => void,
): Promise<DemoSignIn[]> {
  const plan = planSample();
  await database.exclusively(advisoryLocks.loadSample, async () => {
    if (await audit.wasDone(database, operation)) return;
    report({
      zh: '正在装入示例区（仅首次，约十几秒）……',
      en: 'Loading the sample district (first start only, some seconds) ...',
    });
    const clock = await SampleClock.setUp(database);
    const services = compose(clock.databaseUrl);
    try {
      await services.database.open();
      await loadYear(services, plan, clock, report);
    } finally {
      await services.intakeService.stop();
      await services.database.close();
    }
    await clock.putAway();
    await database.transaction((tx) => audit.record(tx, { operation, subjectType: 'Sample' }));
  });
  return signInsOf(plan);
}

/** The year of the case, what was kept up since, and what one looks at today. */
async function loadYear(
  services: SampleServices,
  plan: SamplePlan,
  clock: SampleClock,
  report: (line: Message) => void,
): Promise<void> {
  await clock.moveTo(appointedOn);
  await loadPeople(services, plan);
  await loadCorps(services, plan, clock);
  await clock.moveTo(registeredOn);
  await loadPopulation(services, plan);
  for (const organisation of [...plan.organisations, ...plan.shops])
    await loadOrganisation(services, plan, organisation);
  await loadGiving(services, plan, clock);
  const cards = await loadHouseholds(services, plan, clock);
  await loadHelping(services, plan, clock, cards);
  await loadDeliveryRevisits(services, plan, clock);
  report({ zh: '  130 户已得到帮助', en: '  130 households were helped' });
  await loadCasework(services, plan, clock);
  await loadVisits(services, plan, clock);
  report({ zh: '  550 户已走访', en: '  550 households were visited' });
  await loadPolicies(services, plan, clock);
  await loadRevisits(services, plan, clock);
  await loadEvaluation(services, plan, clock);
  await loadLinking(services, plan, clock);
  await loadKeeping(services, plan, clock);
  await clock.moveToPresent();
  await loadPool(services, plan, cards);
  await loadOwed(services, plan, clock);
  await loadLinkage(services, plan, clock);
  await services.warningRefresh.survey();
}

async function loadPeople(services: SampleServices, plan: SamplePlan): Promise<void> {
  const { administrator, advisers, auditor, bureau, chance, officers } = plan;
  await services.importDistrict();
  await foundInstallation(services, administrator, chance);
  await createAccounts(services, administrator, [...advisers, ...officers, ...bureau, auditor], chance);
  for (const areaCode of pilotStreets) {
    const pilot = { commandId: v5(areaCode, bureau[0].accountId), areaCode, since: pilotSince };
    expectDone(await services.pilotService.markPilotStreet(actorFor(bureau[0]), pilot));
  }
}

/** Registered by one officer of the bureau, handed in by its administrator, approved by another officer; then it offers. */
async function loadOrganisation(
  services: SampleServices,
  plan: SamplePlan,
  organisation: PlannedOrganisation,
): Promise<void> {
  const [registrar, approver] = plan.bureau.map(actorFor);
  const { organisationService, offeringService } = services;
  const { organisationId } = organisation;
  expectDone(
    await organisationService.registerOrganisation(registrar!, {
      organisationId,
      kind: organisation.kind,
      name: organisation.name,
      nameEn: organisation.nameEn,
      unifiedSocialCreditCode: organisation.creditCode,
      areaCode: '640104',
    }),
  );
  const own = [organisation.administrator, plan.member, plan.reviewer].filter(
    (account) => account.roles[0]!.organisationId === organisationId,
  );
  await createAccounts(services, plan.administrator, own, plan.chance);
  const administrator = actorFor(organisation.administrator);
  expectDone(await organisationService.submitForReview(administrator, organisationId));
  expectDone(await organisationService.approveOrganisation(approver!, organisationId));
  for (const [index, offering] of organisation.offerings.entries())
    expectDone(
      await offeringService.publishOffering(administrator, {
        offeringId: organisation.offeringIds[index]!,
        organisationId,
        serviceKind: offering.serviceKind,
        name: offering.name,
        areaCodes: [...(offering.areaCodes ?? ['640104'])],
        situations: [...(offering.situations ?? [])],
        languages: [],
        skills: [],
        takesRestricted: offering.takesRestricted ?? false,
        capacityStatus: CapacityStatus.CAPACITY,
        capacityMaximum: offering.capacityMaximum,
      }),
    );
}

function signInsOf(plan: SamplePlan): DemoSignIn[] {
  const one = (zh: string, en: string, account: SampleAccount): DemoSignIn => ({
    role: { zh, en },
    login: account.login,
    password: demoPassword,
  });
  return [
    one('社区救助顾问', 'Relief adviser', plan.advisers[0]!),
    one('街道救助骨干', 'Street officer', plan.officers[0]!),
    one('民政局', 'Civil affairs bureau', plan.bureau[0]),
    one('社会组织管理员', 'Organisation administrator', plan.organisations[1]!.administrator),
    one('社会组织成员', 'Organisation member', plan.member),
    one('慈善总会', 'Charity federation', plan.organisations[0]!.administrator),
    one('爱心企业', 'Company partner', plan.organisations[11]!.administrator),
    one('审计', 'Auditor', plan.auditor),
    one('系统管理员', 'System administrator', plan.administrator),
  ];
}
