/** Shows by random commands against a picture in memory that allocations, books and budget are what they must be after each, and sound. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { AllocationStatus, DeliveryReversalReason } from '../../schema/allocation/enums';
import { DisputeReason, ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { isRefusal } from '../../schema/refusal';
import { checkData } from '../../server/allocation/check';
import { accepted } from '../stage/claims';
import { booksOf, lot, received } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';
import { Picture, type Source } from './picture';
import {
  allocate,
  allocateByRule,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  expectSoundBooks,
  openProject,
  type AllocationStage,
  type ClaimedNeed,
} from './stage';

interface Real {
  readonly server: TestServer;
  readonly stage: AllocationStage;
  readonly needs: ClaimedNeed[];
  readonly donationIds: Record<Source, string>;
  readonly lotId: string;
  readonly projectId: string;
}
type Step = fc.AsyncCommand<Picture, Real>;

/** A command: what it does, and afterwards everything is as the picture says. */
function step(name: string, run: (picture: Picture, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    run: async (picture, real) => {
      await run(picture, real);
      await compare(picture, real);
    },
    toString: () => name,
  };
}

async function compare(picture: Picture, { server, donationIds, lotId, projectId }: Real): Promise<void> {
  const rows = await server.database.query(
    `SELECT id, status, delivered_amount::text AS delivered FROM allocation WHERE donation_id = ANY ($1::uuid[]) ORDER BY id`,
    [Object.values(donationIds)],
  );
  const expected = picture.allocations.map(({ id, status, delivered }) => ({
    ...{ id, status: String(status) },
    delivered: delivered > 0n ? String(delivered) : null,
  }));
  expect(rows).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
  const only = (books: Record<string, bigint>) =>
    Object.fromEntries(Object.entries(books).flatMap(([book, sum]) => (sum === 0n ? [] : [[book, String(sum)]])));
  for (const [source, holdingId] of [
    ['money', donationIds.money],
    ['lot', lotId],
  ] as const)
    expect(await booksOf(server, holdingId)).toEqual(
      only({
        ...{ SOURCE: -picture.given[source], RECEIVED: picture.free(source), EXPIRED: picture.expired[source] },
        ...{ RESERVED: picture.sum(source, 'RESERVED'), DELIVERED: picture.sum(source, 'DELIVERED') },
      }),
    );
  const [reserved, spent] = [picture.budgetIn('RESERVED'), picture.budgetIn('DELIVERED')];
  expect(await booksOf(server, projectId)).toEqual(
    only({
      ...{ SOURCE: -picture.budget, RECEIVED: picture.budget - reserved - spent, RESERVED: reserved, DELIVERED: spent },
    }),
  );
  await expectSoundBooks(server);
}

const needIndex = fc.nat(2);
const services = (real: Real) => real.server.app.composition;
const claimIdOf = (real: Real, need: number) => real.needs[need]!.claimGlobalId;

const allocating = fc
  .record({
    need: needIndex,
    source: fc.constantFrom<Source>('money', 'lot'),
    amount: fc.integer({ min: 1, max: 9 }),
    paid: fc.boolean(),
    whole: fc.boolean(),
  })
  .map(({ need, source, amount: drawn, paid, whole }) => {
    const amount = source === 'money' ? BigInt(drawn) * 37n : BigInt(drawn);
    return step(`allocate(${need}, ${source}, ${amount}, paid ${paid}, whole ${whole})`, async (picture, real) => {
      const { server, stage, donationIds, lotId, projectId, needs } = real;
      const may = picture.mayAllocate(need, source, amount, paid);
      const allocationId = v7();
      const answer = await allocate(server, stage, {
        ...{ allocationId, donationId: donationIds[source], lotId: source === 'lot' ? lotId : undefined },
        ...{ to: needs[need]!, projectId: paid ? projectId : undefined, amount, whole },
      });
      expect(isRefusal(answer)).toBe(!may);
      if (may)
        picture.allocations.push({
          ...{ id: allocationId, need, source, paid, whole, amount, status: AllocationStatus.RESERVED, delivered: 0n },
        });
    });
  });

