/** Promises the stations of a journey from its parts: what came to each and what rests there, thing by thing. Pure. */
import { TraceStage } from '../../schema/trace/journey';
import type { Part } from './parts';

export interface Station {
  readonly stage: TraceStage;
  readonly reached: bigint;
  readonly resting: bigint;
  readonly since: Date;
  readonly lot?: Part['lot'];
}

const order = Object.values(TraceStage);

/** In the order of the lots, and of the stages within each; a stage to which nothing came is none. */
export function stationsOf(parts: readonly Pick<Part, 'stage' | 'amount' | 'lot' | 'steps'>[]): Station[] {
  const found = new Map<string, Station>();
  for (const { stage, amount, lot, steps } of parts)
    for (const step of steps) {
      const key = `${lot?.id ?? ''} ${step.stage}`;
      const known = found.get(key) ?? { stage: step.stage, reached: 0n, resting: 0n, since: step.at, lot };
      found.set(key, {
        ...known,
        reached: known.reached + amount,
        resting: known.resting + (step.stage === stage ? amount : 0n),
        since: step.at < known.since ? step.at : known.since,
      });
    }
  const place = ({ lot, stage }: Station) => (lot?.position ?? 0) * order.length + order.indexOf(stage);
  return [...found.values()].sort((a, b) => place(a) - place(b) || ((a.lot?.id ?? '') < (b.lot?.id ?? '') ? -1 : 1));
}
