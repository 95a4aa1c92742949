/** Promises projects on the stage: their content, qualified federations, and projects in any state through the service. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { addDays, dayOf } from '../../server/day';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';

export const today = dayOf(new Date());

/** What a draft says, as a client sends it. */
export function content(more: Record<string, unknown> = {}, plan: Record<string, unknown> = {}) {
  return {
    name: '暖冬助老',
    fundraisingMode: 'PUBLIC',
    startsOn: addDays(today, 10),
    endsOn: addDays(today, 100),
    targetFen: '20000000',
    budgetFen: '15000000',
    capPerCaseFen: '200000',
    serviceKinds: ['CLEANING', 'HOME_VISIT'],
    areaCodes: ['640104'],
    situations: ['ELDERLY_ALONE'],
    lowIncomeCategories: ['DIBAO', 'TEKUN'],
    plan: {
      purpose: '为独居困难老人提供过冬帮扶',
      areaCodes: ['640104'],
      responsiblePerson: '王建国',
      officeAddress: '银川市兴庆区文化西街 1 号',
      donationChannels: ['DONATION_POINT', 'BANK_TRANSFER'],
      bankName: '中国银行银川市兴庆支行',
      bankAccount: '1040 1234 5678 9012',
      beneficiaries: '兴庆区独居困难老人',
      useOfProceeds: '清洁、访视与过冬物资',
      costFen: '100000',
      costDetail: '印刷与平台费用',
      leftoverUse: '用于目的相同或相近的慈善项目',
      ...plan,
    },
    ...more,
  };
}

export interface Federation {
  readonly organisationId: string;
  readonly id: string;
  readonly staff: Person;
}

/** An approved federation with one of its staff; qualified to raise from the public unless told otherwise. */
export async function federation(server: TestServer, options: { qualified?: boolean } = {}): Promise<Federation> {
  const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
  const staff = await people(server).federationStaff(organisationId);
  if (options.qualified ?? true)
    await server.database.query(
      `INSERT INTO fundraising_qualification (organisation_id, certificate_number, charity_since, granted_on, recorded_by)
       VALUES ($1, 'NX-2020-01', '2018-01-01', '2020-01-01', $2)`,
      [organisationId, staff.accountId],
    );
  return { organisationId, id: globalId('Organisation', organisationId), staff };
}

const fields = 'id status startsOn endsOn filedOn filingNumber closedOn settledOn leftoverFen leftoverDisposal';
const refusal = '... on Refusal { messageZh }';
const invalid = '... on InvalidInput { field }';
const state = '... on WrongState { currentStatus allowedStatuses }';

/** One command on projects, under an id of its own unless one is given; the project, the refusal, or the code of the fault. */
export async function run(
  server: TestServer,
  person: Person,
  operation: string,
  wanted: Record<string, unknown>,
): Promise<any> {
  const input = operation === 'draftCharityProject' ? wanted : { commandId: v7(), ...wanted };
  const type = inputs[operation] ?? `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
  const answer = await server.request(
    `mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on CharityProject { ${fields} } ${refusal}
       ${more[operation]} } }`,
    { input },
    person.token,
  );
  return answer.errors ? { code: answer.errors[0]!.extensions.code } : answer.data[operation];
}

const inputs: Record<string, string> = {
  openCharityProject: 'CharityProjectInput',
  closeCharityProject: 'CharityProjectInput',
};
const more: Record<string, string> = {
  draftCharityProject: invalid,
  reviseCharityProject: `${invalid} ${state} ... on DraftHasChanged { revision }`,
  fileCharityProject: `${invalid} ${state} ... on FilingTooLate { latestFilingDay earliestStart }`,
  openCharityProject: `${state} ... on OutsideProjectWindow { startsOn endsOn }`,
  closeCharityProject: state,
  settleCharityProject: `${invalid} ${state} ... on ProjectHoldsReservations { reservedFen }`,
  proposeFundraisingPartnership: `${invalid} ${state}`,
  confirmFundraisingPartnership: `${invalid} ${state} ... on DraftHasChanged { revision }`,
};

/** A draft; its global id. */
export async function drafted(server: TestServer, of: Federation, wish: Record<string, unknown> = {}): Promise<string> {
  const made = await run(server, of.staff, 'draftCharityProject', {
    ...{ projectId: v7(), organisationId: of.id, content: content(wish) },
  });
  if (made.__typename !== 'CharityProject') throw new Error(`refused: ${JSON.stringify(made)}`);
  return made.id as string;
}

/** A filed project whose window has begun: filed in time, some days ago. */
export async function opened(server: TestServer, of: Federation, wish: Record<string, unknown> = {}): Promise<string> {
  const projectId = await drafted(server, of, { startsOn: today, ...wish });
  const filed = { projectId, filedOn: addDays(today, -10), filingNumber: '慈募 2026-7' };
  for (const [operation, input] of [
    ['fileCharityProject', filed],
    ['openCharityProject', { projectId }],
  ] as const) {
    const answer = await run(server, of.staff, operation, input);
    if (answer.__typename !== 'CharityProject') throw new Error(`refused: ${JSON.stringify(answer)}`);
  }
  return projectId;
}

/** The local id of a global one. */
export function localOf(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8').split(':')[1]!;
}
