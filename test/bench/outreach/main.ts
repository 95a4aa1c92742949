/**
 * Promises the gain curves of the map of the silent minority on a district whose hidden needs are known: `npm run prove:outreach`.
 * Arguments: --seed=20260104, --districts=20 (further ones, for the spread), --write (the plots, to results).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../server/project';
import type { MapLevel } from '../../../server/outreach/map';
import { svgPlot } from '../plot';
import { areaUnder, backtest, backtestDistrict, gainOf } from './backtest';

const randomOrders = 200;

function argument(name: string, fallback: number): number {
  const given = process.argv.find((one) => one.startsWith(`--${name}=`));
  return given === undefined ? fallback : Number(given.slice(name.length + 3));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const names = {
  gap: 'by gap',
  residents: 'most populous first',
  seen: 'most seen first',
  known: 'by the truth',
} as const;

function prove(seed: number, level: MapLevel): void {
  const began = process.cpuUsage();
  const { hidden, orders, random } = backtest(backtestDistrict(seed), level, randomOrders, seed + 1);
  const cpu = process.cpuUsage(began);
  const areas = orders.gap.length;
  const total = [...hidden.values()].reduce((sum, count) => sum + count, 0);
  print(
    `\n${level}: ${areas} areas, ${total} hidden households, ${Math.round((cpu.user + cpu.system) / 1000)} ms of processor time`,
  );
  const curves = Object.entries(names).map(([order, name]) => ({
    name,
    gain: gainOf(orders[order as keyof typeof names], hidden),
  }));
  const randomAreas = random.map((order) => areaUnder(gainOf(order, hidden))).sort((a, b) => a - b);
  for (const { name, gain } of curves)
    print(
      `  ${name.padEnd(20)} area ${areaUnder(gain).toFixed(4)}, found after a tenth, a fifth, a half of the visits: ` +
        [0.1, 0.2, 0.5].map((part) => `${(100 * gain[Math.round(part * areas)]!).toFixed(1)} %`).join(', '),
    );
  print(`  ${'200 random orders'.padEnd(20)} area ${randomAreas[0]!.toFixed(4)} to ${randomAreas.at(-1)!.toFixed(4)}`);
  if (!process.argv.includes('--write')) return;
  const plot = svgPlot({
    title: `Hidden needs found by visiting order, ${level.toLowerCase()} level (generated district, seed ${seed})`,
    x: { label: 'part of the areas visited', scale: 'linear', from: 0, to: 1 },
    y: { label: 'part of hidden households found', scale: 'linear', from: 0, to: 1 },
    series: [
      ...curves.map(({ name, gain }) => ({
        name,
        points: gain.map((value, index) => [index / areas, value] as const),
      })),
      {
        name: 'at random, expected',
        points: [
          [0, 0],
          [1, 1],
        ],
        dashed: true,
      },
    ],
  });
  const folder = join(projectRoot, 'test', 'bench', 'outreach', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `gain-${level.toLowerCase()}.svg`), plot);
}

function spread(first: number, districts: number): void {
  const won: Record<string, number> = { COMMUNITY: 0, GRID: 0 };
  for (let seed = first + 100; seed < first + 100 + districts; seed += 1)
    for (const level of ['COMMUNITY', 'GRID'] as const) {
      const { hidden, orders, random } = backtest(backtestDistrict(seed), level, randomOrders, seed + 1);
      const best = Math.max(...random.map((order) => areaUnder(gainOf(order, hidden))));
      if (areaUnder(gainOf(orders.gap, hidden)) > best) won[level]! += 1;
    }
  print(`\nOf ${districts} further districts, by gap beats all 200 random orders in: ${JSON.stringify(won)}`);
}

const seed = argument('seed', 20_260_104);
print(`district of seed ${seed}, ${backtestDistrict(seed).silentCommunities} silent communities`);
for (const level of ['SUBDISTRICT', 'COMMUNITY', 'GRID'] as const) prove(seed, level);
spread(seed, argument('districts', 20));
