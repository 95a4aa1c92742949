/** Promises the whole sample as data, made from one seed: who works, who helps, who needs what. Nothing is written here. */
import { Role } from '../../schema/identity/role';
import { AreaLevel } from '../../schema/area/area';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { layGrids, readDistrict, type AreaToWrite } from '../area/district';
import { composeCreditCode } from '../organisation/credit-code';
import type { SampleAccount } from './actors';
import { planAdvising, type AdvisingPlan } from './advising';
import { pilotStreets, planAdvisers, planOfficers } from './corps';
import { planGiving, shopKind, shopPlans, type GivingPlan } from './giving';
import { planHouseholds, type HouseholdPlan } from './households';
import { organisationPlans, type OrganisationPlan } from './organisations';
import { personName } from './people';
import { SeededChance } from './random';

const seed = 640_104;
const district = '640104';

export interface PlannedOrganisation extends OrganisationPlan {
  readonly organisationId: string;
  readonly offeringIds: readonly string[];
  readonly creditCode: string;
  readonly administrator: SampleAccount;
}

export interface SamplePlan {
  readonly areas: readonly AreaToWrite[];
  readonly advisers: readonly SampleAccount[];
  readonly officers: readonly SampleAccount[];
  readonly advising: AdvisingPlan;
  /** The first registers organisations, the second approves them: four eyes. */
  readonly bureau: readonly [SampleAccount, SampleAccount];
  /** A member beside the administrator of the first social organisation. */
  readonly member: SampleAccount;
  readonly auditor: SampleAccount;
  readonly administrator: SampleAccount;
  readonly organisations: readonly PlannedOrganisation[];
  /** Donors of goods that are no party of the linkage: they offer nothing. */
  readonly shops: readonly PlannedOrganisation[];
  /** A second person of the federation, who reviews receipts. */
  readonly reviewer: SampleAccount;
  readonly giving: GivingPlan;
  readonly households: readonly HouseholdPlan[];
  /** What further ids come from, in the order in which they are asked for. */
  readonly chance: SeededChance;
}

export function planSample(): SamplePlan {
  const chance = new SeededChance(seed);
  const list = readDistrict();
  const areas = [...list, ...layGrids(list)];
  const account = (login: string, roles: SampleAccount['roles'], signsIn: boolean): SampleAccount => ({
    accountId: chance.uuid(),
    login,
    displayName: personName(chance),
    roles,
    signsIn,
  });
  const organisations = organisationPlans.map((plan, index) => planOrganisation(plan, index, chance));
  // A chance of its own: what the federation has changes nothing of who lives where.
  const second = new SeededChance(seed + 1);
  const shops = shopPlans.map(([name, nameEn], index) =>
    planOrganisation({ ...shopKind, name, nameEn }, organisations.length + index, second),
  );
  const bureauRole = { role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: district };
  const advisers = planAdvisers(list, chance).map((adviser, index) => ({
    ...adviser,
    login: index === 0 ? 'adviser' : adviser.login,
    roles: adviser.areaCodes.map((areaCode) => ({ role: Role.ADVISER, areaCode })),
    signsIn: index === 0,
  }));
  const officers = planOfficers(chance).map((officer, index) => ({
    ...officer,
    login: index === 0 ? 'officer' : officer.login,
    roles: [{ role: Role.STREET_OFFICER, areaCode: officer.areaCode }],
    signsIn: index === 0,
  }));
  return {
    ...{ areas, advisers, officers },
    advising: planAdvising(list, advisers, officers, new SeededChance(seed + 10)),
    bureau: [account('bureau', [bureauRole], true), account('bureau-2', [bureauRole], true)],
    member: account(
      'member',
      [{ role: Role.ORGANISATION_MEMBER, organisationId: organisations[1]!.organisationId }],
      true,
    ),
    auditor: account('auditor', [{ role: Role.AUDITOR }], true),
    administrator: account('administrator', [{ role: Role.SYSTEM_ADMINISTRATOR }], true),
    organisations,
    shops,
    reviewer: {
      ...{ accountId: second.uuid(), login: 'federation-2', displayName: personName(second), signsIn: true },
      roles: [{ role: Role.FEDERATION_STAFF, organisationId: organisations[0]!.organisationId }],
    },
    giving: planGiving(organisations.length, second),
    households: planHouseholds(gridsOfPilot(areas), chance),
    chance,
  };
}

const signInNames: Partial<Record<number, string>> = { 0: 'federation', 11: 'company' };

function planOrganisation(plan: OrganisationPlan, index: number, chance: SeededChance): PlannedOrganisation {
  const organisationId = chance.uuid();
  const role =
    plan.kind === OrganisationKind.CHARITY_FEDERATION
      ? Role.FEDERATION_STAFF
      : plan.kind === OrganisationKind.COMPANY || plan.kind === OrganisationKind.SHOP
        ? Role.COMPANY_PARTNER
        : Role.ORGANISATION_ADMINISTRATOR;
  return {
    ...plan,
    organisationId,
    offeringIds: plan.offerings.map(() => chance.uuid()),
    creditCode: composeCreditCode(plan.codePrefix, district, `MJ${String(index + 1).padStart(6, '0')}`),
    administrator: {
      accountId: chance.uuid(),
      login: signInNames[index] ?? (index === 1 ? 'organisation' : `organisation-${index}`),
      displayName: personName(chance),
      roles: [{ role, organisationId }],
      signsIn: plan.kind !== OrganisationKind.SHOP,
    },
  };
}

export function gridsOfPilot(areas: readonly AreaToWrite[]): string[] {
  return areas
    .filter((area) => area.level === AreaLevel.GRID && pilotStreets.some((street) => area.code.startsWith(street)))
    .map((area) => area.code);
}
