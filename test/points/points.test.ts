/** Shows points as money: earned by rule, never above it, never below nothing however many redeem at once, and all of it in the ledger. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { dayOf } from '../../server/database/today';
import { addDays } from '../../server/day';
import { checkData } from '../../server/wish/check';
import { commands, type Run } from '../stage/commands';
import { appointed, type StagedAdviser } from '../stage/corps';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const [street, today] = ['640104001', dayOf(new Date())];

describe('the points of advisers', () => {
  let server: TestServer;
  let run: Run;
  let officer: Person;
  let stranger: Person;
  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    officer = await people(server).streetOfficer(street);
    stranger = await people(server).streetOfficer('640104012');
  });
  afterAll(() => server.close());

  const rule = async (points: number, yearlyMaximum?: number) => {
    const input = { ruleId: v7(), areaCode: street, title: '入户走访', points, yearlyMaximum };
    return (await run(officer, 'makePointsRule', input, 'id')).id as string;
  };
  const award = (adviser: StagedAdviser, ruleId: string, more: Record<string, unknown> = {}) => ({
    ...{ awardId: v7(), adviserId: adviser.id, ruleId, earnedOn: today, note: '走访独居老人', ...more },
  });
  const reward = async (points: number, stock: number) => {
    const input = { rewardId: v7(), areaCode: street, name: '保温杯', points, stock };
    return (await run(officer, 'offerReward', input, 'id')).id as string;
  };
  const redeem = (adviser: Person, rewardId: string, redemptionId = v7()) =>
    run(adviser, 'redeemReward', { redemptionId, rewardId }, 'redemptionId points status');
  const account = async (adviser: Person) => {
    const query =
      '{ myAppointments { points { balance earned redeemed } redemptions { status } pointsAwards { points } } }';
    return (await server.request(query, {}, adviser.token)).data.myAppointments[0];
  };
  const left = async (rewardId: string) => {
    const answer = await server.request(
      'query ($id: ID!) { node(id: $id) { ... on Reward { stock } } }',
      { id: rewardId },
      officer.token,
    );
    return answer.data.node.stock as number;
  };

  test('given an award sent twenty times at once, then its points are given once, and the year gives no more than its maximum', async () => {
    const adviser = await appointed(server, run, officer);
    const ruleId = await rule(20, 50);
    const input = award(adviser, ruleId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => run(officer, 'awardPoints', input, 'points ruleTitle earnedOn')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ points: 20, ruleTitle: '入户走访', earnedOn: today });
    const more = await Promise.all(
      Array.from({ length: 8 }, () => run(officer, 'awardPoints', award(adviser, ruleId))),
    );
    expect(more.filter((answer) => answer.__typename === 'PointsAward')).toHaveLength(1);
    expect(more.filter((answer) => answer.__typename === 'YearlyMaximumReached')).toEqual(
      Array.from({ length: 7 }, () => ({ __typename: 'YearlyMaximumReached', left: 10 })),
    );
    expect((await account(adviser)).points).toEqual({ balance: 40, earned: 40, redeemed: 0 });
    expect(await run(officer, 'awardPoints', award(adviser, ruleId, { earnedOn: '2023-05-01' }))).toMatchObject({
      __typename: 'PointsAward',
    });
  });

  test('given who may not give, or what may not be said, then no point is given', async () => {
    const adviser = await appointed(server, run, officer);
    const ruleId = await rule(5);
    expect(await run(stranger, 'awardPoints', award(adviser, ruleId))).toMatchObject({ type: 'Adviser' });
    expect(await run(adviser, 'awardPoints', award(adviser, ruleId))).toBe('FORBIDDEN');
    const own = await people(server).withRoles(
      { role: 'STREET_OFFICER' as never, areaCode: street },
      { role: 'ADVISER' as never, areaCode: street },
    );
    const adviserId = v7();
    await run(officer, 'registerAdviser', {
      ...{ adviserId, accountId: globalId('Account', own.accountId), areaCode: street, kind: 'PARTY_CADRE' },
      ...{ competences: [], appointedOn: '2022-03-01', reason: '择优选配' },
    });
    const self = { ...own, adviserId, id: globalId('Adviser', adviserId) };
    expect(await run(own, 'awardPoints', award(self, ruleId))).toBe('FORBIDDEN');
    expect(await run(officer, 'awardPoints', award(adviser, ruleId, { note: '走访 13909501234 一户' }))).toEqual({
      ...{ __typename: 'TextRevealsIdentity', field: 'note', kinds: ['PHONE'] },
    });
    for (const earnedOn of ['2022-02-28', addDays(today, 1)])
      expect(await run(officer, 'awardPoints', award(adviser, ruleId, { earnedOn }))).toMatchObject({
        field: 'earnedOn',
      });
    await run(officer, 'endPointsRule', { commandId: v7(), ruleId });
    expect(await run(officer, 'awardPoints', award(adviser, ruleId))).toMatchObject({ type: 'PointsRule' });
    expect((await account(adviser)).points).toEqual({ balance: 0, earned: 0, redeemed: 0 });
  });

  test('given points for two rewards and twelve redemptions at once, then two are redeemed and the balance is never below nothing', async () => {
    const adviser = await appointed(server, run, officer);
    const ruleId = await rule(50);
    await run(officer, 'awardPoints', award(adviser, ruleId));
    const rewardId = await reward(20, 9);
    const answers = await Promise.all(Array.from({ length: 12 }, () => redeem(adviser, rewardId)));
    expect(answers.filter((answer) => answer.__typename === 'RewardRedemption')).toHaveLength(2);
    expect(answers.filter((answer) => answer.__typename === 'PointsTooFew')).toEqual(
      Array.from({ length: 10 }, () => ({ __typename: 'PointsTooFew', balance: 10 })),
    );
    expect((await account(adviser)).points).toEqual({ balance: 10, earned: 50, redeemed: 40 });
    expect(await left(rewardId)).toBe(7);
    const [award_] = (await server.request('{ myAppointments { pointsAwards { awardId } } }', {}, adviser.token)).data
      .myAppointments[0].pointsAwards;
    const withdraw = { commandId: v7(), awardId: award_.awardId };
    expect(await run(officer, 'withdrawPoints', withdraw)).toEqual({ __typename: 'PointsTooFew', balance: 10 });
    expect((await account(adviser)).points.balance).toBe(10);
  });

  test('given one reward and ten advisers at once, then one of them has it and nine keep their points; cancelled, both go back once', async () => {
    const advisers: StagedAdviser[] = [];
    const ruleId = await rule(30);
    for (let made = 0; made < 10; made += 1) {
      advisers.push(await appointed(server, run, officer));
      await run(officer, 'awardPoints', award(advisers[made]!, ruleId));
    }
    const rewardId = await reward(30, 1);
    const answers = await Promise.all(advisers.map((adviser) => redeem(adviser, rewardId)));
    const winner = answers.findIndex((answer) => answer.__typename === 'RewardRedemption');
    expect(answers.map((answer) => answer.__typename).sort()).toEqual([
      ...Array.from({ length: 9 }, () => 'RewardGone'),
      'RewardRedemption',
    ]);
    const balances = await Promise.all(advisers.map(async (adviser) => (await account(adviser)).points.balance));
    expect(balances).toEqual(advisers.map((_, index) => (index === winner ? 0 : 30)));
    const { redemptionId } = answers[winner];
    expect(await run(stranger, 'cancelRedemption', { commandId: v7(), redemptionId })).toMatchObject({
      __typename: 'NotFound',
    });
    const settled = await Promise.all([
      ...Array.from({ length: 4 }, () =>
        run(advisers[winner]!, 'cancelRedemption', { commandId: v7(), redemptionId }, 'status'),
      ),
      run(officer, 'handOverReward', { commandId: v7(), redemptionId }, 'status'),
    ]);
    expect(settled.filter((answer) => answer.__typename === 'RewardRedemption')).toHaveLength(1);
    const handed = settled[4].status === 'HANDED_OVER';
    expect((await account(advisers[winner]!)).points.balance).toBe(handed ? 0 : 30);
    expect(await left(rewardId)).toBe(handed ? 0 : 1);
  });

  test('given any order of awards, redemptions and cancellations, then balance, stock and ledger are what they add up to', async () => {
    const adviser = await appointed(server, run, officer);
    const [ruleId, rewardId] = [await rule(7), await reward(10, 1000)];
    let [balance, stock] = [0, 1000];
    const open: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('award', 'redeem', 'cancel'), { maxLength: 8 }), async (steps) => {
        for (const step of steps) {
          if (step === 'award') {
            await run(officer, 'awardPoints', award(adviser, ruleId));
            balance += 7;
          } else if (step === 'redeem') {
            const answer = await redeem(adviser, rewardId);
            expect(answer.__typename).toBe(balance >= 10 ? 'RewardRedemption' : 'PointsTooFew');
            if (balance >= 10) {
              open.push(answer.redemptionId);
              [balance, stock] = [balance - 10, stock - 1];
            }
          } else if (open.length > 0) {
            await run(adviser, 'cancelRedemption', { commandId: v7(), redemptionId: open.pop() });
            [balance, stock] = [balance + 10, stock + 1];
          }
        }
        expect((await account(adviser)).points.balance).toBe(balance);
        expect(await left(rewardId)).toBe(stock);
      }),
      { numRuns: 8 },
    );
    expect(await checkData(server.app.composition.database)).toEqual([]);
    await server.database.query('ALTER TABLE points_award DISABLE TRIGGER ALL');
    await server.database.query('UPDATE points_award SET points = points + 1 WHERE adviser_id = $1', [
      adviser.adviserId,
    ]);
    expect(await checkData(server.app.composition.database)).toEqual([
      { rule: 'the ledger holds what the donation or project says', subjectId: adviser.adviserId },
    ]);
  });

  test('given praise, then whoever serves an area reads it, and one that names a phone or a house is refused', async () => {
    const adviser = await appointed(server, run, officer);
    const input = {
      ...{ commendationId: v7(), adviserId: adviser.id, title: '优秀顾问', citation: '一年走访四十户' },
      commendedOn: today,
    };
    expect(await run(officer, 'commendAdviser', { ...input, citation: '帮助金波苑7号楼3单元的老人' })).toMatchObject({
      ...{ __typename: 'TextRevealsIdentity', field: 'citation', kinds: ['ADDRESS'] },
    });
    expect(await run(stranger, 'commendAdviser', input)).toMatchObject({ type: 'Adviser' });
    expect(await run(officer, 'commendAdviser', input, 'title adviserName')).toMatchObject({
      ...{ title: '优秀顾问', adviserName: 'ADVISER' },
    });
    const query = '{ commendations(areaCode: "640104") { edges { node { title } } } }';
    expect((await server.request(query, {}, stranger.token)).data.commendations.edges).toEqual([
      { node: { title: '优秀顾问' } },
    ]);
    // Of an earlier day and with a greater id: after it, by pages of one.
    const earlier = { ...input, commendationId: v7(), title: '旧日之星', commendedOn: addDays(today, -30) };
    await run(officer, 'commendAdviser', earlier);
    const page = `query ($after: String) { commendations(areaCode: "640104", first: 1, after: $after) {
      edges { node { title } } pageInfo { endCursor hasNextPage } } }`;
    const first = (await server.request(page, {}, officer.token)).data.commendations;
    const second = (await server.request(page, { after: first.pageInfo.endCursor }, officer.token)).data.commendations;
    expect([first, second].map(({ edges, pageInfo }) => [edges[0].node.title, pageInfo.hasNextPage])).toEqual([
      ['优秀顾问', true],
      ['旧日之星', false],
    ]);
    const nobody = await people(server).nobodyInParticular();
    expect((await server.request(query, {}, nobody.token)).errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});
