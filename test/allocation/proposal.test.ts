/** Shows proposals of what a project could pay for: lawful, near the best with a bound that holds, and accepted together or not at all. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { Urgency } from '../../schema/need/enums';
import { costOf, solveProposal, worthOf, type ProposalProblem } from '../../server/allocation/proposal.problem';
import { booksOf, lot, received } from '../stage/donations';
import { stagedCommunity } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import {
  allocated,
  allocationStage,
  claimedNeed,
  expectSoundBooks,
  openProject,
  type AllocationStage,
  type ClaimedNeed,
} from './stage';

/** The most that any lawful assignment is worth, by trying all. */
function bestOf(problem: ProposalProblem): number {
  const free = [...problem.free];
  const from = (need: number, budget: number): number => {
    if (need === problem.wants.length) return 0;
    let best = from(need + 1, budget);
    const want = problem.wants[need]!;
    for (let stock = 0; stock < free.length; stock += 1) {
      const cost = want * problem.unitFen[stock]!;
      if (problem.legal[need * free.length + stock] !== 1 || want > free[stock]! || cost > budget) continue;
      free[stock]! -= want;
      best = Math.max(best, worthOf(problem, need, stock) + from(need + 1, budget - cost));
      free[stock]! += want;
    }
    return best;
  };
  return from(0, problem.budgetFen);
}

describe('the best use of what a project may give', () => {
  const problems = fc.integer({ min: 0, max: 6 }).chain((needs) =>
    fc.integer({ min: 0, max: 3 }).chain((stocks) =>
      fc.record({
        wants: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: needs, maxLength: needs }),
        worth: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: needs, maxLength: needs }),
        free: fc.array(fc.nat(20), { minLength: stocks, maxLength: stocks }),
        unitFen: fc.array(fc.nat(5), { minLength: stocks, maxLength: stocks }),
        legal: fc
          .array(fc.integer({ min: 0, max: 1 }), { minLength: needs * stocks, maxLength: needs * stocks })
          .map((bits) => Uint8Array.from(bits)),
        budgetFen: fc.nat(60),
      }),
    ),
  );

  test('given any small problem, then what is proposed is lawful, worth what it says, and the best of all lies between it and the bound', () => {
    let proved = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const { assignment, objective, bound, gap } = solveProposal(problem);
        const taken = problem.free.map(() => 0);
        let worth = 0;
        for (const [need, stock] of assignment.entries()) {
          if (stock === -1) continue;
          expect(problem.legal[need * problem.free.length + stock]).toBe(1);
          taken[stock]! += problem.wants[need]!;
          worth += worthOf(problem, need, stock);
        }
        taken.forEach((amount, stock) => expect(amount).toBeLessThanOrEqual(problem.free[stock]!));
        expect(costOf(problem, assignment)).toBeLessThanOrEqual(problem.budgetFen);
        expect(worth).toBe(objective);
        const best = bestOf(problem);
        expect(objective).toBeLessThanOrEqual(best);
        expect(bound).toBeGreaterThanOrEqual(best);
        expect(gap).toBe((bound - objective) / Math.max(1, objective));
        if (gap === 0) proved += 1;
      }),
      { numRuns: 300 },
    );
    expect(proved).toBeGreaterThan(100);
  }, 60_000);
});

const proposing = `query ($input: ProposeAllocationsInput!) { proposeAllocations(input: $input, first: 50) { ... on AllocationProposal {
  lines { needId claimId donationId lotId amount valueFen } leftOut considered { needId urgency want area { code } } objective bound gap } } }`;
const accepting = `mutation ($input: AcceptAllocationsInput!) { acceptAllocations(input: $input) { __typename
  ... on AcceptedAllocations { allocations { needId amount status automatic } }
  ... on ProposalOutdated { lines { index broken } } ... on InvalidInput { field } ... on NotFound { type } } }`;

