/** Promises that what is written of a household under care is opened as its identity is: for a reason, written down, not without bound. */
import type { AuditTrail } from '../audit/audit';
import type { Transaction } from '../database/database';
import type { HouseholdService } from '../household/household.service';
import { writeReading } from '../household/reading';

export interface Reading {
  readonly accountId: string;
  readonly operation: 'readCaseRecord' | 'readWatchRecord';
  readonly subjectType: 'CareCase' | 'HouseholdWatch';
  readonly subjectId: string;
  readonly householdId: string;
  readonly reason: string;
}

export interface ReadingParts {
  readonly audit: AuditTrail;
  readonly identities: Pick<HouseholdService, 'revealsIdentity'>;
}

export function writeCareReading({ audit, identities }: ReadingParts, tx: Transaction, read: Reading): Promise<void> {
  const { householdId, reason, ...line } = read;
  const reveals = async (stated: string) => (await identities.revealsIdentity(tx, householdId, stated)).length > 0;
  return writeReading(audit, tx, { line, reason, reveals, what: { zh: '记录的', en: '' } });
}
