/** Shows the year of a giver: exact sums by the month of Asia/Shanghai, told to who gives alone, and households only as none or many. */
import fc from 'fast-check';
import { TraceStage } from '../../schema/trace/journey';
import { globalId } from '../../schema/global-id';
import { allocated, allocationStage, claimedNeed, confirmDelivery, type AllocationStage } from '../allocation/stage';
import { lot, pledge, received } from '../stage/donations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { monthWithin, yearOf, type YearFacts } from '../../server/trace/year';

const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const query = `query ($id: ID!, $year: Int!) { givingYear(organisationId: $id, year: $year) { year donations moneyReceivedFen
  goodsReceivedFen confirmedFen servicesConfirmed wishesGranted householdsReached months { month receivedFen confirmedFen } } }`;

describe('the year of a giver', () => {
  let server: TestServer;
  let stage: AllocationStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await allocationStage(server);
  }, 60_000);
  afterAll(() => server.close());

  const ask = (token: string, asked = year) =>
    server.request(query, { id: globalId('Organisation', stage.companyId), year: asked }, token);

  test('given money and goods of which parts are confirmed for four households and then a fifth, then sums are exact and households are told from five on', async () => {
    const money = await received(server, stage, { moneyFen: 100_003n });
    const goods = await received(server, stage, { lots: [lot({ quantity: 10n, unitValueFen: 1_250n })] });
    await pledge(server, stage, { moneyFen: 77n });
    const [quilts] = await server.database.query<{ id: string }>('SELECT id FROM donation_lot WHERE donation_id = $1', [
      goods.id,
    ]);
    for (const amount of [1_001n, 2_002n, 3_003n]) {
      const to = await claimedNeed(server, stage);
      await allocated(server, stage, { donationId: money.id, to, amount });
      await confirmDelivery(server, stage, to);
    }
    const fourth = await claimedNeed(server, stage);
    await allocated(server, stage, { donationId: goods.id, lotId: quilts!.id, to: fourth, amount: 3n });
    await confirmDelivery(server, stage, fourth);
    const first = (await ask(stage.partner.token)).data.givingYear;
    expect(first).toMatchObject({
      ...{ year, donations: 3, moneyReceivedFen: '100003', goodsReceivedFen: '12500' },
      ...{ confirmedFen: '9756', servicesConfirmed: 0, wishesGranted: 0, householdsReached: null },
    });
    const fifth = await claimedNeed(server, stage);
    await allocated(server, stage, { donationId: money.id, to: fifth, amount: 44n });
    await confirmDelivery(server, stage, fifth);
    const { months, ...second } = (await ask(stage.partner.token)).data.givingYear;
    expect(second).toMatchObject({ confirmedFen: '9800', householdsReached: 5 });
    expect(months.map((one: { month: number }) => one.month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const sum = (name: string) => months.reduce((all: bigint, one: any) => all + BigInt(one[name]), 0n);
    expect([sum('receivedFen'), sum('confirmedFen')]).toEqual([112_503n, 9_800n]);
    expect((await ask(stage.partner.token, year - 1)).data.givingYear).toMatchObject({
      ...{ donations: 0, moneyReceivedFen: '0', confirmedFen: '0', householdsReached: 0 },
    });
  });

  test('given who does not give for the organisation, then its year is told to nobody', async () => {
    const other = await people(server).companyPartner(stage.charityId);
    for (const { token } of [stage.staff, other, await people(server).bureau(), await people(server).auditor()])
      expect((await ask(token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(stage.partner.token, 1)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('given the last moment of a year in Shanghai, then it is of December, and the next of the January after', () => {
    expect(monthWithin(2026, new Date('2026-12-31T15:59:59.999Z'))).toBe(12);
    expect(monthWithin(2026, new Date('2026-12-31T16:00:00Z'))).toBeUndefined();
    expect(monthWithin(2027, new Date('2026-12-31T16:00:00Z'))).toBe(1);
    expect(monthWithin(2026, null)).toBeUndefined();
  });

  test('given any sums confirmed at any moments, then the months sum to the year and nothing of other years is in it', () => {
    const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(moment, fc.bigInt({ min: 1n, max: 10n ** 15n }))), (confirmed) => {
        const donation = { id: 'd', form: 'MONEY', status: 'PLEDGED', earmarkNeedId: null, pledgedAt: new Date(0) };
        const parts = confirmed.map(([at, amount]) => ({
          ...{ donationId: 'd', stage: TraceStage.CONFIRMED, amount, steps: [{ stage: TraceStage.CONFIRMED, at }] },
        }));
        const facts = { year: 2026, donations: [donation], lots: [], parts } as unknown as YearFacts;
        const { confirmedFen, months } = yearOf(facts);
        const within = confirmed.filter(([at]) => monthWithin(2026, at) !== undefined);
        expect(confirmedFen).toBe(within.reduce((sum, [, amount]) => sum + amount, 0n));
        expect(months.reduce((sum, month) => sum + month.confirmedFen, 0n)).toBe(confirmedFen);
      }),
    );
  });
});
