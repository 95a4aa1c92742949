/** Shows real races for one lot and one budget, and lost answers, through server processes of their own over one database. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { NeedKind } from '../../schema/need/enums';
import { projectRoot } from '../../server/project';
import { eventually } from '../plan/planning';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { booksOf, lot, received } from '../stage/donations';
import { referredNeed } from '../stage/needs';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment, untilAnswered, type TestServer } from '../stage/server';
import {
  allocationStage,
  claimedNeed,
  expectSoundBooks,
  openProject,
  type AllocationStage,
  type ClaimedNeed,
} from './stage';

const answers = `__typename ... on Allocation { id amount status } ... on NoLegalAllocation { nearest }`;
const byHand = `mutation ($input: AllocateDonationInput!) { allocateDonation(input: $input) { ${answers} } }`;
const byRule = `mutation ($input: AllocateAutomaticallyInput!) { allocateAutomatically(input: $input) { __typename
  ... on AutomaticAllocation { amount missing } ... on NoLegalAllocation { nearest } } }`;
const pledging = `mutation ($input: PledgeDonationInput!) { pledgeDonation(input: $input) { __typename } }`;
const receiving = `mutation ($input: ReceiveDonationInput!) { receiveDonation(input: $input) { __typename } }`;

describe('races for donations', () => {
  let database: TestDatabase;
  let environment: NodeJS.ProcessEnv;
  let server: TestServer;
  let stage: AllocationStage;
  const servers: ServerProcess[] = [];
  const start = () => startServerProcess({ ...environment, DATABASE_URL: database.url });
  beforeAll(async () => {
    database = await createTestDatabase();
    environment = testEnvironment();
    server = await startTestServer(environment, database);
    stage = await allocationStage(server);
    for (let count = 0; count < 2; count += 1) servers.push(await start());
  }, 120_000);
  afterEach(() => expectSoundBooks(server));
  afterAll(async () => {
    for (const one of servers) await one.kill('SIGTERM');
    await server?.close();
    await database?.drop();
  });

  const needs = async (count: number) => {
    const made: ClaimedNeed[] = [];
    for (let index = 0; index < count; index += 1) made.push(await claimedNeed(server, stage));
    return made;
  };
  /** The result of a mutation; asked again when all are busy, as a client does. */
  const send = async (to: { url: string }, document: string, input: object): Promise<any> => {
    const answer = await untilAnswered(() => postGraphQL(to.url, document, { input }, stage.staff.token));
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return Object.values(answer.data)[0];
  };
  const inputOf = (to: ClaimedNeed, donationId: string, more: object = {}) => ({
    ...{
      allocationId: v7(),
      donationId: globalId('Donation', donationId),
      needId: to.need.id,
      claimId: to.claimGlobalId,
    },
    ...{ amount: '1', ...more },
  });
  const counted = (found: readonly string[]) =>
    Object.fromEntries([...new Set(found)].sort().map((kind) => [kind, found.filter((one) => one === kind).length]));
  const kindOf = (answer: any) => (answer.nearest ?? [answer.__typename]).join('+') as string;
  const rowsOf = (donationId: string) =>
    database.query<{ rows: number; sum: string; told: number; lines: number }>(
      `SELECT count(*)::int AS rows, sum(amount)::text AS sum,
              (SELECT count(*)::int FROM event WHERE type = 'DonationAllocated' AND subject_id = $1) AS told,
              (SELECT count(*)::int FROM audit_line WHERE command_id IN (SELECT command_id FROM allocation WHERE donation_id = $1)) AS lines
         FROM allocation WHERE donation_id = $1`,
      [donationId],
    );

  test.each([
    ['the lot is scarcer', 40n, '60000', 40, 'AMOUNT_UNAVAILABLE'],
    ['the budget is scarcer', 200n, '30000', 30, 'BUDGET_LEFT'],
  ] as const)(
    '101: given 100 allocations at once of one lot and one budget through two servers, when %s, then it is never overdrawn',
    async (_, quantity, budgetFen, possible, refused) => {
      const projectId = await openProject(server, stage, { budgetFen, capPerCaseFen: budgetFen });
      const goods = lot({ quantity, unitValueFen: 1_000n });
      const donation = await received(server, stage, { lots: [goods] });
      const ten = await needs(10);
      const of = { lotId: globalId('DonationLot', goods.lotId), projectId: globalId('CharityProject', projectId) };
      const found = await Promise.all(
        Array.from({ length: 100 }, (_one, index) =>
          send(servers[index % 2]!, byHand, inputOf(ten[index % 10]!, donation.id, of)),
        ),
      );
      expect(counted(found.map(kindOf))).toEqual({ Allocation: possible, [refused]: 100 - possible });
      expect(await rowsOf(donation.id)).toEqual([
        { rows: possible, sum: String(possible), told: possible, lines: possible },
      ]);
      expect((await booksOf(server, goods.lotId)).RESERVED).toBe(String(possible));
      expect((await booksOf(server, projectId)).RESERVED).toBe(String(possible * 1_000));
    },
    60_000,
  );

  test('101: given 30 wants by rule at once of what five lots hold, through two servers, then all of it is set aside and no more', async () => {
    const goods = { item: '食用油', unit: '桶', unitValueFen: 100n };
    for (let index = 0; index < 5; index += 1)
      await received(server, stage, { lots: [lot({ ...goods, quantity: 7n, expiresOn: `2190-01-0${index + 1}` })] });
    const six = await needs(6);
    const found = await Promise.all(
      Array.from({ length: 30 }, (_one, index) => {
        const to = six[index % 6]!;
        const of = { charityId: globalId('Organisation', stage.charityId), withoutBudget: true };
        const wish = { needId: to.need.id, claimId: to.claimGlobalId, item: goods.item, unit: goods.unit, pieces: '2' };
        return send(servers[index % 2]!, byRule, { commandId: v7(), ...of, ...wish });
      }),
    );
    expect(counted(found.map((one) => (one.nearest ? 'NONE' : `${one.amount} of 2`)))).toEqual({
      ...{ '1 of 2': 1, '2 of 2': 17, NONE: 12 },
    });
  }, 60_000);

  test('96: given a wish that may cost 100 and two sums of 60 at once through two servers, then one by hand and none more, by rule 60 and 40', async () => {
    const cap = { budgetFen: '1000', capPerCaseFen: '100', serviceKinds: ['MICRO_WISH'] };
    const projectId = globalId('CharityProject', await openProject(server, stage, cap));
    const gifts = [await received(server, stage, { moneyFen: 60n }), await received(server, stage, { moneyFen: 60n })];
    for (const rule of [false, true]) {
      const need = await referredNeed(server, { kind: NeedKind.MICRO_WISH, cardText: '想要一个书包' });
      const wish = { needId: need.id, projectId };
      const found = await Promise.all(
        gifts.map((gift, index) => {
          const of = { charityId: globalId('Organisation', stage.charityId), amountFen: '60' };
          if (rule) return send(servers[index]!, byRule, { commandId: v7(), ...of, ...wish });
          const donationId = globalId('Donation', gift.id);
          return send(servers[index]!, byHand, { allocationId: v7(), donationId, amount: '60', ...wish });
        }),
      );
      expect(found.map((one) => one.amount ?? kindOf(one)).sort()).toEqual(
        rule ? ['40', '60'] : ['60', 'CAP_PER_CASE'],
      );
      const rows = await database.query<{ id: string; amount: string }>(
        'SELECT id, amount::text FROM allocation WHERE need_id = $1',
        [need.needId],
      );
      expect(rows.reduce((sum, row) => sum + Number(row.amount), 0)).toBe(rule ? 100 : 60);
      for (const { id } of rows)
        await server.app.composition.allocationEndings.releaseAllocation(stage.staff.actor, {
          ...{ releaseId: v7(), allocationId: globalId('Allocation', id) },
        });
    }
  }, 60_000);

  test('89, 90: given one allocation sent 50 times at once through two servers, then one effect and one answer; with other contents it is refused', async () => {
    const donation = await received(server, stage, { moneyFen: 1_000n });
    const [to, other] = await needs(2);
    const input = inputOf(to!, donation.id, { amount: '400' });
    const found = await Promise.all(Array.from({ length: 50 }, (_, index) => send(servers[index % 2]!, byHand, input)));
    expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(found[0]).toMatchObject({ __typename: 'Allocation', amount: '400', status: 'RESERVED' });
    for (const more of [{ amount: '401' }, { needId: other!.need.id, claimId: other!.claimGlobalId }])
      expect(await send(servers[0]!, byHand, { ...input, ...more })).toEqual({ __typename: 'IdempotencyMismatch' });
    const of = { charityId: globalId('Organisation', stage.charityId), needId: to!.need.id, amountFen: '1' };
    expect(await send(servers[0]!, byRule, { commandId: input.allocationId, ...of })).toEqual({
      __typename: 'IdempotencyMismatch',
    });
    expect(await rowsOf(donation.id)).toEqual([{ rows: 1, sum: '400', told: 1, lines: 1 }]);
    expect(await booksOf(server, donation.id)).toEqual({ RECEIVED: '600', RESERVED: '400', SOURCE: '-1000' });
  }, 60_000);

  test('91: given a server that is killed between the commit and the answer, then the retry at another answers with what was committed', async () => {
    const donation = await received(server, stage, { moneyFen: 1_000n });
    const [to] = await needs(1);
    const input = inputOf(to!, donation.id, { amount: '300' });
    const victim = await start();
    const [need, table] = [await createClient(), await createClient()];
    // The command waits for its need; behind it stands somebody who wants the table of donations, which the answer reads.
    await need.query('BEGIN');
    await need.query('SELECT 1 FROM need WHERE id = $1 FOR UPDATE', [to!.need.needId]);
    const answer = postGraphQL(victim.url, byHand, { input }, stage.staff.token).then(
      () => 'ANSWERED',
      () => 'LOST',
    );
    const waiting = (what: string) => async () => {
      const [row] = await database.query<{ count: number }>(
        `SELECT count(*)::int FROM pg_locks l JOIN pg_stat_activity a USING (pid)
          WHERE NOT l.granted AND a.datname = current_database() AND a.query LIKE $1`,
        [what],
      );
      return row!.count > 0;
    };
    await eventually('the command waits for its need', waiting('%need.lockNeed%'));
    await table.query('BEGIN');
    const locked = table.query('LOCK TABLE donation IN ACCESS EXCLUSIVE MODE');
    await eventually('the table is waited for', waiting('LOCK TABLE donation%'));
    await need.query('COMMIT');
    await locked;
    const [{ rows }] = (await database.query<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM allocation WHERE id = $1',
      [input.allocationId],
    )) as [{ rows: number }];
    expect(rows).toBe(1);
    await victim.kill('SIGKILL');
    await table.query('COMMIT');
    expect(await answer).toBe('LOST');
    for (const client of [need, table]) await client.end();
    const again = await send(servers[0]!, byHand, input);
    expect(again).toMatchObject({ id: globalId('Allocation', input.allocationId), amount: '300', status: 'RESERVED' });
    expect(await rowsOf(donation.id)).toEqual([{ rows: 1, sum: '300', told: 1, lines: 1 }]);
  }, 60_000);

  const many = Number(process.env.LINKAGE_TEST_DONATIONS ?? 100);

  test(`92, 94, 108: given a server killed with -9 in the middle of ${many} donations and allocations, then the check of the books finds nothing, and retries end them all`, async () => {
    const victim = await start();
    const ten = await needs(10);
    const projectId = globalId('CharityProject', await openProject(server, stage));
    const gifts = Array.from({ length: many }, (_, index) => ({ id: v7(), allocationId: v7(), to: ten[index % 10]! }));
    const organisations = {
      donorOrganisationId: globalId('Organisation', stage.companyId),
      recipientOrganisationId: globalId('Organisation', stage.charityId),
    };
    let done = 0;
    const give = async (to: { url: string }, gift: (typeof gifts)[number]) => {
      const donationId = globalId('Donation', gift.id);
      await send(to, pledging, { donationId: gift.id, ...organisations, moneyFen: '100' });
      await send(to, receiving, { commandId: gift.allocationId.replace(/^./, 'f'), donationId });
      const made = await send(
        to,
        byHand,
        inputOf(gift.to, gift.id, { allocationId: gift.allocationId, projectId, amount: '70' }),
      );
      expect(made.__typename).toBe('Allocation');
      done += 1;
      if (done === Math.floor(many / 2)) await victim.kill('SIGKILL');
    };
    const work = async (of: { url: string }, queue: typeof gifts) => {
      const lost: typeof gifts = [];
      for (let gift = queue.pop(); gift; gift = queue.pop())
        try {
          await give(of, gift);
        } catch (error) {
          if (!String((error as Error).cause ?? error).match(/ECONN|socket|fetch failed|closed/i)) throw error;
          lost.push(gift);
          if (of === victim) return [...lost];
        }
      return lost;
    };
    const queue = [...gifts];
    const lost = (
      await Promise.all([victim, victim, victim, victim, servers[0]!, servers[1]!].map((of) => work(of, queue)))
    ).flat();
    expect(lost.length).toBeGreaterThan(0);
    expect(await checkByCommand()).toContain('✓');
    const again = [...gifts];
    const left = await Promise.all([0, 1, 0, 1].map((index) => work(servers[index]!, again)));
    expect(left.flat()).toEqual([]);
    expect(await checkByCommand()).toContain('✓');
    const [sum] = await database.query<{ rows: number; sum: string }>(
      'SELECT count(*)::int AS rows, sum(amount)::text AS sum FROM allocation WHERE id = ANY ($1)',
      [gifts.map((gift) => gift.allocationId)],
    );
    expect(sum).toEqual({ rows: many, sum: String(many * 70) });
  }, 300_000);

  async function createClient() {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: database.url });
    await client.connect();
    return client;
  }

  /** What `npm run check:data` says; it rejects when something was found. */
  async function checkByCommand(): Promise<string> {
    const run = promisify(execFile);
    const file = join(projectRoot, '.build', 'server', 'wish', 'check.js');
    const env = { PATH: process.env.PATH, ...environment, DATABASE_URL: database.url };
    return (await run(process.execPath, [file], { cwd: projectRoot, env })).stdout;
  }
});
