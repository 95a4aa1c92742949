/** Promises opaque event cursors: epoch, transaction and position; a cursor of another cluster is told apart. */
import { Fault } from '../../schema/fault';

/** A place in the order of events. Both parts are decimal text, exact beyond 2^53. */
export interface Position {
  readonly transaction: string;
  readonly position: string;
}

export function encodeCursor(epoch: string, position: Position): string {
  return Buffer.from(`${epoch} ${position.transaction} ${position.position}`).toString('base64url');
}

/** Reads a cursor. Throws BAD_USER_INPUT when it is none, CURSOR_EXPIRED when it belongs to another epoch. */
export function decodeCursor(cursor: string, epoch: string): Position {
  const match = /^([0-9a-f-]{36}) (\d{1,20}) (\d{1,19})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match)
    throw new Fault('BAD_USER_INPUT', { zh: '事件游标无效', en: 'this is not an event cursor' });
  if (match[1] !== epoch)
    throw new Fault('CURSOR_EXPIRED', {
      zh: '事件游标已失效:请先重新查询列表,再从头订阅',
      en: 'the cursor has expired: query the list again, then subscribe without a cursor',
    });
  return { transaction: match[2]!, position: match[3]! };
}

/** Negative when a stands before b. */
export function comparePositions(a: Position, b: Position): number {
  const difference =
    BigInt(a.transaction) - BigInt(b.transaction) || BigInt(a.position) - BigInt(b.position);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
