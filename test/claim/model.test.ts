/** Shows by random commands against a small picture in memory that capacity, quantity and status are always what the claims say. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { DisputeReason, HoldReason, ReleaseReason, RevocationReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { isRefusal } from '../../schema/refusal';
import type { Actor } from '../../server/identity/actor';
import { endLease, provider, type Provider } from '../stage/claims';
import { areaActor } from '../stage/households';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import {
  claimedOf,
  deliveredOf,
  isLiving,
  livingOf,
  mayClaim,
  statusOf,
  type SimulatedClaim,
  type Simulation,
} from './simulation';

interface Real {
  readonly server: TestServer;
  readonly needs: StagedNeed[];
  readonly organisations: Provider[];
  readonly bureau: Actor;
}

type Step = fc.AsyncCommand<Simulation, Real>;
type Work = (claim: SimulatedClaim, real: Real) => Promise<unknown>;

const quantities = [1, 1, 3];
const capacities = [1, 2, 3];
const services = (real: Real) => real.server.app.composition;

/** A command: what it does, and afterwards everything is as the picture says. */
function step(name: string, run: (world: Simulation, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    run: async (world, real) => {
      await run(world, real);
      await compare(world, real);
    },
    toString: () => name,
  };
}

async function compare(world: Simulation, real: Real): Promise<void> {
  const { database } = real.server;
  const needs = await database.query<{ status: string; claimed: number; delivered: number }>(
    `SELECT status, quantity_claimed AS claimed, quantity_delivered AS delivered FROM need
      WHERE id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], id)`,
    [real.needs.map((need) => need.needId)],
  );
  expect(needs).toEqual(
    world.needs.map((_, need) => ({
      status: statusOf(world, need),
      claimed: claimedOf(world, need),
      delivered: deliveredOf(world, need),
    })),
  );
  const used = await database.query<{ used: number }>(
    'SELECT capacity_used AS used FROM service_offering WHERE id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], id)',
    [real.organisations.map((who) => who.offeringId)],
  );
  expect(used.map((row) => row.used)).toEqual(
    world.organisations.map((_, organisation) => livingOf(world, organisation)),
  );
  const claims = await database.query<{ id: string; status: string }>(
    'SELECT id, status FROM claim WHERE need_id = ANY ($1::uuid[]) ORDER BY id',
    [real.needs.map((need) => need.needId)],
  );
  const expected = world.claims.map((claim) => ({ id: claim.id, status: claim.state }));
  expect(claims).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
  for (const [need, { quantity }] of world.needs.entries())
    if (quantity === 1)
      expect(world.claims.filter((claim) => claim.need === need && isLiving(claim)).length).toBeLessThan(2);
}

const claimStep = fc
  .tuple(fc.nat(capacities.length - 1), fc.nat(quantities.length - 1), fc.integer({ min: 1, max: 3 }))
  .map(([organisation, need, quantity]) =>
    step(`claim ${quantity} of need ${need} by ${organisation}`, async (world, real) => {
      const who = real.organisations[organisation]!;
      const id = v7();
      const result = await services(real).claimingService.claimNeed(who.member, {
        claimId: id,
        needId: real.needs[need]!.id,
        organisationId: who.id,
        quantity,
      });
      expect(!isRefusal(result)).toBe(mayClaim(world, organisation, need, quantity));
      if (!isRefusal(result)) world.claims.push({ id, organisation, need, quantity, state: 'ACCEPTED', reported: 0 });
    }),
  );

/** A command on one of the claims made so far: done when it stands in one of the states, refused otherwise. */
function onClaim(name: string, from: SimulatedClaim['state'][], work: Work, then: (claim: SimulatedClaim) => void) {
  return fc.nat(30).map((place) =>
    step(`${name} ${place}`, async (world, real) => {
      const claim = world.claims[place % Math.max(1, world.claims.length)];
      if (!claim) return;
      const result = await work(claim, real);
      const done = result !== false && !isRefusal(result);
      // Confirming twice is confirming once.
      expect([name, claim.state, done]).toEqual([name, claim.state, from.includes(claim.state)]);
      if (done) then(claim);
    }),
  );
}

const member = (claim: SimulatedClaim, real: Real) => real.organisations[claim.organisation]!.member;
const named = (claim: SimulatedClaim) => ({ commandId: v7(), claimId: globalId('Claim', claim.id) });
const cardOf = (claim: SimulatedClaim, real: Real) => ({
  commandId: v7(),
  claimId: globalId('Claim', claim.id),
  cardCode: real.needs[claim.need]!.household.cardCode,
});
/** All, a part or nothing, by need and quantity. */
const reportOf = (claim: SimulatedClaim) => (claim.need === 1 ? 0 : claim.quantity === 2 ? 1 : claim.quantity);
const to = (state: SimulatedClaim['state']) => (claim: SimulatedClaim) => {
  claim.heldFrom = undefined;
  claim.state = state;
};
const work = (claim: SimulatedClaim, real: Real) =>
  [services(real).claimService, member(claim, real), named(claim)] as const;

