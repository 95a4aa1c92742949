/** Promises all that an answer may depend on, and nothing that names a person: those of one scope share one answer. */
import type { Actor } from '../identity/actor';
import { Fault } from '../../schema/fault';

export interface VisibilityScope {
  readonly key: string;
  /** Stands for everyone of the scope while events are resolved. */
  readonly actor: Actor;
}

export function visibilityScopeOf(actor: Actor): VisibilityScope {
  const roles = actor.roles.map(({ role, areaCode, organisationId, organisationStatus }) =>
    JSON.stringify([role, areaCode ?? null, organisationId ?? null, organisationStatus ?? null]),
  );
  // What a key may be used for is asked at the root only, but a key is never area staff: it has scopes of its own.
  const key = JSON.stringify([[...new Set(roles)].sort(), actor.apiKey ? [...actor.apiKey.scopes].sort() : null]);
  return { key, actor: new Representative(actor) };
}

/**
 * An actor without a person. Whoever asks it for its account would show all members what one of them may see, or write into the
 * audit trail that one of them looked: it refuses.
 */
class Representative implements Actor {
  readonly roles: Actor['roles'];
  readonly apiKey?: Actor['apiKey'];
  readonly standsForMany = true;

  constructor(actor: Actor) {
    this.roles = actor.roles;
    if (actor.apiKey) this.apiKey = personless({ scopes: actor.apiKey.scopes }, 'id');
    personless(this, 'accountId', 'displayName', 'sessionId');
  }

  declare readonly accountId: string;
  declare readonly displayName: string;
}

/** Enumerable, so that a copy made by spreading is refused too and does not lose its guard. */
function personless<Target extends object, Name extends string>(target: Target, ...names: Name[]) {
  for (const name of names) Object.defineProperty(target, name, { enumerable: true, get: refuse });
  return target as Target & Record<Name, string>;
}

function refuse(): never {
  throw new Fault('FORBIDDEN', {
    zh: '该字段涉及个人查阅记录，不能在订阅中读取，请用查询读取',
    en: 'each reading of this field is written down by person: read it with a query, it is not part of what is followed',
  });
}
