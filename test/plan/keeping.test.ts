/** Shows that the kept plan is the one a fresh solve gives, that a doubt leads to a fresh start, and that an old term writes nothing. */
import { v7 } from 'uuid';
import { Urgency } from '../../schema/need/enums';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { LeadershipLost } from '../../server/plan/publishing';
import { World } from '../../server/plan/world';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { eventually, startPlanner, type StagedPlanner } from './planning';

const communities = ['640104001002', '640104001003'];
const kinds = [ServiceKind.CLEANING, ServiceKind.MEDICAL_SUPPORT];
const urgencies = [Urgency.ROUTINE, Urgency.URGENT, Urgency.EMERGENCY];

/** A small generator of its own, so that a failure can be told again (mulberry32). */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a planner beside a living database', () => {
  let server: TestServer;
  let planner: StagedPlanner;
  const providers: { organisationId: string; offeringId: string; member: Person; administrator: Person }[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    for (let number = 0; number < 4; number += 1) {
      const { organisationId, offeringIds } = await approvedOrganisation(server, {
        offerings: [
          {
            serviceKind: kinds[number % kinds.length]!,
            areaCodes: number < 2 ? ['640104001'] : [communities[number % 2]!],
            capacityMaximum: 1 + (number % 2),
          },
        ],
      });
      const member = await people(server).organisationMember(organisationId);
      const administrator = await people(server).organisationAdministrator(organisationId);
      providers.push({ organisationId, offeringId: offeringIds[0]!, member, administrator });
    }
    planner = await startPlanner(server);
    await eventually('the first plan', async () => (await published()) !== undefined);
  });
  afterAll(async () => {
    await planner.stop();
    await server.close();
  });

  const published = async () => (await server.app.composition.plans.findNewest(server.app.composition.database))!;

  /** The plan of the database as it is, solved without any memory. */
  async function fresh(): Promise<{ objective: number; open: number }> {
    const { planReading, database } = server.app.composition;
    const { ruleset, moment, ...rows } = await planReading.everything(database);
    const world = new World(rows, ruleset, moment);
    expect(world.certificate()).toEqual({ primal: world.objective, dual: world.objective, optimal: true });
    return { objective: world.objective, open: rows.needs.length };
  }

  test('given a stream of random commands, then the published plan is worth what a fresh solve of the same database is', async () => {
    const random = seeded(20261124);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const { claimingService, needService, offeringService, claimService } = server.app.composition as any;
    const open: StagedNeed[] = [];
    const claims: { claimId: string; member: Person }[] = [];
    let done = { referred: 0, claimed: 0, withdrawn: 0, capacity: 0, released: 0 };
    for (let step = 0; step < 60; step += 1) {
      const chance = random();
      if (chance < 0.45 || open.length === 0) {
        const options = { areaCode: pick(communities), serviceKind: pick(kinds), urgency: pick(urgencies) };
        open.push(await referredNeed(server, options));
        done = { ...done, referred: done.referred + 1 };
      } else if (chance < 0.65) {
        const { organisationId, member } = pick(providers);
        const claimId = v7();
        const input = {
          claimId,
          needId: pick(open).id,
          organisationId: globalId('Organisation', organisationId),
        };
        const result = await claimingService.claimNeed(member.actor, input);
        if (result.messageEn === undefined) {
          claims.push({ claimId, member });
          done = { ...done, claimed: done.claimed + 1 };
        }
      } else if (chance < 0.75) {
        const [need] = open.splice(Math.floor(random() * open.length), 1);
        await needService.withdrawNeed(need!.adviser, { needId: need!.id, reason: 'NO_LONGER_NEEDED' });
        done = { ...done, withdrawn: done.withdrawn + 1 };
      } else if (chance < 0.9) {
        const { offeringId, administrator } = pick(providers);
        const input = { offeringId, maximum: 1 + Math.floor(random() * 4) };
        await offeringService.updateCapacity(administrator.actor, input);
        done = { ...done, capacity: done.capacity + 1 };
      } else if (claims.length > 0) {
        const { claimId, member } = claims.pop()!;
        await claimService.releaseClaim(member.actor, { claimId: globalId('Claim', claimId), reason: 'NO_CAPACITY' });
        done = { ...done, released: done.released + 1 };
      }
      if (step % 20 !== 19) continue;
      const expected = await fresh();
      await eventually('the published plan is the best', async () => {
        const row = await published();
        return Number(row?.objective) === expected.objective && row.needsOpen === expected.open && row.optimal;
      });
    }
    expect(Object.values(done).every((count) => count > 0)).toBe(true);
    expect(planner.reports.filter(({ kind }) => kind === 'failed')).toEqual([]);
    expect(planner.reports.filter(({ kind }) => kind === 'reloaded').map(({ reason }) => reason)).toEqual(['BEGUN']);
  }, 120_000);

  test('given a change without an event, when the planner compares, then it begins anew and is right again', async () => {
    await server.database.query('UPDATE service_offering SET capacity_maximum = capacity_maximum + 5');
    const before = await published();
    const expected = await fresh();
    await referredNeed(server, { areaCode: communities[0] });
    planner.planner.check();
    await eventually('it begins anew', () =>
      Promise.resolve(planner.reports.some(({ kind, reason }) => kind === 'reloaded' && reason === 'HISTORY_UNKNOWN')),
    );
    expect(planner.reports.map(({ reason }) => reason)).toContain('STATE_DIFFERS');
    const now = await fresh();
    await eventually('it is right', async () => Number((await published()).objective) === now.objective);
    expect(now.open).toBe(expected.open + 1);
    expect((await published()).version > before.version).toBe(true);
  }, 60_000);

  test('given another term, when the planner that does not know of it publishes, then nothing is written and it steps down', async () => {
    const { plans, database } = server.app.composition;
    await eventually('it rests', async () => Number((await published()).objective) === (await fresh()).objective);
    const before = await server.database.query('SELECT * FROM plan_line ORDER BY need_id');
    const version = (await published()).version;
    await plans.raiseTerm(database);
    const need = await referredNeed(server, { areaCode: communities[1] });
    await expect(planner.led).rejects.toBeInstanceOf(LeadershipLost);
    expect(await server.database.query('SELECT * FROM plan_line ORDER BY need_id')).toEqual(before);
    expect((await published()).version).toEqual(version);
    expect(need.id).toBeDefined();
    planner = await startPlanner(server);
    await eventually('the next one goes on', async () => (await published()).version > version);
  }, 60_000);
});
