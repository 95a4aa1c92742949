/** Promises the cost of an operation at its worst: one for each field, times the page that contains it, nothing skipped. */
import { GraphQLError, Kind, getNullableType, isListType, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { pageSizeMaximum } from '../../schema/connection';
import { Fault } from '../../schema/fault';
import type { Limits } from './limits';

/** A field hidden under @skip or @include costs as if it were there: the variables of a retry may show it. */
export function withoutConditions(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.DIRECTIVE]: (node) => (node.name.value === 'skip' || node.name.value === 'include' ? null : undefined),
  });
}

export interface CostQuestion {
  readonly schema: GraphQLSchema;
  /** Without conditions. */
  readonly document: DocumentNode;
  readonly operationName?: string;
  readonly variables: Record<string, unknown>;
}

export function costRefusal(question: CostQuestion, limits: Limits): Fault | undefined {
  let cost: number;
  try {
    cost = getComplexity({
      schema: question.schema,
      query: question.document,
      operationName: question.operationName,
      variables: question.variables,
      maxQueryNodes: limits.fields * 4,
      estimators: [(field) => fieldCost(field, limits)],
    });
  } catch (error) {
    return argumentFault(error);
  }
  if (cost <= limits.cost) return undefined;
  return new Fault(
    'LIMIT_EXCEEDED',
    {
      zh: `请求过大：估算代价 ${cost} 超过上限 ${limits.cost}，请减小 first 或减少嵌套`,
      en: `the request is too large: its cost of ${cost} is above ${limits.cost}; ask for smaller pages or nest less`,
    },
    { cost, costLimit: limits.cost },
  );
}

/** Valid variables can still leave a required argument without a value: null over a default. */
function argumentFault(error: unknown): Fault {
  if (!(error instanceof GraphQLError)) throw error;
  const argument = /^Argument "(\w{1,60})"/.exec(error.message)?.[1];
  const name = argument ? ` ${argument}` : '';
  return new Fault('BAD_USER_INPUT', {
    zh: `参数${name}缺少值或不合要求`,
    en: `the argument${name} has no value or does not fit`,
  });
}

function fieldCost({ args, childComplexity, field, type }: ComplexityEstimatorArgs, limits: Limits): number {
  return 1 + length(args, field.name, isListType(getNullableType(field.type)), type.name, limits) * childComplexity;
}

function length(args: Record<string, unknown>, field: string, isList: boolean, parent: string, limits: Limits): number {
  // Introspection is bounded by its depth; its lists have the length of the schema.
  if (parent.startsWith('__') || field.startsWith('__')) return 1;
  const asked = args.first ?? args.last;
  // What lies outside 1 to 100 is refused by the resolver with a better message.
  if (typeof asked === 'number') return Math.min(Math.max(asked, 1), pageSizeMaximum);
  return isList && !parent.endsWith('Connection') ? limits.listLength : 1;
}
