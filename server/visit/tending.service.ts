/** Promises that advisers are reminded the day before, that the street hears of what is overdue, each once, and that nothing stays with who may not visit. */
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import { announceObligation } from './announcing';
import type { Assignment } from './assignment';
import type { VisitObligationRepository } from './visit-obligation.repository';
import type { VoidingService } from './voiding.service';

const batch = 200;

export class VisitTendingService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly obligations: VisitObligationRepository,
    private readonly assignment: Assignment,
    private readonly voiding: Pick<VoidingService, 'endOfErased'>,
  ) {}

  /** For the job: safe to run twice and on several servers; what was told is not told again. Returns how many were told. */
  async tend(): Promise<number> {
    await this.voiding.endOfErased();
    await this.assignment.reassign();
    for (let told = 0; ;) {
      const count = await this.tellSome();
      told += count;
      if (count < batch) return told;
    }
  }

  private tellSome(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await this.obligations.takeToTell(tx, batch);
      for (const row of rows) {
        const isLate = row.stage === 'OVERDUE';
        if (isLate)
          await this.audit.record(tx, {
            ...{ operation: 'escalateVisit', subjectType: 'VisitObligation', subjectId: row.id },
            details: { trigger: row.trigger, dueOn: row.dueOn },
          });
        await announceObligation(tx, isLate ? 'VisitOverdue' : 'VisitDueSoon', row);
      }
      return rows.length;
    });
  }
}
