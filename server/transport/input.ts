/** Promises that variables fit their types before anything runs, told by place and type, never by value. */
import {
  coerceInputValue,
  isInputType,
  typeFromAST,
  valueFromAST,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Fault } from '../../schema/fault';
import { isUnreadable, unreadableInput } from './structure';

/** Searches every key and every text, however deep: without recursion, since a body of 64 kB nests 30,000 levels. */
export function textRefusal(variables: Record<string, unknown>): Fault | undefined {
  const waiting: unknown[] = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') {
      if (isUnreadable(value)) return unreadableInput();
    } else if (Array.isArray(value)) {
      for (const item of value) waiting.push(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) waiting.push(key, item);
    }
  }
  return undefined;
}

/** What is wrong with the variables of an operation; empty when they fit. */
export function variableRefusals(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  limit: number,
): Fault[] {
  const refusals: Fault[] = [];
  const refuse = (name: string, path: readonly (string | number)[], error?: GraphQLError) => {
    if (refusals.length < limit) refusals.push(variableFault(name, path, error));
  };
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    const given = Object.hasOwn(variables, name);
    if (!given && definition.defaultValue && valueFromAST(definition.defaultValue, type) !== undefined) continue;
    if (!given && !type.toString().endsWith('!')) continue;
    coerceInputValue(
      given ? variables[name] : undefined,
      type,
      (path, _value, error) => refuse(name, path, error),
      true,
    );
    if (refusals.length >= limit) break;
  }
  return refusals;
}

function variableFault(name: string, path: readonly (string | number)[], error?: GraphQLError): Fault {
  const place = ['$' + name, ...path].join('.').slice(0, 120);
  const why = reason(error);
  return new Fault(
    'BAD_USER_INPUT',
    { zh: `变量 ${place} 不合要求：${why.zh}`, en: `variable ${place} does not fit: ${why.en}` },
    { variable: name, inputPath: path },
  );
}

function reason(error?: GraphQLError): { zh: string; en: string } {
  const message = error?.message ?? '';
  // Scalars of our own say what they want without quoting what they got.
  if (error?.extensions.code === 'BAD_USER_INPUT') return { zh: message, en: message };
  const type = /type "([^"]{1,80})"/.exec(message)?.[1];
  if (message.includes('not to be null') || message.includes('was not provided')) {
    const field = /^Field "(\w{1,60})"/.exec(message)?.[1];
    return {
      zh: `缺少必填值${field ? ` ${field}` : ''}`,
      en: `a required value is missing${field ? ` (${field})` : ''}`,
    };
  }
  if (message.includes('is not defined by type')) {
    const field = /^Field "(\w{1,60})"/.exec(message)?.[1];
    return { zh: `没有此字段${field ? ` ${field}` : ''}`, en: `there is no such field${field ? ` as ${field}` : ''}` };
  }
  const enumeration = /in "(\w{1,60})" enum/.exec(message)?.[1];
  const wanted = enumeration ?? type ?? /^(\w+) cannot represent/.exec(message)?.[1];
  return wanted
    ? { zh: `须为 ${wanted}`, en: `it must be ${wanted}` }
    : { zh: '类型不符', en: 'it has the wrong type' };
}
