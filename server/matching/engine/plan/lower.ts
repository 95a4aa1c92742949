/** Lets the prices of organisations with free places fall to what the next need would pay, all at once, before any path is searched. */
import type { Holding } from './holding';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';

/**
 * An organisation's price may fall until another need is as well served there: to the highest of the needs' values less their
 * best gains. Falling prices only raise those gains, so all may fall together and everyone who holds a best arc still does.
 */
export function lowerFreePrices(holding: Holding): void {
  const { needs, organisations, start, arcs, capacity } = holding.instance;
  const { price, count, held } = holding;
  const offered = new Int32Array(organisations);
  for (let need = 0; need < needs; need++) {
    const gain = held[need]! !== 0 ? holding.gain(need) : holding.bestGain(need);
    const own = held[need]!;
    for (let arc = start[need]!, end = start[need + 1]!; arc < end; arc++) {
      const word = arcs[arc]!;
      const offer = (word >>> ORGANISATION_BITS) - gain;
      const organisation = word & ORGANISATION_MASK;
      if (offer > offered[organisation]! && word !== own) offered[organisation] = offer;
    }
  }
  for (let organisation = 0; organisation < organisations; organisation++) {
    if (count[organisation]! < capacity[organisation]! && offered[organisation]! < price[organisation]!) {
      price[organisation] = offered[organisation]!;
    }
  }
}
