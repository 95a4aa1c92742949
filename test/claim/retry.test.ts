/** Shows that a retried claim, and each retried step of one, is answered as the first time, and that its id serves nothing else. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { HoldReason } from '../../schema/claim/reason';
import {
  accepted,
  claim as claimOf,
  capacityUsed,
  claimed,
  confirmed,
  provider,
  standing,
  type Provider,
} from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

/** Each step of a claim: from where it is taken, with what, where it leads, and what it announces. */
const steps = {
  confirmClaim: { from: 'ACCEPTED', input: {}, to: 'CONFIRMED', event: 'ClaimConfirmed' },
  holdClaim: { from: 'CONFIRMED', input: { reason: 'AWAITING_GOODS' }, to: 'ON_HOLD', event: 'ClaimHeld' },
  resumeClaim: { from: 'ON_HOLD', input: {}, to: 'CONFIRMED', event: 'ClaimResumed' },
  reportDelivery: { from: 'CONFIRMED', input: { quantityDelivered: 1 }, to: 'DELIVERED', event: 'DeliveryReported' },
  releaseClaim: { from: 'CONFIRMED', input: { reason: 'OTHER' }, to: 'RELEASED', event: 'ClaimReleased' },
  revokeClaim: { from: 'CONFIRMED', input: { reason: 'NO_PROGRESS' }, to: 'REVOKED', event: 'ClaimRevoked' },
} as const;

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

  describe('each step of it', () => {
    let who: Provider;
    let member: Person;
    let colleague: Person;
    let overseers: Person[];
    beforeAll(async () => {
      who = await provider(server, { capacityMaximum: 100 });
      member = await people(server).organisationMember(who.organisationId);
      colleague = await people(server).organisationMember(who.organisationId);
      overseers = [await people(server).adviser(), await people(server).adviser()];
    });
    const claimIn = async (from: string) => {
      const need = await referredNeed(server);
      const held = from === 'ACCEPTED' ? await claimed(server, who, need) : await confirmed(server, who, need);
      if (from === 'ON_HOLD') {
        const input = { commandId: v7(), claimId: held.globalId, reason: HoldReason.OTHER };
        accepted(await server.app.composition.claimService.holdClaim(who.member, input));
      }
      return { needId: need.needId, claimId: held.globalId };
    };

    test.each(Object.entries(steps))(
      '89: given %s sent twenty times at once, then it is done once, whoever asks again is told so, and the id serves nothing else',
      async (operation, step) => {
        const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
        const mutation = `mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Claim { status } } }`;
        const [asker, another] = operation === 'revokeClaim' ? overseers : [member, colleague];
        const send = async (input: object, person = asker!) =>
          (await server.request(mutation, { input: { ...step.input, ...input } }, person.token)).data[operation];
        const [one, other] = [await claimIn(step.from), await claimIn(step.from)];
        const said = { commandId: v7(), claimId: one.claimId };
        const done = { __typename: 'Claim', status: step.to };

        const answers = await Promise.all(Array.from({ length: 20 }, () => send(said)));
        expect(answers).toEqual(Array.from({ length: 20 }, () => done));
        const now = await standing(server.database, one.needId);
        expect(now.claims).toEqual([step.to]);
        expect(now.events.filter((event) => event === step.event)).toHaveLength(1);
        expect(now.lines.filter((line) => line === operation)).toHaveLength(1);

        const mismatch = { __typename: 'IdempotencyMismatch' };
        expect(await send({ ...said, claimId: other.claimId })).toEqual(mismatch);
        expect(await send(said, another)).toEqual(mismatch);
        expect((await standing(server.database, other.needId)).claims).toEqual([step.from]);

        await server.database.query(
          "UPDATE claim SET status = 'REVOKED', lease_until = NULL, held_from_status = NULL WHERE need_id = $1",
          [one.needId],
        );
        expect(await send(said)).toEqual({ __typename: 'Claim', status: 'REVOKED' });
        expect(await send({ ...said, commandId: v7() })).toEqual({ __typename: 'WrongState' });
        expect(await standing(server.database, one.needId)).toEqual({ ...now, claims: ['REVOKED'] });
      },
    );
  });
});
