/** Promises the real transport over a small schema made to be attacked: it counts what was executed and fails on demand. */
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
import { randomBytes } from 'node:crypto';
import type { Authority } from '../../schema/authority';
import { Fault } from '../../schema/fault';
import { Role } from '../../schema/identity/role';
import { readConfig } from '../../server/config';
import type { RequestContext } from '../../server/context';
import type { Actor } from '../../server/identity/actor';
import { createTransport, type Transport } from '../../server/transport/http';
import { createLog } from '../../server/transport/log';
import type { Limits } from '../../server/transport/limits';

export const organisationId = '0198c000-0000-7000-8000-0000000000aa';

export interface Probe {
  readonly transport: Transport;
  readonly url: string;
  readonly socketUrl: string;
  readonly port: number;
  /** Names of the root fields that ran, in order. */
  readonly calls: string[];
  /** Lines of the log. */
  readonly logged: string[];
  readonly contexts: RequestContext[];
  /** Credentials that are worth nothing from now on. */
  readonly revoked: Set<string>;
  /** Gives one event to every open `ticks`. */
  publish(event: { text: string }): void;
  /** Subscribers of `ticks` that are open. */
  listeners(): number;
  /** Lets every waiting `slow` answer. */
  release(): void;
  post(body: unknown, options?: PostOptions): Promise<ProbeAnswer>;
  close(): Promise<void>;
}

export interface PostOptions {
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

export interface ProbeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: any;
  readonly code?: string;
}

export interface ProbeOptions {
  readonly limits?: Partial<Limits>;
  readonly environment?: NodeJS.ProcessEnv;
  readonly ready?: () => Promise<void>;
}

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

class Stage {
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

  async *ticks(bytes: number, count: number): AsyncGenerator<{ ticks: { text: string } }> {
    for (let index = 0; index < count; index += 1) yield { ticks: { text: 'x'.repeat(bytes) } };
    const queue: { text: string }[] = [];
    let wake = () => undefined as void;
    const hear = (event: { text: string }) => {
      queue.push(event);
      wake();
    };
    this.listening.add(hear);
    try {
      for (;;) {
        while (queue.length > 0) yield { ticks: queue.shift()! };
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.listening.delete(hear);
    }
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
    driverError: { code: '23505', constraint: 'a_member_is_known_once', detail: 'Key (resident_number)=(110101199003074258)' },
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

function probeSchema(stage: Stage): GraphQLSchema {
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
      things: stage.field('ANYONE', { type: thing.getFields().things!.type, args: { first: { type: GraphQLInt, defaultValue: 20 } }, resolve: () => ({}) }),
      strict: stage.field('ANYONE', { type: GraphQLString, args: { first: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 20 } } }),
      echo: stage.field('ANYONE', {
        type: GraphQLString,
        args: { text: { type: GraphQLString }, number: { type: GraphQLInt }, kind: { type: kind }, person: { type: person }, grid: { type: new GraphQLList(new GraphQLList(GraphQLInt)) } },
        resolve: (_source, args: { text?: string }) => args.text ?? 'done',
      }),
      fails: stage.field('ANYONE', { type: GraphQLString, args: { how: { type: GraphQLString } }, resolve: (_source, args: { how: string }) => failing(args.how) }),
      slow: stage.field('ANYONE', { type: GraphQLString, resolve: () => new Promise((resolve) => stage.waiting.push(() => resolve('done'))) }),
      long: stage.field('ANYONE', { type: GraphQLString, args: { length: { type: GraphQLInt } }, resolve: (_source, args: { length: number }) => 'x'.repeat(args.length) }),
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
      signIn: stage.field('ANYONE', { type: GraphQLString, args: { login: { type: GraphQLString } } }, { sensitive: true }),
      touch: stage.field('ANYONE', { type: GraphQLBoolean, resolve: () => true }),
    },
  });
  const subscription = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Subscription',
    fields: {
      ticks: {
        type: new GraphQLObjectType({ name: 'Tick', fields: { text: { type: GraphQLString }, secret: { type: GraphQLString, resolve: refuseSecret }, failing: { type: GraphQLString, resolve: () => failing('row') } } }),
        args: { bytes: { type: GraphQLInt, defaultValue: 1 }, count: { type: GraphQLInt, defaultValue: 0 } },
        extensions: { authority: 'SIGNED_IN' },
        subscribe: (_source, args: { bytes: number; count: number }, context) => {
          stage.contexts.push(context);
          return stage.ticks(args.bytes, args.count);
        },
      },
      fallen: { type: GraphQLString, extensions: { authority: 'SIGNED_IN' }, subscribe: () => failing('row') },
      officers: { type: GraphQLString, extensions: { authority: [Role.CIVIL_AFFAIRS_BUREAU] }, subscribe: () => stage.ticks(1, 1) },
    },
  });
  return new GraphQLSchema({ query, mutation, subscription });
}

export async function startProbe(options: ProbeOptions = {}): Promise<Probe> {
  const stage = new Stage();
  const logged: string[] = [];
  const config = readConfig({
    NODE_ENV: 'test',
    LINKAGE_TOKEN_SECRET: randomBytes(32).toString('base64'),
    LINKAGE_DATA_KEYS: `test-1:${randomBytes(32).toString('base64')}`,
    ...options.environment,
  });
  const transport = await createTransport({
    config,
    schema: probeSchema(stage),
    authenticate: stage.authenticate,
    ready: options.ready ?? (async () => undefined),
    log: createLog('debug', { write: (line: string) => void logged.push(line) }),
    limits: options.limits,
  });
  const port = await transport.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${port}`;
  return {
    transport,
    url,
    port,
    socketUrl: `ws://127.0.0.1:${port}/graphql`,
    calls: stage.calls,
    contexts: stage.contexts,
    revoked: stage.revoked,
    logged,
    publish: (event) => stage.listening.forEach((hear) => hear(event)),
    listeners: () => stage.listening.size,
    release: () => stage.waiting.splice(0).forEach((answer) => answer()),
    post: (body, more) => postTo(url, body, more),
    close: () => transport.close(),
  };
}

async function postTo(url: string, body: unknown, { token, headers }: PostOptions = {}): Promise<ProbeAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return readAnswer(response);
}

export async function readAnswer(response: Response): Promise<ProbeAnswer> {
  const text = await response.text();
  let body: any;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.status, headers: response.headers, text, body, code: body?.errors?.[0]?.extensions?.code };
}

/** Waits until the condition holds; fails after the deadline. */
export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${milliseconds} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
