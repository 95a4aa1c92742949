/** Shows that packed inputs unpack to the same, that the seal cannot be made without the key, and that old decisions stay readable and leave in time. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { DecisionKind } from '../../schema/matching/decision';
import { packInputs, sealOf, unpackInputs } from '../../server/matching/decision.encoding';
import { canonicalJson, decide, digestOf, inputsOf, pairsOf } from '../../server/matching/decision.record';
import { firstRuleset } from '../../server/matching/engine/ruleset';
import { emptyOffering } from '../../server/matching/facts';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { replayDecision } from './decision-stage';
import { anyNeed, anyOffering, anyRuleset, need, offering } from './pairs';

const nothingOffered = emptyOffering(
  { id: v7(), kind: 'CHARITY_FEDERATION', status: 'APPROVED' } as Parameters<typeof emptyOffering>[0],
  false,
);
const anyOffered = fc.oneof(
  { weight: 5, arbitrary: anyOffering },
  { weight: 1, arbitrary: fc.constant(nothingOffered) },
);
const anyPairs = fc.array(
  fc.record({ need: anyNeed, offerings: fc.array(anyOffered, { minLength: 1, maxLength: 3 }) }),
  { minLength: 1, maxLength: 5 },
);
const sealed = {
  id: '019a0000-0000-7000-8000-000000000001',
  kind: DecisionKind.CLAIM,
  needId: '019a0000-0000-7000-8000-000000000002',
  organisationId: null,
  rulesetVersion: '2026-1',
};

describe('packed inputs', () => {
  test('given any pairs, when packed and unpacked, then they and what is decided from them are the same', () => {
    fc.assert(
      fc.property(anyPairs, anyRuleset, fc.constantFrom(...Object.values(DecisionKind)), (pairs, ruleset, kind) => {
        const inputs = inputsOf(pairs);
        const unpacked = unpackInputs(packInputs(inputs));
        expect(unpacked).toEqual(inputs);
        expect(canonicalJson(decide(kind, pairsOf(unpacked), ruleset))).toBe(
          canonicalJson(decide(kind, pairs, ruleset)),
        );
      }),
    );
  });

  test('given a page of 100 needs, then it packs to less than a fifth of its JSON', () => {
    const pairs = fc.sample(anyNeed, { numRuns: 100, seed: 7 }).map((one) => ({ need: one, offerings: [offering] }));
    const inputs = inputsOf(pairs);
    expect(packInputs(inputs).length * 5).toBeLessThan(JSON.stringify(inputs).length);
  });

  test('given a form that is not known, then it is not guessed', () => {
    expect(() => unpackInputs(Buffer.from([2, 0]))).toThrow('not known');
  });

  test('given another key, byte, id, kind, subject or version, then the seal is another one', () => {
    const key = Buffer.alloc(32, 1);
    const packed = packInputs(inputsOf([{ need, offerings: [offering] }]));
    const seal = sealOf(key, sealed, packed).toString('hex');
    const changed = Buffer.from(packed);
    changed[5]! ^= 1;
    const others = [
      sealOf(Buffer.alloc(32, 2), sealed, packed),
      sealOf(key, sealed, changed),
      sealOf(key, { ...sealed, id: '019a0000-0000-7000-8000-000000000009' }, packed),
      sealOf(key, { ...sealed, kind: DecisionKind.REFERRAL }, packed),
      sealOf(key, { ...sealed, needId: null, organisationId: sealed.needId }, packed),
      sealOf(key, { ...sealed, rulesetVersion: '2026-2' }, packed),
    ].map((one) => one.toString('hex'));
    expect(new Set([seal, ...others]).size).toBe(7);
    expect(sealOf(key, { ...sealed }, packed).toString('hex')).toBe(seal);
  });
});

describe('the log in the database', () => {
  let server: TestServer;
  let auditor: Person;
  beforeAll(async () => {
    server = await startTestServer();
    auditor = await people(server).auditor();
  });
  afterAll(() => server.close());

  const pairs = [{ need, offerings: [offering] }];
  const insert = async (kind: DecisionKind, days: number, form: 'packed' | 'plain') => {
    const id = v7();
    const decision = { id, kind, needId: v7(), organisationId: null, rulesetVersion: firstRuleset.version };
    const inputs = inputsOf(pairs);
    const packed = packInputs(inputs);
    const digest = form === 'packed' ? sealOf(Buffer.alloc(32), decision, packed) : digestOf({ ...decision, inputs });
    await server.database.query(
      `INSERT INTO decision (id, at, kind, need_id, ruleset_version, inputs, packed_inputs, inputs_digest, result)
       VALUES ($1, now() - make_interval(days => $2), $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        days,
        kind,
        decision.needId,
        decision.rulesetVersion,
        form === 'plain' ? JSON.stringify(inputs) : null,
        form === 'packed' ? packed : null,
        digest,
        JSON.stringify(decide(kind, pairs, firstRuleset)),
      ],
    );
    return id;
  };
  const replayed = async (id: string) =>
    (await server.request(replayDecision, { id: globalId('Decision', id) }, auditor.token)).data.replayDecision;

  test('given a decision of before, with plain inputs, then it is replayed identically and said not to be sealed', async () => {
    const id = await insert(DecisionKind.CLAIM, 0, 'plain');
    expect(await replayed(id)).toMatchObject({ identical: true, inputsIntact: true, inputsSealed: false });
  });

  test('given a decision forged by one with the table only, then its inputs are not intact', async () => {
    const id = await insert(DecisionKind.CLAIM, 0, 'packed');
    expect(await replayed(id)).toMatchObject({
      identical: false,
      inputsIntact: false,
      inputsSealed: true,
      replayed: null,
    });
  });

  test('given inputs in both forms or in none, then the database refuses them', async () => {
    for (const forms of [`'{}', '\\x01'`, 'NULL, NULL'])
      await expect(
        server.database.query(
          `INSERT INTO decision (id, kind, need_id, ruleset_version, inputs, packed_inputs, inputs_digest, result)
           VALUES ('${v7()}', 'CLAIM', '${v7()}', 'x', ${forms}, decode(repeat('00', 32), 'hex'), '{}')`,
        ),
      ).rejects.toThrow('a_decision_keeps_its_inputs_in_one_form');
  });

  test('given decisions of all ages, when old ones are removed, then claims and referrals stay longer, and the database lets nothing go early', async () => {
    await server.database.query('ALTER TABLE decision DISABLE TRIGGER decisions_are_never_removed_early');
    await server.database.query('DELETE FROM decision');
    await server.database.query('ALTER TABLE decision ENABLE TRIGGER decisions_are_never_removed_early');
    const kept = [
      await insert(DecisionKind.RANKING_FOR_NEED, 59, 'packed'),
      await insert(DecisionKind.CLAIM, 61, 'packed'),
      await insert(DecisionKind.REFERRAL, 399, 'packed'),
    ];
    await insert(DecisionKind.RANKING_FOR_ORGANISATION, 61, 'packed');
    await insert(DecisionKind.EXPLANATION, 61, 'plain');
    await insert(DecisionKind.REFERRAL, 401, 'packed');
    const { database, decisions } = server.app.composition;
    expect(await decisions.removeOld(database, { shownDays: 60, actedDays: 400 })).toBe(3);
    expect(await decisions.removeOld(database, { shownDays: 60, actedDays: 400 })).toBe(0);
    const left = await server.database.query<{ id: string }>('SELECT id FROM decision ORDER BY id');
    expect(left.map((row) => row.id)).toEqual(kept);
    const young = await insert(DecisionKind.RANKING_FOR_NEED, 29, 'packed');
    const acted = await insert(DecisionKind.CLAIM, 364, 'packed');
    for (const id of [young, acted])
      await expect(server.database.query('DELETE FROM decision WHERE id = $1', [id])).rejects.toThrow(
        'before their time',
      );
    await expect(decisions.removeOld(database, { shownDays: 1, actedDays: 400 })).rejects.toThrow();
  });
});
