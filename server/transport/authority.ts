/** Promises that an operation runs only for those whom each of its root fields allows; a field that names nobody is closed. */
import type { FieldNode, GraphQLObjectType } from 'graphql';
import type { Authority } from '../../schema/authority';
import { Fault } from '../../schema/fault';
import { forbidden, holds, type Actor } from '../identity/actor';

/** Why the actor may not run these root fields; undefined when it may. */
export function authorityRefusal(
  root: GraphQLObjectType,
  fields: readonly FieldNode[],
  actor: Actor | undefined,
): Fault | undefined {
  for (const name of new Set(fields.map((field) => field.name.value))) {
    // Introspection, where it is on, is for anyone; where it is off, validation has refused it already.
    if (name.startsWith('__')) continue;
    const refusal = fieldRefusal(root.getFields()[name]?.extensions ?? {}, actor);
    if (refusal) return refusal;
  }
  return undefined;
}

function fieldRefusal(extensions: Readonly<Record<string, unknown>>, actor: Actor | undefined): Fault | undefined {
  const authority = extensions.authority as Authority | undefined;
  if (authority === undefined) return forbidden();
  if (authority === 'ANYONE') return undefined;
  if (!actor) return new Fault('UNAUTHENTICATED', { zh: '请先登录', en: 'sign in first' });
  if (authority !== 'SIGNED_IN' && !holds(actor, ...authority)) return forbidden();
  return actor.apiKey ? keyRefusal(extensions.apiKeyScope, actor.apiKey.scopes) : undefined;
}

function keyRefusal(scope: unknown, scopes: readonly string[]): Fault | undefined {
  if (typeof scope !== 'string')
    return new Fault('FORBIDDEN', {
      zh: '此操作不能用 API 密钥调用',
      en: 'this operation cannot be called with an API key',
    });
  if (scopes.includes(scope)) return undefined;
  return new Fault('FORBIDDEN', {
    zh: `API 密钥没有 ${scope} 权限，请向本组织管理员申请`,
    en: `the API key lacks the scope ${scope}; ask the administrator of your organisation`,
  });
}
