/** Promises the shape of a line of a journey: bars as high as what came, bands as thick as what went on. Pure. */
import { shareOf, type Line } from './journey';

export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly isUpright: boolean;
  readonly bars: readonly Bar[];
  readonly bands: readonly string[];
  /** The way that nothing has gone yet: from the middle of a bar to the middle of the next. */
  readonly ahead: readonly string[];
}

export interface Bar {
  /** The middle of the bar. */
  readonly x: number;
  readonly y: number;
  readonly wholeBox: Box;
  /** What rests here, at the end of the bar; undefined for nothing. */
  readonly restBox: Box | undefined;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const thickest = 54;
const thinnest = 5;
const barWidth = 12;
/** Room for the words beside the line. */
const [above, below] = [52, 58];
const [uprightStep, uprightMiddle, uprightTop] = [96, 38, 34];
const narrow = 620;

/** Lies from left to right where there is room for words above and below, and stands on a phone. */
export function shapeOf(line: Line, width: number): Shape {
  const isUpright = width < narrow;
  const count = line.stops.length;
  const thick = line.stops.map(({ reached }) => thicknessOf(reached, line.whole));
  const side = Math.max(64, width / (2 * count));
  const along = (index: number) =>
    isUpright ? uprightTop + index * uprightStep : side + (index * (width - 2 * side)) / (count - 1);
  const middle = isUpright ? uprightMiddle : above + thickest / 2;
  const place = (at: number, across: number) => (isUpright ? `${across} ${at}` : `${at} ${across}`);
  const bars = line.stops.map((stop, index): Bar => {
    const whole = Math.max(thick[index]!, barWidth);
    const rest = stop.resting === 0n ? 0 : Math.max(4, whole * shareOf(stop.resting, stop.reached));
    const box = (from: number, size: number): Box =>
      isUpright
        ? { x: from, y: along(index) - barWidth / 2, width: size, height: barWidth }
        : { x: along(index) - barWidth / 2, y: from, width: barWidth, height: size };
    const [x, y] = isUpright ? [middle, along(index)] : [along(index), middle];
    const wholeBox = box(middle - whole / 2, whole);
    return { x, y, wholeBox, restBox: rest > 0 ? box(middle + whole / 2 - rest, rest) : undefined };
  });
  const gaps = line.stops.slice(1).map((stop, index) => ({ stop, index }));
  const bands = gaps
    .filter(({ stop }) => stop.reached > 0n)
    .map(({ index }) => {
      const [from, to] = [along(index) + barWidth / 2, along(index + 1) - barWidth / 2];
      const size = thick[index + 1]!;
      // What goes on leaves at the beginning of the bar; what rests stays at its end.
      const start = middle - Math.max(thick[index]!, barWidth) / 2;
      const end = middle - size / 2;
      const bend = (from + to) / 2;
      return [
        `M ${place(from, start)}`,
        `C ${place(bend, start)} ${place(bend, end)} ${place(to, end)}`,
        `L ${place(to, end + size)}`,
        `C ${place(bend, end + size)} ${place(bend, start + size)} ${place(from, start + size)} Z`,
      ].join(' ');
    });
  const ahead = gaps
    .filter(({ stop }) => stop.reached === 0n)
    .map(({ index }) => `M ${place(along(index) + 10, middle)} L ${place(along(index + 1) - 10, middle)}`);
  const height = isUpright ? uprightTop + (count - 1) * uprightStep + 62 : above + thickest + below;
  return { width, height, isUpright, bars, bands, ahead };
}

function thicknessOf(amount: bigint, whole: bigint): number {
  return amount === 0n ? 0 : Math.max(thinnest, thickest * shareOf(amount, whole));
}
