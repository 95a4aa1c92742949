/** Shows that whatever a planner cannot trust leads to a fresh solve: unknown events, a broken history, a proof that fails; and that it can be cancelled. */
import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { PlanCancelled } from '../../server/matching/engine/plan/bounds';
import { firstRuleset } from '../../server/matching/engine/ruleset';
import { World } from '../../server/plan/world';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { eventually, startPlanner, type StagedPlanner } from './planning';
import { moment, needRow, offeringRow, seeded } from './rows';

describe('a planner in doubt', () => {
  let server: TestServer;
  let planner: StagedPlanner;
  let organisationId: string;
  beforeAll(async () => {
    server = await startTestServer();
    ({ organisationId } = await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 2 }],
    }));
    for (let number = 0; number < 3; number += 1) await referredNeed(server, {});
    planner = await startPlanner(server);
    await eventually('it is published', () => Promise.resolve(reloads().length === 1));
    expect((await newest())!.needsOpen).toBe(3);
  });
  afterAll(async () => {
    await planner.stop();
    await server.close();
  });
  const newest = () => server.app.composition.plans.findNewest(server.database);
  const reloads = () => planner.reports.filter(({ kind }) => kind === 'reloaded').map(({ reason }) => reason);
  const failures = () => planner.reports.filter(({ kind }) => kind === 'failed').map(({ error }) => String(error));
  /** What the planner keeps, for a test to spoil. */
  const kept = () =>
    (planner.planner as unknown as { world: { keeper: { standing: { price: Int32Array; objective: number } } } }).world
      .keeper.standing;
  async function expectBest(): Promise<void> {
    const { ruleset, moment: now, ...rows } = await server.app.composition.planReading.everything(server.database);
    const row = (await newest())!;
    expect([Number(row.objective), row.optimal, row.needsOpen]).toEqual([
      ...[new World(rows, ruleset, now).objective, true, rows.needs.length],
    ]);
  }

  test('given an event that this release does not know, then it begins anew, once, and goes on by events', async () => {
    const before = reloads().length;
    await server.database.query("INSERT INTO event (type, subject_id, audience) VALUES ('NeedTeleported', $1, '{}')", [
      randomUUID(),
    ]);
    await eventually('it begins anew', () => Promise.resolve(reloads().length === before + 1));
    expect(reloads().at(-1)).toBe('HISTORY_UNKNOWN');
    await referredNeed(server, {});
    await eventually('it goes on', async () => (await newest())!.needsOpen === 4);
    expect(reloads()).toHaveLength(before + 1);
    await expectBest();
  });

  test('given another history (restored under it), then it begins anew and has what no event told', async () => {
    const before = reloads().length;
    await server.database.query('UPDATE service_offering SET capacity_maximum = 3');
    await server.database.query('UPDATE event_epoch SET epoch = $1', [randomUUID()]);
    await server.database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'linkage follow'",
    );
    await eventually('it begins anew', () => Promise.resolve(reloads().length > before));
    expect(reloads().slice(before)).toContain('HISTORY_UNKNOWN');
    await eventually('it knows', async () => (await newest())!.needsPlanned === 3);
    await expectBest();
  });

  test('given a kept plan whose prices prove it no more, when something changes, then nothing of it is published and it is solved anew', async () => {
    const before = (await newest())!;
    kept().price[0]! += 7;
    await referredNeed(server, {});
    await eventually('it is solved anew', () => Promise.resolve(failures().length === 1));
    expect(failures()[0]).toContain('The kept plan is not proved');
    await eventually('it is published', async () => (await newest())!.needsOpen === before.needsOpen + 1);
    expect(await server.database.query('SELECT version FROM plan WHERE NOT optimal OR objective <> bound')).toEqual([]);
    await expectBest();
  });

  test('given a running sum that is wrong, when the certificate is asked for, then it fails, is told, and the next one holds', async () => {
    const [failed, checked] = [failures().length, planner.reports.filter(({ kind }) => kind === 'checked').length];
    await eventually('it rests', async () => (await newest())!.needsOpen === 5);
    kept().objective += 1;
    planner.planner.check();
    await eventually('it fails', () => Promise.resolve(failures().length === failed + 1));
    expect(failures().at(-1)).toContain('not proved any more');
    await eventually('it is loaded again', () => Promise.resolve(reloads().at(-1) === 'BEGUN' && keptIs()));
    planner.planner.check();
    await eventually('it holds', () =>
      Promise.resolve(planner.reports.filter(({ kind }) => kind === 'checked').length > checked),
    );
    await expectBest();
  });
  const keptIs = () => (planner.planner as unknown as { world?: object }).world !== undefined;

  test('given a subscriber of the federation on a real socket, then it hears each new version; a member of an organisation is refused', async () => {
    const federation = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
    const staff = await people(server).federationStaff(federation.organisationId);
    const member = await people(server).organisationMember(organisationId);
    const subscribe = (token: string) => {
      const client = createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
      });
      const [heard, refused]: [any[], any[]] = [[], []];
      const done = new Promise<void>((resolve) =>
        client.subscribe(
          { query: 'subscription ($after: String) { planChanged(after: $after) { cursor at version changed } }' },
          {
            next: ({ data, errors }) => {
              if (errors) refused.push(...errors);
              else heard.push(data!.planChanged);
            },
            error: (error) => {
              refused.push(...(Array.isArray(error) ? error : [error]));
              resolve();
            },
            complete: resolve,
          },
        ),
      );
      return { client, heard, refused, done };
    };
    const [allowed, forbidden] = [subscribe(staff.token), subscribe(member.token)];
    const changes = () => allowed.heard.map(({ version, changed }) => [version, changed]);
    // Changed until it is heard: from then on the subscription stands.
    await eventually('it hears', async () => {
      await referredNeed(server, {});
      return allowed.heard.length > 0;
    });
    const { needsOpen } = await eventually('all are planned', async () => {
      const row = (await newest())!;
      const [{ count }] = (await server.database.query('SELECT count(*)::int AS count FROM need')) as [
        { count: number },
      ];
      return row.needsOpen === count && changes().at(-1)?.[0] === String(row.version) && row;
    });
    await referredNeed(server, {});
    await eventually('it hears the next', async () => {
      const row = (await newest())!;
      return row.needsOpen === needsOpen + 1 && changes().at(-1)?.[0] === String(row.version);
    });
    // One need more, at first in no place: its line and no other.
    expect(changes().at(-1)![1]).toBe(1);
    const versions = changes().map(([version]) => Number(version));
    expect(versions).toEqual(versions.map((_, index) => versions[0]! + index));
    await forbidden.done;
    expect(forbidden.heard).toEqual([]);
    expect(forbidden.refused.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
    await Promise.all([allowed.client.dispose(), Promise.resolve(forbidden.client.dispose()).catch(() => undefined)]);
  }, 60_000);
});

