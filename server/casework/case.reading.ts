/** Promises the edges of a case to exactly those who see the case when they ask. */
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import type { AccessRow, CaseRepository } from './case.repository';
import type { CareServiceEntity } from './casework.entity';
import { viewerOf } from './casework.policy';

export class CaseReader {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseRepository,
  ) {}

  /** What is read, or nothing where the actor does not see the case (any more). */
  async ifSeen<Row>(actor: Actor, caseId: string, read: () => Promise<Row[]>): Promise<Row[]> {
    const row = await this.cases.findCase(this.database, viewerOf(actor), caseId);
    return row === undefined ? [] : read();
  }

  servicesOf(actor: Actor, caseId: string): Promise<CareServiceEntity[]> {
    return this.ifSeen(actor, caseId, () => this.cases.servicesOf(this.database, caseId));
  }

  accessOf(actor: Actor, caseId: string): Promise<AccessRow[]> {
    return this.ifSeen(actor, caseId, () => this.cases.accessOf(this.database, caseId));
  }
}
