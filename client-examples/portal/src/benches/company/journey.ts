/** Promises the journey of a gift as lines to draw: for each thing given its stops in order, what came, what rests, what left. Pure. */
import type { DonationForm, GiftFragment, TraceStage } from './gifts.documents';

export type Station = GiftFragment['stations'][number];

export interface Stop {
  readonly stage: TraceStage;
  readonly reached: bigint;
  readonly resting: bigint;
  readonly since: string | undefined;
}

export interface Line {
  readonly key: string;
  /** Of goods. */
  readonly item: string | undefined;
  readonly unit: string | undefined;
  readonly form: DonationForm;
  readonly whole: bigint;
  readonly stops: readonly Stop[];
  /** What left the line: given back, lost, expired. */
  readonly leavings: readonly Stop[];
}

const way: readonly TraceStage[] = ['PLEDGED', 'RECEIVED', 'RESERVED', 'DELIVERED', 'CONFIRMED'];
const out: readonly TraceStage[] = ['RETURNED', 'LOST', 'EXPIRED'];

export function linesOf(gift: Pick<GiftFragment, 'form' | 'stations'>): Line[] {
  const things = new Map<string, Station[]>();
  for (const station of gift.stations) {
    const key = station.lotId ?? '';
    things.set(key, [...(things.get(key) ?? []), station]);
  }
  return [...things].map(([key, stations]) => lineOf(key, stations, gift.form));
}

function lineOf(key: string, stations: readonly Station[], form: DonationForm): Line {
  const stopAt = (stage: TraceStage): Stop => {
    const found = stations.find((one) => one.stage === stage);
    return {
      stage,
      reached: BigInt(found?.reached ?? 0),
      resting: BigInt(found?.resting ?? 0),
      since: found?.since,
    };
  };
  // Services are promised and then taken up: nobody receives them before.
  const stages = form === 'SERVICE' ? way.filter((stage) => stage !== 'RECEIVED') : way;
  const stops = stages.map(stopAt);
  return {
    ...{ key, form, stops },
    item: stations[0]?.item ?? undefined,
    unit: stations[0]?.unit ?? undefined,
    whole: stops[0]!.reached,
    leavings: out.map(stopAt).filter((stop) => stop.reached > 0n),
  };
}

/** A part of a whole, from 0 to 1; exact enough to draw, whatever the size of the numbers. */
export function shareOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 10_000;
}

/** Where a thing rests, as shares of the whole that leave no gap: for a bar. */
export function restsOf(line: Line): { readonly stage: TraceStage; readonly amount: bigint; readonly share: number }[] {
  return [...line.stops, ...line.leavings]
    .filter((stop) => stop.resting > 0n)
    .map((stop) => ({ stage: stop.stage, amount: stop.resting, share: shareOf(stop.resting, line.whole) }));
}
