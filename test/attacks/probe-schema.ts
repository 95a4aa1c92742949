/** Promises the small schema of the probe: nested lists, a sensitive mutation, subscriptions, and failures on demand. */
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { Authority } from '../../schema/authority';
import { Fault } from '../../schema/fault';
import { Role } from '../../schema/identity/role';
import type { RequestContext } from '../../server/context';
import type { Actor } from '../../server/identity/actor';

export const organisationId = '0198c000-0000-7000-8000-0000000000aa';

/** The people of the probe by token. */
function people(): Record<string, Actor> {
  const account = (name: string, more: Partial<Actor> = {}): Actor => ({
    accountId: `0198c000-0000-7000-8000-${name.padEnd(12, '0').slice(0, 12)}`,
    displayName: name,
    roles: [{ role: Role.ORGANISATION_MEMBER, organisationId, organisationStatus: 'APPROVED' }],
    ...more,
  });
  return {
    member: account('a'),
    colleague: account('b'),
    officer: account('c', { roles: [{ role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: '640104' }] }),
    key: account('d', { apiKey: { id: 'key-1', scopes: ['needs:read'] } }),
    passing: account('e', { expiresAt: Math.ceil(Date.now() / 1_000) + 1 }),
  };
}

export class Stage {
  readonly calls: string[] = [];
  readonly contexts: RequestContext[] = [];
  readonly revoked = new Set<string>();
  readonly listening = new Set<(event: { text: string }) => void>();
  readonly waiting: (() => void)[] = [];
  private readonly people = people();

  authenticate = async (authorization: string | undefined): Promise<Actor | undefined> => {
    if (authorization === undefined) return undefined;
    const token = authorization.replace('Bearer ', '');
    if (token === 'busy') throw new Fault('RETRYABLE', { zh: '忙', en: 'busy' });
    const actor = this.revoked.has(token) ? undefined : this.people[token];
    if (!actor) throw new Fault('UNAUTHENTICATED', { zh: '凭证无效', en: 'the credential is not valid' });
    return actor;
  };

  /** A root field that notes that it ran. */
  field(
    authority: Authority | undefined,
    config: GraphQLFieldConfig<unknown, RequestContext>,
    more: Record<string, unknown> = {},
  ): GraphQLFieldConfig<unknown, RequestContext> {
    const { resolve } = config;
    return {
      ...config,
      extensions: authority === undefined ? {} : { authority, ...more },
      resolve: (source, args, context, info) => {
        this.calls.push(info.fieldName);
        this.contexts.push(context);
        return resolve ? resolve(source, args, context, info) : 'done';
      },
    };
  }

  /** An iterator that can be ended while it waits; a generator could not. */
  ticks(bytes: number, count: number): AsyncIterableIterator<{ ticks: { text: string } }> {
    const queue: { text: string }[] = Array.from({ length: count }, () => ({ text: 'x'.repeat(bytes) }));
    let waiting: ((result: IteratorResult<{ ticks: { text: string } }>) => void) | undefined;
    const hear = (event: { text: string }) => {
      if (waiting) waiting({ done: false, value: { ticks: event } });
      else queue.push(event);
      waiting = undefined;
    };
    const end = async () => {
      this.listening.delete(hear);
      waiting?.({ done: true, value: undefined });
      return { done: true as const, value: undefined };
    };
    this.listening.add(hear);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => {
        const ticks = queue.shift();
        if (ticks) return Promise.resolve({ done: false, value: { ticks } });
        return new Promise((resolve) => (waiting = resolve));
      },
      return: end,
      throw: end,
    };
  }
}

function thingType(): GraphQLObjectType {
  const thing: GraphQLObjectType = new GraphQLObjectType({
    name: 'Thing',
    fields: (): GraphQLFieldConfigMap<unknown, unknown> => ({
      id: { type: GraphQLID },
      name: { type: GraphQLString },
      secret: { type: GraphQLString, resolve: refuseSecret },
      self: { type: thing, resolve: () => ({ id: '1', name: 'thing' }) },
      list: { type: new GraphQLList(thing), resolve: () => [{ id: '1' }] },
      things: { type: thingConnection, args: { first: { type: GraphQLInt, defaultValue: 20 } }, resolve: () => ({}) },
    }),
  });
  const edge = new GraphQLObjectType({ name: 'ThingEdge', fields: { node: { type: thing } } });
  const thingConnection = new GraphQLObjectType({
    name: 'ThingConnection',
    fields: { edges: { type: new GraphQLList(edge) } },
  });
  return thing;
}

function refuseSecret(): never {
  throw new Fault('FORBIDDEN', { zh: '不可见', en: 'not yours to see' });
}

