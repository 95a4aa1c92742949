/** Promises that the place after which a page begins is one we gave out: a moment or day, and an id. */
import { readKeysetCursor, strangeCursor } from '../../schema/connection';
import { uuidShape } from '../../schema/global-id';

const momentShape = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:?\d{2})?)?$/;

/** Undefined for the first page. Throws BAD_USER_INPUT for a cursor that is none of ours. */
export function readPlace(cursor: string | undefined): { moment: string; id: string } | undefined {
  const key = readKeysetCursor(cursor, 2);
  if (!key) return undefined;
  const [moment, id] = key as [string, string];
  if (momentShape.test(moment) && uuidShape.test(id)) return { moment, id };
  throw strangeCursor();
}
