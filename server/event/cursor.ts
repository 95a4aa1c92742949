/** Promises opaque event cursors: epoch, transaction and position; a cursor of another cluster is told apart. */
import { Fault } from '../../schema/fault';

/** A place in the order of events. Both parts are decimal text without leading zeros, exact beyond 2^53. */
export interface Position {
  readonly transaction: string;
  readonly position: string;
}

/** Before every event. */
export const beginning: Position = { transaction: '0', position: '0' };

const transactionMaximum = 2n ** 64n - 1n;
const positionMaximum = 2n ** 63n - 1n;

export function encodeCursor(epoch: string, position: Position): string {
  return Buffer.from(`${epoch} ${position.transaction} ${position.position}`).toString('base64url');
}

/** Reads a cursor. Throws BAD_USER_INPUT when it is none, CURSOR_EXPIRED when it belongs to another epoch. */
export function decodeCursor(cursor: string, epoch: string): Position {
  const match = /^([0-9a-f-]{36}) (\d{1,20}) (\d{1,19})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const transaction = BigInt(match?.[2] ?? -1);
  const position = BigInt(match?.[3] ?? -1);
  if (!match || transaction > transactionMaximum || position > positionMaximum)
    throw new Fault('BAD_USER_INPUT', {
      zh: '事件游标无效，请使用收到的游标',
      en: 'this is not an event cursor: use one that you received',
    });
  if (match[1] !== epoch) throw cursorExpired();
  return { transaction: String(transaction), position: String(position) };
}

/** What was missed cannot be told any more: the client starts from a fresh list. Never answered by a silent gap. */
export function cursorExpired(): Fault {
  return new Fault('CURSOR_EXPIRED', {
    zh: '事件游标已失效：请先读取 feedPosition 并重新查询列表，再从该位置订阅',
    en: 'the cursor has expired: read feedPosition, query the list again, then subscribe after that position',
  });
}

/** Negative when a stands before b. */
export function comparePositions(a: Position, b: Position): number {
  return compareDecimals(a.transaction, b.transaction) || compareDecimals(a.position, b.position);
}

/** Decimal text without leading zeros: the longer is the greater. */
function compareDecimals(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
