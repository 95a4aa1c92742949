/** Promises where a piece of a file stands: sealed for its place among the pieces of its export, it opens nowhere else. */
import type { Place } from '../household/vault';

export function pieceOf(exportId: string, position: number): Place {
  return { table: 'data_export_piece', column: 'contents', rowId: `${exportId} ${position}` };
}
