/** Promises who sees how much of a need, and who manages it: one place, asked by queries, edges, commands and live delivery. */
import { NeedKind, NeedStatus, openPoolStatuses } from '../../schema/need/enums';
import { areaRoles, Role } from '../../schema/identity/role';
import { areasServed, organisationsOf, servesArea, type Actor } from '../identity/actor';
import type { NeedRow } from './need.repository';
import type { Involvement } from './visibility';

/** AREA: the whole record. CLAIMANT: the card and what tailors the help. CARD: the de-identified card. */
export type NeedSight = 'AREA' | 'CLAIMANT' | 'CARD';

type NeedFacts = Pick<NeedRow, 'areaCode' | 'kind' | 'restricted' | 'status'>;

/** Advisers, officers and the bureau of the need's area, in person: a partner's key never speaks for an area. */
export function managesNeed(actor: Actor, need: Pick<NeedRow, 'areaCode'>): boolean {
  return actor.apiKey === undefined && servesArea(actor, need.areaCode, ...areaRoles);
}

/** The same rule for SQL: the subtrees whose needs the actor manages. */
export function areasManaged(actor: Actor): string[] {
  return actor.apiKey === undefined ? areasServed(actor, ...areaRoles) : [];
}

/** Outside its area a restricted need is shown to persons only, and each reading of it is written down. */
export function isReadByName(need: Pick<NeedRow, 'restricted'>, sight: NeedSight): boolean {
  return need.restricted && sight !== 'AREA';
}

export function inOpenPool(need: Pick<NeedRow, 'restricted' | 'status'>): boolean {
  return !need.restricted && (openPoolStatuses as readonly NeedStatus[]).includes(need.status);
}

/**
 * The kinds of need that the actor sees in the open pool, by its approved organisations: companies, shops and individual donors
 * see micro-wishes, everyone else all. Empty: it sees none.
 */
export function poolKindsOf(actor: Actor): NeedKind[] {
  const roles = actor.roles.filter(
    (held) => held.organisationId !== undefined && held.organisationStatus === 'APPROVED',
  );
  if (roles.length === 0) return [];
  return roles.every((held) => held.role === Role.COMPANY_PARTNER) ? [NeedKind.MICRO_WISH] : Object.values(NeedKind);
}

/** How much of a need the actor sees; undefined: it does not exist for this actor. */
export function sightOf(actor: Actor, need: NeedFacts, involvement: ReadonlySet<Involvement>): NeedSight | undefined {
  if (managesNeed(actor, need)) return 'AREA';
  if (organisationsOf(actor, { approvedOnly: true }).length === 0) return undefined;
  if (involvement.has('CLAIMANT')) return 'CLAIMANT';
  // While it is offered it is there for the organisation asked and no other, whatever they were told before.
  if (need.status === NeedStatus.OFFERED) return involvement.has('OFFERED') ? 'CARD' : undefined;
  if (involvement.has('REFERRED_DIRECTLY') || involvement.has('SWAP') || involvement.has('SHARER')) return 'CARD';
  if (need.restricted) return undefined;
  if (involvement.has('REFERRED')) return 'CARD';
  return inOpenPool(need) && poolKindsOf(actor).includes(need.kind) ? 'CARD' : undefined;
}
