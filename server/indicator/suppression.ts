/**
 * Promises that no figure told lets fewer than five people or households be found by subtraction: small cells are suppressed, and
 * with them as many others as are needed. Pure. (Primary and complementary cell suppression: Cox, "Suppression methodology and
 * statistical disclosure control", JASA 75, 1980.)
 */
import { anonymityMinimum } from '../household/anonymity-minimum';

export interface Cell {
  /** How many different people or households stand behind the figure. */
  readonly heads: number;
}

export function isSmall(heads: number): boolean {
  return heads > 0 && heads < anonymityMinimum;
}

/**
 * Which cells of a table whose total is told are suppressed. Small ones are; then, smallest first, as many others as make two or
 * more suppressed cells with five or more heads together. That none is there is no one's secret and is told.
 */
export function suppressedCells(cells: readonly Cell[]): boolean[] {
  const suppressed = cells.map(({ heads }) => isSmall(heads));
  const others = cells
    .map(({ heads }, index) => ({ heads, index }))
    .filter(({ heads }) => heads >= anonymityMinimum)
    .sort((a, b) => a.heads - b.heads || a.index - b.index);
  while (suppressed.includes(true) && isDerivable(cells, suppressed) && others.length > 0)
    suppressed[others.shift()!.index] = true;
  return suppressed;
}

/** Whether the total less what is told says too much of what is not. */
function isDerivable(cells: readonly Cell[], suppressed: readonly boolean[]): boolean {
  const hidden = cells.filter((_, index) => suppressed[index]);
  return hidden.length < 2 || hidden.reduce((sum, { heads }) => sum + heads, 0) < anonymityMinimum;
}
