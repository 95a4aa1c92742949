/** Promises what is said to the drawing library: our colours and letters, patterns beside colours, and no markup that the policy of the page refuses. */
import type { EChartsCoreOption } from 'echarts/core';
import { fontFamily, palettes, type Scheme } from '../design/tokens';
import type { ChartProps, ChartSeries } from './chart';
import { tones } from './tones';

export interface Look {
  readonly scheme: Scheme;
  readonly still: boolean;
  /** Of the letters around, in pixels. */
  readonly size: number;
}

const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];

export function optionOf(props: ChartProps, look: Look): EChartsCoreOption {
  const { categories, series, lying } = props;
  const colours = palettes[look.scheme];
  const text = { color: colours['ink-soft'], fontFamily, fontSize: Math.round(look.size * 0.82) };
  const axis = {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: true, color: colours.ink },
  };
  const category = props.times
    ? timeAxis(props, axis)
    : { ...axis, type: 'category', data: [...categories], inverse: lying === true };
  const value = {
    type: 'value',
    splitNumber: 4,
    axisLabel: { ...text, hideOverlap: true, formatter: props.format },
    splitLine: { lineStyle: { color: colours.line, type: 'dashed' } },
  };
  return {
    animation: !look.still,
    animationDuration: 400,
    textStyle: { fontFamily },
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: series.filter(({ kind }) => kind === 'bar').length > 1 },
    },
    grid: {
      ...{ left: 4, right: look.size * 1.2, bottom: 4, top: series.length > 1 ? look.size * 2.6 : look.size },
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: {
      ...{ show: series.length > 1, top: 0, left: 0, itemWidth: look.size * 1.4, itemHeight: look.size * 0.7 },
      textStyle: { ...text, color: colours.ink },
    },
    // Written on the canvas: markup with styles of its own would be refused by the policy of the page.
    tooltip: tooltipOf(props, look),
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: series.map((one, index) => seriesOf(one, index, props, look)),
  };
}

/** Time itself: a month is as long as it is, and a moment stands where it was. */
function timeAxis({ categories, times = [], formatTime }: ChartProps, axis: { readonly axisLabel: object }) {
  const names = new Map(times.map((time, index) => [time, categories[index]!]));
  return {
    ...axis,
    type: 'time',
    min: times[0],
    max: times.at(-1),
    splitLine: { show: false },
    axisLabel: { ...axis.axisLabel, formatter: formatTime },
    // What stands above the figures when one points at a moment.
    axisPointer: {
      label: { formatter: ({ value }: { value: number }) => names.get(value) ?? formatTime?.(value) ?? '' },
    },
  };
}

function tooltipOf({ format, nothing = '—' }: ChartProps, look: Look) {
  const colours = palettes[look.scheme];
  return {
    trigger: 'axis',
    renderMode: 'richText',
    backgroundColor: colours.surface,
    borderColor: colours.line,
    textStyle: { color: colours.ink, fontFamily, fontSize: Math.round(look.size * 0.88) },
    valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : nothing),
  };
}

/** Lines across: a value that is not to be passed, and moments. */
function marksOf({ mark, moments = [], format, lying }: ChartProps, look: Look) {
  if (!mark && moments.length === 0) return {};
  const colours = palettes[look.scheme];
  const text = { fontFamily, fontSize: Math.round(look.size * 0.82) };
  const across = mark && {
    [lying ? 'xAxis' : 'yAxis']: mark.value,
    lineStyle: { color: colours.persimmon, type: 'dashed', width: 2 },
    label: {
      ...{ ...text, color: colours.persimmon, position: 'insideEndTop' },
      formatter: `${mark.name} ${format(mark.value)}`,
    },
  };
  const upright = moments.map(({ name, time }) => ({
    xAxis: time,
    lineStyle: { color: colours['ink-soft'], type: 'solid', width: 1 },
    label: { ...text, color: colours['ink-soft'], position: 'insideEndTop', rotate: 0, formatter: name },
  }));
  return { markLine: { silent: true, symbol: 'none', data: [...(across ? [across] : []), ...upright] } };
}

const halfADay = 43_200_000;

/** On an axis of time each value has its moment; a balance that is known last is shown to the end of its day, so that it can be seen. */
function dataOf({ values, stepped }: ChartSeries, times: readonly number[] | undefined): unknown[] {
  if (!times) return [...values];
  const pairs = values.map((value, index) => [times[index]!, value]);
  const last = values.findLastIndex((value) => value !== null);
  if (!stepped || last < 0) return pairs;
  // A step goes on to the next moment even where nothing is known there: it ends with what is known.
  return [...pairs.slice(0, last + 1), [times[last]! + halfADay, values[last]!]];
}

function seriesOf(one: ChartSeries, index: number, props: ChartProps, look: Look) {
  const colours = palettes[look.scheme];
  const color = colours[one.tone ?? tones[index % tones.length]!];
  const common = { name: one.name, data: dataOf(one, props.times), stack: one.stack, itemStyle: { color } };
  const marked = index === 0 ? marksOf(props, look) : {};
  if (one.kind === 'bar')
    return { ...common, ...marked, type: 'bar', barMaxWidth: look.size * 2.4, itemStyle: { color, borderRadius: 3 } };
  return {
    ...{ ...common, ...marked, type: 'line', connectNulls: false },
    ...{ symbol: symbols[index % symbols.length], symbolSize: look.size * 0.5 },
    showSymbol: one.values.length <= 31,
    step: one.stepped ? 'end' : undefined,
    lineStyle: { color, width: look.size / 6, type: one.dashed ? 'dashed' : 'solid' },
    areaStyle: one.filled ? { color, opacity: 0.16 } : undefined,
  };
}
