/** Promises a small picture in memory of what claims do to needs and capacity, written from the rules and not from the code. */

export type Living = 'ACCEPTED' | 'CONFIRMED' | 'IN_PROGRESS' | 'ON_HOLD' | 'DELIVERED' | 'DISPUTED';
export type ClaimState = Living | 'COMPLETED' | 'RELEASED' | 'LEASE_EXPIRED' | 'REVOKED';

export interface SimulatedClaim {
  /** Set when the real claim was made. */
  id: string;
  readonly organisation: number;
  readonly need: number;
  readonly quantity: number;
  state: ClaimState;
  heldFrom?: 'CONFIRMED' | 'IN_PROGRESS';
  reported: number;
}

export interface Simulation {
  readonly needs: { readonly quantity: number; withdrawn: boolean }[];
  readonly organisations: { readonly capacity: number; suspended: boolean }[];
  readonly claims: SimulatedClaim[];
}

const living: readonly ClaimState[] = ['ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD', 'DELIVERED', 'DISPUTED'];

export const isLiving = (claim: SimulatedClaim) => living.includes(claim.state);

export function livingOf(world: Simulation, organisation: number): number {
  return world.claims.filter((claim) => claim.organisation === organisation && isLiving(claim)).length;
}

/** What counts as claimed: living parts, and parts that were completed. */
export function claimedOf(world: Simulation, need: number): number {
  return sum(
    world.claims
      .filter((claim) => claim.need === need && (isLiving(claim) || claim.state === 'COMPLETED'))
      .map((claim) => claim.quantity),
  );
}

export function deliveredOf(world: Simulation, need: number): number {
  return sum(
    world.claims.filter((claim) => claim.need === need && claim.state === 'COMPLETED').map((claim) => claim.reported),
  );
}

export function statusOf(world: Simulation, need: number): string {
  const { quantity, withdrawn } = world.needs[need]!;
  const [claimed, delivered] = [claimedOf(world, need), deliveredOf(world, need)];
  if (withdrawn) return 'WITHDRAWN';
  if (claimed === 0) return 'PUBLISHED';
  if (claimed < quantity) return 'PARTIALLY_CLAIMED';
  const alive = world.claims.filter((claim) => claim.need === need && isLiving(claim));
  if (alive.length === 0) return delivered === quantity ? 'FULFILLED' : delivered > 0 ? 'PARTIALLY_MET' : 'NOT_MET';
  const served = alive.some(
    (claim) => ['IN_PROGRESS', 'DELIVERED', 'DISPUTED'].includes(claim.state) || claim.heldFrom === 'IN_PROGRESS',
  );
  return served || delivered > 0 ? 'IN_SERVICE' : 'CLAIMED';
}

export function mayClaim(world: Simulation, organisation: number, need: number, quantity: number): boolean {
  return (
    !world.organisations[organisation]!.suspended &&
    !world.needs[need]!.withdrawn &&
    claimedOf(world, need) + quantity <= world.needs[need]!.quantity &&
    livingOf(world, organisation) < world.organisations[organisation]!.capacity
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
