/** Promises that the owner of an overdue issue is reminded on the day after its last day and every week from then, once each, and nobody else. */
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaScope, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { IssueRepository, IssueRow } from './issue.repository';

const batch = 200;
/** Often enough not to be forgotten, seldom enough to be read. A value of the product. */
const everyDays = 7;

/** To the owner alone: the street, community or bureau, or the organisation. */
export async function tellOwner(
  tx: Transaction,
  type: 'MeetingIssueGiven' | 'MeetingIssueOverdue',
  issue: IssueRow,
): Promise<void> {
  const { ownerAreaCode, ownerOrganisationId, dueOn } = issue;
  const owner = ownerAreaCode === null ? organisationScope(ownerOrganisationId!) : areaScope(ownerAreaCode);
  await append(tx, { type, subjectId: issue.id, audience: [owner], payload: { issueId: issue.id, dueOn } });
}

export class IssueRemindingService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly issues: IssueRepository,
  ) {}

  /** For the job: safe to run twice and on several servers. Returns how many owners were reminded. */
  async remind(): Promise<number> {
    for (let reminded = 0; ;) {
      const count = await this.remindSome();
      reminded += count;
      if (count < batch) return reminded;
    }
  }

  private remindSome(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await this.issues.takeToRemind(tx, everyDays, batch);
      for (const row of rows) {
        await this.audit.record(tx, {
          ...{ operation: 'remindOfIssue', subjectType: 'MeetingIssue', subjectId: row.id },
          details: { dueOn: row.dueOn, daysOverdue: row.daysOverdue },
        });
        await tellOwner(tx, 'MeetingIssueOverdue', row);
      }
      return rows.length;
    });
  }
}
