/** Shows real races for needs, capacity, leases and states, through server processes of their own over one database. */
import { v7 } from 'uuid';
import { RevocationReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { isRefusal } from '../../schema/refusal';
import { capacityUsed, claimed, endLease, provider, standing, type Provider } from '../stage/claims';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { areaActor } from '../stage/households';
import { referredNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment, type TestServer } from '../stage/server';

const claimMutation = `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename
  ... on Claim { id } ... on AlreadyClaimed { remaining holders } ... on OverCapacity { maximum used } } }`;

interface Racer extends Provider {
  readonly token: string;
}

describe('races for needs', () => {
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

  async function racers(count: number, capacityMaximum: number): Promise<Racer[]> {
    const made: Racer[] = [];
    for (let index = 0; index < count; index += 1) {
      const who = await provider(stage, { capacityMaximum });
      const { token } = await people(stage).organisationMember(who.organisationId);
      made.push({ ...who, token });
    }
    return made;
  }
  const claimThrough = async (server: { url: string }, who: Racer, needId: string, claimId = v7()) => {
    const input = { claimId, needId, organisationId: who.id };
    const answer = await postGraphQL(server.url, claimMutation, { input }, who.token);
    return (answer.errors?.[0]?.extensions.code ?? answer.data.claimNeed.__typename) as string;
  };
  const counted = (answers: readonly string[]) =>
    Object.fromEntries(
      [...new Set(answers)].sort().map((kind) => [kind, answers.filter((one) => one === kind).length]),
    );

  test('99: given 50 organisations that claim one need at the same instant through two server processes, then 1 claim, 49 refusals, 1 row, 1 event, 1 audit line', async () => {
    const fifty = await racers(50, 5);
    for (let round = 0; round < 5; round += 1) {
      const need = await referredNeed(stage);
      const answers = await Promise.all(fifty.map((who, index) => claimThrough(servers[index % 2]!, who, need.id)));
      expect(counted(answers)).toEqual({ AlreadyClaimed: 49, Claim: 1 });
      expect(await standing(database, need.needId)).toMatchObject({
        status: 'CLAIMED',
        quantityClaimed: 1,
        claims: ['ACCEPTED'],
        events: ['NeedClaimed'],
        lines: ['claimNeed'],
      });
    }
    const [sum] = await database.query<{ used: number }>(
      'SELECT sum(capacity_used)::int AS used FROM service_offering WHERE organisation_id = ANY ($1)',
      [fifty.map((who) => who.organisationId)],
    );
    expect(sum!.used).toBe(5);
  }, 60_000);

  test('101: given 200 needs and 20 organisations with capacity 5, then 100 are claimed, no organisation above 5, no need with two holders', async () => {
    const twenty = await racers(20, 5);
    const needs: string[] = [];
    for (let count = 0; count < 200; count += 1) needs.push((await referredNeed(stage)).needId);
    // Each organisation goes through the needs in an order of its own, several at a time, until it is full.
    const answers: string[] = [];
    const worker = async (who: Racer, order: string[], server: ServerProcess) => {
      for (let needId = order.pop(); needId; needId = order.pop()) {
        const answer = await claimThrough(server, who, globalId('Need', needId));
        answers.push(answer);
        if (answer === 'OverCapacity') return;
      }
    };
    await Promise.all(
      twenty.flatMap((who, index) => {
        const order = needs.map((needId, place) => needs[(place * 7 + index * 11) % needs.length] ?? needId);
        return [0, 1, 2].map((strand) => worker(who, order, servers[(index + strand) % 2]!));
      }),
    );
    expect(Object.keys(counted(answers)).sort()).toEqual(['AlreadyClaimed', 'Claim', 'OverCapacity']);
    expect(counted(answers).Claim).toBe(100);
    const holders = await database.query<{ most: number; claims: number }>(
      `SELECT max(count)::int AS most, sum(count)::int AS claims
         FROM (SELECT count(*) FROM claim WHERE need_id = ANY ($1) GROUP BY need_id) per_need`,
      [needs],
    );
    expect(holders).toEqual([{ most: 1, claims: 100 }]);
    for (const who of twenty) {
      expect(await capacityUsed(database, who.offeringId)).toBe(5);
      expect(await database.query('SELECT 1 FROM claim WHERE organisation_id = $1', [who.organisationId])).toHaveLength(
        5,
      );
    }
    const told = await database.query<{ events: number; lines: number }>(
      `SELECT (SELECT count(*)::int FROM event WHERE type = 'NeedClaimed' AND subject_id = ANY ($1)) AS events,
              (SELECT count(*)::int FROM audit_line WHERE operation = 'claimNeed' AND details->>'needId' = ANY ($1::text[])) AS lines`,
      [needs],
    );
    expect(told).toEqual([{ events: 100, lines: 100 }]);
  }, 120_000);

  test('96, 101: given one thing of a hundred, then 30 organisations that take 7 each get 14 parts and never 101', async () => {
    const thirty = await racers(30, 5);
    const need = await referredNeed(stage, { quantity: 100 });
    const answers = await Promise.all(
      thirty.map(async (who, index) => {
        const input = { claimId: v7(), needId: need.id, organisationId: who.id, quantity: 7 };
        const answer = await postGraphQL(servers[index % 2]!.url, claimMutation, { input }, who.token);
        return answer.data.claimNeed.__typename as string;
      }),
    );
    expect(counted(answers)).toEqual({ AlreadyClaimed: 16, Claim: 14 });
    expect(await standing(database, need.needId)).toMatchObject({ status: 'PARTIALLY_CLAIMED', quantityClaimed: 98 });
  }, 60_000);

  test('89: given one claim id sent 50 times at once through two server processes, then one claim and fifty times the same', async () => {
    const [who] = await racers(1, 1);
    const need = await referredNeed(stage);
    const claimId = v7();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => claimThrough(servers[index % 2]!, who!, need.id, claimId)),
    );
    expect(counted(answers)).toEqual({ Claim: 50 });
    expect(await standing(database, need.needId)).toMatchObject({
      claims: ['ACCEPTED'],
      events: ['NeedClaimed'],
      lines: ['claimNeed'],
    });
    expect(await capacityUsed(database, who!.offeringId)).toBe(1);
  }, 60_000);

  describe('between commands of different rooms', () => {
    const rounds = Array.from({ length: 12 }, (_, round) => round);

    test('104: given claim against withdrawal, then in either order nothing is held of a withdrawn need', async () => {
      const who = await provider(stage, { capacityMaximum: 100 });
      for (const round of rounds) {
        const need = await referredNeed(stage);
        const { claimingService, needService } = stage.app.composition;
        const claim = () =>
          claimingService.claimNeed(who.member, { claimId: v7(), needId: need.id, organisationId: who.id });
        const withdraw = () =>
          needService.withdrawNeed(need.adviser, { needId: need.id, reason: NeedWithdrawalReason.OTHER });
        await Promise.all(round % 2 ? [claim(), withdraw()] : [withdraw(), claim()]);
        const after = await standing(database, need.needId);
        expect(after).toMatchObject({ status: 'WITHDRAWN', quantityClaimed: 0 });
        expect(['', 'REVOKED']).toContain(after.claims.join());
        expect(await capacityUsed(database, who.offeringId)).toBe(0);
      }
    });

    test('73, 104: given claim against suspension, then in either order a suspended organisation holds nothing', async () => {
      const bureau = await areaActor(stage, '640104', Role.CIVIL_AFFAIRS_BUREAU);
      for (const round of rounds) {
        const who = await provider(stage);
        const need = await referredNeed(stage);
        const { claimingService, organisationService } = stage.app.composition;
        const claim = () =>
          claimingService.claimNeed(who.member, { claimId: v7(), needId: need.id, organisationId: who.id });
        const suspend = () => organisationService.suspendOrganisation(bureau, who.organisationId, '抽查不合格');
        await Promise.all(round % 2 ? [claim(), suspend()] : [suspend(), claim()]);
        const after = await standing(database, need.needId);
        expect(after).toMatchObject({ status: 'PUBLISHED', quantityClaimed: 0 });
        expect(['', 'REVOKED']).toContain(after.claims.join());
        expect(await capacityUsed(database, who.offeringId)).toBe(0);
      }
    });

    test('104, 115: given confirmation against expiry at the deadline, then exactly one of them happens, by the clock of the database', async () => {
      const who = await provider(stage, { capacityMaximum: 100 });
      const seen = new Set<string>();
      for (const round of rounds) {
        const need = await referredNeed(stage);
        const claim = await claimed(stage, who, need);
        const { claimService, claimPool } = stage.app.composition;
        // Some leases are over, some end within a moment, some run on: the clock of the database decides.
        await database.query("UPDATE claim SET lease_until = now() + $2 * interval '1 millisecond' WHERE id = $1", [
          claim.id,
          [-1, 1, 2, 60_000][round % 4],
        ]);
        const [confirmed, returned] = await Promise.all([
          claimService.confirmClaim(who.member, { commandId: v7(), claimId: claim.globalId }),
          claimPool.expireLease(claim.id),
        ]);
        if (isRefusal(confirmed) && !returned) await claimPool.expireLease(claim.id);
        const after = await standing(database, need.needId);
        seen.add(after.claims.join());
        expect([
          after.claims.join(),
          isRefusal(confirmed),
          after.status,
          after.quantityClaimed,
          after.events.length,
        ]).toEqual(
          isRefusal(confirmed) ? ['LEASE_EXPIRED', true, 'PUBLISHED', 0, 2] : ['CONFIRMED', false, 'CLAIMED', 1, 2],
        );
        const [{ living }] = (await database.query<{ living: number }>(
          "SELECT count(*)::int AS living FROM claim WHERE organisation_id = $1 AND status IN ('ACCEPTED', 'CONFIRMED')",
          [who.organisationId],
        )) as [{ living: number }];
        expect(await capacityUsed(database, who.offeringId)).toBe(living);
      }
      expect([...seen].sort()).toEqual(['CONFIRMED', 'LEASE_EXPIRED']);
    });

    test('104: given release, revocation and expiry of one claim at once, then it ends once and is given back once', async () => {
      const who = await provider(stage, { capacityMaximum: 100 });
      const officer = await areaActor(stage, '640104001', Role.STREET_OFFICER);
      for (const round of rounds) {
        const need = await referredNeed(stage);
        const claim = await claimed(stage, who, need);
        if (round % 2) await endLease(database, claim.id);
        const { claimService, claimPool } = stage.app.composition;
        const ends = await Promise.all([
          claimService.releaseClaim(who.member, { commandId: v7(), claimId: claim.globalId, reason: 'OTHER' as never }),
          claimService.revokeClaim(officer, {
            commandId: v7(),
            claimId: claim.globalId,
            reason: RevocationReason.OTHER,
          }),
          claimPool.expireLease(claim.id),
        ]);
        expect(ends.filter((end) => end !== false && !isRefusal(end))).toHaveLength(1);
        const after = await standing(database, need.needId);
        expect(after).toMatchObject({ status: 'PUBLISHED', quantityClaimed: 0 });
        expect([after.claims.length, after.events.length, after.lines.length]).toEqual([1, 2, 2]);
        expect(await capacityUsed(database, who.offeringId)).toBe(0);
      }
    });
  });

  test('108: given a server killed with -9 in the middle of claims, then each was done once or not at all, and a retry with the same ids ends them', async () => {
    const ten = await racers(10, 100);
    const needs = [];
    for (let count = 0; count < 40; count += 1) needs.push(await referredNeed(stage));
    const wishes = needs.map((need, index) => ({ need, who: ten[index % 10]!, claimId: v7() }));
    const victim = servers[1]!;
    const sent = wishes.map(({ need, who, claimId }, index) => {
      if (index === 20) void victim.kill('SIGKILL');
      return claimThrough(victim, who, need.id, claimId).catch(() => 'LOST');
    });
    const first = await Promise.all(sent);
    expect(first).toContain('LOST');
    for (const { need } of wishes) {
      const { claims, events, lines, quantityClaimed } = await standing(database, need.needId);
      expect(new Set([claims.length, events.length, lines.length, quantityClaimed]).size).toBe(1);
    }
    const again = await Promise.all(
      wishes.map(({ need, who, claimId }) => claimThrough(servers[0]!, who, need.id, claimId)),
    );
    expect(counted(again)).toEqual({ Claim: 40 });
    for (const { need } of wishes)
      expect(await standing(database, need.needId)).toMatchObject({
        claims: ['ACCEPTED'],
        events: ['NeedClaimed'],
        lines: ['claimNeed'],
      });
    for (const who of ten) expect(await capacityUsed(database, who.offeringId)).toBe(4);
  }, 60_000);
});
