/** Shows that a retried claim is answered as the first time, and that its id serves nothing else. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { claim as claimOf, capacityUsed, claimed, provider, standing, type Provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

describe('a retried claim', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const claim = (who: Provider, need: { id: string }, more: { claimId?: string; quantity?: number } = {}) =>
    claimOf(server, who, need, more);

  test('89: given the same claim id fifty times at once, then one claim and fifty times the same answer', async () => {
    const who = await provider(server, { capacityMaximum: 1 });
    const need = await referredNeed(server);
    const claimId = v7();
    const answers = await Promise.all(Array.from({ length: 50 }, () => claim(who, need, { claimId })));
    for (const answer of answers) expect(answer).toMatchObject({ id: claimId, needId: need.needId });
    expect(await standing(server.database, need.needId)).toMatchObject({
      claims: ['ACCEPTED'],
      events: ['NeedClaimed'],
      lines: ['claimNeed'],
    });
    expect(await capacityUsed(server.database, who.offeringId)).toBe(1);
  });

  test('89: given the same claim id fifty times at once for a part of a quantity, then one part', async () => {
    const who = await provider(server, { capacityMaximum: 60 });
    const need = await referredNeed(server, { quantity: 100 });
    const claimId = v7();
    const answers = await Promise.all(Array.from({ length: 50 }, () => claim(who, need, { claimId, quantity: 2 })));
    for (const answer of answers) expect(answer).toMatchObject({ id: claimId, quantity: 2 });
    expect(await standing(server.database, need.needId)).toMatchObject({ quantityClaimed: 2, claims: ['ACCEPTED'] });
    expect(await capacityUsed(server.database, who.offeringId)).toBe(1);
  });

  test('90: given the id of a claim for another need, another organisation or another quantity, then IdempotencyMismatch and nothing changes', async () => {
    const [who, other] = [await provider(server), await provider(server)];
    const [need, second] = [await referredNeed(server, { quantity: 5 }), await referredNeed(server)];
    const held = await claimed(server, who, need, { quantity: 2 });
    expect(await claim(who, second, { claimId: held.id })).toBeInstanceOf(IdempotencyMismatch);
    expect(await claim(other, need, { claimId: held.id })).toBeInstanceOf(IdempotencyMismatch);
    expect(await claim(who, need, { claimId: held.id, quantity: 3 })).toBeInstanceOf(IdempotencyMismatch);
    expect(await standing(server.database, second.needId)).toMatchObject({ status: 'PUBLISHED', claims: [] });
    expect(await standing(server.database, need.needId)).toMatchObject({ quantityClaimed: 2, claims: ['ACCEPTED'] });
    expect(await capacityUsed(server.database, who.offeringId)).toBe(1);
    expect(await capacityUsed(server.database, other.offeringId)).toBe(0);
  });

  test('90: given an id that was used for another command, then IdempotencyMismatch and nothing is claimed', async () => {
    const who = await provider(server);
    const need = await referredNeed(server);
    expect(await claim(who, need, { claimId: need.needId })).toBeInstanceOf(IdempotencyMismatch);
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'PUBLISHED',
      claims: [],
      events: [],
    });
    expect(await capacityUsed(server.database, who.offeringId)).toBe(0);
  });

  test('91: given a claim that has ended since, then a retry answers with it as it is now', async () => {
    const who = await provider(server);
    const need = await referredNeed(server);
    const held = await claimed(server, who, need);
    await server.database.query("UPDATE claim SET status = 'REVOKED', lease_until = NULL WHERE id = $1", [held.id]);
    await server.database.query("UPDATE need SET status = 'WITHDRAWN' WHERE id = $1", [need.needId]);
    expect(await claim(who, need, { claimId: held.id })).toMatchObject({ id: held.id, status: 'REVOKED' });
  });
});
