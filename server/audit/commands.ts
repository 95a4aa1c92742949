/** Promises one frame for commands with a client-made id: their audit line first, then the work, all in one transaction or not at all. */
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { Database, Transaction } from '../database/database';
import type { AuditLine, AuditTrail } from './audit';

export class Commands {
  constructor(
    readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** `repeated`: the work was done before; look whether the actor may see it still, and answer it as it is. */
  run<Row>(
    line: AuditLine,
    commandId: string,
    input: unknown,
    work: (tx: Transaction, repeated: boolean) => Promise<Row | Refusal>,
  ): Promise<Row | Refusal> {
    return this.database.transaction(async (tx) => {
      const once = await this.audit.recordOnce(tx, line, commandId, input);
      if (isRefusal(once)) return once;
      return work(tx, once === 'repeated');
    });
  }
}
