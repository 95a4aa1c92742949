/** Promises commands by name over HTTP: the fields asked for of what was made, every field of a refusal but its words, or the code of a fault. */
import { getNamedType, isLeafType, isUnionType, type GraphQLObjectType } from 'graphql';
import { buildLinkageSchema } from '../../server/schema';
import type { Person } from './people';
import type { TestServer } from './server';

export type Run = (
  person: Pick<Person, 'token'>,
  operation: string,
  input: Record<string, unknown>,
  fields?: string,
) => Promise<any>;

export function commands(server: TestServer): Run {
  const schema = buildLinkageSchema(server.app.composition.resolvers);
  const mutations = schema.getMutationType()!.getFields();
  const isRefusal = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Refusal');
  const detailsOf = (type: GraphQLObjectType) =>
    Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && !field.name.startsWith('message'))
      .map((field) => field.name);
  return async (person, operation, input, fields = '') => {
    const field = mutations[operation]!;
    const union = getNamedType(field.type);
    if (!isUnionType(union)) throw new Error(`${operation} does not answer with a union`);
    const parts = union.getTypes().map((type) => {
      const selected = isRefusal(type) ? detailsOf(type).join(' ') : fields;
      return selected ? `... on ${type.name} { ${selected} }` : '';
    });
    const query = `mutation ($input: ${String(field.args[0]!.type)}) { ${operation}(input: $input) { __typename ${parts.join(' ')} } }`;
    const answer = await server.request(query, { input }, person.token);
    return answer.errors ? answer.errors[0]!.extensions.code : answer.data[operation];
  };
}
