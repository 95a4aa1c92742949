/** Shows real races for one wish, of sharers and of claimants, through server processes of their own over one database. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { checkData } from '../../server/wish/check';
import { provider, type Provider } from '../stage/claims';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { givingStage, type GivingStage } from '../stage/donations';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { giver, heldWish, openWish, type Giver } from '../stage/wishes';
import { ServiceKind } from '../../schema/taxonomy/service-kind';

const shareWish = `mutation ($input: ShareWishInput!) { shareWish(input: $input) { __typename ... on ShareAboveOpen { openFen } } }`;
const claimNeed = `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename } }`;

describe('races for a wish', () => {
  let database: TestDatabase;
  let stage: TestServer;
  let giving: GivingStage;
  let servers: ServerProcess[];
  let fifty: Giver[];
  let bringers: (Provider & { readonly token: string })[];
  beforeAll(async () => {
    database = await createTestDatabase();
    const environment = testEnvironment();
    stage = await startTestServer(environment, database);
    giving = await givingStage(stage);
    servers = [];
    for (let count = 0; count < 2; count += 1)
      servers.push(await startServerProcess({ ...environment, DATABASE_URL: database.url }));
    fifty = [];
    for (let count = 0; count < 50; count += 1) fifty.push(await giver(stage));
    bringers = [];
    for (let count = 0; count < 5; count += 1) {
      const who = await provider(stage, { serviceKind: ServiceKind.MICRO_WISH, capacityMaximum: 100 });
      bringers.push({ ...who, token: (await people(stage).organisationMember(who.organisationId)).token });
    }
  }, 120_000);
  afterAll(async () => {
    for (const server of servers ?? []) await server.kill('SIGTERM');
    await stage?.close();
    await database?.drop();
  });

  const shareThrough = async (index: number, wishId: string, fen: number) => {
    const { organisationId, partner } = fifty[index]!;
    const input = {
      ...{ shareId: v7(), wishId, amountFen: String(fen) },
      donorOrganisationId: globalId('Organisation', organisationId),
      recipientOrganisationId: globalId('Organisation', giving.charityId),
    };
    const answer = await postGraphQL(servers[index % 2]!.url, shareWish, { input }, partner.token);
    return (answer.errors?.[0]?.extensions.code ?? answer.data.shareWish.__typename) as string;
  };
  const claimThrough = async (index: number, needId: string) => {
    const { id, token } = bringers[index]!;
    const input = { claimId: v7(), needId, organisationId: id };
    const answer = await postGraphQL(servers[index % 2]!.url, claimNeed, { input }, token);
    return (answer.errors?.[0]?.extensions.code ?? answer.data.claimNeed.__typename) as string;
  };
  const count = (answers: readonly string[], kind: string) => answers.filter((one) => one === kind).length;

  test('96, 99: given 50 donors of 30 for a wish of 1,000 at the same instant through two servers, then 33 shares, 17 refusals, 990 held', async () => {
    for (let round = 0; round < 3; round += 1) {
      const wish = await openWish(stage, { priceCeilingFen: 1_000n });
      const answers = await Promise.all(fifty.map((_, index) => shareThrough(index, wish.id, 30)));
      const kinds = [...new Set(answers)].sort().map((kind) => [kind, count(answers, kind)]);
      expect(kinds).toEqual([
        ['ShareAboveOpen', 17],
        ['WishShare', 33],
      ]);
      const held = await heldWish({ database }, wish.needId);
      expect(held).toMatchObject({ status: 'PARTIALLY_CLAIMED', held: '990', claimed: 0 });
      expect(held.shares).toEqual(Array.from({ length: 33 }, () => 'HELD 30'));
      expect(held.books).toEqual({ SOURCE: '-990', PLEDGED: '990' });
      expect(await shareThrough(0, wish.id, 10)).toBe('WishShare');
      expect(await heldWish({ database }, wish.needId)).toMatchObject({ status: 'CLAIMED', held: '1000' });
    }
    expect(await checkData(stage.app.composition.database)).toEqual([]);
  }, 90_000);

  test('99, 104: given sharers and claimants of the same wishes at the same instant, then each wish is claimed whole or shared, never both', async () => {
    const outcomes = { shared: 0, claimed: 0 };
    for (let round = 0; round < 20 || (round < 100 && Math.min(outcomes.shared, outcomes.claimed) === 0); round += 1) {
      const wish = await openWish(stage, { priceCeilingFen: 100n });
      // Whoever is asked first, and by more, has the better chance: they take turns.
      const upTo = (few: boolean) => (few ? [0] : [0, 1, 2, 3, 4]);
      const sharers = () => upTo(round % 3 === 1).map((index) => shareThrough((round * 5 + index) % 50, wish.id, 60));
      const claimants = () => upTo(round % 3 === 2).map((index) => claimThrough(index, wish.id));
      const asked = round % 2 === 0 ? [sharers, claimants] : [claimants, sharers];
      const answers = await Promise.all(asked.flatMap((ask) => ask()));
      const [shares, claims] = [count(answers, 'WishShare'), count(answers, 'Claim')];
      expect([shares + claims, shares * claims]).toEqual([1, 0]);
      expect(await heldWish({ database }, wish.needId)).toMatchObject(
        shares === 1
          ? { status: 'PARTIALLY_CLAIMED', claimed: 0, held: '60', shares: ['HELD 60'] }
          : { status: 'CLAIMED', claimed: 1, held: '0', shares: [] },
      );
      outcomes[shares === 1 ? 'shared' : 'claimed'] += 1;
    }
    expect(Math.min(outcomes.shared, outcomes.claimed)).toBeGreaterThan(0);
  }, 90_000);
});