describe('a proposal for many needs', () => {
  let server: TestServer;
  let stage: AllocationStage;
  beforeAll(async () => {
    server = await startTestServer();
  }, 120_000);
  beforeEach(async () => {
    stage = await allocationStage(server);
    // Needs of earlier tests are out of the way of what is proposed.
    await server.database.query("UPDATE need SET restricted = true WHERE status = 'CLAIMED'");
  });
  afterEach(() => expectSoundBooks(server));
  afterAll(() => server.close());

  const propose = async (projectId: string, wish: object, token = stage.staff.token) => {
    const input = { projectId: globalId('CharityProject', projectId), ...wish };
    const answer = await server.request(proposing, { input }, token);
    expect(answer.errors).toBeUndefined();
    return answer.data.proposeAllocations;
  };
  const accept = async (projectId: string, lines: object[], commandId = v7()) => {
    const input = { commandId, projectId: globalId('CharityProject', projectId), lines };
    return (await server.request(accepting, { input }, stage.staff.token)).data.acceptAllocations;
  };
  const lineOf = ({ valueFen: _, ...line }: any) => line as object;

  test('given five claimed needs, two lots and a budget for three, then the urgent ones are proposed, the first to expire is used first, and all of it is accepted at once', async () => {
    const projectId = await openProject(server, stage, { budgetFen: '7000', capPerCaseFen: '2500' });
    const goods = { item: '面粉', unit: '袋', unitValueFen: 1_000n };
    const [soon, late] = [
      lot({ ...goods, quantity: 4n, expiresOn: '2190-01-01' }),
      lot({ ...goods, quantity: 9n, expiresOn: '2191-01-01' }),
    ];
    for (const one of [late, soon]) await received(server, stage, { lots: [one] });
    const urgencies = [Urgency.ROUTINE, Urgency.URGENT, Urgency.ROUTINE, Urgency.EMERGENCY, Urgency.URGENT];
    const needs: ClaimedNeed[] = [];
    for (const urgency of urgencies) needs.push(await claimedNeed(server, stage, { urgency }));
    const proposal = await propose(projectId, { item: goods.item, unit: goods.unit, pieces: '2' });
    expect(proposal.lines.map((line: any) => line.needId)).toEqual([3, 1, 4].map((index) => needs[index]!.need.id));
    expect(proposal.lines.map((line: any) => [line.amount, line.valueFen])).toEqual(Array(3).fill(['2', '2000']));
    expect(proposal.lines.filter((line: any) => line.lotId === globalId('DonationLot', soon.lotId))).toHaveLength(2);
    expect(proposal.leftOut.sort()).toEqual([0, 2].map((index) => needs[index]!.need.id).sort());
    expect(proposal.considered.map((one: any) => [one.needId, one.urgency, one.want, one.area.code])).toEqual(
      [3, 1, 4, 0, 2].map((index) => [needs[index]!.need.id, urgencies[index], '2', stagedCommunity]),
    );
    // 4,000 for an emergency and 2,000 for each urgent need, in hundredths, and a little for early use; the bound is one above.
    expect([proposal.objective, proposal.bound]).toEqual([800_296, 800_297]);
    expect(proposal.gap).toBeCloseTo(1 / 800_296, 12);
    expect(await booksOf(server, soon.lotId)).toEqual({ RECEIVED: '4', SOURCE: '-4' });
    const made = await accept(projectId, proposal.lines.map(lineOf));
    expect(made.allocations).toEqual(
      proposal.lines.map((line: any) => ({ needId: line.needId, amount: '2', status: 'RESERVED', automatic: true })),
    );
    expect(await booksOf(server, projectId)).toMatchObject({ RECEIVED: '1000', RESERVED: '6000' });
    const next = await propose(projectId, { item: goods.item, unit: goods.unit, pieces: '1' });
    expect(next.lines).toHaveLength(1);
    expect(next.leftOut).toHaveLength(1);
  });

  test('given a line accepted alone, a retry, other contents, and a line that is not lawful any more, then one effect, the same answer, and refusals by type', async () => {
    const projectId = await openProject(server, stage);
    const donation = await received(server, stage, { moneyFen: 1_000n });
    const [first, second] = [await claimedNeed(server, stage), await claimedNeed(server, stage)];
    const { lines, considered, ...shown } = await propose(projectId, { amountFen: '400' });
    expect(lines).toHaveLength(2);
    expect(considered.map((one: any) => one.needId)).toEqual([first, second].map(({ need }) => need.id));
    expect(shown).toEqual({ leftOut: [], objective: 200_198, bound: 200_198, gap: 0 });
    const commandId = v7();
    const made = await accept(projectId, [lineOf(lines[0])], commandId);
    expect(made.allocations).toHaveLength(1);
    expect(await accept(projectId, [lineOf(lines[0])], commandId)).toEqual(made);
    expect((await accept(projectId, [lineOf(lines[1])], commandId)).__typename).toBe('IdempotencyMismatch');
    await allocated(server, stage, { donationId: donation.id, to: first, amount: 300n });
    const before = await booksOf(server, donation.id);
    expect(await accept(projectId, [{ ...lineOf(lines[1]), amount: '100' }, lineOf(lines[1])])).toEqual({
      ...{ __typename: 'ProposalOutdated', lines: [{ index: 1, broken: ['AMOUNT_UNAVAILABLE'] }] },
    });
    expect(await booksOf(server, donation.id)).toEqual(before);
    expect(await accept(projectId, [])).toEqual({ __typename: 'InvalidInput', field: 'lines' });
    expect(await accept(projectId, [{ ...lineOf(lines[1]), amount: '0' }])).toMatchObject({ field: 'lines.0.amount' });
    expect(await accept(projectId, [{ ...lineOf(lines[1]), needId: globalId('Need', v7()) }])).toMatchObject({
      type: 'Need',
    });
  });

  test('given the staff of another charity, then there is no such project for them, to propose or to accept', async () => {
    const projectId = await openProject(server, stage);
    const other = await allocationStage(server);
    const to = await claimedNeed(server, stage);
    const donation = await received(server, stage, { moneyFen: 100n });
    expect(await propose(projectId, { amountFen: '1' }, other.staff.token)).toBeNull();
    const line = { needId: to.need.id, donationId: globalId('Donation', donation.id), amount: '1' };
    const input = { commandId: v7(), projectId: globalId('CharityProject', projectId), lines: [line] };
    const answer = await server.request(accepting, { input }, other.staff.token);
    expect(answer.data.acceptAllocations).toEqual({ __typename: 'NotFound', type: 'CharityProject' });
    const foreign = await received(server, other, { moneyFen: 100n });
    expect(await accept(projectId, [{ ...line, donationId: globalId('Donation', foreign.id) }])).toEqual({
      ...{ __typename: 'NotFound', type: 'Donation' },
    });
  });
});
