/** Shows that a claim is one statement with all that is written about it, and that a chain which breaks leaves nothing of it. */
import { Client } from 'pg';
import { v7 } from 'uuid';
import { AlreadyClaimed } from '../../schema/claim/refusals';
import { GateFailed } from '../../schema/matching/refusals';
import { ClaimingRepository, isWithoutPlace, type WantedClaim } from '../../server/claim/claiming.repository';
import { until } from '../event/writing';
import { capacityUsed, claim, claimed, provider, standing, type Provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

describe('the claiming statement', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const untouched = {
    status: 'PUBLISHED',
    quantityClaimed: 0,
    quantityDelivered: 0,
    claims: [],
    events: [],
    lines: [],
  };
  const decided = async (needId: string) =>
    (
      await server.database.query<{ matched: boolean }>(
        `SELECT (result->'explanation'->>'matched')::boolean AS matched FROM decision
          WHERE kind = 'CLAIM' AND need_id = $1 ORDER BY id`,
        [needId],
      )
    ).map((row) => row.matched);

  test('given the claim of a whole need, then need, place, claim, audit line, decision and event are of one transaction, announced once', async () => {
    const who = await provider(server);
    const need = await referredNeed(server);
    const { commits } = server.app.composition.database;
    let announced = 0;
    const count = () => (announced += 1);
    commits.on('committed', count);
    const { id } = await claimed(server, who, need);
    commits.off('committed', count);
    const rows = await server.database.query<{ transaction: string }>(
      `SELECT xmin::text AS transaction FROM need WHERE id = $1
       UNION ALL SELECT xmin::text FROM service_offering WHERE id = $3
       UNION ALL SELECT xmin::text FROM claim WHERE id = $2
       UNION ALL SELECT xmin::text FROM audit_line WHERE command_id = $2
       UNION ALL SELECT xmin::text FROM decision WHERE kind = 'CLAIM' AND need_id = $1
       UNION ALL SELECT transaction::text FROM event WHERE type = 'NeedClaimed' AND subject_id = $1`,
      [need.needId, id, who.offeringId],
    );
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map((row) => row.transaction)).size).toBe(1);
    expect(announced).toBe(1);
  });

  const wanted = (who: Provider, need: { needId: string }): WantedClaim => ({
    claimId: v7(),
    needId: need.needId,
    organisationId: who.organisationId,
    offeringId: who.offeringId,
    quantity: 1,
    accountId: who.member.accountId,
    leaseMinutes: 60,
    route: 'POOL',
  });

  test.each([
    ['the organisation is suspended', "UPDATE organisation SET status = 'SUSPENDED' WHERE id = $1"],
    [
      'the offering has no capacity',
      "UPDATE service_offering SET capacity_status = 'NO_CAPACITY' WHERE organisation_id = $1",
    ],
  ])('given that %s, then the need is not taken either', async (_, sql) => {
    const who = await provider(server);
    const need = await referredNeed(server);
    await server.database.query(sql, [who.organisationId]);
    const { database } = server.app.composition;
    const attempt = database.single((tx) =>
      new ClaimingRepository().claimNeeds(tx, [wanted(who, need)], [], 'AWAITED'),
    );
    expect(isWithoutPlace(await attempt.catch((error: unknown) => error))).toBe(true);
    expect(await standing(server.database, need.needId)).toEqual(untouched);
    expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
  });

  /** A transaction of somebody else, open. */
  const begun = async () => {
    const client = new Client({ connectionString: server.database.url });
    await client.connect();
    await client.query('BEGIN');
    return client;
  };
  const claimWaits = () =>
    until('the claiming statement waits for a lock', async () => {
      const waiting = await server.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%claim.claimNeed%'`,
      );
      return waiting.length === 1;
    });

  test('given an organisation that is suspended between the look and the statement, then the gate is named, nothing is held, and both tries are decisions', async () => {
    const who = await provider(server);
    const need = await referredNeed(server);
    const bureau = await begun();
    await bureau.query("UPDATE organisation SET status = 'SUSPENDED' WHERE id = $1", [who.organisationId]);
    const answer = claim(server, who, need);
    await claimWaits();
    await bureau.query('COMMIT');
    await bureau.end();
    expect(await answer).toBeInstanceOf(GateFailed);
    expect(await standing(server.database, need.needId)).toEqual(untouched);
    expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
    expect(await decided(need.needId)).toEqual([true, false]);
  });

  test('given the need of a claim that was taken between the look and the statement, then the loser is told so and wrote a decision and nothing else', async () => {
    const [winner, loser] = [await provider(server), await provider(server)];
    const need = await referredNeed(server);
    const rival = await begun();
    await rival.query("UPDATE need SET status = 'CLAIMED', quantity_claimed = 1 WHERE id = $1", [need.needId]);
    const answer = claim(server, loser, need);
    await claimWaits();
    await rival.query(
      `INSERT INTO claim (id, need_id, organisation_id, offering_id, quantity, status, lease_until, claimed_by)
       VALUES ($1, $2, $3, $4, 1, 'ACCEPTED', now() + interval '1 hour', $5)`,
      [v7(), need.needId, winner.organisationId, winner.offeringId, winner.member.accountId],
    );
    await rival.query('COMMIT');
    await rival.end();
    expect(await answer).toBeInstanceOf(AlreadyClaimed);
    expect(await standing(server.database, need.needId)).toMatchObject({ claims: ['ACCEPTED'], events: [], lines: [] });
    expect(await capacityUsed(server.database, loser.offeringId)).toBe(0);
    expect(await decided(need.needId)).toEqual([true]);
  });
});
