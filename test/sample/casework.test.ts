/** Shows that the sample has the disputes, watches, placements and the craft course of the published case, by its operations. */
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

describe('casework and employment of the sample', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startSampleServer();
  }, 180_000);
  afterAll(() => server.close());
  const rows = (sql: string) => server.database.query(sql);

  test('given the published case, then eight disputes are resolved, three households watched and seventeen people at work', async () => {
    expect(
      await rows(`SELECT (SELECT count(*)::int FROM care_case WHERE dispute_outcome = 'RESOLVED') AS resolved,
                         (SELECT count(*)::int FROM household_watch WHERE ended_at IS NULL) AS watched,
                         (SELECT count(DISTINCT seeker_id)::int FROM job_placement WHERE status = 'KEPT_6_MONTHS') AS hired,
                         (SELECT sum(places_taken)::int FROM job_post) AS taken`),
    ).toEqual([{ resolved: 8, watched: 3, hired: 17, taken: 17 }]);
  });

  test('given those who left the register for work from households of the sample, then each was hired before, and is at work', async () => {
    const [counted] = await rows(
      `SELECT count(*)::int AS left, count(p.id)::int AS hired FROM register_entry r
         LEFT JOIN job_seeker s ON s.household_id = r.household_id
         LEFT JOIN job_placement p ON p.seeker_id = s.id AND p.hired_on < r.exited_on
        WHERE r.exit_reason = 'EXIT_REEMPLOYED' AND r.household_id IS NOT NULL`,
    );
    expect(counted!.left).toBeGreaterThan(0);
    expect(counted!.hired).toBe(counted!.left);
  });

  test('given the hemp-weaving class, then twelve of fourteen had a place, eleven are certified, and the two who waited are not', async () => {
    expect(
      await rows(`SELECT c.title, c.venue, a.name AS community, count(*) FILTER (WHERE e.status = 'CERTIFIED')::int AS certified,
                         count(*) FILTER (WHERE e.status = 'NOT_CERTIFIED')::int AS others, c.places_taken AS taken
                    FROM course c JOIN course_enrolment e ON e.course_id = c.id JOIN area a ON a.code = c.area_code
                   GROUP BY c.id, a.name`),
    ).toEqual([
      {
        ...{ title: '非遗麻编技艺培训', venue: '兴隆社区市民驿站', community: expect.stringContaining('兴隆') },
        ...{ certified: 11, others: 3, taken: 12 },
      },
    ]);
  });
});
