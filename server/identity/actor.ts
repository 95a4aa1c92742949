/** Promises the answer to "who asks, and in what relation": read once per request, asked by every policy. */
import type { Role } from '../../schema/identity/role';
import { Fault } from '../../schema/fault';

export interface RoleHeld {
  readonly role: Role;
  readonly areaCode?: string;
  readonly organisationId?: string;
  /** The state of the organisation at the time of the request; only an APPROVED one may act. */
  readonly organisationStatus?: string;
}

export interface Actor {
  readonly accountId: string;
  readonly displayName: string;
  readonly roles: readonly RoleHeld[];
  /** Present for a signed-in person. */
  readonly sessionId?: string;
  /** Present for a partner's API key: what the key may be used for. */
  readonly apiKey?: { readonly id: string; readonly scopes: readonly string[] };
  /** When the credential ends (seconds since 1970); sockets are closed then. */
  readonly expiresAt?: number;
  /** It stands for everyone who follows with the same roles: no reading can be written down by it, so it reads nothing that must be. */
  readonly standsForMany?: true;
}

export function holds(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.roles.some((held) => roles.includes(held.role));
}

/** Whether the actor holds one of the roles for an area that contains the given one (or is it). */
export function servesArea(actor: Actor, areaCode: string, ...roles: readonly Role[]): boolean {
  return actor.roles.some(
    (held) =>
      held.areaCode !== undefined &&
      areaCode.startsWith(held.areaCode) &&
      (roles.length === 0 || roles.includes(held.role)),
  );
}

/** The area codes that the actor serves in one of the roles (any when none is named): `servesArea` for SQL. */
export function areasServed(actor: Actor, ...roles: readonly Role[]): string[] {
  const held = actor.roles.filter(({ role }) => roles.length === 0 || roles.includes(role));
  return [...new Set(held.flatMap(({ areaCode }) => areaCode ?? []))];
}

/** Whether the actor acts for the organisation in one of the roles (any organisation role when none is named). */
export function actsFor(actor: Actor, organisationId: string, ...roles: readonly Role[]): boolean {
  return actor.roles.some(
    (held) => held.organisationId === organisationId && (roles.length === 0 || roles.includes(held.role)),
  );
}

/** The organisations that the actor acts for; only approved ones when asked so. */
export function organisationsOf(actor: Actor, options: { approvedOnly: boolean }): string[] {
  const held = actor.roles.filter(
    (role) => role.organisationId !== undefined && (!options.approvedOnly || role.organisationStatus === 'APPROVED'),
  );
  return [...new Set(held.map((role) => role.organisationId!))];
}

export function forbidden(): Fault {
  return new Fault('FORBIDDEN', { zh: '您的角色不允许此操作', en: 'your role does not allow this' });
}
