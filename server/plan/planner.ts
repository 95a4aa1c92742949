/** Promises the best plan while this server leads: loaded, kept from the outbox, published, offered; begun anew after any doubt. */
import type { Database } from '../database/database';
import { EventFollower } from '../event/follower';
import type { WakeUp } from '../event/wake-up';
import { PlanCancelled } from '../matching/engine/plan/bounds';
import { refusalIn, type RefusedByEngine } from '../matching/engine/refusal';
import type { Ruleset } from '../matching/engine/ruleset';
import { Changes } from './changes';
import { offersAtOnce, type OfferProposal } from '../offer/offer.service';
import type { OfferDesk } from './offer-desk';
import { planLifeMilliseconds } from './pairing';
import { pictureOf } from './picture';
import type { PlanReading } from './plan.reading';
import type { PlanRepository } from './plan.repository';
import { LeadershipLost, Publishing } from './publishing';
import { describeRows, type PlanRows } from './plan.rows';
import { World } from './world';

export interface PlannerOptions {
  /** Changes that come within it are published together. */
  readonly coalesceMilliseconds: number;
  /** Between two countings of the certificate, each with a comparison of the whole world with the database. */
  readonly checkMilliseconds: number;
  /** What the arrays of the engine may take; see engine/plan/memory. */
  readonly memoryMegabytes: number;
}

export interface PlannerReport {
  readonly kind: 'published' | 'checked' | 'reloaded' | 'refused' | 'failed' | 'progress';
  readonly version?: string;
  readonly needsOpen?: number;
  readonly needsPlanned?: number;
  readonly optimal?: boolean;
  readonly offers?: number;
  readonly seconds?: number;
  /** Of a solve under way, 0 to 1. */
  readonly share?: number;
  readonly reason?: string;
  readonly refusal?: RefusedByEngine;
  readonly error?: unknown;
}

export interface PlannerParts {
  readonly database: Database;
  readonly plans: PlanRepository;
  readonly reading: PlanReading;
  readonly offers: OfferDesk;
  readonly options: PlannerOptions;
  readonly report: (report: PlannerReport) => void;
  /** Asked for at each leadership, and closed at its end. */
  readonly wakeUp: () => WakeUp;
  /** Whether the history of events is another one, for its follower. */
  readonly recognise: () => Promise<boolean>;
}

/** How long after a failure it begins anew, growing with each in a row. */
const failurePauses = [200, 1_000, 5_000, 15_000];
/** What the engine refuses it refuses again until there is less of it: tried anew after so long, or when somebody asks. */
const refusedMilliseconds = 60_000;
/** A need that others held when it was to be offered is tried again. */
const offerAgainMilliseconds = 10_000;
const rulesetMilliseconds = 5_000;
/** An event that has not come after so long was missed. */
const doubtMilliseconds = 3_000;

export class Planner {
  private readonly changes = new Changes();
  private readonly publishing: Publishing;
  private world?: World;
  private loadedAt = 0;
  private checkedAt = 0;
  private rulesetSeenAt = 0;
  private offeredAt = 0;
  /** Until when nothing is tried, since the engine refused it. */
  private refusedUntil = 0;
  private isRefusalNoted = false;
  /** Rows that differed from the database when they were last compared, as the database had them. */
  private doubts = new Map<string, string | undefined>();
  private rouse?: () => void;

  constructor(
    private readonly parts: PlannerParts,
    term: bigint,
    /** Asked often, also in the middle of a solve: true when this server does not lead any more. */
    private readonly isCancelled: () => boolean,
  ) {
    this.publishing = new Publishing(parts.database, parts.plans, term);
  }

  /** Plans until the leadership ends. Throws LeadershipLost when that is noticed by the term. */
  async lead(): Promise<void> {
    const { database, recognise, wakeUp } = this.parts;
    const follower = new EventFollower({ url: database.url, ringSize: 16, wakeUp: wakeUp(), recognise });
    follower.on('events', (events) => {
      for (const event of events) this.changes.note(event);
      if (!this.changes.isEmpty) this.wake();
    });
    follower.on('broken', () => this.startAnew());
    const announce = () => follower.committed();
    this.parts.database.commits.on('committed', announce);
    try {
      // Followed before anything is read: what happens meanwhile is read again.
      await follower.start();
      await this.untilCancelled();
    } finally {
      this.parts.database.commits.off('committed', announce);
      await follower.stop();
    }
  }

