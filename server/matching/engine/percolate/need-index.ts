/** Promises the best claimable needs for an organisation's offerings, equal to scoring every need, without looking at most of them. */
import { evaluate } from '../evaluate';
import { urgencies } from '../facts';
import { isUrgentEnough } from '../gates';
import { firstRuleset, whole, type Ruleset } from '../ruleset';
import { bitsIn } from './arrays';
import { Vocabulary, type Bits } from './dictionary';
import { nameOfArea, NeedAreas, type Closeness } from './need-areas';
import {
  atArea,
  atCounts,
  atFlags,
  atLanguages,
  atSituations,
  atSkillsHigh,
  atSkillsLow,
  atSlot,
  NeedShelf,
  needStride,
} from './need-shelf';
import type { Question } from './percolator';
import type { RankedNeed } from './scan';
import { scoreOf, servedCodes, Weighing } from './scoring';
import { Slots } from './slots';
import {
  hoursBetween,
  isConsented,
  needAt,
  offeringAt,
  opennessOf,
  type ClaimableNeed,
  type Consents,
  type Id,
  type StandingOffering,
} from './standing';
import { Top } from './top';

const isNeed = 1;
const isRestricted = 2;
const asksLanguage = 4;
/** Bits do not tell all of it: gates and criteria are asked themselves. */
const isPartial = 8;
/** The counts of situations and of languages with skills share one number. */
const countLimit = 0x7fff;

/** One offering of the organisation, made ready for a question. */
interface Asker<Key extends Id, OfferingKey extends Id> {
  readonly offering: StandingOffering<OfferingKey>;
  /** Its place in the order of ids: breaks ties between offerings of one score. */
  readonly tag: number;
  readonly admitsNeeds: boolean;
  readonly bits: Bits;
  readonly closeness: Closeness;
  /** What its capacity and the age of that add to any score. */
  readonly sum: number;
  readonly moment: number;
  readonly consents: Consents<Key> | undefined;
}

/**
 * Needs lie on shelves of one service kind and urgency, those without situations apart, the longest waiting first. A shelf is left
 * as soon as nothing that waits less can come in: the threshold algorithm (Fagin, Lotem and Naor, 2003).
 */
export class NeedIndex<Key extends Id = string> {
  private readonly slots = new Slots<Key, ClaimableNeed<Key>>();
  private readonly vocabulary = new Vocabulary();
  private readonly areas = new NeedAreas();
  private readonly shelves = new Map<string, NeedShelf>();
  private readonly weighing: Weighing;

  constructor(readonly ruleset: Ruleset = firstRuleset) {
    this.weighing = new Weighing(ruleset);
  }

  get size(): number {
    return this.slots.size;
  }

  /** What is left when everything was removed: zero of each. */
  get holdings(): { needs: number; shelves: number; areas: number; values: number } {
    const { slots, shelves, areas, vocabulary } = this;
    return { needs: slots.size, shelves: shelves.size, areas: areas.size, values: vocabulary.size };
  }

  /** Bytes of the typed arrays; the needs themselves and their ids come on top. */
  get bytes(): number {
    return [...this.shelves.values()].reduce((sum, shelf) => sum + shelf.bytes, 0);
  }

  has(id: Key): boolean {
    return this.slots.find(id) !== undefined;
  }

  /** Adds the need, or puts it in the place of the one with its id. */
  put(need: ClaimableNeed<Key>): void {
    this.remove(need.id);
    const slot = this.slots.take(need.id, need);
    this.vocabulary.use(need);
    const bits = this.vocabulary.bitsOf(need);
    const [wanted, fit] = [need.situations.length, need.languages.length + need.skills.length];
    const flags =
      (need.kind === 'NEED' ? isNeed : 0) |
      (need.restricted ? isRestricted : 0) |
      (need.languages.length > 0 ? asksLanguage : 0) |
      (bits.partial || wanted > countLimit || fit > countLimit ? isPartial : 0);
    const { situations, languages, skillsLow, skillsHigh } = bits;
    const area = this.areas.use(this.areaOf(need));
    const name = shelfOf(need.serviceKind, need.urgency, wanted === 0);
    let shelf = this.shelves.get(name);
    if (!shelf) this.shelves.set(name, (shelf = new NeedShelf()));
    const counts = (wanted << 16) | fit;
    shelf.add(need.waitingSince, [slot, area, flags, situations, languages, skillsLow, skillsHigh, counts]);
  }

  /** Takes the need away, and every value that only it had. */
  remove(id: Key): boolean {
    const slot = this.slots.find(id);
    if (slot === undefined) return false;
    const need = this.slots.keptAt(slot);
    const name = shelfOf(need.serviceKind, need.urgency, need.situations.length === 0);
    const shelf = this.shelves.get(name)!;
    shelf.remove(need.waitingSince, slot);
    if (shelf.size === 0) this.shelves.delete(name);
    this.areas.release(this.areaOf(need));
    this.vocabulary.release(need);
    this.slots.release(slot);
    return true;
  }

