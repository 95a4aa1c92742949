/** Promises who is told which figure, and how exactly: those whose own work it is, who serves the area, and who supervises. Pure. */
import { Role } from '../../schema/identity/role';
import { holds, organisationsOf, servesArea, type Actor } from '../identity/actor';
import type { Measure } from '../measure';
import { isOfWholeYears, type Period } from './period';

/** Of whose work figures are asked, read and checked. */
export interface Scope extends Period {
  readonly areaCode?: string;
  readonly organisationId?: string;
  readonly adviserId?: string;
  readonly facet?: string;
}

/** EXACT: the actor may read each record behind the figure. ANONYMOUS: it may not, and small figures are suppressed. */
export type Sight = 'EXACT' | 'ANONYMOUS';

const overseers = [Role.CIVIL_AFFAIRS_BUREAU, Role.STREET_OFFICER];
const givers = Role.COMPANY_PARTNER;
const districtLength = 6;

/** Who may ask at all. */
export const indicatorReaders = [
  ...overseers,
  Role.ADVISER,
  Role.AUDITOR,
  Role.COMPANY_PARTNER,
  Role.FEDERATION_STAFF,
  Role.ORGANISATION_ADMINISTRATOR,
  Role.ORGANISATION_MEMBER,
];

/** The scope with the area that the actor serves, when it names neither an area nor a person or organisation of its own. */
export function withOwnArea(actor: Actor, scope: Scope): Scope {
  if (scope.areaCode !== undefined || isOwnWork(actor, scope)) return scope;
  const codes = new Set(actor.roles.flatMap((held) => (overseers.includes(held.role) ? (held.areaCode ?? []) : [])));
  return codes.size === 1 ? { ...scope, areaCode: [...codes][0]! } : scope;
}

/** How the actor sees a measure in a scope; undefined: it does not exist for this actor. */
export function sightOf(actor: Actor, measure: Measure, scope: Scope): Sight | undefined {
  if (actor.apiKey !== undefined) return undefined;
  const serves = (...roles: Role[]) => scope.areaCode !== undefined && servesArea(actor, scope.areaCode, ...roles);
  const told = holds(actor, Role.AUDITOR) ? 'ANONYMOUS' : undefined;
  if (measure.restricted)
    return isWholeDistrict(scope) ? (told ?? (serves(Role.CIVIL_AFFAIRS_BUREAU) ? 'ANONYMOUS' : undefined)) : undefined;
  if (serves(...overseers) || (isOwnWork(actor, scope) && isTheirs(actor, measure, scope))) return 'EXACT';
  return told ?? (measure.domain === 'GIVING' && holds(actor, Role.FEDERATION_STAFF) ? 'ANONYMOUS' : undefined);
}

/** Whether the figure could be told from others by subtraction, were it told to one who may not read each record. */
export function isTooNarrow(measure: Measure, sight: Sight, scope: Scope): boolean {
  if (sight === 'EXACT' || !(measure.personal || measure.restricted)) return false;
  return !isOfWholeYears(scope) || divisionsOf(scope) > 1;
}

/** In how many ways a scope is divided from the whole. */
export function divisionsOf(scope: Scope): number {
  const { areaCode, organisationId, adviserId, facet } = scope;
  const isBelowDistrict = areaCode !== undefined && areaCode.length > districtLength;
  return [isBelowDistrict, organisationId, adviserId, facet].filter((part) => part !== undefined && part !== false)
    .length;
}

function isWholeDistrict(scope: Scope): boolean {
  const { areaCode, organisationId, adviserId } = scope;
  return (areaCode?.length ?? 0) <= districtLength && organisationId === undefined && adviserId === undefined;
}

/** Who gives for an organisation reads what it gave, and not whom its colleagues help. */
function isTheirs(actor: Actor, { domain, personal }: Measure, { organisationId }: Scope): boolean {
  const isOfGiving = domain === 'GIVING' && !personal;
  return isOfGiving || actor.roles.some((one) => one.organisationId === organisationId && one.role !== givers);
}

function isOwnWork(actor: Actor, { organisationId, adviserId }: Scope): boolean {
  if (organisationId !== undefined) return organisationsOf(actor, { approvedOnly: true }).includes(organisationId);
  return adviserId !== undefined && adviserId === actor.accountId && holds(actor, Role.ADVISER, ...overseers);
}