const steps = [
  claimStep,
  claimStep,
  onClaim(
    'confirm',
    ['ACCEPTED', 'CONFIRMED'],
    (claim, real) => services(real).claimService.confirmClaim(member(claim, real), named(claim)),
    to('CONFIRMED'),
  ),
  onClaim(
    'record',
    ['CONFIRMED', 'IN_PROGRESS'],
    (claim, real) => {
      const [service, actor, { claimId }] = work(claim, real);
      return service.recordService(actor, { claimId, recordId: v7(), servedOn: '2026-01-01', note: '服务' });
    },
    to('IN_PROGRESS'),
  ),
  onClaim(
    'hold',
    ['CONFIRMED', 'IN_PROGRESS'],
    (claim, real) => {
      const [service, actor, input] = work(claim, real);
      return service.holdClaim(actor, { ...input, reason: HoldReason.OTHER });
    },
    (claim) => Object.assign(claim, { heldFrom: claim.state, state: 'ON_HOLD' }),
  ),
  onClaim(
    'resume',
    ['ON_HOLD'],
    (claim, real) => services(real).claimService.resumeClaim(member(claim, real), named(claim)),
    (claim) => to(claim.heldFrom!)(claim),
  ),
  onClaim(
    'release',
    ['ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD', 'DISPUTED'],
    (claim, real) => {
      const [service, actor, input] = work(claim, real);
      return service.releaseClaim(actor, { ...input, reason: ReleaseReason.OTHER });
    },
    to('RELEASED'),
  ),
  onClaim(
    'revoke',
    ['ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD', 'DELIVERED', 'DISPUTED'],
    (claim, real) =>
      services(real).claimService.revokeClaim(real.bureau, { ...named(claim), reason: RevocationReason.OTHER }),
    to('REVOKED'),
  ),
  onClaim(
    'expire',
    ['ACCEPTED'],
    async (claim, real) => {
      if (claim.state === 'ACCEPTED') await endLease(real.server.database, claim.id);
      return services(real).claimPool.expireLease(claim.id);
    },
    to('LEASE_EXPIRED'),
  ),
  onClaim(
    'deliver',
    ['CONFIRMED', 'IN_PROGRESS', 'DISPUTED'],
    (claim, real) => {
      const [service, actor, input] = work(claim, real);
      return service.reportDelivery(actor, { ...input, quantityDelivered: reportOf(claim) });
    },
    (claim) => {
      claim.reported = reportOf(claim);
      to('DELIVERED')(claim);
    },
  ),
  onClaim(
    'confirm delivery',
    ['DELIVERED', 'DISPUTED'],
    (claim, real) => services(real).deliveryService.confirmDelivery(cardOf(claim, real)),
    to('COMPLETED'),
  ),
  onClaim(
    'dispute',
    ['DELIVERED'],
    (claim, real) =>
      services(real).deliveryService.disputeDelivery({ ...cardOf(claim, real), reason: DisputeReason.OTHER }),
    to('DISPUTED'),
  ),
  fc.nat(quantities.length - 1).map((need) =>
    step(`withdraw ${need}`, async (world, real) => {
      const { id, adviser } = real.needs[need]!;
      const open = !['FULFILLED', 'PARTIALLY_MET', 'NOT_MET', 'WITHDRAWN'].includes(statusOf(world, need));
      const result = await services(real).needService.withdrawNeed(adviser, {
        needId: id,
        reason: NeedWithdrawalReason.OTHER,
      });
      expect(!isRefusal(result)).toBe(open);
      if (!open) return;
      world.needs[need]!.withdrawn = true;
      for (const claim of world.claims) if (claim.need === need && isLiving(claim)) to('REVOKED')(claim);
    }),
  ),
  fc.nat(capacities.length - 1).map((organisation) =>
    step(`suspend or reinstate ${organisation}`, async (world, real) => {
      const state = world.organisations[organisation]!;
      const { organisationId } = real.organisations[organisation]!;
      const { organisationService } = services(real);
      const result = state.suspended
        ? await organisationService.reinstateOrganisation(real.bureau, organisationId)
        : await organisationService.suspendOrganisation(real.bureau, organisationId, '抽查不合格');
      expect(isRefusal(result)).toBe(false);
      state.suspended = !state.suspended;
      if (state.suspended)
        for (const claim of world.claims)
          if (claim.organisation === organisation && isLiving(claim)) to('REVOKED')(claim);
    }),
  ),
];

describe('claims against a picture of them in memory', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test('99, 101, 104: given any sequence of commands, then capacity used is the living claims, quantity claimed their sum, and one thing has one holder', async () => {
    const bureau = await areaActor(server, '640104', Role.CIVIL_AFFAIRS_BUREAU);
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: 'max' }), async (commands) => {
        const organisations: Provider[] = [];
        for (const capacityMaximum of capacities) organisations.push(await provider(server, { capacityMaximum }));
        const needs: StagedNeed[] = [];
        for (const quantity of quantities) needs.push(await referredNeed(server, { quantity }));
        await fc.asyncModelRun(
          () => ({
            model: {
              needs: quantities.map((quantity) => ({ quantity, withdrawn: false })),
              organisations: capacities.map((capacity) => ({ capacity, suspended: false })),
              claims: [],
            },
            real: { server, needs, organisations, bureau },
          }),
          commands,
        );
        // Their capacity must not make them match the needs of the next run.
        for (const who of organisations)
          await server.database.query('UPDATE service_offering SET withdrawn_at = now() WHERE id = $1', [
            who.offeringId,
          ]);
      }),
      { numRuns: 20, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
    );
  }, 90_000);
});
