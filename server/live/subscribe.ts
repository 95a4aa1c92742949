/** Promises the `subscribe` of the product: a declared feed is served by the hub, its protocol stays that of graphql-ws. */
import { randomUUID } from 'node:crypto';
import {
  execute,
  getOperationAST,
  type GraphQLError,
  Kind,
  locatedError,
  subscribe as subscribeOfGraphql,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values';
import { Fault } from '../../schema/fault';
import { actorOf, type RequestContext } from '../context';
import type { RecordedEvent } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { Feed, Feeds } from './feed';
import type { LiveService, Stop } from './live.service';
import { messageHead, sharedPayload } from './payload';

export type PresentErrors = (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[];

/** One operation on a declared field. */
interface Operation {
  readonly args: ExecutionArgs;
  readonly feed: Feed;
  readonly subject: unknown;
  readonly after?: string;
  readonly question: string;
}

export function subscribeThroughHub(feeds: Feeds, live: LiveService) {
  return async (args: ExecutionArgs, presentErrors: PresentErrors) => {
    const field = rootField(args.document, getOperationAST(args.document, args.operationName)!);
    const feed = field && feeds.find(field.name.value);
    if (!field || !feed) return subscribeOfGraphql(args);
    try {
      const context = args.contextValue as RequestContext;
      return parked(await follow(live, readOperation(args, feed, field), context, presentErrors));
    } catch (error) {
      return refused(error, field, args.contextValue as RequestContext);
    }
  };
}

function follow(live: LiveService, operation: Operation, context: RequestContext, presentErrors: PresentErrors) {
  const connection = context.connection!;
  const head = messageHead(context.subscriptionId!);
  const actor = actorOf(context);
  return live.follow(operation.feed, operation.subject, {
    actor,
    reread: context.currentActor ?? (() => Promise.resolve(actor)),
    after: operation.after,
    question: operation.question,
    outlet: {
      write: (payloads) => connection.sendShared(head, payloads),
      drained: () => connection.drained(),
      // An error message would be final for stock clients, a closed socket lets them resume.
      end: ({ socketCode, fault }) => context.closeSocket?.(socketCode, String(fault.extensions.code)),
    },
    renderFor: (representative) => (events) => render(operation, representative, events, presentErrors),
  });
}

/** Resolves events for a group, all of one turn with fresh loaders shared: what is read is read once, now. */
async function render(
  operation: Operation,
  actor: Actor,
  events: readonly RecordedEvent[],
  presentErrors: PresentErrors,
) {
  const context: RequestContext = { requestId: randomUUID(), transport: 'websocket', actor, loaders: new Map() };
  const { args, feed, subject } = operation;
  const visible = await feed.visibleNow?.(actor, subject, events);
  const resolved = await Promise.all(
    events.map(async (event) =>
      visible?.has(event) === false
        ? undefined
        : execute({ ...args, contextValue: context, rootValue: feed.present(event, subject) }),
    ),
  );
  return resolved.map((answer) => {
    if (answer === undefined) return undefined;
    const { data, errors } = answer;
    if (!errors) return sharedPayload(JSON.stringify({ data }));
    const retryable = errors.find(({ extensions }) => extensions.code === 'RETRYABLE');
    if (retryable) throw retryable;
    return sharedPayload(JSON.stringify({ data, errors: presentErrors(errors) }));
  });
}

function readOperation(args: ExecutionArgs, feed: Feed, field: FieldNode): Operation {
  const operation = getOperationAST(args.document, args.operationName)!;
  const given = getVariableValues(args.schema, operation.variableDefinitions ?? [], args.variableValues ?? {});
  if (!given.coerced) throw given.errors[0]!;
  const definition = args.schema.getSubscriptionType()!.getFields()[feed.field]!;
  const values = getArgumentValues(definition, field, given.coerced);
  const { after, ...named } = values;
  const cursor = cursorVariable(args.document, field);
  const variables = Object.entries(given.coerced)
    .filter(([name]) => name !== cursor)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    // What the document is executed with, without what belongs to one socket only.
    args: {
      schema: args.schema,
      document: args.document,
      operationName: args.operationName,
      variableValues: args.variableValues,
    },
    feed,
    subject: feed.subject(named),
    after: typeof after === 'string' ? after : undefined,
    question: JSON.stringify([numberOf(args.document), args.operationName ?? null, variables]),
  };
}

/** The variable that carries the cursor, when it is used for nothing else: then answers do not depend on it. */
function cursorVariable(document: DocumentNode, field: FieldNode): string | undefined {
  const value = field.arguments?.find((argument) => argument.name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return undefined;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (variable) => {
      if (variable.name.value === value.name.value) uses += 1;
    },
  });
  return uses === 1 ? value.name.value : undefined;
}

const numbers = new WeakMap<DocumentNode, number>();
let documents = 0;

/** The transport keeps one parsed document for equal texts. */
function numberOf(document: DocumentNode): number {
  const number = numbers.get(document) ?? (documents += 1);
  numbers.set(document, number);
  return number;
}

/** Validation lets a subscription have one root field. */
function rootField(document: DocumentNode, operation: OperationDefinitionNode): FieldNode | undefined {
  const fieldIn = ({ selections }: SelectionSetNode): FieldNode | undefined => {
    for (const selection of selections) {
      if (selection.directives?.length) continue;
      if (selection.kind === Kind.FIELD) return selection;
      const named = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
      const fragment = document.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === named,
      );
      const inside = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragment;
      const found = inside && 'selectionSet' in inside && inside.selectionSet && fieldIn(inside.selectionSet);
      if (found) return found;
    }
    return undefined;
  };
  return fieldIn(operation.selectionSet);
}

/** What graphql-ws holds for the subscription: it never yields, and its end ends the membership. */
function parked(stop: Stop): AsyncGenerator<ExecutionResult, void, void> {
  let end: (result: IteratorResult<ExecutionResult, void>) => void = () => undefined;
  const ended = new Promise<IteratorResult<ExecutionResult, void>>((resolve) => (end = resolve));
  const finish = () => {
    stop();
    end({ done: true, value: undefined });
    return ended;
  };
  const iterator = { next: () => ended, return: finish, throw: finish, [Symbol.asyncIterator]: () => iterator };
  return iterator as unknown as AsyncGenerator<ExecutionResult, void, void>;
}

function refused(error: unknown, field: FieldNode, context: RequestContext): ExecutionResult {
  // PostgreSQL is away for a moment: the client comes back by itself instead of giving up.
  if (error instanceof Fault && error.extensions.code === 'RETRYABLE') context.closeSocket?.(1013, 'RETRYABLE');
  return { errors: [locatedError(error, field, [field.alias?.value ?? field.name.value])] };
}
