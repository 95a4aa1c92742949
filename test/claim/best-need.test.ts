/** Shows "give me the best need": the best one first, rivals get different ones, a retry the same, and clear words when there is none. */
import { Client } from 'pg';
import { v7 } from 'uuid';
import { Urgency } from '../../schema/need/enums';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Actor } from '../../server/identity/actor';
import { accepted, capacityUsed, claimed, provider, standing, type Provider } from '../stage/claims';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { referredNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment, type TestServer } from '../stage/server';

const kinds = Object.values(ServiceKind).filter((kind) => kind !== ServiceKind.MICRO_WISH);

describe('claiming the best need', () => {
  let server: TestServer;
  let kindsUsed = 0;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  /** A kind of service that no other test of this file uses, so that its needs are this test's own. */
  const ownKind = () => kinds[kindsUsed++]!;
  const best = (who: Provider, claimId = v7(), actor: Actor = who.member) =>
    server.app.composition.bestNeedService.claimBestNeed(actor, { claimId, organisationId: who.id });
  const claimsOf = (who: Provider) =>
    server.database.query('SELECT id FROM claim WHERE organisation_id = $1', [who.organisationId]);

  test('given a routine need, an emergency and an urgent need, then the emergency is claimed first, then the urgent one, then the rest', async () => {
    const serviceKind = ownKind();
    const who = await provider(server, { serviceKind });
    const needs = [];
    for (const urgency of [Urgency.ROUTINE, Urgency.EMERGENCY, Urgency.URGENT])
      needs.push(await referredNeed(server, { serviceKind, urgency }));
    const order = [];
    for (let count = 0; count < 3; count += 1) order.push(accepted(await best(who)).needId);
    expect(order).toEqual([needs[1]!.needId, needs[2]!.needId, needs[0]!.needId]);
    expect(await standing(server.database, order[0]!)).toMatchObject({
      status: 'CLAIMED',
      claims: ['ACCEPTED'],
      events: ['NeedClaimed'],
      lines: ['claimNeed'],
    });
  });

  test('given an index of the open needs that is current, then it is asked, and the best one is claimed', async () => {
    const serviceKind = ownKind();
    const who = await provider(server, { serviceKind });
    await referredNeed(server, { serviceKind });
    const urgent = await referredNeed(server, { serviceKind, urgency: Urgency.URGENT });
    const { standing: index, standingReading } = server.app.composition;
    await index.settled();
    const before = standingReading.counts.served;
    expect(accepted(await best(who)).needId).toBe(urgent.needId);
    expect(standingReading.counts.served).toBe(before + 1);
  });

  test('given the same claim id fifty times at once, then one need is held and fifty answers are the same', async () => {
    const serviceKind = ownKind();
    const who = await provider(server, { serviceKind });
    for (let count = 0; count < 5; count += 1) await referredNeed(server, { serviceKind });
    const claimId = v7();
    const answers = await Promise.all(Array.from({ length: 50 }, () => best(who, claimId)));
    expect(new Set(answers.map((answer) => accepted(answer).id))).toEqual(new Set([claimId]));
    expect(await claimsOf(who)).toEqual([{ id: claimId }]);
    expect(await capacityUsed(server.database, who.offeringId)).toBe(1);
  });

  test('given a claim id that another organisation used, then it is refused and nothing is held', async () => {
    const serviceKind = ownKind();
    const [first, second] = [await provider(server, { serviceKind }), await provider(server, { serviceKind })];
    const taken = await claimed(server, first, await referredNeed(server, { serviceKind }));
    await referredNeed(server, { serviceKind });
    expect((await best(second, taken.id)).constructor.name).toBe('IdempotencyMismatch');
    expect(await claimsOf(second)).toEqual([]);
  });

  test('given no need that fits, then nothing to claim; given no capacity left, then how full it is; in both cases nothing changes', async () => {
    const serviceKind = ownKind();
    const who = await provider(server, { serviceKind, capacityMaximum: 1 });
    await referredNeed(server, { serviceKind: ownKind() });
    expect((await best(who)).constructor.name).toBe('NothingToClaim');
    expect(await claimsOf(who)).toEqual([]);
    await referredNeed(server, { serviceKind });
    const left = await referredNeed(server, { serviceKind });
    const held = accepted(await best(who));
    expect(await best(who)).toMatchObject({ maximum: 1, used: 1 });
    expect(await claimsOf(who)).toEqual([{ id: held.id }]);
    expect(await capacityUsed(server.database, who.offeringId)).toBe(1);
    const open = [held.needId === left.needId ? 'CLAIMED' : 'PUBLISHED'];
    expect([(await standing(server.database, left.needId)).status]).toEqual(open);
  });

  test('given the best need in the hands of another transaction, then the second best is claimed at once, and the best one when that has let go', async () => {
    const serviceKind = ownKind();
    const who = await provider(server, { serviceKind });
    const second = await referredNeed(server, { serviceKind, urgency: Urgency.URGENT });
    const first = await referredNeed(server, { serviceKind, urgency: Urgency.EMERGENCY });
    const other = new Client({ connectionString: server.database.url });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT FROM need WHERE id = $1 FOR UPDATE', [first.needId]);
      // Whoever waited for the holder would be refused: it holds until this is answered.
      expect(accepted(await best(who)).needId).toBe(second.needId);
      await other.query('ROLLBACK');
    } finally {
      await other.end();
    }
    expect(accepted(await best(who)).needId).toBe(first.needId);
  });

  test('72: given the account that referred the best need itself, then it gets the next one', async () => {
    const serviceKind = ownKind();
    const who = await provider(server, { serviceKind });
    const own = await referredNeed(server, { serviceKind, urgency: Urgency.EMERGENCY });
    const next = await referredNeed(server, { serviceKind });
    const both: Actor = { ...own.adviser, roles: [...own.adviser.roles, ...who.member.roles] };
    expect(accepted(await best(who, v7(), both)).needId).toBe(next.needId);
    expect((await best(who, v7(), both)).constructor.name).toBe('NothingToClaim');
    expect(await standing(server.database, own.needId)).toMatchObject({ status: 'PUBLISHED', claims: [] });
  });

  test('given somebody who does not act for the organisation, then forbidden, and nothing is held', async () => {
    const serviceKind = ownKind();
    const [who, other] = [await provider(server, { serviceKind }), await provider(server, { serviceKind })];
    await referredNeed(server, { serviceKind });
    await expect(best(who, v7(), other.member)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await claimsOf(who)).toEqual([]);
  });
});

