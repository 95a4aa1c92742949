/** Promises publications: under the planner's term only, the next version, nothing but what changed, and one event. */
import { isDeepStrictEqual } from 'node:util';
import { v7 } from 'uuid';
import type { Database, Transaction } from '../database/database';
import { planScope } from '../event/audience';
import { append } from '../event/outbox';
import type { RefusedByEngine } from '../matching/engine/refusal';
import type { Picture, PlanLine } from './picture';
import type { PlanRepository } from './plan.repository';

/** Another planner has been elected: what this one has may not be written any more. */
export class LeadershipLost extends Error {
  constructor() {
    super('Another planner has been elected.');
    this.name = 'LeadershipLost';
  }
}

export class Publishing {
  /** What stands in the database; unknown until the first publication of the term has read it. */
  private standing?: Picture;
  private version = 0n;

  constructor(
    private readonly database: Database,
    private readonly plans: PlanRepository,
    readonly term: bigint,
  ) {}

  /** A transaction that no other planner's term can overtake. Throws LeadershipLost when one already has. */
  fenced<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.transaction(async (tx) => {
      if (!(await this.plans.holdTerm(tx, this.term))) throw new LeadershipLost();
      return work(tx);
    });
  }

  /** Publishes what differs from the publication before, measured to the moment. Returns the version, undefined when nothing differs. */
  async publish(picture: Picture, moment: number): Promise<bigint | undefined> {
    if (this.standing && isDeepStrictEqual(this.standing, picture)) return undefined;
    this.version = await this.fenced(async (tx) => {
      const before = this.standing?.lines ?? (await this.linesOf(tx));
      const version = await this.plans.insertPlan(tx, this.term, picture.sums, new Date(moment));
      const changed = [...picture.lines.values()].filter((line) => !isDeepStrictEqual(line, before.get(line.needId)));
      await this.plans.writeLines(tx, version, changed);
      await this.plans.removeLines(
        tx,
        [...before.keys()].filter((needId) => !picture.lines.has(needId)),
      );
      await this.plans.replacePrices(tx, picture.prices);
      await append(tx, {
        type: 'PlanChanged',
        // A publication has no id of its own; an event needs a subject.
        subjectId: v7(),
        audience: [planScope],
        payload: { version: String(version), changed: changed.length },
      });
      return version;
    });
    this.standing = picture;
    return this.version;
  }

  /** For all servers to see why nothing is planned, or that it is again. Throws LeadershipLost. */
  async noteRefusal(refusal: RefusedByEngine | null): Promise<void> {
    if (!(await this.plans.noteRefusal(this.database, this.term, refusal))) throw new LeadershipLost();
  }

  /** The publication that stands was counted anew and holds. */
  noteCheck(): Promise<void> {
    return this.fenced((tx) => this.plans.noteCheck(tx, this.version));
  }

  private async linesOf(tx: Transaction): Promise<Map<string, PlanLine>> {
    const rows = await this.plans.allLines(tx);
    return new Map(rows.map(({ version: _, plannedSince: __, ...line }) => [line.needId, line]));
  }
}
