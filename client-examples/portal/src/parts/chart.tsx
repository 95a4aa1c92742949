/**
 * Promises a chart of lines or bars: loaded when it is shown, drawn in the colours of now, still for whoever asks for it, described in
 * words, and with the same figures as a table. What is withheld is a gap that says so, never a nought.
 */
import { lazy, Suspense, type ReactNode } from 'react';
import { useWords } from '../language/language';
import type { Tone } from './tones';
import { Twin } from './twin';
import './chart.css';

const Canvas = lazy(() => import('./chart-canvas'));

export interface ChartSeries {
  readonly name: string;
  readonly kind: 'line' | 'bar';
  /** One for each category; null: not known, or withheld. */
  readonly values: readonly (number | null)[];
  readonly tone?: Tone;
  /** For a plan beside what was done, or the period before. */
  readonly dashed?: boolean;
  /** Filled down to the axis. */
  readonly filled?: boolean;
  /** Steps between points instead of slopes, for balances that jump. */
  readonly stepped?: boolean;
  /** Series of one stack stand upon one another. */
  readonly stack?: string;
  /** What the table says, where it is more exact than the number drawn: fen. */
  readonly texts?: readonly string[];
}

export interface ChartProps {
  readonly title: string;
  /** What there is to see, in a sentence: read aloud instead of the picture. */
  readonly summary: string;
  /** What a category is: month, street. */
  readonly categoryTitle: string;
  readonly categories: readonly string[];
  /** Moments of the categories in milliseconds, where the axis is time itself and not so many equal steps. */
  readonly times?: readonly number[];
  /** How a moment is written below a time axis. */
  readonly formatTime?: (milliseconds: number) => string;
  /** Moments that are marked on a time axis, for instance today. */
  readonly moments?: readonly { readonly name: string; readonly time: number }[];
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
  /** Bars from left to right, for long names. */
  readonly lying?: boolean;
  /** A line across at this value, for instance a budget. */
  readonly mark?: { readonly name: string; readonly value: number };
  /** What stands in the table for null. */
  readonly nothing?: string;
  /** In rem. */
  readonly height?: number;
  readonly children?: ReactNode;
}

export function Chart(props: ChartProps) {
  const { title, summary, categoryTitle, categories, series, format, nothing = '—', height = 16, children } = props;
  const { t } = useWords();
  return (
    <figure className="chart">
      <figcaption>
        {title}
        {children}
      </figcaption>
      <div
        className="chart-room"
        role="img"
        aria-label={`${title}${t('picture.colon')}${summary}`}
        style={{ height: `${height}rem` }}
      >
        <Suspense fallback={<i className="chart-coming" />}>
          <Canvas {...props} />
        </Suspense>
      </div>
      <Twin
        title={title}
        columns={[categoryTitle, ...series.map(({ name }) => name)]}
        rows={categories.map((category, index) => [
          category,
          ...series.map(({ values, texts }) => {
            const value = values[index];
            return value === null || value === undefined ? nothing : (texts?.[index] ?? format(value));
          }),
        ])}
      />
    </figure>
  );
}
