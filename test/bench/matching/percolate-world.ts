/** Promises the offerings and needs that the percolation bench asks about: a city as the product has it, from a seed. */
import {
  hourMilliseconds,
  type ClaimableNeed,
  type StandingOffering,
} from '../../../server/matching/engine/percolate/standing';
import type { NeedFacts } from '../../../server/matching/engine/facts';

export const moment = 500_000 * hourMilliseconds;
const many = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
export const serviceKinds = many('KIND_', 18);
export const situations = many('SITUATION_', 12);
export const languages = many('language ', 6);
export const skills = many('skill ', 20);
const kinds = ['SOCIAL_ORGANISATION', 'CHARITY_FEDERATION', 'PUBLIC_INSTITUTION', 'COMPANY'];
const city = '6401';
const [districts, streets, communities] = [6, 12, 12];
const twoDigits = (number: number) => String(number).padStart(2, '0');
const threeDigits = (number: number) => String(number).padStart(3, '0');

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class City {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seeded(seed);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  private happens(chance: number): boolean {
    return this.next() < chance;
  }

  one<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!;
  }

  private some<Value>(values: readonly Value[], least: number, most: number): Value[] {
    const count = least + this.below(most - least + 1);
    return [...new Set(Array.from({ length: count }, () => this.one(values)))];
  }

  district(): string {
    return city + twoDigits(1 + this.below(districts));
  }

  street(district = this.district()): string {
    return district + threeDigits(1 + this.below(streets));
  }

  community(street = this.street()): string {
    return street + threeDigits(1 + this.below(communities));
  }

  /** A few work in the whole city, more in a district, most in some streets or communities of one district. */
  private served(): string[] {
    const level = this.next();
    if (level < 0.1) return [city];
    if (level < 0.22) return [this.district()];
    const district = this.district();
    const place = level < 0.65 ? () => this.street(district) : () => this.community(this.street(district));
    return [...new Set(Array.from({ length: 1 + this.below(3) }, place))];
  }

  offering(id: number): StandingOffering<number> {
    return {
      id,
      organisationId: `organisation ${id >> 2}`,
      organisationKind: this.happens(0.9) ? this.one(kinds.slice(0, 3)) : 'COMPANY',
      organisationStatus: this.happens(0.95) ? 'APPROVED' : 'SUSPENDED',
      serviceKind: this.one(serviceKinds),
      withdrawn: this.happens(0.03),
      areaCodes: this.served(),
      situations: this.happens(0.6) ? [] : this.some(situations, 1, 5),
      languages: [languages[0]!, ...(this.happens(0.3) ? [languages[1 + this.below(5)]!] : [])],
      skills: this.some(skills, 0, 5),
      takesRestricted: this.happens(0.3),
      capacityStatus: this.happens(0.95) ? (this.happens(0.9) ? 'CAPACITY' : 'WAITLIST') : 'NO_CAPACITY',
      capacityMaximum: 20,
      capacityUsed: this.happens(0.05) ? 20 : this.below(20),
      capacityStatedAt: moment - this.below(3_000) * hourMilliseconds,
      minimumUrgency: this.happens(0.05) ? 'URGENT' : undefined,
    };
  }

  need(id: number): NeedFacts & { readonly consented: ReadonlySet<string> } {
    const restricted = this.happens(0.1);
    return {
      id: String(id),
      kind: this.happens(0.9) ? 'NEED' : 'MICRO_WISH',
      serviceKind: this.one(serviceKinds),
      areaCode: this.community(),
      situations: this.some(situations, 1, 3),
      languages: this.happens(0.7) ? [] : [this.happens(0.7) ? languages[0]! : this.one(languages)],
      skills: this.happens(0.85) ? [] : [this.one(skills)],
      urgency: this.happens(0.05) ? 'EMERGENCY' : this.happens(0.2) ? 'URGENT' : 'ROUTINE',
      restricted,
      waitingHours: this.below(1_500),
      consented: new Set(restricted ? Array.from({ length: 20 }, () => `organisation ${this.below(25_000)}`) : []),
    };
  }

  claimable(id: number): ClaimableNeed<string> {
    const { waitingHours, consented: _, ...need } = this.need(id);
    return { ...need, waitingSince: moment - waitingHours * hourMilliseconds - this.below(hourMilliseconds) };
  }
}

export type AskedNeed = ReturnType<City['need']>;
