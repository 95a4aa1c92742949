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
import { seeded } from './rows';

const communities = ['640104001002', '640104001003'];
const kinds = [ServiceKind.CLEANING, ServiceKind.MEDICAL_SUPPORT];
const urgencies = [Urgency.ROUTINE, Urgency.URGENT, Urgency.EMERGENCY];

describe('a planner beside a living database', () => {
  let server: TestServer;
  let planner: StagedPlanner;
  const providers: { organisationId: string; offeringId: string; member: Person; administrator: Person }[] = [];
  beforeAll(async () => {
    // Routine needs are held back and offered first; urgent ones are in the pool at once.
    server = await startTestServer({ LINKAGE_OFFER_MINUTES: '30' });
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

  /** The plan of the database as it is, solved without any memory; standing offers hold their places. */
  async function fresh(): Promise<{ objective: number; open: number; pins: number }> {
    const { planReading, database } = server.app.composition;
    const { ruleset, moment, ...rows } = await planReading.everything(database);
    const world = new World(rows, ruleset, moment);
    expect(world.certificate()).toEqual({ primal: world.objective, dual: world.objective, optimal: true });
    const pins = rows.windows.filter(({ offeringId }) => offeringId !== undefined).length;
    return { objective: world.objective, open: rows.needs.length - pins, pins };
  }

  /** Until nothing is under way: the planner offers, and what it offered is planned. Returns the pins of that moment. */
  async function settled(): Promise<number> {
    return eventually('the published plan is the best', async () => {
      const row = await published();
      const { objective, open, pins } = await fresh();
      return Number(row.objective) === objective && row.needsOpen === open && row.optimal && { pins };
    }).then(({ pins }) => pins);
  }

  const standing = () =>
    server.database.query<{ id: string; needId: string; organisationId: string }>(
      `SELECT id, need_id AS "needId", organisation_id AS "organisationId" FROM offer
        WHERE status = 'OFFERED' AND offered_until > now() ORDER BY id`,
    );

  test('given a stream of random commands among offers, then the published plan is worth what a fresh solve of the same database is', async () => {
    const random = seeded(20261124);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const { claimingService, needService, offeringService, claimService, offerEndings } = server.app.composition as any;
    const open: StagedNeed[] = [];
    const claims: { claimId: string; member: Person }[] = [];
    const done = { referred: 0, poolClaimed: 0, offerClaimed: 0, declined: 0, withdrawn: 0, capacity: 0, released: 0 };
    const refused = new Map<string, number>();
    /** Counts what was accepted; a refusal is an answer, too: another was faster, or no place is left. */
    const take = (kind: keyof typeof done, result: { messageEn?: string }): boolean => {
      if (result.messageEn === undefined) done[kind] += 1;
      else refused.set(kind, (refused.get(kind) ?? 0) + 1);
      return result.messageEn === undefined;
    };
    const claim = async (kind: 'poolClaimed' | 'offerClaimed', needId: string, organisationId: string) => {
      const { member } = providers.find((provider) => provider.organisationId === organisationId)!;
      const claimId = v7();
      const input = { claimId, needId, organisationId: globalId('Organisation', organisationId) };
      if (take(kind, await claimingService.claimNeed(member.actor, input))) claims.push({ claimId, member });
    };
    let pinsSeen = 0;
    for (let step = 0; step < 120; step += 1) {
      const chance = random();
      const offers = chance >= 0.55 && chance < 0.7 ? await standing() : [];
      if (chance < 0.4 || open.length === 0) {
        const options = { areaCode: pick(communities), serviceKind: pick(kinds), urgency: pick(urgencies) };
        open.push(await referredNeed(server, options));
        done.referred += 1;
      } else if (chance < 0.55) {
        await claim('poolClaimed', pick(open).id, pick(providers).organisationId);
      } else if (chance < 0.62 && offers.length > 0) {
        const { needId, organisationId } = pick(offers);
        await claim('offerClaimed', globalId('Need', needId), organisationId);
      } else if (chance < 0.7 && offers.length > 0) {
        const { id, organisationId } = pick(offers);
        const { member } = providers.find((provider) => provider.organisationId === organisationId)!;
        const input = { commandId: v7(), offerId: globalId('Offer', id), reason: 'NO_CAPACITY' };
        take('declined', await offerEndings.declineOffer(member.actor, input));
      } else if (chance < 0.78) {
        const [need] = open.splice(Math.floor(random() * open.length), 1);
        const input = { needId: need!.id, reason: 'NO_LONGER_NEEDED' };
        take('withdrawn', await needService.withdrawNeed(need!.adviser, input));
      } else if (chance < 0.9) {
        const { offeringId, administrator } = pick(providers);
        const input = { offeringId, maximum: 2 + Math.floor(random() * 5) };
        take('capacity', await offeringService.updateCapacity(administrator.actor, input));
      } else if (claims.length > 0) {
        const { claimId, member } = claims.pop()!;
        const input = { commandId: v7(), claimId: globalId('Claim', claimId), reason: 'NO_CAPACITY' };
        take('released', await claimService.releaseClaim(member.actor, input));
      }
      if (step % 20 === 19) pinsSeen += await settled();
    }
    const never = Object.entries(done).filter(([, count]) => count === 0);
    expect({ never, refused: never.length > 0 ? refused : undefined }).toEqual({ never: [] });
    expect(pinsSeen).toBeGreaterThan(0);
    expect(planner.reports.filter(({ kind }) => kind === 'failed')).toEqual([]);
    expect(planner.reports.filter(({ kind }) => kind === 'reloaded').map(({ reason }) => reason)).toEqual(['BEGUN']);
  }, 120_000);

  test('given a change without an event, when the planner compares, then it begins anew and is right again', async () => {
    await server.database.query('UPDATE service_offering SET capacity_maximum = capacity_maximum + 5');
    const before = await published();
    const expected = await fresh();
    await referredNeed(server, { areaCode: communities[0], urgency: Urgency.URGENT });
    planner.planner.check();
    await eventually('it begins anew', () =>
      Promise.resolve(planner.reports.some(({ kind, reason }) => kind === 'reloaded' && reason === 'HISTORY_UNKNOWN')),
    );
    expect(planner.reports.map(({ reason }) => reason)).toContain('STATE_DIFFERS');
    await settled();
    const now = await fresh();
    expect(now.open + now.pins).toBe(expected.open + expected.pins + 1);
    expect((await published()).version > before.version).toBe(true);
  }, 60_000);

  test('given another term, when the planner that does not know of it publishes, then nothing is written and it steps down', async () => {
    const { plans, database } = server.app.composition;
    await settled();
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
