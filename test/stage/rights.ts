/** Promises households that have lived, and what is asked of their data, over HTTP. */
import { v7 } from 'uuid';
import type { RightsRequestKind } from '../../schema/rights/request';
import { accepted, claimed, provider, serviceRecord } from './claims';
import { givingStage } from './donations';
import { consent, household, type StagedHousehold } from './households';
import { referredNeed } from './needs';
import { people, type Person } from './people';
import type { TestServer } from './server';
import { giver, openWish, share } from './wishes';

export const rightsCommunity = '640104001002';
const grid = '640104001002001';
const requestFields = 'id kind requester status receivedOn dueOn overdue refusalReason';
export const recordDocument = `mutation ($input: RecordRightsRequestInput!) { recordRightsRequest(input: $input) {
  __typename ... on RightsRequest { ${requestFields} } ... on InvalidInput { field } ... on NotFound { type } } }`;
export const byCardDocument = `mutation ($input: RequestRightsByCardInput!) { requestRightsByCard(input: $input) {
  __typename ... on RightsRequest { ${requestFields} } } }`;
export const decideDocument = `mutation ($input: DecideRightsRequestInput!) { decideRightsRequest(input: $input) {
  __typename ... on RightsRequest { ${requestFields} } ... on WrongState { currentStatus } ... on NotFound { type } } }`;
export const exportDataDocument = `mutation ($input: ExportHouseholdDataInput!) { exportHouseholdData(input: $input) {
  __typename ... on HouseholdDataExport { json page request { status } } ... on WrongState { currentStatus } ... on NotFound { type } } }`;
export const correctDocument = `mutation ($input: CorrectHouseholdMemberInput!) { correctHouseholdMember(input: $input) {
  __typename ... on RightsRequest { status } ... on InvalidInput { field } ... on NotFound { type } } }`;
export const retentionDocument = `mutation ($input: RunRetentionInput!) { runRetention(input: $input) {
  __typename ... on RetentionRun { dry results { code count } } } }`;

/** A household with something in every table that can hold something of it. */
export async function lived(
  server: TestServer,
  name: string,
  mark: string,
): Promise<StagedHousehold & { needIds: string[]; words: string[] }> {
  const words = [`擦窗户要登高自己做不了${mark}`, `想要一只助听器配的电池盒${mark}`, `膝盖手术后行动不便${mark}`];
  const staged = await household(server, {
    areaCode: grid,
    address: `紫荆花园11号楼2单元90${mark}室`,
    members: [{ name }],
  });
  const organisation = await provider(server);
  await consent(server, staged, organisation.organisationId);
  const cleaned = await referredNeed(server, {
    household: staged,
    areaCode: grid,
    cardText: words[0],
  });
  const held = await claimed(server, organisation, cleaned);
  accepted(
    await server.app.composition.claimService.confirmClaim(organisation.member, {
      commandId: v7(),
      claimId: held.globalId,
    }),
  );
  accepted(
    await server.app.composition.claimService.recordService(
      organisation.member,
      serviceRecord(held.globalId, { note: words[2] }),
    ),
  );
  const stage = await givingStage(server);
  const wish = await openWish(server, { household: staged, areaCode: grid, cardText: words[1] });
  const shared = accepted(await share(server, stage, await giver(server), wish, 5_000n));
  expect(shared).toBeDefined();
  return { ...staged, needIds: [cleaned.needId, wish.needId], words };
}

export interface RightsStage {
  readonly adviser: Person;
  readonly officer: Person;
  readonly today: string;
  /** The answer of a mutation, or the code of its fault. */
  ask(person: Pick<Person, 'token'> | undefined, document: string, input: object): Promise<any>;
  recorded(staged: { readonly id: string }, kind: `${RightsRequestKind}`, more?: object): Promise<any>;
}

export async function rightsStage(server: TestServer): Promise<RightsStage> {
  const adviser = await people(server).adviser(rightsCommunity);
  const officer = await people(server).streetOfficer('640104001');
  const { households, database } = server.app.composition;
  const { today } = await households.readCalendar(database);
  const ask: RightsStage['ask'] = async (person, document, input) => {
    const { data, errors } = await server.request(document, { input }, person?.token);
    return errors ? errors[0]!.extensions.code : Object.values(data as object)[0];
  };
  const recorded: RightsStage['recorded'] = (staged, kind, more = {}) =>
    ask(adviser, recordDocument, {
      ...{ requestId: v7(), householdId: staged.id, kind, requester: 'HOUSEHOLD', receivedOn: today, ...more },
    });
  return { adviser, officer, today, ask, recorded };
}

/** The lines about a household, by operation. */
export async function operationsOn(server: TestServer, householdId: string): Promise<string[]> {
  const rows = await server.database.query<{ operation: string }>(
    'SELECT operation FROM audit_line WHERE subject_id = $1 ORDER BY position',
    [householdId],
  );
  return rows.map((row) => row.operation);
}
