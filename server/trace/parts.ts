/** Promises a donation cut into parts that went the same way, none left out and none twice: they sum to the whole. Pure. */
import { AllocationStatus } from '../../schema/allocation/enums';
import { ClaimStatus } from '../../schema/claim/claim';
import { DonationStatus } from '../../schema/donation/enums';
import { TraceStage } from '../../schema/trace/journey';
import type { AllocationRow } from '../allocation/allocation.repository';
import type { ClaimRow } from '../claim/claim.repository';
import type { DonationRow, LotRow } from '../donation/donation.repository';
import type { Balances } from '../ledger/books';
import type { TransferRow } from '../ledger/ledger.repository';
import type { OfferingRow } from '../organisation/organisation.repository';

export interface Part {
  /** Its place among the parts of the donation; the same as long as it is there. */
  readonly order: string;
  readonly type: 'Allocation' | 'TracePart';
  readonly localId: string;
  readonly stage: TraceStage;
  readonly amount: bigint;
  readonly lot?: LotRow;
  readonly steps: readonly { readonly stage: TraceStage; readonly at: Date }[];
  /** For which need, and when it was set aside for it. */
  readonly to?: { readonly needId: string; readonly since: Date };
}

/** One thing that is counted: the money of a donation or a lot of it. */
export interface HoldingFacts {
  readonly donation: DonationRow;
  readonly lot?: LotRow;
  readonly balances: Balances | undefined;
  readonly allocations: readonly AllocationRow[];
  /** Transfers into RETURNED, LOST and EXPIRED. */
  readonly disposals: readonly TransferRow[];
  readonly claims: ReadonlyMap<string, ClaimRow>;
}

const stage = TraceStage;
const disposed = { RETURNED: stage.RETURNED, LOST: stage.LOST, EXPIRED: stage.EXPIRED } as const;
const reported: readonly ClaimStatus[] = [ClaimStatus.DELIVERED, ClaimStatus.DISPUTED];

/** The parts of one holding. */
export function partsOfHolding(of: HoldingFacts): Part[] {
  const { donation, lot, balances } = of;
  const holdingId = lot?.id ?? donation.id;
  const came = stepsOf([stage.PLEDGED, donation.pledgedAt], [stage.RECEIVED, donation.receivedAt]);
  const resting = (order: string, at: TraceStage, amount: bigint | undefined): Part[] =>
    amount === undefined || amount === 0n
      ? []
      : [{ order, type: 'TracePart', localId: `${holdingId}.${at}`, stage: at, amount, lot, steps: came }];
  return [
    ...of.allocations.flatMap((row) => partOfAllocation(row, of.claims.get(row.claimId ?? ''), came, lot)),
    ...of.disposals.map((transfer): Part => {
      const at = disposed[transfer.to as keyof typeof disposed];
      const steps = [...came, { stage: at, at: transfer.at }];
      const order = `2:${transfer.at.toISOString()}:${transfer.id}`;
      return { order, type: 'TracePart', localId: transfer.id, stage: at, amount: transfer.amount, lot, steps };
    }),
    ...resting(`3:${holdingId}`, stage.RECEIVED, balances?.RECEIVED),
    ...resting(`4:${holdingId}`, stage.PLEDGED, balances?.PLEDGED),
  ];
}

/** What was released or reversed is free again: it is no part of its own. */
function partOfAllocation(
  row: AllocationRow,
  claim: ClaimRow | undefined,
  came: Part['steps'],
  lot: LotRow | undefined,
): Part[] {
  const confirmed = row.status === AllocationStatus.DELIVERED;
  if (!confirmed && row.status !== AllocationStatus.RESERVED) return [];
  const delivered = claim && (confirmed || reported.includes(claim.status)) ? claim.deliveredAt : null;
  const steps = stepsOf(
    [stage.RESERVED, row.reservedAt],
    [stage.DELIVERED, delivered],
    [stage.CONFIRMED, confirmed ? row.settledAt : null],
  );
  return [
    {
      order: `1:${row.reservedAt.toISOString()}:${row.id}`,
      ...{ type: 'Allocation', localId: row.id, lot },
      stage: steps.at(-1)!.stage,
      amount: confirmed ? row.deliveredAmount! : row.amount,
      steps: [...came, ...steps],
      to: { needId: row.needId, since: row.reservedAt },
    },
  ];
}

/** The parts of a gift of services, counted in needs: those that it serves or served, and the places that are free. */
export function partsOfServices(donation: DonationRow, offering: OfferingRow, claims: readonly ClaimRow[]): Part[] {
  const came = stepsOf([stage.PLEDGED, donation.pledgedAt]);
  const served = claims.flatMap((claim): Part[] => {
    const completed = claim.status === ClaimStatus.COMPLETED;
    if (completed && (claim.quantityDelivered ?? 0) === 0) return [];
    const delivered = completed || reported.includes(claim.status) ? claim.deliveredAt : null;
    const steps = stepsOf(
      [stage.RESERVED, claim.claimedAt],
      [stage.DELIVERED, delivered],
      [stage.CONFIRMED, completed ? claim.completedAt : null],
    );
    return [
      {
        order: `1:${claim.claimedAt.toISOString()}:${claim.id}`,
        ...{ type: 'TracePart', localId: claim.id, amount: 1n },
        stage: steps.at(-1)!.stage,
        steps: [...came, ...steps],
        to: { needId: claim.needId, since: claim.claimedAt },
      },
    ];
  });
  const open = donation.status === DonationStatus.PLEDGED && offering.withdrawnAt === null;
  const free = open ? BigInt(offering.capacityMaximum - offering.capacityUsed) : 0n;
  if (free === 0n) return served;
  const { id } = donation;
  return [
    ...served,
    { order: `4:${id}`, type: 'TracePart', localId: `${id}.FREE`, stage: stage.PLEDGED, amount: free, steps: came },
  ];
}

function stepsOf(...steps: readonly (readonly [TraceStage, Date | null])[]): { stage: TraceStage; at: Date }[] {
  return steps.flatMap(([one, at]) => (at === null ? [] : [{ stage: one, at }]));
}
