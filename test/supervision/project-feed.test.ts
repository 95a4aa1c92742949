/** Shows that a project is followed live by those who look after projects, with its progress from the ledger, and by nobody else. */
import { until } from '../event/writing';
import { drafted, federation, opened, run, type Federation } from '../project/staging';
import { feedPosition, followField } from '../stage/following';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('the feed of a project', () => {
  let server: TestServer;
  let own: Federation;
  beforeAll(async () => {
    server = await startTestServer();
    own = await federation(server);
  });
  afterAll(() => server.close());

  const query = `subscription ($projectId: ID!, $after: String) { projectProgress(projectId: $projectId, after: $after) {
    projectId project { status progress { raisedFen budgetLeftFen } } } }`;

  const follow = (person: Person, variables: Record<string, unknown>) => followField(server, person, query, variables);

  test('given an open project, when it closes and settles, then a follower hears both with the progress of the ledger', async () => {
    const after = await feedPosition(server, own.staff);
    const projectId = await opened(server, own);
    const [staff, auditor] = [own.staff, await people(server).auditor()];
    const followers = [staff, auditor].map((person) => follow(person, { projectId, after }));
    for (const one of followers) await until('the steps before are told', () => one.heard.length === 2);
    await run(server, own.staff, 'closeCharityProject', { projectId });
    for (const one of followers) {
      await until('the end is told', () => one.heard.length === 3);
      expect(one.heard[2]).toEqual({
        projectId,
        project: { status: 'CLOSED', progress: { raisedFen: '0', budgetLeftFen: '15000000' } },
      });
      expect(one.failures).toEqual([]);
      await one.stop();
    }
  });

  test('given others, a draft, or nothing at all, then there is nothing to follow', async () => {
    const projectId = await drafted(server, own);
    const member = await people(server).organisationMember(own.organisationId);
    for (const [person, code] of [
      [member, 'FORBIDDEN'],
      [own.staff, 'NOT_FOUND'],
    ] as const) {
      const one = follow(person, { projectId });
      await until('it is refused', () => one.failures.length > 0);
      expect(one.failures[0]).toMatchObject({ extensions: { code } });
      expect(one.heard).toEqual([]);
      await one.stop();
    }
  });
});
