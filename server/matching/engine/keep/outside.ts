/** The needs that nobody holds, for each organisation that they would gain by going to. */
import type { Needs } from './needs';
import { arcOrganisation, arcScore, never, OrganisationLists, widened } from './storage';

/** An organisation's two lists, `o << 1 | k` is the number of one: what each would lose by coming, less than nothing; and its slot. */
const [lossList, slotList] = [0, 1] as const;

export class Outside {
  /** The least that one would lose by coming to an organisation; `never` where nobody would come. */
  least: Int32Array;
  private readonly lists: OrganisationLists;

  constructor(
    organisations: number,
    private readonly needs: Needs,
  ) {
    this.lists = new OrganisationLists(organisations, 2, 0);
    this.least = new Int32Array(organisations).fill(never);
  }

  addOrganisation(organisation: number): void {
    this.lists.addOrganisation();
    this.least = widened(this.least, organisation + 1);
    this.least[organisation] = never;
  }

  join(slot: number): void {
    const { packed } = this.needs.arcs;
    const end = this.needs.arcEnd(slot);
    const worth = this.needs.unassignedScore(slot);
    for (let arc = this.needs.arcStart(slot); arc < end; arc++) {
      const loss = worth - arcScore(packed[arc]!);
      // Who would not gain by coming is never asked to.
      if (loss < 0) this.insert(arcOrganisation(packed[arc]!), loss, slot);
    }
  }

  leave(slot: number): void {
    const { packed } = this.needs.arcs;
    const end = this.needs.arcEnd(slot);
    const worth = this.needs.unassignedScore(slot);
    for (let arc = this.needs.arcStart(slot); arc < end; arc++)
      if (arcScore(packed[arc]!) > worth) this.remove(arcOrganisation(packed[arc]!), slot);
  }

  /** The slots of all that would come to an organisation. */
  waiting(organisation: number): Int32Array {
    const { data, start, length } = this.lists;
    const slots = (organisation << 1) | slotList;
    return data.subarray(start[slots], start[slots]! + length[slots]!);
  }

  /** The one that loses least by coming; of several the lowest slot. */
  firstComer(organisation: number): number {
    const { data, start } = this.lists;
    const losses = start[(organisation << 1) | lossList]!;
    let first = -1;
    this.waiting(organisation).forEach((slot, index) => {
      if (data[losses + index] !== this.least[organisation]) return;
      if (first < 0 || slot < first) first = slot;
    });
    return first;
  }

  private insert(organisation: number, loss: number, slot: number): void {
    const { lists } = this;
    const at = lists.extend((organisation << 1) | lossList, 1);
    lists.extend((organisation << 1) | slotList, 1);
    lists.data[lists.start[(organisation << 1) | lossList]! + at] = loss;
    lists.data[lists.start[(organisation << 1) | slotList]! + at] = slot;
    if (loss < this.least[organisation]!) this.least[organisation] = loss;
  }

  /** The last of the lists takes its place. */
  private remove(organisation: number, slot: number): void {
    const { data, start } = this.lists;
    const losses = start[(organisation << 1) | lossList]!;
    const slots = start[(organisation << 1) | slotList]!;
    const last = this.lists.shorten((organisation << 1) | lossList, 1);
    this.lists.shorten((organisation << 1) | slotList, 1);
    const at = data.indexOf(slot, slots) - slots;
    const loss = data[losses + at]!;
    data[losses + at] = data[losses + last]!;
    data[slots + at] = data[slots + last]!;
    if (loss === this.least[organisation]) this.least[organisation] = this.seekLeast(losses, losses + last);
  }

  private seekLeast(begin: number, end: number): number {
    const { data } = this.lists;
    let least = never;
    for (let at = begin; at < end; at++) if (data[at]! < least) least = data[at]!;
    return least;
  }
}