  /** Looks now whether it still leads, and what there is to do. */
  wake(): void {
    this.rouse?.();
  }

  /** The certificate is counted now, whatever the interval; what was refused is tried again. */
  check(): void {
    this.checkedAt = this.refusedUntil = 0;
    this.wake();
  }

  private startAnew(): void {
    this.changes.everything = true;
    this.wake();
  }

  private async untilCancelled(): Promise<void> {
    for (let failures = 0; !this.isCancelled();) {
      try {
        await this.round();
        failures = 0;
        await this.rest(this.changes.isEmpty ? 1_000 : 0);
        // Changes come in bursts: one publication for all of them.
        if (!this.changes.isEmpty && this.world) await this.rest(this.parts.options.coalesceMilliseconds, 'sleeping');
      } catch (error) {
        if (error instanceof LeadershipLost) throw error;
        if (error instanceof PlanCancelled) return;
        // Also what the kept plan cannot take in: it may fit into one that is made anew.
        this.parts.report({ kind: 'failed', error });
        this.world = undefined;
        await this.rest(failurePauses[Math.min(failures, failurePauses.length - 1)]!, 'sleeping');
        failures += 1;
      }
    }
  }

  private solve(rows: PlanRows, ruleset: Ruleset, moment: number): World | RefusedByEngine {
    try {
      return new World(rows, ruleset, moment, {
        isCancelled: this.isCancelled,
        onProgress: (share) => this.parts.report({ kind: 'progress', share }),
        megabytesMaximum: this.parts.options.memoryMegabytes,
      });
    } catch (error) {
      const refusal = refusalIn(error);
      if (!refusal) throw error;
      return refusal;
    }
  }

  /** Says so where all servers see it, and begins again after a while. */
  private async refused(refusal: RefusedByEngine): Promise<void> {
    this.parts.report({ kind: 'refused', refusal });
    this.refusedUntil = Date.now() + refusedMilliseconds;
    await this.publishing.noteRefusal(refusal);
    this.isRefusalNoted = true;
    while (!this.isCancelled() && Date.now() < this.refusedUntil) await this.rest(1_000);
  }

  private async round(): Promise<void> {
    const changes = this.changes.take();
    const reason = await this.reasonToLoad(changes);
    if (reason !== undefined || !this.world) await this.load(reason ?? 'BEGUN');
    else if (!changes.isEmpty) await this.keep(this.world, changes);
    else if (Date.now() - this.checkedAt >= this.parts.options.checkMilliseconds) await this.compare(this.world);
    else if (Date.now() - this.offeredAt >= offerAgainMilliseconds) await this.offer(this.world);
  }

  private async reasonToLoad(changes: Changes): Promise<string | undefined> {
    if (!this.world) return 'BEGUN';
    if (changes.everything) return 'HISTORY_UNKNOWN';
    if (Date.now() - this.loadedAt >= planLifeMilliseconds) return 'HOUR_PASSED';
    if (Date.now() - this.rulesetSeenAt < rulesetMilliseconds) return undefined;
    this.rulesetSeenAt = Date.now();
    const version = await this.parts.reading.rulesetVersion(this.parts.database);
    return version === this.world.ruleset.version ? undefined : 'NEW_RULESET';
  }

  private async load(reason: string): Promise<void> {
    const begun = performance.now();
    this.world = undefined;
    const { ruleset, moment, ...rows } = await this.parts.reading.everything(this.parts.database);
    const world = this.solve(rows, ruleset, moment);
    if (!(world instanceof World)) return this.refused(world);
    this.loadedAt = this.checkedAt = this.rulesetSeenAt = Date.now();
    await this.publish(world);
    this.world = world;
    if (this.isRefusalNoted) await this.publishing.noteRefusal(null);
    this.isRefusalNoted = false;
    this.parts.report({ kind: 'reloaded', reason, seconds: (performance.now() - begun) / 1_000 });
  }

  private async keep(world: World, changes: Changes): Promise<void> {
    world.apply(changes, await this.parts.reading.rows(this.parts.database, changes));
    await this.publish(world);
  }

