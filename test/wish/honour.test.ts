/** Shows that the honour board names only who agreed, as long as it agrees, with the amount only if it agreed to that, and no small area. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { donation } from '../receipt/stage';
import type { Provider } from '../stage/claims';
import { givingStage, type GivingStage } from '../stage/donations';
import type { StagedHousehold } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { carrier, giver, granted, paidWish, type Giver } from '../stage/wishes';

interface Entry {
  displayName: string;
  wishesGranted: number;
  amountFen: string | null;
  since: string;
  areas: { code: string; name: string }[];
}

const boardQuery = `query ($first: Int, $after: String) { honourBoard(first: $first, after: $after) {
  edges { node { displayName wishesGranted amountFen since areas { code name } } } pageInfo { hasNextPage endCursor } } }`;
const consentFields = `__typename ... on HonourConsent { id displayName showAmount method recordedBy withdrawnAt } ... on NotFound { type }`;
const agreeFields = `${consentFields} ... on InvalidInput { field } ... on WrongState { currentStatus }`;

describe('the honour board', () => {
  let server: TestServer;
  let stage: GivingStage;
  let company: Giver;
  let bringer: Provider;
  let names = 0;
  beforeEach(async () => {
    company = await giver(server);
  });
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    bringer = await carrier(server);
  });
  afterAll(() => server.close());

  const idOf = (organisationId: string) => globalId('Organisation', organisationId);
  const newName = () => `爱心企业${(names += 1)}`;
  async function send(token: string | undefined, query: string, input: object) {
    const { data, errors } = await server.request(query, { input }, token);
    return errors ? errors[0]!.extensions.code : data.answer;
  }
  const agree = (token: string | undefined, input: object) =>
    send(
      token,
      `mutation ($input: AgreeToHonourInput!) { answer: agreeToHonour(input: $input) { ${agreeFields} } }`,
      input,
    );
  const withdraw = (token: string, consentId: string, commandId = v7()) =>
    send(
      token,
      `mutation ($input: WithdrawHonourInput!) { answer: withdrawHonour(input: $input) { ${consentFields} } }`,
      { commandId, consentId: globalId('HonourConsent', consentId) },
    );
  const agreement = (of: Giver, more: object = {}) => ({
    ...{ consentId: v7(), organisationId: idOf(of.organisationId), displayName: newName(), showAmount: false },
    ...more,
  });
  async function agreed(of: Giver, more: object = {}) {
    const input = agreement(of, more);
    expect(await agree(of.partner.token, input)).toMatchObject({ __typename: 'HonourConsent' });
    return input;
  }
  const page = async (first: number, after?: string) =>
    (await server.request(boardQuery, { first, after })).data.honourBoard as {
      edges: { node: Entry }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  const board = async () => (await page(100)).edges.map((edge) => edge.node);
  const entryOf = async (displayName: string) => (await board()).find((entry) => entry.displayName === displayName);
  async function grantWish(of: Giver, household?: StagedHousehold) {
    const { wish } = await paidWish(server, stage, of, { household });
    await granted(server, bringer, wish);
    return wish;
  }
  const charity = () => ({
    ...stage,
    organisationId: stage.charityId,
    id: idOf(stage.charityId),
    reviewer: stage.staff,
  });
  const gift = (more: object) => donation(server, charity(), more);
  const rows = () => server.database.query<{ row: string }>('SELECT c::text AS row FROM honour_consent c ORDER BY id');

  test('given who granted a wish, then it is on the board once it agreed, to everybody, and gone once it withdrew', async () => {
    const wish = await grantWish(company);
    const before = (await board()).length;
    const input = await agreed(company);
    const shown = await board();
    expect(shown).toHaveLength(before + 1);
    expect(shown[0]).toEqual({
      ...{ displayName: input.displayName, wishesGranted: 1, amountFen: null, areas: [] },
      since: expect.stringMatching(/^\d{4}-/),
    });
    const said = JSON.stringify(shown);
    for (const secret of [
      wish.id,
      wish.needId,
      wish.household.id,
      company.organisationId,
      idOf(company.organisationId),
    ])
      expect(said).not.toContain(secret);
    expect(JSON.stringify(await rows())).not.toContain(input.displayName);
    const gone = await withdraw(company.partner.token, input.consentId);
    expect(gone).toMatchObject({ displayName: null, withdrawnAt: expect.stringMatching(/^\d{4}-/) });
    expect(await entryOf(input.displayName)).toBeUndefined();
    expect(await board()).toHaveLength(before);
    const [row] = await server.database.query('SELECT data_key, name, withdrawn_by FROM honour_consent WHERE id = $1', [
      input.consentId,
    ]);
    expect(row).toEqual({ data_key: null, name: null, withdrawn_by: company.partner.accountId });
  });

  test('given who agreed and gave nothing, or only promised, then it is not on the board before something of it arrived', async () => {
    const { displayName } = await agreed(company);
    expect(await entryOf(displayName)).toBeUndefined();
    await gift({ donorOrganisationId: company.organisationId, status: 'PLEDGED' });
    expect(await entryOf(displayName)).toBeUndefined();
    await gift({
      donorOrganisationId: company.organisationId,
      lots: [{ item: '棉被', quantity: 2, unitValueFen: 9n }],
    });
    expect(await entryOf(displayName)).toMatchObject({ wishesGranted: 0, amountFen: null });
  });

  test('given the amount, then it is shown only if that was agreed to, and without what was given back', async () => {
    const other = await giver(server);
    const donationId = await gift({ donorOrganisationId: company.organisationId, moneyFen: 12_345n });
    await gift({ donorOrganisationId: other.organisationId, moneyFen: 777n });
    const [open, closed] = [await agreed(company, { showAmount: true }), await agreed(other)];
    expect([await entryOf(open.displayName), await entryOf(closed.displayName)]).toMatchObject([
      { amountFen: '12345' },
      { amountFen: null },
    ]);
    const giveBack = async (amount: string) =>
      server.request(
        'mutation ($input: DisposeDonationInput!) { returnDonation(input: $input) { __typename } }',
        { input: { disposalId: v7(), donationId, amount } },
        stage.staff.token,
      );
    expect((await giveBack('345')).data.returnDonation.__typename).toBe('Donation');
    expect(await entryOf(open.displayName)).toMatchObject({ amountFen: '12000' });
    await giveBack('12000');
    expect(await entryOf(open.displayName)).toBeUndefined();
  });

  test('given wishes of four households of a street, then no area is shown, nor with a fifth wish of one of them; with a fifth household it is', async () => {
    const { displayName } = await agreed(company);
    const wishes = [];
    for (let count = 0; count < 4; count += 1) wishes.push(await grantWish(company));
    expect(await entryOf(displayName)).toMatchObject({ wishesGranted: 4, areas: [] });
    await grantWish(company, wishes[0]!.household);
    expect(await entryOf(displayName)).toMatchObject({ wishesGranted: 5, areas: [] });
    await grantWish(company);
    const [street] = await server.database.query<{ name: string }>("SELECT name FROM area WHERE code = '640104001'");
    expect(await entryOf(displayName)).toMatchObject({
      wishesGranted: 6,
      areas: [{ code: '640104001', name: street!.name }],
    });
  }, 60_000);

  test('given a stranger, then it neither agrees nor withdraws for a company, nor sees its consent, and nothing changes', async () => {
    await grantWish(company);
    const stranger = await giver(server);
    const member = await people(server).organisationMember(company.organisationId);
    const before = await rows();
    const notFound = { __typename: 'NotFound', type: 'Organisation' };
    expect(await agree(stranger.partner.token, agreement(company))).toEqual(notFound);
    // The charity, too: a company agrees by itself.
    expect(await agree(stage.staff.token, agreement(company, { method: 'WRITTEN' }))).toEqual(notFound);
    expect(await agree(undefined, agreement(company))).toBe('UNAUTHENTICATED');
    expect(await agree(member.token, agreement(company))).toBe('FORBIDDEN');
    expect(await rows()).toEqual(before);
    const input = await agreed(company);
    const standing = await rows();
    expect(await withdraw(stranger.partner.token, input.consentId)).toEqual({
      ...{ __typename: 'NotFound', type: 'HonourConsent' },
    });
    expect(await rows()).toEqual(standing);
    const own = async ({ token }: Person) =>
      (
        await server.request(
          'query ($id: ID!) { honourConsent(organisationId: $id) { id displayName } }',
          { id: idOf(company.organisationId) },
          token,
        )
      ).data.honourConsent;
    expect(await own(stranger.partner)).toBeNull();
    const seen = { id: globalId('HonourConsent', input.consentId), displayName: input.displayName };
    expect(await own(company.partner)).toEqual(seen);
  });

  test('given people and shops at the counter, then the charity that they gave to records how they agreed, and withdraws for them', async () => {
    const { staff } = stage;
    await gift({ personName: '李秀英', moneyFen: 5_000n });
    const [person] = await server.database.query<{ id: string }>(
      "SELECT id FROM donor WHERE kind = 'INDIVIDUAL' ORDER BY registered_at DESC LIMIT 1",
    );
    const donorId = globalId('Donor', person!.id);
    const input = { consentId: v7(), donorId, displayName: '李女士', showAmount: true, method: 'PHONE' };
    const elsewhere = await givingStage(server);
    expect(await agree(elsewhere.staff.token, input)).toEqual({ __typename: 'NotFound', type: 'Donor' });
    expect(await agree(staff.token, { ...input, method: 'PORTAL' })).toMatchObject({ field: 'method' });
    expect(await agree(staff.token, input)).toMatchObject({
      ...{ displayName: '李女士', method: 'PHONE', recordedBy: globalId('Account', staff.accountId) },
    });
    expect(await entryOf('李女士')).toMatchObject({ amountFen: '5000' });
    expect(await withdraw(elsewhere.staff.token, input.consentId)).toMatchObject({ __typename: 'NotFound' });
    expect(await withdraw(staff.token, input.consentId)).toMatchObject({ displayName: null });
    expect(await entryOf('李女士')).toBeUndefined();

    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.SHOP });
    const shop = { organisationId, partner: staff };
    const forShop = agreement(shop, { displayName: '街角小店', method: 'WRITTEN' });
    expect(await agree(staff.token, forShop)).toMatchObject({ __typename: 'NotFound' });
    await gift({ donorOrganisationId: organisationId });
    expect(await agree(staff.token, forShop)).toMatchObject({ displayName: '街角小店' });

    await gift({});
    const [nobody] = await server.database.query<{ id: string }>(
      "SELECT id FROM donor WHERE kind = 'ANONYMOUS' ORDER BY registered_at DESC LIMIT 1",
    );
    const anonymous = { ...input, consentId: v7(), donorId: globalId('Donor', nobody!.id) };
    expect(await agree(staff.token, anonymous)).toMatchObject({ field: 'donorId' });
  });

  test('given a command sent again, then it is done once and answered alike; the same id with other contents is refused', async () => {
    await grantWish(company);
    const { token } = company.partner;
    const input = agreement(company);
    const answers = await Promise.all(Array.from({ length: 10 }, () => agree(token, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ __typename: 'HonourConsent', method: 'PORTAL' });
    expect(await agree(token, { ...input, showAmount: true })).toEqual({ __typename: 'IdempotencyMismatch' });
    expect(await agree(token, agreement(company))).toEqual({ __typename: 'WrongState', currentStatus: 'AGREED' });
    expect((await board()).filter((entry) => entry.displayName === input.displayName)).toHaveLength(1);
    const commandId = v7();
    const gone = await withdraw(token, input.consentId, commandId);
    expect(await withdraw(token, input.consentId, commandId)).toEqual(gone);
    expect(await withdraw(token, input.consentId)).toEqual(gone);
    const anew = await agreed(company);
    expect(await withdraw(token, anew.consentId, commandId)).toEqual({ __typename: 'IdempotencyMismatch' });
    expect(await entryOf(anew.displayName)).toMatchObject({ wishesGranted: 1 });
  });

  test.each([[''], ['字'.repeat(61)], ['看不见\u200b的'], ['两\n行']])(
    'given the name %j, then it is refused and nothing is stored',
    async (displayName) => {
      const before = await rows();
      const answer = await agree(company.partner.token, agreement(company, { displayName }));
      expect(answer).toEqual({ __typename: 'InvalidInput', field: 'displayName' });
      expect(await rows()).toEqual(before);
    },
  );

  test('given pages, then each entry is read once, the newest first, past donors that gave nothing yet', async () => {
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const one = await giver(server);
      await gift({ donorOrganisationId: one.organisationId });
      made.unshift((await agreed(one)).displayName);
      await agreed(await giver(server));
    }
    const read: string[] = [];
    let after: string | undefined;
    do {
      const { edges, pageInfo } = await page(1, after);
      read.push(...edges.map((edge) => edge.node.displayName));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(read.slice(0, 3)).toEqual(made);
    expect(read).toEqual((await board()).map((entry) => entry.displayName));
    const { errors } = await server.request(boardQuery, { first: 101 });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
