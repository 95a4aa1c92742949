/** Promises the keeper's figures of every form and capacity as tables and a plot that are committed. */
import { join } from 'node:path';
import { svgPlot, type Series } from '../plot';
import { markdownTable, writeResult } from '../table';
import type { Form } from './instances';
import { ANY_CHANGE, measureKeep, SUSPENDED, type KeepReport } from './keep';

const RESULTS = join('test', 'bench', 'matching', 'results');
const FORMS: readonly Form[] = ['product', 'few-scores', 'geometric', 'popular', 'product-costs'];

/** A report as a Markdown table. */
export function keepTable(report: KeepReport): string {
  const { form, needs, capacity } = report.options;
  const table = markdownTable(
    [
      'change',
      'count',
      'mean µs',
      'p50 µs',
      'p99 µs',
      'CPU mean µs',
      'CPU p99 µs',
      'organisations read',
      'changes per full solve',
    ],
    report.figures.map((row) => [
      row.kind,
      row.operations,
      Math.round(row.meanMicroseconds),
      Math.round(row.p50Microseconds),
      Math.round(row.p99Microseconds),
      Math.round(row.cpuMeanMicroseconds),
      Math.round(row.cpuP99Microseconds),
      Number(row.visited.toFixed(1)),
      Math.round(row.perSolve),
    ]),
  );
  return [
    `## ${form}, ${needs} needs, capacity ${capacity}`,
    `Full solve ${report.solveMilliseconds.toFixed(0)} ms CPU, load ${report.loadMilliseconds.toFixed(0)} ms, ` +
      `certificate ${report.certificateMilliseconds.toFixed(1)} ms; ` +
      `${report.exact ? 'exact at every check and against a fresh solve' : 'NOT EXACT'}.`,
    table,
  ].join('\n\n');
}

/** Each form's changes per full solve over the capacity: the mean of all single changes, and of whole suspensions. */
function plotOf(reports: readonly KeepReport[]): string {
  const line = (name: string, form: Form, kind: string, dashed = false): Series => ({
    name,
    dashed,
    points: reports
      .filter(({ options }) => options.form === form)
      .map(({ options, figures }) => [options.capacity, figures.find((row) => row.kind === kind)!.perSolve]),
  });
  const forms = [...new Set(reports.map(({ options }) => options.form))];
  return svgPlot({
    title: `Keeping the best plan at ${reports[0]!.options.needs} needs`,
    x: { label: 'total places as a share of the needs', scale: 'linear', from: 0.7, to: 1.3 },
    y: { label: 'changes for the price of one full solve', scale: 'log' },
    series: [
      ...forms.map((form) => line(`${form}: a single change`, form, ANY_CHANGE)),
      line(`${forms[0]}: an organisation suspended`, forms[0]!, SUSPENDED, true),
    ],
  });
}

/** Measures each form at three capacities, and writes the tables and the plot; fewer operations for the harder forms. */
export function runKeepBench(needs = 100_000, operations = 4_000, forms = FORMS): KeepReport[] {
  const reports: KeepReport[] = [];
  for (const form of forms) {
    for (const capacity of [0.8, 1, 1.2]) {
      const count = form === 'product' ? operations : Math.ceil(operations / 4);
      const report = measureKeep({ form, needs, capacity, operations: count });
      process.stdout.write(`${keepTable(report)}\n\n`);
      reports.push(report);
    }
  }
  const content = [
    '# Keeping the best plan while it changes',
    '![Changes per full solve](keep.svg)',
    ...reports.map(keepTable),
  ];
  writeResult(join(RESULTS, 'keep.md'), content.join('\n\n'));
  writeResult(join(RESULTS, 'keep.svg'), plotOf(reports));
  return reports;
}

if (require.main === module) {
  const [needs, operations, ...forms] = process.argv.slice(2);
  runKeepBench(Number(needs ?? 100_000), Number(operations ?? 4_000), forms.length > 0 ? (forms as Form[]) : FORMS);
}
