/** Shows how many households a project has reached: exactly to its charity, to others only none or five and more. */
import { globalId } from '../../schema/global-id';
import {
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  openProject,
  type AllocationStage,
} from '../allocation/stage';
import { received } from '../stage/donations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('the reach of a project', () => {
  let server: TestServer;
  let stage: AllocationStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await allocationStage(server);
  });
  afterAll(() => server.close());

  test('given a project, then the households that it reached are told exactly to its charity, and to others when none or five', async () => {
    const projectId = await openProject(server, stage);
    const donation = await received(server, stage, { moneyFen: 10_000n });
    const reachedBy = async (person: Person) => {
      const answer = await server.request(
        'query ($id: ID!) { charityProject(id: $id) { progress { householdsReached } } }',
        { id: globalId('CharityProject', projectId) },
        person.token,
      );
      return answer.data.charityProject.progress.householdsReached;
    };
    const readers = [stage.staff, stage.partner, await people(server).auditor(), await people(server).bureau()];
    const told = async () => Promise.all(readers.map(reachedBy));
    expect(await told()).toEqual([0, 0, 0, 0]);
    const family = (await claimedNeed(server, stage)).need.household;
    for (const [index, expected] of [
      [1, null, null, null],
      [1, null, null, null],
      [2, null, null, null],
      [3, null, null, null],
      [4, null, null, null],
      [5, 5, 5, 5],
    ].entries()) {
      // The second need is of the same household as the first.
      const to = await claimedNeed(server, stage, index < 2 ? { household: family } : {});
      await allocated(server, stage, { donationId: donation.id, to, amount: 100n, projectId });
      await confirmDelivery(server, stage, to);
      expect(await told()).toEqual(expected);
    }
  });
});
