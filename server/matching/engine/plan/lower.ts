/** Lets the prices of organisations with free places fall to what the next need would pay, all at once, before any path is searched. */
import type { Holding } from './holding';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';

/**
 * An organisation's price may fall until another need is as well served there: to the highest of the needs' values less their
 * best gains. Falling prices only raise those gains, so all may fall together and everyone who holds a best arc still does.
 */
export class Lowering {
  private readonly offered: Int32Array;

  constructor(private readonly holding: Holding) {
    this.offered = new Int32Array(holding.instance.organisations);
  }

  /** Notes what a need would pay elsewhere, given the best gain open to it. Every need must be noted once, at the same prices. */
  offer(need: number, gain: number): void {
    const { start, arcs } = this.holding.instance;
    const { offered } = this;
    const own = this.holding.held[need]!;
    for (let arc = start[need]!, end = start[need + 1]!; arc < end; arc++) {
      const word = arcs[arc]!;
      const offer = (word >>> ORGANISATION_BITS) - gain;
      const organisation = word & ORGANISATION_MASK;
      if (offer > offered[organisation]! && word !== own) offered[organisation] = offer;
    }
  }

  apply(): void {
    const { organisations, capacity } = this.holding.instance;
    const { price, count } = this.holding;
    for (let organisation = 0; organisation < organisations; organisation++) {
      if (count[organisation]! < capacity[organisation]! && this.offered[organisation]! < price[organisation]!) {
        price[organisation] = this.offered[organisation]!;
      }
    }
  }
}

export function lowerFreePrices(holding: Holding): void {
  const lowering = new Lowering(holding);
  for (let need = 0; need < holding.instance.needs; need++) {
    lowering.offer(need, holding.held[need]! !== 0 ? holding.gain(need) : holding.bestGain(need));
  }
  lowering.apply();
}
