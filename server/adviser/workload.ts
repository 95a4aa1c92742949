/** Promises how much is open for each adviser: every room that gives advisers work says so itself, and this one adds up. */
import type { Statements } from '../database/database';
import type { Message } from '../message';

export interface OpenWork {
  readonly accountId: string;
  readonly open: number;
  readonly overdue: number;
}

/** What one room contributes: one kind of work, counted for many accounts by one statement; accounts without any are left out. */
export interface WorkloadPart {
  /** Stable, SCREAMING_SNAKE: PAIRED_HOUSEHOLDS. */
  readonly code: string;
  readonly title: Message;
  count(statements: Statements, accountIds: readonly string[]): Promise<readonly OpenWork[]>;
}

export interface Workload {
  readonly part: WorkloadPart;
  readonly open: number;
  readonly overdue: number;
}

export class Workloads {
  private readonly parts: WorkloadPart[] = [];

  /** Declared by the composition, each code once. */
  contribute(part: WorkloadPart): this {
    if (this.parts.some(({ code }) => code === part.code)) throw new Error(`There are two workloads ${part.code}.`);
    this.parts.push(part);
    return this;
  }

  /** Every kind of work of every account, in the order of contribution; 0 where nothing is open. */
  async of(statements: Statements, accountIds: readonly string[]): Promise<Map<string, Workload[]>> {
    const found = new Map(accountIds.map((id) => [id, [] as Workload[]]));
    for (const part of this.parts) {
      const counted = new Map((await part.count(statements, accountIds)).map((row) => [row.accountId, row]));
      for (const [id, lines] of found)
        lines.push({ part, open: counted.get(id)?.open ?? 0, overdue: counted.get(id)?.overdue ?? 0 });
    }
    return found;
  }
}