/** What a driver throws when a row breaks a constraint: it quotes the row. */
export function rowFailure(): Error {
  return Object.assign(new Error('insert into "member" failed for 张三 110101199003074258'), {
    name: 'QueryFailedError',
    parameters: ['110101199003074258', '13800138000'],
    query: 'INSERT INTO household_member(resident_number) VALUES ($1)',
    driverError: {
      code: '23505',
      constraint: 'a_member_is_known_once',
      detail: 'Key (resident_number)=(110101199003074258)',
    },
  });
}

function failing(how: string): never {
  if (how === 'row') throw rowFailure();
  if (how === 'retryable') throw new Fault('RETRYABLE', { zh: '忙', en: 'busy' });
  if (how === 'connection') throw new Error('Connection terminated unexpectedly');
  if (how === 'fault') throw new Fault('BAD_USER_INPUT', { zh: '不对', en: 'wrong' }, { field: 'how' });
  if (how === 'phone') throw new Error('cannot call 13800138000 of 110101199003074258, Bearer abc.def');
  throw new TypeError('undefined is not a function in /srv/secret/path.ts');
}

export function probeSchema(stage: Stage): GraphQLSchema {
  const thing = thingType();
  const kind = new GraphQLEnumType({ name: 'Kind', values: { MEALS: {}, COMPANY: {} } });
  const person = new GraphQLInputObjectType({
    name: 'PersonInput',
    fields: { phone: { type: new GraphQLNonNull(GraphQLInt) }, kind: { type: kind } },
  });
  const giveThing = () => ({ id: '1', name: 'thing' });
  const query = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Query',
    fields: {
      thing: stage.field('ANYONE', { type: thing, resolve: giveThing }),
      things: stage.field('ANYONE', {
        type: thing.getFields().things!.type,
        args: { first: { type: GraphQLInt, defaultValue: 20 } },
        resolve: () => ({}),
      }),
      strict: stage.field('ANYONE', {
        type: GraphQLString,
        args: { first: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 20 } },
      }),
      echo: stage.field('ANYONE', {
        type: GraphQLString,
        args: {
          text: { type: GraphQLString },
          number: { type: GraphQLInt },
          kind: { type: kind },
          person: { type: person },
          grid: { type: new GraphQLList(new GraphQLList(GraphQLInt)) },
        },
        resolve: (_source, args: { text?: string }) => args.text ?? 'done',
      }),
      fails: stage.field('ANYONE', {
        type: GraphQLString,
        args: { how: { type: GraphQLString } },
        resolve: (_source, args: { how: string }) => failing(args.how),
      }),
      slow: stage.field('ANYONE', {
        type: GraphQLString,
        resolve: () => new Promise((resolve) => stage.waiting.push(() => resolve('done'))),
      }),
      long: stage.field('ANYONE', {
        type: GraphQLString,
        args: { length: { type: GraphQLInt } },
        resolve: (_source, args: { length: number }) => 'x'.repeat(args.length),
      }),
      forMember: stage.field('SIGNED_IN', { type: GraphQLString }),
      forOfficer: stage.field([Role.CIVIL_AFFAIRS_BUREAU], { type: GraphQLString }),
      forKey: stage.field('SIGNED_IN', { type: GraphQLString }, { apiKeyScope: 'needs:read' }),
      forOtherKey: stage.field('SIGNED_IN', { type: GraphQLString }, { apiKeyScope: 'needs:write' }),
      unmarked: stage.field(undefined, { type: GraphQLString }),
    },
  });
  const mutation = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Mutation',
    fields: {
      signIn: stage.field(
        'ANYONE',
        { type: GraphQLString, args: { login: { type: GraphQLString } } },
        { sensitive: true },
      ),
      touch: stage.field('ANYONE', { type: GraphQLBoolean, resolve: () => true }),
    },
  });
  const subscription = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Subscription',
    fields: {
      ticks: {
        type: new GraphQLObjectType({
          name: 'Tick',
          fields: {
            text: { type: GraphQLString },
            secret: { type: GraphQLString, resolve: refuseSecret },
            failing: { type: GraphQLString, resolve: () => failing('row') },
          },
        }),
        args: { bytes: { type: GraphQLInt, defaultValue: 1 }, count: { type: GraphQLInt, defaultValue: 0 } },
        extensions: { authority: 'SIGNED_IN' },
        subscribe: (_source, args: { bytes: number; count: number }, context) => {
          stage.contexts.push(context);
          return stage.ticks(args.bytes, args.count);
        },
      },
      fallen: { type: GraphQLString, extensions: { authority: 'SIGNED_IN' }, subscribe: () => failing('row') },
      officers: {
        type: GraphQLString,
        extensions: { authority: [Role.CIVIL_AFFAIRS_BUREAU] },
        subscribe: () => stage.ticks(1, 1),
      },
    },
  });
  return new GraphQLSchema({ query, mutation, subscription });
}
