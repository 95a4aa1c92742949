/** Shows that no page mixes the scores of before with those of now when what all servers rank by is counted anew. */
import { until } from '../attacks/probe';
import { accepted, claim, provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';

describe('standings that are counted anew', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await until(() => server.app.composition.standing.state !== undefined);
  });
  afterAll(() => server.close());

  /** Whether the index answered; what it answered is what the database alone would. */
  async function answers(organisationId: string): Promise<boolean> {
    const { database, matching, standingReading } = server.app.composition;
    const page = await standingReading.claimablePage(database, organisationId, 100, undefined);
    const plain = await matching.claimableBy(database, organisationId);
    const shown = page?.rows ?? plain;
    expect(shown.map((row) => [row.needId, row.score])).toEqual(plain.map((row) => [row.needId, row.score]));
    return page !== undefined;
  }

  test('given needs of two communities of which one is served, when it is counted, then the database answers until the index is loaded again', async () => {
    const { standing, standingService } = server.app.composition;
    const who = await provider(server, { capacityMaximum: 9 });
    const other = await provider(server, { capacityMaximum: 9 });
    const needs = [];
    for (const areaCode of ['640104001002', '640104001003'])
      for (let count = 0; count < 4; count += 1) needs.push(await referredNeed(server, { areaCode }));
    for (const need of needs.slice(0, 3)) accepted(await claim(server, other, need));
    await standing.settled();
    const { loads } = standing.metrics;
    expect(await answers(who.organisationId)).toBe(true);
    expect(await standingService.countStandings()).toBeGreaterThan(0);
    // The event is committed and may not have arrived yet: what is shown is right in any case.
    await answers(who.organisationId);
    await until(() => standing.metrics.loads > loads && standing.state !== undefined);
    expect(await answers(who.organisationId)).toBe(true);
  });
});
