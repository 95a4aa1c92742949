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
  const category = {
    type: 'category',
    data: [...categories],
    inverse: lying === true,
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: true, color: colours.ink },
  };
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

function seriesOf(one: ChartSeries, index: number, { mark, format, lying }: ChartProps, look: Look) {
  const colours = palettes[look.scheme];
  const color = colours[one.tone ?? tones[index % tones.length]!];
  const markLine = {
    ...{ silent: true, symbol: 'none', data: [{ [lying ? 'xAxis' : 'yAxis']: mark?.value }] },
    lineStyle: { color: colours.persimmon, type: 'dashed', width: 2 },
    label: {
      ...{ color: colours.persimmon, fontFamily, fontSize: Math.round(look.size * 0.82), position: 'insideEndTop' },
      formatter: mark && `${mark.name} ${format(mark.value)}`,
    },
  };
  const common = { name: one.name, data: [...one.values], stack: one.stack, itemStyle: { color } };
  const marked = mark && index === 0 ? { markLine } : {};
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
