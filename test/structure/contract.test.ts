/** Shows that the committed contract is the one the server serves, that every word of it is described in both languages, and that every operation has a rule. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLSchema,
} from 'graphql';
import { compose } from '../../server/composition';
import { readConfig } from '../../server/config';
import { printContract } from '../../server/print-schema';
import { projectRoot } from '../../server/project';
import { buildLinkageSchema } from '../../server/schema';
import { testEnvironment } from '../stage/server';

/** Commands of the older rooms that name the state they ask for, so that a retry finds it and changes nothing. */
const withoutCommandId = [
  ...['approveOrganisation', 'approveRuleset', 'changePassword', 'completeRevisit'],
  ...['disableAccount', 'enableAccount', 'referNeed', 'referNeedDirectly'],
  ...['refreshSession', 'reinstateOrganisation', 'renewBrowserSession', 'requireRecertification', 'reviseHousehold'],
  ...['reviseOffering', 'revokeApiKey', 'revokeRole', 'signIn', 'signInBrowser'],
  ...['signOut', 'submitForReview', 'suspendOrganisation', 'updateCapacity', 'verifyNeed'],
  ...['withdrawConsent', 'withdrawConsentByCard', 'withdrawNeed', 'withdrawOffering'],
];

describe('the contract', () => {
  let schema: GraphQLSchema;
  beforeAll(() => {
    schema = buildLinkageSchema(compose(readConfig(testEnvironment()), 'postgres://unused').resolvers);
  });

  test('given the schema of this release, then schema/schema.graphql is exactly it (npm run print:schema)', () => {
    expect(printContract(readConfig(testEnvironment()))).toBe(
      readFileSync(join(projectRoot, 'schema', 'schema.graphql'), 'utf8'),
    );
  });

  test('given every type, field, argument and value of ours, then it has a description in Chinese and in English', () => {
    const silent: string[] = [];
    const look = (name: string, description: string | null | undefined) => {
      if (!description || !/\p{Script=Han}/u.test(description) || !/[A-Za-z]{2}/.test(description)) silent.push(name);
    };
    const foreign = new Set([
      'String',
      'Int',
      'Float',
      'Boolean',
      'ID',
      'DateTimeISO',
      'Query',
      'Mutation',
      'Subscription',
    ]);
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      if (!foreign.has(type.name) && !isUnionType(type)) look(type.name, type.description);
      if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value.description);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
        for (const field of Object.values(type.getFields())) {
          look(`${type.name}.${field.name}`, field.description);
          if ('args' in field)
            for (const argument of field.args)
              look(`${type.name}.${field.name}(${argument.name})`, argument.description);
        }
    }
    expect(silent).toEqual([]);
  });

  test('69: given every operation, then it states who may call it', () => {
    const without = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
      Object.values(root?.getFields() ?? {})
        .filter((field) => field.extensions.authority === undefined)
        .map((field) => `${root!.name}.${field.name}`),
    );
    expect(without).toEqual([]);
  });

  test('given every mutation, then it answers with a union whose refusals implement Refusal', () => {
    const refusal = schema.getType('Refusal');
    const wrong = Object.values(schema.getMutationType()?.getFields() ?? {}).filter((field) => {
      const type = schema.getType(String(field.type).replace(/[!\[\]]/g, ''));
      return (
        !isUnionType(type) ||
        !isInterfaceType(refusal) ||
        type.getTypes().filter((member) => member.getInterfaces().includes(refusal)).length === 0
      );
    });
    expect(wrong.map((field) => field.name)).toEqual([]);
  });

  test('given every mutation, then its input has a required id made by the client and its answers the refusal of another use of it', () => {
    const without = Object.values(schema.getMutationType()!.getFields()).filter((field) => {
      const [argument] = field.args;
      const input = argument && getNamedType(argument.type);
      const answer = getNamedType(field.type);
      const hasId =
        isInputObjectType(input) && Object.values(input.getFields()).some((part) => String(part.type) === 'UUID!');
      const hasRefusal = isUnionType(answer) && answer.getTypes().some((type) => type.name === 'IdempotencyMismatch');
      return !hasId || !hasRefusal;
    });
    expect(without.map((field) => field.name).sort()).toEqual(withoutCommandId);
  });
});
