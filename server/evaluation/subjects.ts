/** Promises who is evaluated in a year, and the figures of each for the lines of a scheme: one statement for a measure. */
import { AreaLevel } from '../../schema/area/area';
import { EvaluationSubjectKind } from '../../schema/evaluation/enums';
import { Role } from '../../schema/identity/role';
import { IndicatorGrouping } from '../../schema/indicator/indicator';
import type { AreaRepository } from '../area/area.repository';
import type { Statements } from '../database/database';
import type { AccountRepository } from '../identity/account.repository';
import { permille } from '../indicator/derived';
import type { IndicatorRepository } from '../indicator/indicator.repository';
import type { Measure } from '../measure';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { SchemeLine } from './scoring';

export interface SubjectParts {
  readonly areas: AreaRepository;
  readonly accounts: AccountRepository;
  readonly organisations: OrganisationRepository;
  readonly indicators: IndicatorRepository;
  readonly measures: ReadonlyMap<string, Measure>;
}

export interface Subject {
  readonly key: string;
  readonly name: string;
  /** One for each line; undefined when there is nothing to divide by. */
  readonly values: readonly (bigint | undefined)[];
}

export interface SubjectQuestion {
  readonly kind: EvaluationSubjectKind;
  readonly areaCode: string;
  readonly year: number;
  readonly lines: readonly SchemeLine[];
}

const levels = { STREET: AreaLevel.SUBDISTRICT, COMMUNITY: AreaLevel.COMMUNITY } as const;
const codeLengths = { STREET: 9, COMMUNITY: 12, ORGANISATION: undefined, ADVISER: undefined } as const;
const groupings = {
  STREET: IndicatorGrouping.AREA,
  COMMUNITY: IndicatorGrouping.AREA,
  ORGANISATION: IndicatorGrouping.ORGANISATION,
  ADVISER: IndicatorGrouping.ADVISER,
} as const;

type Figures = ReadonlyMap<string, bigint>;

export async function readSubjects(
  parts: SubjectParts,
  statements: Statements,
  question: SubjectQuestion,
): Promise<Subject[]> {
  const codes = new Set(question.lines.flatMap(({ measure, per }) => (per === null ? [measure] : [measure, per])));
  const figures = new Map<string, Figures>();
  for (const code of codes) figures.set(code, await figuresOf(parts, statements, question, code));
  const names = await namesOf(parts, statements, question, figures);
  return [...names].map(([key, name]) => ({
    key,
    name,
    values: question.lines.map(({ measure, per }) => {
      const value = figures.get(measure)!.get(key) ?? 0n;
      return per === null ? value : ratio(value, figures.get(per)!.get(key) ?? 0n);
    }),
  }));
}

function ratio(value: bigint, per: bigint): bigint | undefined {
  const parts = permille(value, per);
  return parts === undefined ? undefined : BigInt(parts);
}

async function figuresOf(
  { indicators, measures }: SubjectParts,
  statements: Statements,
  { kind, areaCode, year }: SubjectQuestion,
  code: string,
): Promise<Figures> {
  const scope = { from: `${year}-01-01`, to: `${year}-12-31`, areaCode };
  const length = codeLengths[kind];
  const rows = await indicators.groupMeasure(statements, measures.get(code)!, scope, groupings[kind], length);
  return new Map(rows.flatMap(({ key, value }) => (key === null || value === null ? [] : [[key, value] as const])));
}

/** Areas and advisers are evaluated whether or not they did anything; organisations when they did. */
async function namesOf(
  { areas, accounts, organisations }: SubjectParts,
  statements: Statements,
  { kind, areaCode }: SubjectQuestion,
  figures: ReadonlyMap<string, Figures>,
): Promise<ReadonlyMap<string, string>> {
  if (kind === EvaluationSubjectKind.ORGANISATION) {
    const ids = [...new Set([...figures.values()].flatMap((of) => [...of.keys()]))].sort();
    return new Map((await organisations.findOrganisations(statements, ids)).map(({ id, name }) => [id, name]));
  }
  if (kind === EvaluationSubjectKind.ADVISER) {
    const holders = await accounts.listHolders(statements, Role.ADVISER, areaCode);
    return new Map(holders.map(({ id, displayName }) => [id, displayName]));
  }
  const found = await areas.listOfLevel(statements, areaCode, levels[kind]);
  return new Map(found.map(({ code, name }) => [code, name]));
}