describe('a long solve', () => {
  /** 2,500 needs for 1,000 places, every offering wanted by hundreds. */
  function contested() {
    const random = seeded(7);
    const community = () => `6401040010${String(Math.floor(random() * 40)).padStart(2, '0')}`;
    return {
      needs: Array.from({ length: 2_500 }, (_, number) =>
        needRow(number, { areaCode: community(), waitingSince: new Date(moment - random() * 3e9) }),
      ),
      offerings: Array.from({ length: 50 }, (_, number) =>
        offeringRow(number, { areaCodes: [random() < 0.5 ? '640104001' : community()], capacityMaximum: 20 }),
      ),
      windows: [],
    };
  }

  test('given one, then its progress never falls and ends at the whole; cancelled at any step, it ends there', () => {
    const rows = contested();
    const shares: number[] = [];
    const world = new World(rows, firstRuleset, moment, { onProgress: (share) => shares.push(share) });
    expect(world.certificate().optimal).toBe(true);
    expect(shares.length).toBeGreaterThan(6);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    for (const step of [0, 1, 5, shares.length - 1]) {
      const told: number[] = [];
      const solve = () =>
        new World(rows, firstRuleset, moment, {
          onProgress: (share) => told.push(share),
          isCancelled: () => told.length >= step,
        });
      expect(solve).toThrow(PlanCancelled);
      expect(told).toEqual(shares.slice(0, step));
    }
  }, 60_000);

  test('given a planner that loses its leadership in the middle of one, then it ends without a publication', async () => {
    const server = await startTestServer();
    await referredNeed(server, {});
    const planner = await startPlanner(server, 600_000, (report) => report.kind === 'progress');
    await planner.led;
    expect(planner.reports.map(({ kind }) => kind)).toEqual(['progress']);
    expect(await server.app.composition.plans.findNewest(server.database)).toBeUndefined();
    await server.close();
  });
});