  private async publish(world: World): Promise<void> {
    const certificate = world.certificate();
    if (!certificate.optimal) throw new Error(`The kept plan is not proved: ${JSON.stringify(certificate)}`);
    const picture = pictureOf(world, certificate);
    const version = await this.publishing.publish(picture, world.moment);
    const offers = await this.offer(world);
    if (version === undefined && offers === 0) return;
    const { needsOpen, needsPlanned, optimal } = picture.sums;
    this.parts.report({ kind: 'published', version: version?.toString(), needsOpen, needsPlanned, optimal, offers });
  }

  /** Offers what is planned, opens what the plan has nobody for; the room of offers tries the gates again. */
  private async offer(world: World): Promise<number> {
    this.offeredAt = Date.now();
    const waiting = await this.parts.offers.waiting(this.parts.database);
    if (waiting.length === 0) return 0;
    const proposals: OfferProposal[] = [];
    const nobody: string[] = [];
    for (const needId of waiting) {
      const need = world.needs.get(needId);
      const pairing = need && world.plannedPairing(need);
      if (pairing) proposals.push({ ...pairing, needId, ...this.partyOf(world, pairing.offeringId) });
      // A need that came after the last reading is planned in the next round.
      else if (need && need.window?.offeringId === undefined) nobody.push(needId);
    }
    const made = await this.offerAll(proposals);
    for (const needId of nobody) await this.publishing.fenced((tx) => this.parts.offers.open(tx, needId));
    return made;
  }

  /** In small transactions: a claim never waits for more than one of them. What is left when the leadership ends, the next planner offers. */
  private async offerAll(proposals: readonly OfferProposal[]): Promise<number> {
    let [made, passedOver] = [0, 0];
    for (let from = 0; from < proposals.length && !this.isCancelled(); from += offersAtOnce) {
      const some = proposals.slice(from, from + offersAtOnce);
      const offered = await this.publishing.fenced((tx) => this.parts.offers.offer(tx, some));
      made += offered.made;
      passedOver += offered.passedOver;
    }
    // Who holds an organisation or an offering is done in a moment.
    if (passedOver > 0) this.offeredAt = 0;
    return made;
  }

  private partyOf(world: World, offeringId: string) {
    return {
      organisationId: world.offerings.get(offeringId)!.row.organisationId,
      rulesetVersion: world.ruleset.version,
    };
  }

  /** Reads the whole database beside what is kept: a difference that no event explains is a missed event. */
  private async compare(world: World): Promise<void> {
    this.checkedAt = Date.now();
    const rows = await this.parts.reading.rows(this.parts.database);
    if (!this.changes.isEmpty) {
      // Something happened meanwhile: compared in the next quiet round.
      this.checkedAt = 0;
      return;
    }
    const before = this.doubts;
    this.doubts = differing(
      world.describe(),
      describeRows(rows, () => world.goOn()),
    );
    if ([...this.doubts].some(([id, text]) => before.has(id) && before.get(id) === text)) {
      this.doubts = new Map();
      this.parts.report({ kind: 'failed', reason: 'STATE_DIFFERS', error: new Error('An event was missed.') });
      this.startAnew();
      return;
    }
    // The event of what differs may still be on its way: compared again in a moment.
    if (this.doubts.size > 0) {
      this.checkedAt = Date.now() - this.parts.options.checkMilliseconds + doubtMilliseconds;
      return;
    }
    const { optimal } = world.certificate();
    if (!optimal) throw new Error('The kept plan is not proved any more.');
    await this.publishing.noteCheck();
    this.parts.report({ kind: 'checked', optimal });
  }

  /** Until woken, at most so long; `sleeping` is not woken. */
  private async rest(milliseconds: number, how?: 'sleeping'): Promise<void> {
    if (milliseconds === 0 || this.isCancelled()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      if (how === undefined)
        this.rouse = () => {
          clearTimeout(timer);
          resolve();
        };
    });
    this.rouse = undefined;
  }
}

/** The ids of rows that differ, with what the database has. */
function differing(
  kept: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, string>,
): Map<string, string | undefined> {
  const ids = new Set([...kept.keys(), ...read.keys()]);
  return new Map([...ids].filter((id) => kept.get(id) !== read.get(id)).map((id) => [id, read.get(id)]));
}