const choosing = fc
  .record({ need: needIndex, source: fc.constantFrom<Source>('money', 'lot'), wanted: fc.integer({ min: 1, max: 14 }) })
  .map(({ need, source, wanted: drawn }) => {
    const wanted = source === 'money' ? BigInt(drawn) * 60n : BigInt(drawn);
    return step(`byRule(${need}, ${source}, ${wanted})`, async (picture, real) => {
      const { server, stage, needs } = real;
      const amount = picture.chosen(need, source, wanted);
      const goods = { item: '棉被', unit: '床', pieces: wanted };
      const wish = source === 'money' ? { amountFen: wanted } : goods;
      const answer = await allocateByRule(server, stage, needs[need]!, wish);
      const rows = isRefusal(answer) ? [] : answer.allocations;
      expect(rows.map((row) => row.amount)).toEqual(amount === 0n ? [] : [amount]);
      for (const { id } of rows)
        picture.allocations.push({
          ...{ id, need, source, paid: true, whole: false, amount, status: AllocationStatus.RESERVED, delivered: 0n },
        });
    });
  });

const releasing = fc.nat(20).map((index) =>
  step(`release(${index})`, async (picture, real) => {
    const one = picture.allocations[index % Math.max(1, picture.allocations.length)];
    if (!one) return;
    const answer = await services(real).allocationEndings.releaseAllocation(real.stage.staff.actor, {
      ...{ releaseId: v7(), allocationId: globalId('Allocation', one.id) },
    });
    const may = [AllocationStatus.RESERVED, AllocationStatus.RELEASED].includes(one.status);
    expect(isRefusal(answer)).toBe(!may);
    if (may) one.status = AllocationStatus.RELEASED;
  }),
);

const reversing = fc.nat(20).map((index) =>
  step(`reverse(${index})`, async (picture, real) => {
    const one = picture.allocations[index % Math.max(1, picture.allocations.length)];
    if (!one) return;
    const answer = await services(real).allocationEndings.reverseDelivery(real.stage.staff.actor, {
      ...{ reversalId: v7(), allocationId: globalId('Allocation', one.id) },
      reason: DeliveryReversalReason.RECORDED_IN_ERROR,
    });
    const may = one.status === AllocationStatus.DELIVERED;
    expect(isRefusal(answer)).toBe(!may);
    if (may) one.status = AllocationStatus.REVERSED;
  }),
);

const reporting = fc.record({ need: needIndex, part: fc.nat(3) }).map(({ need, part }) =>
  step(`report(${need}, ${part})`, async (picture, real) => {
    const of = picture.needs[need]!;
    const quantityDelivered = Math.min(part, of.quantity);
    const claimId = claimIdOf(real, need);
    const answer = await services(real).claimService.reportDelivery(real.stage.provider.member, {
      commandId: v7(),
      ...{ claimId, quantityDelivered },
    });
    const may = of.claim === 'CONFIRMED' || of.claim === 'DISPUTED';
    expect(isRefusal(answer)).toBe(!may);
    if (may) Object.assign(of, { claim: 'DELIVERED', reported: quantityDelivered });
  }),
);

const confirming = needIndex.map((need) =>
  step(`confirm(${need})`, async (picture, real) => {
    const of = picture.needs[need]!;
    const { cardCode } = real.needs[need]!.need.household;
    const answer = await services(real).deliveryService.confirmDelivery({
      commandId: v7(),
      claimId: claimIdOf(real, need),
      cardCode,
    });
    const may = of.claim === 'DELIVERED' || of.claim === 'DISPUTED';
    expect(isRefusal(answer)).toBe(!may);
    if (!may) return;
    of.claim = 'COMPLETED';
    picture.deliver(need);
  }),
);

const delivering = fc.record({ need: needIndex, part: fc.nat(3) }).map(({ need, part }) =>
  step(`deliver(${need}, ${part})`, async (picture, real) => {
    const of = picture.needs[need]!;
    if (of.claim !== 'CONFIRMED') return;
    of.reported = Math.min(part, of.quantity);
    await confirmDelivery(real.server, real.stage, real.needs[need]!, of.reported);
    of.claim = 'COMPLETED';
    picture.deliver(need);
  }),
);

const disputing = needIndex.map((need) =>
  step(`dispute(${need})`, async (picture, real) => {
    const of = picture.needs[need]!;
    const { cardCode } = real.needs[need]!.need.household;
    const input = { commandId: v7(), claimId: claimIdOf(real, need), cardCode, reason: DisputeReason.NOT_DELIVERED };
    const answer = await services(real).deliveryService.disputeDelivery(input);
    expect(isRefusal(answer)).toBe(of.claim !== 'DELIVERED');
    if (of.claim === 'DELIVERED') of.claim = 'DISPUTED';
  }),
);

