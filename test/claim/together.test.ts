/** Shows that claims of different needs which come at the same time are made together, and that none of them waits or fails for another. */
import { Client } from 'pg';
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { AlreadyClaimed, OverCapacity } from '../../schema/claim/refusals';
import { isRefusal } from '../../schema/refusal';
import { until } from '../event/writing';
import { capacityUsed, claim, claimed, provider, standing } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

describe('claims at the same time', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const needs = (count: number) => Promise.all(Array.from({ length: count }, () => referredNeed(server)));
  const providers = (count: number) => Promise.all(Array.from({ length: count }, () => provider(server)));
  /** Numbers of the transactions that wrote a claim with its event, audit line and decision. */
  const transactionsOf = (needIds: readonly string[]) =>
    server.database.query<{ need: string; transactions: string[] }>(
      `SELECT c.need_id AS need, ARRAY[c.xmin::text, n.xmin::text, e.transaction::text, a.xmin::text, d.xmin::text] AS transactions
         FROM claim c JOIN need n ON n.id = c.need_id JOIN event e ON e.subject_id = n.id AND e.type = 'NeedClaimed'
         JOIN audit_line a ON a.command_id = c.id JOIN decision d ON d.need_id = n.id AND d.kind = 'CLAIM'
        WHERE c.need_id = ANY ($1::uuid[])
          AND e.payload->>'claimId' = c.id::text AND a.details->>'needId' = n.id::text AND d.organisation_id = c.organisation_id`,
      [needIds],
    );

  test('given sixteen organisations that claim a need each, then each claim stands with its own event, line and decision in one transaction, and they are fewer than claims', async () => {
    const [all, who] = [await needs(16), await providers(16)];
    const answers = await Promise.all(all.map((need, index) => claim(server, who[index]!, need)));
    expect(answers.filter(isRefusal)).toEqual([]);
    const rows = await transactionsOf(all.map(({ needId }) => needId));
    expect(rows.map(({ need }) => need).sort()).toEqual(all.map(({ needId }) => needId).sort());
    for (const { transactions } of rows) expect(new Set(transactions).size).toBe(1);
    expect(new Set(rows.map(({ transactions }) => transactions[0])).size).toBeLessThan(16);
    for (const { offeringId } of who) expect(await capacityUsed(server.database, offeringId)).toBe(1);
  });

  test('given one organisation that claims eight needs with five places, then five are claimed and three are told that it is full', async () => {
    const [all, who] = [await needs(8), await provider(server, { capacityMaximum: 5 })];
    const answers = await Promise.all(all.map((need) => claim(server, who, need)));
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(5);
    expect(answers.filter((answer) => answer instanceof OverCapacity)).toHaveLength(3);
    expect(await capacityUsed(server.database, who.offeringId)).toBe(5);
    const refused = all.filter((_, index) => isRefusal(answers[index]));
    for (const { needId } of refused)
      expect(await standing(server.database, needId)).toMatchObject({ status: 'PUBLISHED', claims: [], events: [] });
  });

  test('given one need that somebody else is changing, then the claims beside it do not wait for it, and it is claimed when that is done', async () => {
    const [all, who] = [await needs(6), await providers(6)];
    const other = new Client({ connectionString: server.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM need WHERE id = $1 FOR UPDATE', [all[0]!.needId]);
    const held = claim(server, who[0]!, all[0]!);
    const others = all.slice(1).map((need, index) => claim(server, who[index + 1]!, need));
    expect((await Promise.all(others)).filter(isRefusal)).toEqual([]);
    await until('the one waits alone', async () => {
      const waiting = await server.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%claim.claimNeeds%'`,
      );
      return waiting.length === 1;
    });
    expect(await standing(server.database, all[0]!.needId)).toMatchObject({ status: 'PUBLISHED', claims: [] });
    await other.query('COMMIT');
    await other.end();
    expect(isRefusal(await held)).toBe(false);
    expect(await standing(server.database, all[0]!.needId)).toMatchObject({ status: 'CLAIMED', claims: ['ACCEPTED'] });
  });

  test('given one with an id that served another claim, and one that comes too late, then these are refused and the others are made', async () => {
    const [all, who] = [await needs(6), await providers(6)];
    const usedId = v7();
    await claimed(server, who[0]!, await referredNeed(server), { claimId: usedId });
    await claimed(server, who[5]!, all[1]!);
    const answers = await Promise.all(
      all.map((need, index) => claim(server, who[index]!, need, index === 0 ? { claimId: usedId } : {})),
    );
    expect(answers[0]).toBeInstanceOf(IdempotencyMismatch);
    expect(answers[1]).toBeInstanceOf(AlreadyClaimed);
    expect(answers.slice(2).filter(isRefusal)).toEqual([]);
    expect(await standing(server.database, all[0]!.needId)).toMatchObject({
      status: 'PUBLISHED',
      claims: [],
      events: [],
    });
    expect(await capacityUsed(server.database, who[0]!.offeringId)).toBe(1);
  });
});
