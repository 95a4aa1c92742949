/** Promises the engine's indexes of one server, loaded under a position of the outbox and kept current from the events after it. */
import { EventEmitter } from 'node:events';
import type { Statements } from '../database/database';
import type { Position } from '../event/cursor';
import type { EventFollower } from '../event/follower';
import type { RecordedEvent } from '../event/outbox';
import type { NeedRepository } from '../need/need.repository';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import type { StandingOffering } from './engine/percolate/standing';
import { claimableNeed, isOpen, standingOffering, touchedBy } from './standing.facts';
import { Holdings } from './standing.holdings';

const pageSize = 2_000;
const retryMilliseconds = [50, 250, 1_000];

/** What the indexes hold, and up to where: everything that was committed up to the position is in it, some of what followed too. */
export interface StandingState {
  readonly epoch: string;
  readonly applied: Position;
  readonly holdings: Holdings;
}

/** What a batch of events changed, for those who act on it. */
export interface StandingChange {
  /** Offerings as they stood before; they, or some of what they offered, may be gone. */
  readonly before: readonly StandingOffering[];
  /** Offerings as they stand now. */
  readonly after: readonly StandingOffering[];
  /** Needs that came into the open pool, or changed in it. */
  readonly needIds: readonly string[];
}

type Batch = { readonly kind: 'load' } | { readonly kind: 'events'; readonly events: readonly RecordedEvent[] };

export class StandingIndex extends EventEmitter<{ changed: [StandingChange]; loaded: [] }> {
  private current?: { epoch: string; applied: Position; holdings: Holdings };
  private readonly queue: Batch[] = [];
  private follower?: EventFollower;
  private working: Promise<void> | undefined;
  private stopping = false;
  private loads = 0;

  constructor(
    private readonly statements: Statements,
    private readonly needs: Pick<NeedRepository, 'listOpen' | 'findNeeds'>,
    private readonly organisations: Pick<OrganisationRepository, 'listStandingOfferings' | 'listOfferingsOf'>,
  ) {
    super();
  }

  /** Undefined while it is being loaded, or when there is more than it may hold. */
  get state(): StandingState | undefined {
    return this.current;
  }

  get metrics(): {
    loaded: boolean;
    loads: number;
    queuedEvents: number;
    needs: number;
    offerings: number;
    bytes: number;
  } {
    const queuedEvents = this.queue.reduce(
      (sum, batch) => sum + (batch.kind === 'events' ? batch.events.length : 0),
      0,
    );
    const sizes = this.current?.holdings.sizes ?? { needs: 0, offerings: 0, bytes: 0 };
    return { loaded: this.current !== undefined, loads: this.loads, queuedEvents, ...sizes };
  }

  /** Begins to load and to follow; the follower has started. Until it is loaded, questions are answered from the database. */
  start(follower: EventFollower): void {
    this.follower = follower;
    follower.on('events', (events) => {
      // All scores moved: nothing that is held says any more which needs are the best.
      if (events.some((event) => event.type === 'StandingsCounted')) this.loadAnew();
      else this.enqueue({ kind: 'events', events });
    });
    follower.on('broken', () => this.loadAnew());
    this.loadAnew();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.queue.length = 0;
    await this.working;
  }

  /** Resolves when everything that has arrived so far is applied. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  private loadAnew(): void {
    this.current = undefined;
    this.queue.length = 0;
    this.enqueue({ kind: 'load' });
  }

  private enqueue(batch: Batch): void {
    if (this.stopping) return;
    this.queue.push(batch);
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** One batch after the other; what fails because the database is away is tried again. */
  private async work(): Promise<void> {
    for (let failures = 0; !this.stopping && this.queue.length > 0;) {
      const batch = this.queue[0]!;
      try {
        const done = batch.kind === 'load' ? await this.load() : await this.apply(batch.events);
        if (done && this.queue[0] === batch) this.queue.shift();
        failures = 0;
      } catch {
        await this.rest(retryMilliseconds[Math.min(failures, retryMilliseconds.length - 1)]!);
        failures += 1;
      }
    }
  }

  private rest(milliseconds: number): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
  }

  /** The position first, then the rows: each is at least as new as the position, and events after it only read rows again. */
  private async load(): Promise<boolean> {
    const { epoch, head } = this.follower!;
    const holdings = new Holdings();
    await this.pages(
      (after) => this.organisations.listStandingOfferings(this.statements, { after, limit: pageSize }),
      (row) => holdings.putOffering(standingOffering(row)),
    );
    await this.pages(
      (after) => this.needs.listOpen(this.statements, { after, limit: pageSize }),
      (row) => holdings.putNeed(claimableNeed(row)),
    );
    if (this.follower!.epoch !== epoch) return false;
    this.loads += 1;
    if (!holdings.tooLarge) this.current = { epoch, applied: head, holdings };
    this.emit('loaded');
    return true;
  }

  private async pages<Row extends { readonly id: string }>(
    read: (after: string | undefined) => Promise<Row[]>,
    take: (row: Row) => void,
  ): Promise<void> {
    for (let after: string | undefined; !this.stopping;) {
      const rows = await read(after);
      rows.forEach(take);
      if (rows.length < pageSize) return;
      after = rows.at(-1)!.id;
    }
  }

  /** Reads what the events touched, by id, in one go for the batch. */
  private async apply(events: readonly RecordedEvent[]): Promise<boolean> {
    const { current } = this;
    if (!current) return true;
    const { needIds, organisationIds } = touchedBy(events);
    const needs = needIds.size === 0 ? [] : await this.needs.findNeeds(this.statements, [...needIds]);
    const offerings =
      organisationIds.size === 0 ? [] : await this.organisations.listOfferingsOf(this.statements, [...organisationIds]);
    // Loaded anew meanwhile: these events stand before the new position.
    if (this.current !== current) return true;
    const open = needs.filter(isOpen);
    const opened = new Set(open.map((need) => need.id));
    for (const id of needIds) if (!opened.has(id)) current.holdings.removeNeed(id);
    for (const need of open) current.holdings.putNeed(claimableNeed(need));
    const change = replaceOfferings(current.holdings, organisationIds, offerings);
    current.applied = events.at(-1)!.position;
    if (current.holdings.tooLarge) this.current = undefined;
    else this.emit('changed', { ...change, needIds: [...opened] });
    return true;
  }
}

/** Puts the offerings of organisations in the place of those held of them. */
function replaceOfferings(holdings: Holdings, organisationIds: Iterable<string>, rows: readonly OfferingRow[]) {
  const before = [...organisationIds].flatMap((id) => holdings.offeringsOf(id));
  const after = rows.map(standingOffering);
  const kept = new Set(after.map((offering) => offering.id));
  for (const offering of before) if (!kept.has(offering.id)) holdings.removeOffering(offering.id);
  for (const offering of after) holdings.putOffering(offering);
  return { before, after };
}
