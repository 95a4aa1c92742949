/** Promises the drawing of a chart on a canvas, loaded only where one is shown; it follows its room, the light and the size of the letters. */
import { useEffect, useRef } from 'react';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use as bring, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useScheme, useStill } from '../design/scheme';
import { useWords } from '../language/language';
import type { ChartProps } from './chart';
import { optionOf } from './chart-option';

bring([
  ...[BarChart, LineChart, CanvasRenderer],
  ...[AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent],
]);

export default function ChartCanvas(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType>(undefined);
  const scheme = useScheme();
  const still = useStill();
  const { language } = useWords();
  const shown = useRef(props);
  const { categories, times, moments, series, mark, lying } = props;
  /** It is drawn anew for other figures, not each time that the page around it is. */
  const key = JSON.stringify([categories, times, moments, series, mark, lying, language]);

  useEffect(() => {
    shown.current = props;
  });
  useEffect(() => {
    const element = place.current!;
    const chart = init(element);
    drawn.current = chart;
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, []);
  useEffect(() => {
    const size = parseFloat(getComputedStyle(place.current!).fontSize);
    drawn.current?.setOption(optionOf(shown.current, { scheme, still, size }), { notMerge: true });
  }, [key, scheme, still]);
  return <div ref={place} className="chart-canvas" aria-hidden="true" />;
}
