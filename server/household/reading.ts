/** Promises that what is sealed is opened for a reason only, which is written down with who read, and not without bound. */
import { Fault } from '../../schema/fault';
import type { AuditLine, AuditTrail } from '../audit/audit';
import type { Transaction } from '../database/database';
import type { Message } from '../message';
import { readReason } from './written-text';

export interface Reading {
  readonly line: AuditLine & { readonly accountId: string };
  readonly reason: string;
  /** Whether a reason carries what it explains: it stays in the audit for ever. */
  readonly reveals: (stated: string) => boolean | Promise<boolean>;
  /** What is read, as whoever has read too often is told. */
  readonly what?: Message;
}

const reasonMinimum = 4;
/** Readings of one kind by one account within a day before it is refused: one adviser looks after fewer households than this. */
const readingsPerDay = 200;

/** Before anything is shown. Throws BAD_USER_INPUT for a reason that is none or tells too much, and LIMIT_EXCEEDED. */
export async function writeReading(audit: AuditTrail, tx: Transaction, reading: Reading): Promise<void> {
  const { line, reason, reveals, what = { zh: '', en: '' } } = reading;
  const stated = readReason(reason, reasonMinimum);
  if (stated === undefined || (await reveals(stated))) throw reasonNeeded();
  if ((await audit.countInTurn(tx, line.accountId, line.operation, 24)) >= readingsPerDay) throw tooMany(what);
  await audit.record(tx, { ...line, details: { ...line.details, reason: stated } });
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

function tooMany(what: Message): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: `今日查看${what.zh}次数已达上限，请明日再试或联系管理员`,
    en: `the daily number of ${what.en}readings is used up, try tomorrow or ask the administrator`,
  });
}
