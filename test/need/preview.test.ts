/** Shows a need previewed: exactly what organisations read later, nothing kept, and the same refusals as when it is taken down. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { household, type StagedHousehold } from '../stage/households';
import { stagedCommunity } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const seen = `id kind status serviceKind domain urgency cardText quantity quantityUnit quantityRemaining wantedBy situations
  languages skills restricted area { code name } household { id } origin createdAt literacy economicStatus hardshipDegree`;
const previewNeed = `query ($input: DraftNeedInput!) { previewNeed(input: $input) { __typename
  ... on NeedPreview { beforeClaim { ${seen} } afterClaim { ${seen} } }
  ... on InvalidInput { field } ... on NotFound { type } ... on CardRevealsIdentity { kinds } } }`;
const takeDown = 'mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { __typename } }';
const verify = 'mutation ($id: ID!) { verifyNeed(input: { needId: $id }) { __typename } }';
const refer = 'mutation ($id: ID!) { referNeed(input: { needId: $id }) { __typename } }';

describe('the preview of a need', () => {
  let server: TestServer;
  let home: StagedHousehold;
  let adviser: Person;
  let member: Person;
  beforeAll(async () => {
    server = await startTestServer();
    home = await household(server, { areaCode: `${stagedCommunity}001` });
    adviser = await people(server).adviser('640104001');
    const { organisationId } = await approvedOrganisation(server);
    member = await people(server).organisationMember(organisationId);
  });
  afterAll(() => server.close());

  const input = (changes: Record<string, unknown> = {}) => ({
    ...{ needId: v7(), householdId: home.id, kind: 'NEED', serviceKind: 'CLEANING', origin: 'DAILY_VISIT' },
    ...{ urgency: 'ROUTINE', cardText: '独居老人需要每周一次打扫房间', ...changes },
  });
  const preview = async (given: object, token = adviser.token) =>
    (await server.request(previewNeed, { input: given }, token)).data.previewNeed;

  test('given a need before it is taken down, then its preview is what organisations read later, to the letter, and nothing is kept', async () => {
    const given = input({
      ...{ literacy: 'PRIMARY', economicStatus: 'NO_INCOME', quantity: 3, quantityUnit: '次', skills: ['驾驶'] },
    });
    const id = globalId('Need', given.needId);
    const { beforeClaim, afterClaim } = await preview(given);
    expect(await server.database.query('SELECT 1 FROM need')).toEqual([]);
    expect(beforeClaim).toMatchObject({
      ...{ area: { code: stagedCommunity }, household: null, origin: null, createdAt: null },
      ...{ literacy: null, economicStatus: null, cardText: given.cardText, quantityRemaining: 3 },
    });
    expect(afterClaim).toEqual({ ...beforeClaim, literacy: 'PRIMARY', economicStatus: 'NO_INCOME' });
    for (const [text, variables] of [
      [takeDown, { input: given }],
      [verify, { id }],
      [refer, { id }],
    ] as const)
      expect(Object.values((await server.request(text, variables, adviser.token)).data)).toEqual([
        { __typename: 'Need' },
      ]);
    const read = await server.request(`query ($id: ID!) { need(id: $id) { ${seen} } }`, { id }, member.token);
    expect(read.data.need).toEqual({ ...beforeClaim, status: 'PUBLISHED' });
  });

  test('given what would be refused, then the preview refuses it likewise, and who does not serve the household learns nothing', async () => {
    const naming = input({ cardText: `请联系${home.identity.name}` });
    expect(await preview(naming)).toEqual({ __typename: 'CardRevealsIdentity', kinds: ['NAME'] });
    expect(await preview(input({ quantity: 0 }))).toEqual({ __typename: 'InvalidInput', field: 'quantity' });
    const stranger = await people(server).adviser('640104002');
    expect(await preview(naming, stranger.token)).toEqual({ __typename: 'NotFound', type: 'Household' });
    const answer = await server.request(previewNeed, { input: naming }, member.token);
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