const withdrawing = needIndex.map((need) =>
  step(`withdraw(${need})`, async (picture, real) => {
    const of = picture.needs[need]!;
    const { adviser, id } = real.needs[need]!.need;
    const input = { needId: id, reason: NeedWithdrawalReason.NO_LONGER_WANTED };
    const answer = await services(real).needService.withdrawNeed(adviser, input);
    const may = of.claim !== 'COMPLETED' && of.claim !== 'WITHDRAWN';
    expect(isRefusal(answer)).toBe(!may);
    if (!may) return;
    of.claim = 'WITHDRAWN';
    picture.release(need);
  }),
);

const givingBack = needIndex.map((need) =>
  step(`giveBack(${need})`, async (picture, real) => {
    const of = picture.needs[need]!;
    const input = { commandId: v7(), claimId: claimIdOf(real, need), reason: ReleaseReason.OTHER };
    const answer = await services(real).claimService.releaseClaim(real.stage.provider.member, input);
    const may = of.claim === 'CONFIRMED' || of.claim === 'DISPUTED';
    expect(isRefusal(answer)).toBe(!may);
    if (!may) return;
    of.claim = 'RELEASED';
    picture.release(need);
  }),
);

const expiring = fc.constant(
  step('expire', async (picture, real) => {
    await real.server.database.query("UPDATE donation_lot SET expires_on = '2020-01-01' WHERE id = $1", [real.lotId]);
    await services(real).disposalService.expireLots();
    picture.expireLot();
  }),
);

describe('allocations, whatever is done to them', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test('given any order of commands, then rows, books of donation, lot and budget equal the picture after each, and the check finds nothing', async () => {
    const reached = new Set<AllocationStatus>();
    const commands = fc.commands(
      [
        ...[allocating, allocating, allocating, allocating, choosing, choosing],
        ...[delivering, delivering, reversing, reversing, releasing],
        ...[reporting, confirming, disputing, fc.oneof(withdrawing, givingBack), expiring],
      ],
      { maxCommands: 30, size: 'max' },
    );
    const all = Object.values(AllocationStatus).sort();
    const property = fc.asyncProperty(commands, async (steps) => {
      const model = newPicture();
      await fc.asyncModelRun(async () => ({ model, real: await arrange() }), steps);
      for (const { status } of model.allocations) reached.add(status);
    });
    // Sixteen nearly always end in every state; where chance has left one out, others follow.
    for (let round = 0; round < 5 && reached.size < all.length; round += 1)
      await fc.assert(property, { numRuns: 16, endOnFailure: true });
    expect([...reached].sort()).toEqual(all);
  }, 180_000);

  test('94: given allocations that were changed past the product, then the check names each', async () => {
    const { stage, needs, donationIds } = await arrange();
    const to = needs[0]!;
    const [more, elsewhere] = [
      accepted(await allocate(server, stage, { donationId: donationIds.money, to, amount: 600n })),
      accepted(await allocate(server, stage, { donationId: donationIds.money, to, amount: 400n })),
    ];
    await expectSoundBooks(server);
    await server.database.query('UPDATE allocation SET amount = 601, value_fen = 601 WHERE id = $1', [more.id]);
    await server.database.query('UPDATE allocation SET command_id = $2 WHERE id = $1', [elsewhere.id, more.commandId]);
    expect(await checkData(server.app.composition.database)).toEqual([
      { rule: 'the books of an allocation are what its row says', subjectId: more.id },
      { rule: 'an allocation is of its command', subjectId: elsewhere.id },
      { rule: 'no more is allocated than was received', subjectId: donationIds.money },
    ]);
  });

  const newPicture = () => new Picture([1, 2, 3], { money: 1_000n, lot: 12n }, 800n, 500n);

  async function arrange(): Promise<Real> {
    const stage = await allocationStage(server);
    const goods = lot({ quantity: 12n, unitValueFen: 50n });
    const money = await received(server, stage, { moneyFen: 1_000n });
    const things = await received(server, stage, { lots: [goods] });
    const needs: ClaimedNeed[] = [];
    for (const quantity of [1, 2, 3]) {
      const need = await claimedNeed(server, stage, { quantity, quantityUnit: '次' });
      const claimId = need.claimGlobalId;
      accepted(
        await server.app.composition.claimService.confirmClaim(stage.provider.member, { commandId: v7(), claimId }),
      );
      needs.push(need);
    }
    const projectId = await openProject(server, stage, { budgetFen: '800', capPerCaseFen: '500' });
    return {
      ...{ server, stage, needs, projectId, lotId: goods.lotId },
      donationIds: { money: money.id, lot: things.id },
    };
  }
});
