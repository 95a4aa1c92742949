/** Shows that donations and projects are listed by when they were entered, the newest first, whatever their ids say. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { content, run } from '../project/staging';
import { givingStage, type GivingStage } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';

describe('what is listed the newest first', () => {
  let server: TestServer;
  let stage: GivingStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
  });
  afterAll(() => server.close());

  /** Every smaller than the one before. */
  const fallingIds = (count: number) =>
    Array.from({ length: count }, (_, place) => v7({ msecs: 1_700_000_000_000 - place }));

  /** All nodes of a list, two at a time, and how many pages that took. */
  const walk = async (field: string, organisationId: string, token: string) => {
    const query = `query ($of: ID!, $after: String) { ${field}(organisationId: $of, first: 2, after: $after) {
      edges { cursor node { id } } pageInfo { endCursor hasNextPage } } }`;
    const [ids, of]: [string[], string] = [[], globalId('Organisation', organisationId)];
    for (let [pages, after]: [number, string | undefined] = [1, undefined]; ; pages += 1) {
      const answer: { data: any } = await server.request(query, { of, after }, token);
      const { edges, pageInfo } = answer.data[field];
      ids.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      if (!pageInfo.hasNextPage) return { ids, pages };
      after = pageInfo.endCursor;
    }
  };

  test('given donations under ids that fall, and a file of several at one moment, then donor and charity read each once, in that order', async () => {
    const { companyId, charityId, partner, staff } = stage;
    const between = {
      donorOrganisationId: globalId('Organisation', companyId),
      recipientOrganisationId: globalId('Organisation', charityId),
    };
    const pledged = fallingIds(3);
    for (const donationId of pledged)
      await server.request(
        'mutation ($input: PledgeDonationInput!) { pledgeDonation(input: $input) { __typename } }',
        { input: { ...between, donationId, moneyFen: '100' } },
        partner.token,
      );
    const file = await server.request(
      'mutation ($input: RegisterDonationsInput!) { registerDonations(input: $input) { ... on DonationImport { entries { donationId } } } }',
      {
        input: {
          ...{ ...between, importId: v7(), format: 'CSV' },
          contentBase64: Buffer.from('序号,金额(元)\nA,1\nB,2\nC,3\nD,4').toString('base64'),
        },
      },
      partner.token,
    );
    const imported: string[] = file.data.registerDonations.entries.map((one: { donationId: string }) => one.donationId);
    const given = await walk('donations', companyId, partner.token);
    expect(given.pages).toBe(4);
    expect(given.ids.slice(4)).toEqual(pledged.map((id) => globalId('Donation', id)).reverse());
    expect(given.ids.slice(0, 4).sort()).toEqual(imported.sort());
    expect(await walk('donations', charityId, staff.token)).toEqual(given);
    const stale = Buffer.from(JSON.stringify([v7()])).toString('base64url');
    const { errors } = await server.request(
      'query ($of: ID!, $after: String) { donations(organisationId: $of, after: $after) { edges { cursor } } }',
      { of: between.donorOrganisationId, after: stale },
      partner.token,
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('given projects drafted under ids that fall, then they are listed by when they were drafted', async () => {
    const drafted = fallingIds(3);
    for (const projectId of drafted)
      await run(server, stage.staff, 'draftCharityProject', {
        ...{ projectId, organisationId: globalId('Organisation', stage.charityId), content: content() },
      });
    expect((await walk('charityProjects', stage.charityId, stage.staff.token)).ids).toEqual(
      drafted.map((id) => globalId('CharityProject', id)).reverse(),
    );
  });
});
