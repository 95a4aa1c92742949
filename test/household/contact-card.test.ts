/** Shows that a card's code is shown once, kept as a keyed hash, replaced by a new one, and cannot be searched for. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { consent, household } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, untilAnswered, untilDone, type TestServer } from '../stage/server';

const community = '640104001002';
const issue = `mutation ($input: IssueContactCardInput!) {
  issueContactCard(input: $input) { __typename ... on ContactCard { id code issuedAt } ... on Refusal { messageEn } }
}`;
const view = `query ($code: String!) { householdByCard(code: $code) { communityName issuedOn consents { id purpose recipientName } } }`;

describe('the contact card', () => {
  let server: TestServer;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
  });
  beforeEach(() => server.database.query('DELETE FROM card_failure'));
  afterAll(() => server.close());

  test('given a card issued, then the code is shown once; a retry gives the card without it', async () => {
    const staged = await household(server, { areaCode: community });
    const input = { cardId: v7(), householdId: staged.id };
    const first = await server.request(issue, { input }, adviser.token);
    expect(first.data.issueContactCard.code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/);
    const again = await server.request(issue, { input }, adviser.token);
    expect(again.data.issueContactCard).toEqual({ ...first.data.issueContactCard, code: null });
  });

  test('given a new card, then the earlier code opens nothing', async () => {
    const staged = await household(server, { areaCode: community });
    const { householdService, database } = server.app.composition;
    expect(await householdService.cardOpens(database, staged.cardCode)).toBe(staged.householdId);
    const input = { cardId: v7(), householdId: staged.id };
    const { code } = (await server.request(issue, { input }, adviser.token)).data.issueContactCard;
    expect(await householdService.cardOpens(database, staged.cardCode)).toBeUndefined();
    expect(await householdService.cardOpens(database, code)).toBe(staged.householdId);
  });

  test('given ten cards issued at once, then one is valid in the end', async () => {
    const staged = await household(server, { areaCode: community });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        server.request(issue, { input: { cardId: v7(), householdId: staged.id } }, adviser.token),
      ),
    );
    const { householdService, database } = server.app.composition;
    const opened = await Promise.all(
      answers.map((answer) => householdService.cardOpens(database, answer.data.issueContactCard.code)),
    );
    expect(opened.filter((id) => id === staged.householdId)).toHaveLength(1);
  });

  test('129: given the database alone, then no code stands in it, plain or without hyphens', async () => {
    const staged = await household(server, { areaCode: community });
    const [row] = await server.database.query<{ all: string }>(
      'SELECT json_agg(contact_card)::text AS all FROM contact_card',
    );
    expect(row!.all).not.toContain(staged.cardCode);
    expect(row!.all).not.toContain(staged.cardCode.replaceAll('-', ''));
  });

  test('given an adviser of another area, then NotFound, and the card in use stays', async () => {
    const staged = await household(server, { areaCode: community });
    const stranger = await people(server).adviser('640104001003');
    const answer = await server.request(issue, { input: { cardId: v7(), householdId: staged.id } }, stranger.token);
    expect(answer.data.issueContactCard.__typename).toBe('NotFound');
    const { householdService, database } = server.app.composition;
    expect(await householdService.cardOpens(database, staged.cardCode)).toBe(staged.householdId);
  });

  test('given the bearer, then it sees community, day and standing consents without signing in, and no name', async () => {
    const staged = await household(server, { areaCode: community });
    const { organisationId } = await approvedOrganisation(server, { name: '爱心服务中心' });
    const consentId = await consent(server, staged, organisationId);
    const answer = await server.request(view, { code: staged.cardCode.toLowerCase() });
    expect(answer.data.householdByCard).toEqual({
      communityName: '崇安社区居委会',
      issuedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      consents: [{ id: globalId('Consent', consentId), purpose: 'SERVICE_DELIVERY', recipientName: '爱心服务中心' }],
    });
    for (const secret of Object.values(staged.identity)) expect(JSON.stringify(answer)).not.toContain(secret);
  });

  test('58: given ten wrong codes, then the client is refused for a while, even with the right one; a right one costs nothing', async () => {
    const staged = await household(server, { areaCode: community });
    // At once, as from the one address of a community centre.
    const views = await Promise.all(
      Array.from({ length: 15 }, () => untilAnswered(() => server.request(view, { code: staged.cardCode }))),
    );
    for (const { data } of views) expect(data.householdByCard).not.toBeNull();
    for (const wrong of ['', 'x', '2222-2222-2222-2222', '\u00000000', '四四四四', 'a', 'b', 'c', 'd', 'e'])
      await server.app.composition.contactCardService.viewByCard('client', wrong);
    const refused = server.app.composition.contactCardService.viewByCard('client', staged.cardCode);
    await expect(refused).rejects.toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } });
    expect(await server.app.composition.contactCardService.viewByCard('another client', staged.cardCode)).toBeDefined();
    await server.database.query("UPDATE card_failure SET at = at - interval '15 minutes'");
    expect(await server.app.composition.contactCardService.viewByCard('client', staged.cardCode)).toBeDefined();
  });

  test('58: given a burst of wrong codes at once, then ten are looked at', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 40 }, () =>
        untilDone(() => server.app.composition.contactCardService.viewByCard('burst', 'wrong')),
      ),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled').length).toBe(10);
    expect(attempts.filter((attempt) => attempt.status === 'rejected').length).toBe(30);
  });
});