  /**
   * The `count` needs that the offerings meet best, in the order of rank, each with the offering that meets it best.
   * The consents are the restricted needs whose households consent to this organisation.
   */
  bestFor<OfferingKey extends Id>(
    offerings: readonly StandingOffering<OfferingKey>[],
    count: number,
    question: Question<Key>,
  ): RankedNeed<Key, OfferingKey>[] {
    const top = new Top<Key>(count, (slot) => this.slots.keyAt(slot), offerings.length > 1);
    const sorted = [...offerings].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    const askers = this.askersOf(sorted, question);
    // The most urgent first: they fill the top, and most of the others are never looked at.
    for (const urgency of [...urgencies].reverse())
      for (const general of [true, false])
        for (const asker of askers) {
          const shelf = this.shelves.get(shelfOf(asker.offering.serviceKind!, urgency, general));
          if (!shelf || !isUrgentEnough(urgency, asker.offering.minimumUrgency)) continue;
          this.searchShelf(shelf, asker, asker.sum + this.weighing.urgency(urgency), this.mostFit(asker, general), top);
        }
    return top.slots.map((slot, place) => ({
      id: this.slots.keyAt(slot),
      offeringId: sorted[top.tags[place]!]!.id,
      score: top.scores[place]!,
    }));
  }

  /** Those offerings that are open to any need, ready to ask. */
  private askersOf<OfferingKey extends Id>(
    offerings: readonly StandingOffering<OfferingKey>[],
    { moment, consents }: Question<Key>,
  ): Asker<Key, OfferingKey>[] {
    const known = new Map<string, Closeness>();
    return offerings.flatMap((offering, tag) => {
      const { open, admitsNeeds } = opennessOf(offering);
      if (!open) return [];
      const codes = servedCodes(offering.areaCodes);
      const name = codes.join(' ');
      const closeness = known.get(name) ?? this.areas.closenessTo(codes, (digits) => this.weighing.closeness(digits));
      known.set(name, closeness);
      const sum = this.weighing.offering(offering) + this.weighing.age(offering.capacityStatedAt, moment);
      return [{ offering, tag, admitsNeeds, bits: this.vocabulary.bitsOf(offering), closeness, sum, moment, consents }];
    });
  }

  /** Needs of one community have one standing, but for the hour in which it changes. */
  private areaOf({ areaCode, community }: ClaimableNeed<Key>): string {
    return nameOfArea(areaCode, this.weighing.community(community));
  }

  /** The most that fit can add for the needs of a shelf. */
  private mostFit({ offering }: Asker<Key, Id>, general: boolean): number {
    const { weights } = this.ruleset;
    const situation =
      offering.situations.length === 0 && !general ? this.weighing.generalSituation : weights.SITUATION_FIT * whole;
    return situation + weights.LANGUAGE_AND_SKILL_FIT * whole;
  }

  private searchShelf(shelf: NeedShelf, asker: Asker<Key, Id>, base: number, mostFit: number, top: Top<Key>): void {
    const { records, since, size } = shelf;
    const { byArea, most } = asker.closeness;
    for (let place = 0; place < size; place++) {
      const sum = base + this.weighing.waiting(hoursBetween(since[place]!, asker.moment));
      // Those that follow wait less: none of them can come in either.
      if (scoreOf(sum + most + mostFit) < top.leastScore) return;
      const at = place * needStride;
      const closeness = byArea[records[at + atArea]!]!;
      if (closeness < 0 || scoreOf(sum + closeness + mostFit) < top.leastScore) continue;
      const fit = this.fitOf(records, at, asker);
      if (fit < 0) continue;
      const score = scoreOf(sum + closeness + fit);
      if (score >= top.leastScore) top.offer(records[at + atSlot]!, score, asker.tag);
    }
  }

  /** What fit adds to the score, or -1 when a gate is shut. */
  private fitOf(records: Int32Array, at: number, asker: Asker<Key, Id>): number {
    const flags = records[at + atFlags]!;
    const { offering, bits } = asker;
    if ((flags & isPartial) !== 0) return this.plainFit(records[at + atSlot]!, asker);
    if ((flags & isNeed) !== 0 && !asker.admitsNeeds) return -1;
    const languages = bitsIn(records[at + atLanguages]! & bits.languages);
    if ((flags & asksLanguage) !== 0 && languages === 0) return -1;
    const [skillsLow, skillsHigh] = [records[at + atSkillsLow]!, records[at + atSkillsHigh]!];
    if ((skillsLow & ~bits.skillsLow) !== 0 || (skillsHigh & ~bits.skillsHigh) !== 0) return -1;
    const situations = bitsIn(records[at + atSituations]! & bits.situations);
    const servesAll = offering.situations.length === 0;
    if (!servesAll && situations === 0) return -1;
    if ((flags & isRestricted) !== 0) {
      if (!offering.takesRestricted || !isConsented(asker.consents, this.slots.keyAt(records[at + atSlot]!))) return -1;
    }
    const wanted = records[at + atCounts]! >>> 16;
    const situation =
      servesAll && wanted > 0 ? this.weighing.generalSituation : this.weighing.situation(wanted)[situations]!;
    const inCommon = languages + bitsIn(skillsLow) + bitsIn(skillsHigh);
    return situation + this.weighing.fit(records[at + atCounts]! & countLimit)[inCommon]!;
  }

  private plainFit(slot: number, { offering, moment, consents }: Asker<Key, Id>): number {
    const need = this.slots.keptAt(slot);
    const facts = offeringAt(offering, moment, isConsented(consents, need.id));
    const explanation = evaluate(needAt(need, moment), facts, this.ruleset);
    if (!explanation.matched) return -1;
    return explanation.criteria
      .filter(({ criterion }) => criterion === 'SITUATION_FIT' || criterion === 'LANGUAGE_AND_SKILL_FIT')
      .reduce((sum, { value, weight }) => sum + value * weight, 0);
  }
}

function shelfOf(serviceKind: string, urgency: string, general: boolean): string {
  return `${general ? '*' : ' '}${urgency} ${serviceKind}`;
}
