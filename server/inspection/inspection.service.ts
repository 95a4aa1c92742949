/** Promises the search of audit lines, each search written down before it is answered, and how the sealed chain stands. */
import { Fault } from '../../schema/fault';
import type { AuditTrail } from '../audit/audit';
import { checkNewest, type NewestBatches } from '../audit/newest';
import type { AuditReadingRepository, AuditSearch, FoundLine, SealedTotals } from '../audit/reading.repository';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import { inspects } from './inspection.policy';

/** Ten thousand lines at the most: some hundredths of a second. */
const batchesChecked = 5;
const longestDays = 366;
const dayMilliseconds = 86_400_000;

export interface ChainState extends NewestBatches {
  readonly totals: SealedTotals;
}

export class InspectionService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly reading: AuditReadingRepository,
    /** Types of subjects whose very existence is told to few: their lines are held by the chain, and not told here. */
    private readonly untold: readonly string[],
  ) {}

  search(actor: Actor, search: AuditSearch, below: string | undefined, limit: number): Promise<FoundLine[]> {
    if (!inspects(actor)) throw forbidden();
    if (search.to < search.from || Date.parse(search.to) - Date.parse(search.from) > longestDays * dayMilliseconds)
      throw new Fault('BAD_USER_INPUT', {
        zh: '截止日不能早于起始日，期间不能超过 366 天',
        en: 'the last day must not be before the first, and a period is 366 days at the most',
      });
    return this.database.transaction(async (tx) => {
      await this.audit.record(tx, {
        ...{ accountId: actor.accountId, operation: 'auditLines', subjectType: 'AuditLine' },
        details: { ...search, page: below ?? 'first' },
      });
      return this.reading.findLines(tx, search, this.untold, below, limit);
    });
  }

  async chain(actor: Actor): Promise<ChainState> {
    if (!inspects(actor)) throw forbidden();
    const [newest, totals] = await Promise.all([
      checkNewest(this.database, batchesChecked),
      this.reading.sealedTotals(this.database),
    ]);
    return { ...newest, totals };
  }
}

function forbidden(): Fault {
  return new Fault('FORBIDDEN', { zh: '只有审计员可以检索审计记录', en: 'only auditors search the audit' });
}
