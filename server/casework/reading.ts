/** Promises that what is sealed is opened for a reason only, which is written down with who read, and not without bound. */
import { Fault } from '../../schema/fault';
import type { AuditTrail } from '../audit/audit';
import type { Transaction } from '../database/database';
import type { HouseholdService } from '../household/household.service';
import { readReason } from '../household/written-text';

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

const reasonMinimum = 4;
/** Readings of one kind by one account within a day before it is refused. */
const readingsPerDay = 200;

/** Before anything is opened. The reason stays in the audit for ever: it must not carry what it explains. */
export async function writeReading({ audit, identities }: ReadingParts, tx: Transaction, read: Reading): Promise<void> {
  const { householdId, reason, ...line } = read;
  const stated = readReason(reason, reasonMinimum);
  if (stated === undefined || (await identities.revealsIdentity(tx, householdId, stated)).length > 0)
    throw reasonNeeded();
  if ((await audit.countInTurn(tx, line.accountId, line.operation, 24)) >= readingsPerDay) throw tooMany();
  await audit.record(tx, { ...line, details: { reason: stated } });
}

export function notYours(): Fault {
  return new Fault('NOT_FOUND', { zh: '未找到，或您无权查看', en: 'not found, or not yours to see' });
}

function reasonNeeded(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: `请写明查看理由（至少${reasonMinimum}个字，不含姓名、电话、住址、证件号码）`,
    en: `state the reason (at least ${reasonMinimum} characters, without name, phone, address or resident number)`,
  });
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: '今日查看记录的次数已达上限，请明日再试或联系管理员',
    en: 'the daily number of readings is used up, try tomorrow or ask the administrator',
  });
}
