/** Promises that a change of supply reaches the open needs it concerns: soon by the index, and within minutes by a sweep. */
import type { Database } from '../database/database';
import type { Urgency } from '../matching/engine/facts';
import { isUrgentEnough } from '../matching/engine/gates';
import { opennessOf, type StandingOffering } from '../matching/engine/percolate/standing';
import type { StandingChange, StandingIndex } from '../matching/standing';
import type { NeedRepository } from '../need/need.repository';
import type { UnmatchedService } from './unmatched.service';

/** To how many needs, the best, a newly opened offering is referred beside those that nobody matched; the pool shows it the rest. */
export const openedMaximum = 100;
const questionsAtOnce = 200;

/** Which needs to look at, and which organisations may match each of them only now. */
type Concerned = Map<string, Set<string>>;

export class UnmatchedWatch {
  private readonly changes: StandingChange[] = [];
  private readonly waiting: Concerned = new Map();
  private working?: Promise<void>;
  private stopping = false;
  private readonly onChanged = (change: StandingChange) => this.noticed(change);

  constructor(
    private readonly database: Database,
    private readonly needs: Pick<NeedRepository, 'listUnmatchedIds'>,
    private readonly index: StandingIndex,
    private readonly unmatched: Pick<UnmatchedService, 'settle'>,
  ) {}

  start(): void {
    this.index.on('changed', this.onChanged);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.index.off('changed', this.onChanged);
    this.changes.length = 0;
    this.waiting.clear();
    await this.working;
  }

  /** Resolves when everything that was noticed so far is settled. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  /** Every open need against what is said of it: for what a crash or a missed event left behind. Returns how many it changed. */
  async sweep(): Promise<number> {
    const state = this.index.state;
    if (!state) return 0;
    const said = new Set(await this.needs.listUnmatchedIds(this.database));
    const wrong: string[] = [];
    for await (const { id, matches } of this.questions([...state.holdings.needIds]))
      if (said.has(id) === matches > 0) wrong.push(id);
    let changed = 0;
    for (const id of wrong)
      if (!this.stopping && (await this.unmatched.settle(id, new Set())) !== 'AS_BEFORE') changed += 1;
    return changed;
  }

  private noticed(change: StandingChange): void {
    if (this.stopping) return;
    this.changes.push(change);
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    while (!this.stopping && (this.changes.length > 0 || this.waiting.size > 0)) {
      const change = this.changes.shift();
      if (change) await this.look(change);
      const [concerned] = this.waiting;
      if (!concerned) continue;
      const [needId, opened] = concerned;
      this.waiting.delete(needId);
      // What fails, because the database is away, the sweep finds.
      await this.unmatched.settle(needId, opened).catch(() => undefined);
    }
  }

  /** What a batch of events may have done to open needs; decided by the rows when it is their turn. */
  private async look(change: StandingChange): Promise<void> {
    const now = new Map(change.after.map((offering) => [offering.id, offering]));
    const before = new Map(change.before.map((offering) => [offering.id, offering]));
    for await (const { id, matches } of this.questions(change.needIds)) if (matches === 0) this.concern(id);
    for (const offering of change.before)
      if (isOpenOffering(offering) && !offersAsMuch(now.get(offering.id), offering))
        for await (const { id, matches } of this.questions(this.needsOf(offering))) if (matches === 0) this.concern(id);
    for (const offering of change.after) {
      const formerly = before.get(offering.id);
      if (!isOpenOffering(offering) || offersAsMuch(formerly, offering)) continue;
      // What it was open to before it was told of then: it would take the places of what it matches only now.
      const known = new Set(formerly && isOpenOffering(formerly) ? this.needsOf(formerly) : []);
      const opened = this.needsOf(offering).filter((id) => !known.has(id));
      let place = 0;
      // The best, and those that nobody else matches; whoever else was unmatched the sweep finds.
      for await (const { id, matches } of this.questions(opened))
        if (place++ < openedMaximum || matches === 1) this.concern(id, offering.organisationId);
    }
  }

  /** How many offerings match each of the needs; lets others in between, since a question takes some 10 microseconds. */
  private async *questions(needIds: readonly string[]) {
    let asked = 0;
    for (const id of needIds) {
      if (this.stopping) return;
      if (++asked % questionsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
      const holdings = this.index.state?.holdings;
      const need = holdings?.need(id);
      if (holdings && need) yield { id, matches: holdings.offeringIndex.match({ ...need, waitingHours: 0 }).length };
    }
  }

  /** The open needs that an offering matches, best first. */
  private needsOf(offering: StandingOffering): string[] {
    const index = this.index.state?.holdings.anyNeeds;
    if (!index) return [];
    return index.bestFor([offering], index.size, { moment: offering.capacityStatedAt }).map((need) => need.id);
  }

  private concern(needId: string, organisationId?: string): void {
    const opened = this.waiting.get(needId) ?? new Set();
    if (organisationId !== undefined) opened.add(organisationId);
    this.waiting.set(needId, opened);
  }
}

function isOpenOffering(offering: StandingOffering): boolean {
  return opennessOf(offering).open;
}

/** Whether the first is open to everything to which the second is: the same offer, whatever places it has left. */
function offersAsMuch(one: StandingOffering | undefined, other: StandingOffering): boolean {
  return (
    one !== undefined &&
    isOpenOffering(one) &&
    offerOf(one) === offerOf(other) &&
    isUrgentEnough(lowest(other), one.minimumUrgency)
  );
}

/** No minimum, and the lowest one, are open to everything. */
function lowest(offering: StandingOffering): Urgency {
  return offering.minimumUrgency ?? 'ROUTINE';
}

function offerOf(offering: StandingOffering): string {
  const { serviceKind, areaCodes, situations, languages, skills, takesRestricted } = offering;
  return JSON.stringify([serviceKind, areaCodes, situations, languages, skills, takesRestricted]);
}
