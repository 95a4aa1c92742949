/** Promises the scalars of the contract: client-made ids, instants, calendar dates and integer fen, each refusing what it is not. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function textScalar(
  name: string,
  description: string,
  check: (text: string) => string,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown) =>
    typeof value === 'string' ? check(value) : refuse(`${name} 须为字符串 / must be text`);
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** A client-made id: makes a retried command answer as the first time did. UUID version 7 is advised. */
export const Uuid = textScalar(
  'UUID',
  '客户端生成的编号 An id made by the client and kept across retries (UUID, version 7 advised): the same id is done once.',
  (text) => (uuidShape.test(text) ? text.toLowerCase() : refuse('UUID 格式不正确 / not a UUID')),
);

/** A day of the calendar in Asia/Shanghai, years 1900 to 2199. */
export const CalendarDate = textScalar(
  'CalendarDate',
  '日期 A calendar date (YYYY-MM-DD) in Asia/Shanghai, from 1900 to 2199.',
  (text) => {
    if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text))
      return refuse('日期格式应为 YYYY-MM-DD / a date is written YYYY-MM-DD');
    const day = new Date(`${text}T00:00:00Z`);
    const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
    return exists ? text : refuse('日期不存在 / there is no such day');
  },
);

const fenMaximum = 9_007_199_254_740_991n;

function parseFen(value: unknown): bigint {
  const text = typeof value === 'bigint' ? value.toString() : value;
  if (typeof text !== 'string' || !/^(0|[1-9]\d{0,15})$/.test(text) || BigInt(text) > fenMaximum)
    return refuse('金额须为整数分（字符串） / an amount is a whole number of fen, written as text');
  return BigInt(text);
}

/** An amount of money in fen (1/100 yuan), a non-negative whole number written as text; exact end to end. */
export const Fen = new GraphQLScalarType<bigint, string>({
  name: 'Fen',
  description: '金额（分） An amount of money in fen (1/100 yuan, CNY), a non-negative whole number written as text.',
  serialize: (value) => String(value),
  parseValue: parseFen,
  parseLiteral: (node) => parseFen(node.kind === Kind.STRING ? node.value : undefined),
});

/** A count or sum whose unit the object says. */
export const WholeNumber = new GraphQLScalarType<bigint, string>({
  name: 'WholeNumber',
  description: '整数 A non-negative whole number written as text, exact; its unit is said by the object that it is of.',
  serialize: (value) => String(value),
  parseValue: parseFen,
  parseLiteral: (node) => parseFen(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant with zone (ISO 8601). */
export const Instant = GraphQLDateTimeISO;
