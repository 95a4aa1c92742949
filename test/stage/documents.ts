/** Promises one valid request for any operation of the schema: arguments by name and type, every scalar of the answer asked for. */
import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Values for arguments and input fields by name, wherever they stand. */
export type Values = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** The request for one root field, as deep as `depth` levels of objects. */
export function operationFor(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  values: Values = {},
  depth = 2,
): Operation {
  const used = field.args.filter((argument) => isNonNullType(argument.type) || argument.name in values);
  const declared = used.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = used.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const query = `${kind} ${used.length ? `(${declared})` : ''} { ${field.name}${used.length ? `(${passed})` : ''} ${selection(schema, field.type, depth)} }`;
  const variables = Object.fromEntries(
    used.map((argument) => [argument.name, valueFor(argument.name, argument.type, values)]),
  );
  return { query, variables };
}

/** A value for an argument or input field: the one named, or any that its type allows. */
export function valueFor(name: string, type: GraphQLInputType, values: Values): unknown {
  if (name in values) return values[name];
  if (isNonNullType(type)) return valueFor(name, type.ofType, values);
  if (isListType(type)) return [valueFor(name, type.ofType, values)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type) || field.name in values)
        .map((field) => [field.name, valueFor(field.name, field.type, values)]),
    );
  const samples: Record<string, unknown> = {
    UUID: randomUUID(),
    ID: Buffer.from(`Nothing:${randomUUID()}`).toString('base64url'),
    String: 'a text long enough to be a reason',
    Int: 1,
    Float: 1,
    Boolean: false,
    CalendarDate: '2027-06-01',
    Fen: '1000',
    DateTimeISO: '2027-06-01T00:00:00Z',
  };
  return samples[getNamedType(type).name] ?? null;
}

/** Every field without required arguments, objects down to a depth; unions by every member. */
export function selection(schema: GraphQLSchema, type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isInterfaceType(named)) return '{ __typename }';
  if (isUnionType(named)) {
    if (depth <= 0) return '{ __typename }';
    const members = schema.getPossibleTypes(named);
    return `{ __typename ${members.map((member) => memberSelection(schema, member, depth)).join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  return `{ ${fieldsOf(schema, named, depth)} }`;
}

/** One member of a union. */
function memberSelection(schema: GraphQLSchema, member: Parameters<typeof fieldsOf>[1], depth: number): string {
  const fields = Object.values(member.getFields()).filter((field) =>
    field.args.every((argument) => !isNonNullType(argument.type)),
  );
  const leaves = fields.filter((field) => !isComposite(field.type)).map((field) => field.name);
  const objects = depth > 1 ? fields.filter((field) => isComposite(field.type)) : [];
  const parts = [...leaves, ...objects.map((field) => `${field.name} ${selection(schema, field.type, depth - 1)}`)];
  return `... on ${member.name} { __typename ${parts.join(' ')} }`;
}

function isComposite(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  return isObjectType(named) || isUnionType(named) || isInterfaceType(named);
}

function fieldsOf(
  schema: GraphQLSchema,
  type: { name: string; getFields(): Record<string, GraphQLField<unknown, unknown>> },
  depth: number,
): string {
  const fields = Object.values(type.getFields())
    .filter((field) => field.args.every((argument) => !isNonNullType(argument.type)))
    .filter((field) => depth > 0 || !isComposite(field.type))
    .filter((field) => depth > 1 || !isComposite(field.type));
  const parts = fields.map(
    (field) => `${field.name} ${isComposite(field.type) ? selection(schema, field.type, depth - 1) : ''}`,
  );
  return ['__typename', ...parts].join(' ');
}
