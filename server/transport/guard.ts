/** Promises the one gate of both transports: what it lets through is small enough, valid, and allowed to who asks. */
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  Kind,
  OperationTypeNode,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Fault } from '../../schema/fault';
import type { Actor } from '../identity/actor';
import { authorityRefusal } from './authority';
import { costRefusal, withoutConditions } from './cost';
import { textRefusal, variableRefusals } from './input';
import type { Limits } from './limits';
import { cleanMessage } from './mask';
import { rootFields, structureRefusal } from './structure';

export interface GuardedRequest {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
  readonly transport: 'http' | 'websocket';
  readonly actor?: Actor;
}

interface Examined {
  readonly errors: readonly GraphQLError[];
  readonly unconditional: DocumentNode;
}

const documentsKept = 500;

export class Guard {
  /** What was found out about a document holds as long as the document itself is kept by its transport. */
  private readonly examined = new WeakMap<DocumentNode, Examined>();
  private readonly documents = new Map<string, DocumentNode>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly introspection: boolean,
    private readonly limits: Limits,
  ) {}

  /** Parses a document within the token limit; remembers the last few hundred. Throws a syntax error. */
  parse(text: string): DocumentNode {
    const known = this.documents.get(text);
    if (known) return known;
    const document = parse(text, { maxTokens: this.limits.documentTokens });
    if (this.documents.size >= documentsKept) this.documents.delete(this.documents.keys().next().value!);
    this.documents.set(text, document);
    return document;
  }

  /** Why the request may not run; empty when it may. */
  refuse(request: GuardedRequest): readonly GraphQLError[] {
    const examined = this.examine(request.document);
    if (examined.errors.length > 0) return examined.errors;
    const operation = getOperationAST(request.document, request.operationName);
    if (!operation) return [operationFault()];
    const refusal = transportRefusal(operation, request.transport) ?? this.authority(request, operation);
    if (refusal) return [refusal];
    return this.variables(request, operation, examined);
  }

  private examine(document: DocumentNode): Examined {
    const known = this.examined.get(document);
    if (known) return known;
    const examined = { errors: this.documentErrors(document), unconditional: withoutConditions(document) };
    this.examined.set(document, examined);
    return examined;
  }

  private documentErrors(document: DocumentNode): readonly GraphQLError[] {
    // The shape first: validation of a document that multiplies would cost what the limits are to save.
    const structure = structureRefusal(document, this.limits);
    if (structure) return [structure];
    const rules = this.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    const found = validate(this.schema, document, rules, { maxErrors: this.limits.errors - 1, hideSuggestions: true });
    if (found.length > 0) return found.map(validationError);
    const sensitive = this.sensitiveRefusal(document);
    return sensitive ? [sensitive] : [];
  }

  private sensitiveRefusal(document: DocumentNode): Fault | undefined {
    const fields = this.schema.getMutationType()?.getFields() ?? {};
    const sensitive = document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .filter((operation) => operation.operation === OperationTypeNode.MUTATION)
      .flatMap((operation) => rootFields(document, operation))
      .filter((field) => fields[field.name.value]?.extensions.sensitive === true);
    if (sensitive.length <= this.limits.sensitiveMutations) return undefined;
    return new Fault('LIMIT_EXCEEDED', {
      zh: '一次请求只能包含一个登录类操作',
      en: 'one request may hold only one operation of this kind (sign-in and the like)',
    });
  }

  private authority(request: GuardedRequest, operation: OperationDefinitionNode): Fault | undefined {
    const root = this.schema.getRootType(operation.operation);
    return root ? authorityRefusal(root, rootFields(request.document, operation), request.actor) : operationFault();
  }

  private variables(
    request: GuardedRequest,
    operation: OperationDefinitionNode,
    examined: Examined,
  ): readonly GraphQLError[] {
    const variables = request.variables ?? {};
    const text = textRefusal(variables);
    if (text) return [text];
    const wrong = variableRefusals(this.schema, operation, variables, this.limits.errors);
    if (wrong.length > 0) return wrong;
    const question = {
      schema: this.schema,
      document: examined.unconditional,
      operationName: operation.name?.value,
      variables,
    };
    const cost = costRefusal(question, this.limits);
    return cost ? [cost] : [];
  }
}

function transportRefusal(operation: OperationDefinitionNode, transport: 'http' | 'websocket'): Fault | undefined {
  if (transport === 'websocket' && operation.operation !== OperationTypeNode.SUBSCRIPTION)
    return new Fault('BAD_USER_INPUT', {
      zh: 'WebSocket 只接受订阅，查询和变更请用 HTTP',
      en: 'subscriptions only on the socket; send queries and mutations over HTTP',
    });
  if (transport === 'http' && operation.operation === OperationTypeNode.SUBSCRIPTION)
    return new Fault('BAD_USER_INPUT', {
      zh: '订阅请用 WebSocket(graphql-transport-ws)',
      en: 'send subscriptions over WebSocket (graphql-transport-ws)',
    });
  return undefined;
}

function operationFault(): GraphQLError {
  return new GraphQLError('没有可执行的操作，请检查 operationName / no such operation, check operationName', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

function validationError(error: GraphQLError): GraphQLError {
  const code = error.extensions.code === 'BAD_USER_INPUT' ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
  return new GraphQLError(cleanMessage(error.message), { nodes: error.nodes, extensions: { code } });
}

/** The HTTP status of a request that the guard refused. */
export function refusalStatus(errors: readonly GraphQLError[]): number {
  const code = errors[0]?.extensions.code;
  if (code === 'UNAUTHENTICATED') return 401;
  return code === 'FORBIDDEN' ? 403 : 400;
}
