/** Promises the peers that the index is measured against: plain scans over objects and over typed arrays, written to be fast. */
import { urgencies, type NeedFacts } from '../../../server/matching/engine/facts';
import { isUrgentEnough, kindsForNeeds } from '../../../server/matching/engine/gates';
import type { StandingOffering } from '../../../server/matching/engine/percolate/standing';
import { languages, serviceKinds, situations, skills, type AskedNeed } from './percolate-world';

/** The conditions by hand, the cheapest and most selective first, nothing allocated: as good as a scan over objects gets. */
function meets(offering: StandingOffering<number>, need: NeedFacts, consented: ReadonlySet<string>): boolean {
  return (
    offering.serviceKind === need.serviceKind &&
    !offering.withdrawn &&
    offering.organisationStatus === 'APPROVED' &&
    offering.capacityStatus !== 'NO_CAPACITY' &&
    offering.capacityUsed < offering.capacityMaximum &&
    offering.areaCodes.some((code) => need.areaCode.startsWith(code)) &&
    (need.kind !== 'NEED' || kindsForNeeds.includes(offering.organisationKind)) &&
    (offering.situations.length === 0 || need.situations.some((one) => offering.situations.includes(one))) &&
    (need.languages.length === 0 || need.languages.some((one) => offering.languages.includes(one))) &&
    need.skills.every((one) => offering.skills.includes(one)) &&
    isUrgentEnough(need.urgency, offering.minimumUrgency) &&
    (!need.restricted || (offering.takesRestricted && consented.has(offering.organisationId)))
  );
}

export function objectScan(offerings: readonly StandingOffering<number>[], need: AskedNeed): number[] {
  const matches: number[] = [];
  for (const offering of offerings) if (meets(offering, need, need.consented)) matches.push(offering.id);
  return matches;
}

const bitsOf = (values: readonly string[], of: readonly string[]) =>
  values.reduce((bits, value) => bits | (1 << of.indexOf(value)), 0);

/** Every attribute in a column of numbers; areas as numbers with the digits they have. */
export class TypedScan {
  private readonly kind: Uint8Array;
  private readonly open: Uint8Array;
  private readonly situation: Int32Array;
  private readonly language: Int32Array;
  private readonly skill: Int32Array;
  private readonly areaStart: Int32Array;
  /** Subtrees as intervals of community codes without the city. */
  private readonly areaFrom: Int32Array;
  private readonly areaTo: Int32Array;

  constructor(private readonly offerings: readonly StandingOffering<number>[]) {
    const count = offerings.length;
    this.kind = new Uint8Array(count);
    this.open = new Uint8Array(count);
    this.situation = new Int32Array(count);
    this.language = new Int32Array(count);
    this.skill = new Int32Array(count);
    this.areaStart = new Int32Array(count + 1);
    const areas = offerings.reduce((sum, offering) => sum + offering.areaCodes.length, 0);
    this.areaFrom = new Int32Array(areas);
    this.areaTo = new Int32Array(areas);
    let area = 0;
    offerings.forEach((offering, place) => {
      this.kind[place] = serviceKinds.indexOf(offering.serviceKind!);
      this.open[place] = opennessOf(offering);
      this.situation[place] = offering.situations.length === 0 ? -1 : bitsOf(offering.situations, situations);
      this.language[place] = bitsOf(offering.languages, languages);
      this.skill[place] = bitsOf(offering.skills, skills);
      for (const code of offering.areaCodes) {
        this.areaFrom[area] = Number(code.slice(4).padEnd(8, '0'));
        this.areaTo[area++] = Number(code.slice(4).padEnd(8, '9'));
      }
      this.areaStart[place + 1] = area;
    });
  }

  match(need: AskedNeed): number[] {
    const { kind, open, situation, language, skill, areaStart, areaFrom, areaTo, offerings } = this;
    const wanted = serviceKinds.indexOf(need.serviceKind);
    const demanded =
      (need.kind === 'NEED' ? 2 : 1) | (need.restricted ? 4 : 0) | (8 << urgencies.indexOf(need.urgency));
    const community = Number(need.areaCode.slice(4));
    // A bit that every unrestricted offering has, and no other.
    const situationBits = bitsOf(need.situations, situations) | (1 << 31);
    const languageBits = need.languages.length === 0 ? -1 : bitsOf(need.languages, languages);
    const skillBits = bitsOf(need.skills, skills);
    const matches: number[] = [];
    for (let place = 0; place < kind.length; place++) {
      if (kind[place] !== wanted || (open[place]! & demanded) !== demanded) continue;
      if ((situation[place]! & situationBits) === 0 || (language[place]! & languageBits) === 0) continue;
      if ((skillBits & ~skill[place]!) !== 0) continue;
      let area = areaStart[place]!;
      const end = areaStart[place + 1]!;
      while (area < end && (community < areaFrom[area]! || community > areaTo[area]!)) area++;
      if (area === end || (need.restricted && !need.consented.has(offerings[place]!.organisationId))) continue;
      matches.push(offerings[place]!.id);
    }
    return matches;
  }
}

function opennessOf(offering: StandingOffering<number>): number {
  const open =
    !offering.withdrawn &&
    offering.organisationStatus === 'APPROVED' &&
    offering.capacityStatus !== 'NO_CAPACITY' &&
    offering.capacityUsed < offering.capacityMaximum;
  if (!open) return 0;
  const needs = kindsForNeeds.includes(offering.organisationKind) ? 2 : 0;
  const urgent = urgencies.reduce(
    (bits, urgency, place) => bits | (isUrgentEnough(urgency, offering.minimumUrgency) ? 8 << place : 0),
    0,
  );
  return 1 | needs | (offering.takesRestricted ? 4 : 0) | urgent;
}
