/** Shows the course of a project day by day: cumulated from the ledger, ending at its progress, for its staff and those who supervise. */
import { globalId } from '../../schema/global-id';
import { allocated, allocationStage, claimedNeed, confirmDelivery, openProject } from '../allocation/stage';
import { received } from '../stage/donations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { today } from './staging';
import { addDays } from '../../server/day';

const reading = `query ($id: ID!) { charityProject(id: $id) {
  days { day raisedFen reservedFen spentFen } progress { raisedFen reservedFen spentFen } } }`;

describe('the days of a project', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  /** All that was moved so far was moved so many days before. */
  async function earlier(days: number): Promise<void> {
    await server.database.query('ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfers_never_change');
    await server.database.query('UPDATE ledger_transfer SET at = at - make_interval(days => $1)', [days]);
    await server.database.query('ALTER TABLE ledger_transfer ENABLE TRIGGER ledger_transfers_never_change');
  }

  test('given money received, reserved, delivered and released on three days, then each day has its sums, and the last those of the progress', async () => {
    const stage = await allocationStage(server);
    const projectId = await openProject(server, stage);
    const id = globalId('CharityProject', projectId);
    const gift = await received(server, stage, { moneyFen: 9_000n, earmark: { projectId: id } });
    const [met, waiting, freed] = [
      await claimedNeed(server, stage),
      await claimedNeed(server, stage),
      await claimedNeed(server, stage),
    ];
    await earlier(3);
    for (const [to, amount] of [
      [met, 1_000n],
      [waiting, 500n],
    ] as const)
      await allocated(server, stage, { donationId: gift.id, to, projectId, amount });
    const last = await allocated(server, stage, { donationId: gift.id, to: freed, projectId, amount: 70n });
    await earlier(2);
    await confirmDelivery(server, stage, met);
    await server.app.composition.allocationEndings.releaseAllocation(stage.staff.actor, {
      ...{ releaseId: '018f4b7a-0000-7000-8000-00000000abcd', allocationId: globalId('Allocation', last.id) },
    });
    const { data } = await server.request(reading, { id }, stage.staff.token);
    const { days, progress } = data.charityProject;
    expect(days).toEqual([
      { day: addDays(today, -5), raisedFen: '9000', reservedFen: '0', spentFen: '0' },
      { day: addDays(today, -2), raisedFen: '9000', reservedFen: '1570', spentFen: '0' },
      { day: today, raisedFen: '9000', reservedFen: '500', spentFen: '1000' },
    ]);
    expect(days.at(-1)).toEqual({ day: today, ...progress });
    const bureau = await people(server).bureau();
    expect((await server.request(reading, { id }, bureau.token)).data.charityProject.days).toEqual(days);
    const other = await allocationStage(server);
    for (const { token } of [other.staff, stage.partner]) {
      const answer = await server.request(reading, { id }, token);
      expect(answer.data.charityProject).toEqual({ days: null, progress });
    }
  });
});