describe('a race for the best needs', () => {
  let database: TestDatabase;
  let stage: TestServer;
  let servers: ServerProcess[];
  beforeAll(async () => {
    database = await createTestDatabase();
    const environment = testEnvironment();
    stage = await startTestServer(environment, database);
    servers = [];
    for (let count = 0; count < 2; count += 1)
      servers.push(await startServerProcess({ ...environment, DATABASE_URL: database.url }));
  }, 120_000);
  afterAll(async () => {
    for (const server of servers ?? []) await server.kill('SIGTERM');
    await stage?.close();
    await database?.drop();
  });

  test('given 20 organisations that ask twice at once through two server processes and 30 needs, then every need has one holder and ten are told that nothing is left', async () => {
    const needs = new Set<string>();
    for (let count = 0; count < 30; count += 1) needs.add((await referredNeed(stage)).needId);
    const twenty = [];
    for (let count = 0; count < 20; count += 1) {
      const who = await provider(stage, { capacityMaximum: 5 });
      twenty.push({ who, token: (await people(stage).organisationMember(who.organisationId)).token });
    }
    const query = `mutation ($input: ClaimBestNeedInput!) { claimBestNeed(input: $input) { __typename ... on Claim { need { id } } } }`;
    const answers = await Promise.all(
      [...twenty, ...twenty].map(async ({ who, token }, index) => {
        const input = { claimId: v7(), organisationId: who.id };
        const answer = await postGraphQL(servers[index % 2]!.url, query, { input }, token);
        return answer.data?.claimBestNeed ?? { __typename: answer.errors?.[0]?.extensions.code };
      }),
    );
    const held = answers.filter((answer) => answer.__typename === 'Claim').map((answer) => answer.need.id as string);
    expect(held).toHaveLength(30);
    expect(new Set(held)).toEqual(new Set([...needs].map((id) => globalId('Need', id))));
    expect(answers.filter((answer) => answer.__typename === 'NothingToClaim')).toHaveLength(10);
    const [{ most }] = (await database.query<{ most: number }>(
      'SELECT max(count)::int AS most FROM (SELECT count(*) FROM claim GROUP BY need_id) per_need',
    )) as [{ most: number }];
    expect(most).toBe(1);
  }, 120_000);
});
