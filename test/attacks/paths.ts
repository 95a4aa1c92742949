/** Promises every path of the graph from Query to an object with words of or about a person, as one request each. */
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Authority } from '../../schema/authority';
import type { Person } from '../stage/people';
import { valueFor, type Values } from '../stage/documents';

export interface Path {
  /** The fields from Query on, as they are walked: household.needs.claims.contact. */
  readonly name: string;
  /** Who may call its first field. */
  readonly authority: Authority;
  /** The type in which it ends. */
  readonly end: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Names of fields that may hold somebody's words, name, number or place. */
const personal =
  /(name|phone|telephone|address|residentNumber|text|notes?|strengths|risks|findings|reason|statement|remark|payer|payee|printed|body|code|summary)$/i;

/**
 * Types whose words are those of institutions, of staff, or published: nobody's secret. Every other type with such a field is walked
 * to, those of rooms that come later too.
 */
export const institutional = [
  ...['Account', 'Adviser', 'AdviserTeam', 'ApiKey', 'Area', 'Backbone', 'CharityProject', 'Commendation', 'Decision'],
  ...[
    'DisclosureNote',
    'EngineRefused',
    'FundraisingPlan',
    'FundraisingQualification',
    'LocalStandard',
    'Organisation',
    'PointsRule',
  ],
  ...[
    'Policy',
    'ProjectDisclosure',
    'Reward',
    'Ruleset',
    'ServiceKindCodes',
    'ServiceOffering',
    'ServicePoint',
    'Training',
  ],
];

type Field = GraphQLField<unknown, unknown>;
type Named = GraphQLObjectType;

interface Step {
  readonly field: Field;
  readonly to: Named;
  /** What stands around the selection of the next step. */
  readonly open: string;
  readonly close: string;
}

function personalFieldsOf(type: Named): Field[] {
  return Object.values(type.getFields()).filter(
    (field) => getNamedType(field.type).name === 'String' && personal.test(field.name) && !/(Zh|En)$/.test(field.name),
  );
}

/** The objects that a field leads to: members of unions and interfaces each for itself, a connection by its nodes. */
function stepsBy(schema: GraphQLSchema, field: Field): Step[] {
  const named = getNamedType(field.type);
  if (isLeafType(named)) return [];
  if (isUnionType(named) || isInterfaceType(named))
    return schema.getPossibleTypes(named).map((to) => ({ field, to, open: `{ ... on ${to.name} {`, close: '} }' }));
  if (!isObjectType(named)) return [];
  const edges = /Connection$/.test(named.name) ? getNamedType(named.getFields().edges!.type) : undefined;
  if (isObjectType(edges)) {
    const to = getNamedType(edges.getFields().node!.type);
    return isObjectType(to) ? [{ field, to, open: '{ edges { node {', close: '} } }' }] : [];
  }
  return [{ field, to: named, open: '{', close: '}' }];
}

const levels = (steps: readonly Step[]) => steps.reduce((sum, step) => sum + step.open.split('{').length - 1, 0);

/**
 * All paths of at most so many objects that enter no type twice. `valuesFor` names what the arguments of a step mean; undefined: the
 * step is not taken. What the guard refuses to everybody by its depth is left out.
 */
export function pathsToPersons(
  schema: GraphQLSchema,
  objects: number,
  depthLimit: number,
  valuesFor: (field: Field, to: Named) => Values | undefined,
): Path[] {
  const found: Path[] = [];
  const walk = (type: Named, steps: readonly Step[], entered: readonly string[]) => {
    for (const field of Object.values(type.getFields()))
      for (const step of stepsBy(schema, field)) {
        if (entered.includes(step.to.name) || valuesFor(field, step.to) === undefined) continue;
        const path = [...steps, step];
        if (levels(path) + 1 > depthLimit) continue;
        if (personalFieldsOf(step.to).length > 0 && !institutional.includes(step.to.name))
          found.push(request(path, valuesFor));
        if (path.length < objects) walk(step.to, path, [...entered, step.to.name]);
      }
  };
  walk(schema.getQueryType()!, [], []);
  return found;
}

/** Whether the guard lets the person begin the path; that it refuses all others without a look, `authority.test.ts` shows. */
export function mayBegin(person: Person | undefined, { authority }: Path): boolean {
  if (authority === 'ANYONE') return true;
  if (authority === 'SIGNED_IN' || person === undefined) return person !== undefined;
  return person.actor.roles.some(({ role }) => authority.includes(role));
}

function request(steps: readonly Step[], valuesFor: (field: Field, to: Named) => Values | undefined): Path {
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const call = (field: Field, to: Named): string => {
    const values = valuesFor(field, to)!;
    const passed = field.args
      .filter((argument) => isNonNullType(argument.type) || argument.name in values)
      .map((argument) => {
        const name = `a${declared.length}`;
        declared.push(`$${name}: ${String(argument.type)}`);
        variables[name] = valueFor(argument.name, argument.type, values);
        return `${argument.name}: $${name}`;
      });
    return passed.length > 0 ? `${field.name}(${passed.join(', ')})` : field.name;
  };
  const opened = steps.map((step) => `${call(step.field, step.to)} ${step.open}`);
  const end = steps.at(-1)!.to;
  const leaves = personalFieldsOf(end).map((field) => call(field, end));
  const body = [...opened, '__typename', ...leaves, ...[...steps].reverse().map((step) => step.close)].join(' ');
  return {
    name: steps
      .map((step) => (step.open.includes('...') ? `${step.field.name}<${step.to.name}>` : step.field.name))
      .join('.'),
    authority: steps[0]!.field.extensions.authority as Authority,
    end: end.name,
    query: `query ${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${body} }`,
    variables,
  };
}
