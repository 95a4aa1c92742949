/** Promises a line plot as one SVG text: readable on white and on dark pages, with a legend, needing nothing else. */

export interface Series {
  readonly name: string;
  /** Points with a value that a logarithmic axis cannot show (0 or less) are left out. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
}

export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** Where the axis begins and ends; from the data when left out. */
  readonly from?: number;
  readonly to?: number;
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

const WIDTH = 760;
const HEIGHT = 460;
const AREA = { left: 78, right: 20, top: 44, bottom: 58 };
/** Okabe and Ito, Color Universal Design (2008): told apart by colour-blind readers too. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'];

interface Scale {
  /** Pixel of a value. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** 1,200 as 1,200; 0.05 as 0.05: never an exponent. */
function number(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

/** Round values between the ends: powers of ten (and their 2 and 5 when decades are few), or steps of 1, 2 or 5. */
function ticksOf(scale: Axis['scale'], from: number, to: number): number[] {
  const ticks: number[] = [];
  if (scale === 'log') {
    const decades = Math.log10(to / from);
    for (let power = Math.floor(Math.log10(from)); 10 ** power <= to * 1.001; power++) {
      for (const lead of decades <= 2.5 ? [1, 2, 5] : [1]) ticks.push(lead * 10 ** power);
    }
  } else {
    const rough = (to - from) / 6;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = unit * ([1, 2, 5].find((factor) => factor * unit >= rough) ?? 10);
    for (let at = Math.ceil(from / step); at * step <= to * 1.001; at++) ticks.push(at * step);
  }
  return ticks.filter((tick) => tick >= from * 0.999 && tick <= to * 1.001);
}

function scaleOf(axis: Axis, values: readonly number[], firstPixel: number, lastPixel: number): Scale {
  const log = axis.scale === 'log';
  const low = Math.min(...values);
  const high = Math.max(...values);
  // A linear axis that is not told otherwise begins at 0; a logarithmic one leaves a little room at both ends.
  let from = axis.from ?? (log ? low / 1.3 : Math.min(0, low));
  let to = axis.to ?? (log ? high * 1.3 : high * 1.05);
  if (from === to) [from, to] = log ? [from / 2, to * 2] : [from - 1, to + 1];
  const share = (value: number) => (log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from));
  return {
    at: (value) => Math.round((firstPixel + share(value) * (lastPixel - firstPixel)) * 10) / 10,
    ticks: ticksOf(axis.scale, from, to),
  };
}

function axes(plot: Plot, x: Scale, y: Scale): string[] {
  const right = WIDTH - AREA.right;
  const bottom = HEIGHT - AREA.bottom;
  const middle = (AREA.top + bottom) / 2;
  return [
    `<text x="${WIDTH / 2}" y="24" text-anchor="middle" font-size="15" font-weight="bold">${escape(plot.title)}</text>`,
    ...x.ticks.flatMap((tick) => [
      `<line class="grid" x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${AREA.top}" y2="${bottom}"/>`,
      `<text x="${x.at(tick)}" y="${bottom + 18}" text-anchor="middle">${number(tick)}</text>`,
    ]),
    ...y.ticks.flatMap((tick) => [
      `<line class="grid" x1="${AREA.left}" x2="${right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/>`,
      `<text x="${AREA.left - 8}" y="${y.at(tick) + 4}" text-anchor="end">${number(tick)}</text>`,
    ]),
    `<path class="frame" d="M${AREA.left} ${AREA.top}V${bottom}H${right}"/>`,
    `<text x="${(AREA.left + right) / 2}" y="${HEIGHT - 16}" text-anchor="middle">${escape(plot.x.label)}</text>`,
    `<text transform="translate(18 ${middle}) rotate(-90)" text-anchor="middle">${escape(plot.y.label)}</text>`,
  ];
}

function line(series: Series, index: number, x: Scale, y: Scale): string[] {
  const colour = COLOURS[index % COLOURS.length]!;
  const dash = series.dashed ? ' stroke-dasharray="6 4"' : '';
  const at = series.points.map(([px, py]) => `${x.at(px)},${y.at(py)}`);
  const legend = AREA.top + 16 + 18 * index;
  return [
    `<polyline points="${at.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
    ...series.points.map(([px, py]) => `<circle cx="${x.at(px)}" cy="${y.at(py)}" r="3" fill="${colour}"/>`),
    `<line x1="${AREA.left + 14}" x2="${AREA.left + 40}" y1="${legend - 4}" y2="${legend - 4}" stroke="${colour}" stroke-width="2"${dash}/>`,
    `<text x="${AREA.left + 46}" y="${legend}">${escape(series.name)}</text>`,
  ];
}

/** The whole plot; throws when no series has a point to show. */
export function svgPlot(plot: Plot): string {
  const shown = (value: number, { scale }: Axis) => Number.isFinite(value) && (scale === 'linear' || value > 0);
  const series = plot.series.map((each) => ({
    ...each,
    points: each.points.filter(([x, y]) => shown(x, plot.x) && shown(y, plot.y)),
  }));
  const points = series.flatMap((each) => each.points);
  if (points.length === 0) throw new Error(`Nothing to show in the plot ${plot.title}.`);
  const values = (coordinate: 0 | 1) => points.map((point) => point[coordinate]);
  const x = scaleOf(plot.x, values(0), AREA.left, WIDTH - AREA.right);
  const y = scaleOf(plot.y, values(1), HEIGHT - AREA.bottom, AREA.top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    '<style>.grid{stroke:#ddd;stroke-width:1}.frame{fill:none;stroke:#444}</style>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...axes(plot, x, y),
    ...series.flatMap((each, index) => line(each, index, x, y)),
    '</svg>',
    '',
  ].join('\n');
}
