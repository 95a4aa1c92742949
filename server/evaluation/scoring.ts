/** Promises scores from figures, in whole numbers only: monotone, bounded, explained by line, and a digest of what came out. Pure. */
import { createHash } from 'node:crypto';

export interface ScorePoint {
  /** A figure, in the unit of the measure, or parts of a thousand when it is divided by another. */
  readonly at: string;
  /** Hundredths of a point, 0 to 10000. */
  readonly score: number;
}

export interface SchemeLine {
  readonly measure: string;
  /** Code of the measure by which the first is divided; null when it stands alone. */
  readonly per: string | null;
  /** Whole parts of a hundred. */
  readonly weight: number;
  /** At rising figures; between two points the score lies on the straight line, beyond the last it stays. */
  readonly points: readonly ScorePoint[];
  /** What a line is worth when there is nothing to divide by. */
  readonly missingScore: number;
}

export interface ResultLine {
  /** Text, so that no digit is lost; null when there is nothing to divide by. */
  readonly value: string | null;
  readonly score: number;
  /** Hundredths of a point that the line adds to the total. */
  readonly points: number;
  /** Whether the figure was corrected upon appeal. */
  readonly corrected: boolean;
}

export const scoreMaximum = 10_000;

/** The score of a figure: straight lines between the points, rounded down. */
export function scoreOf(line: SchemeLine, value: bigint | undefined): number {
  if (value === undefined) return line.missingScore;
  const points = line.points.map(({ at, score }) => ({ at: BigInt(at), score: BigInt(score) }));
  const next = points.findIndex(({ at }) => value < at);
  if (next === 0) return Number(points[0]!.score);
  if (next === -1) return Number(points.at(-1)!.score);
  const [from, to] = [points[next - 1]!, points[next]!];
  const [whole, part] = [to.at - from.at, value - from.at];
  // Floor of a falling line is not the floor of its negative: both products are above zero.
  return Number((from.score * (whole - part) + to.score * part) / whole);
}

/** The lines of a result; `corrected` says which figures an appeal put in the place of the computed ones. */
export function scoreLines(
  scheme: readonly SchemeLine[],
  values: readonly (bigint | undefined)[],
  corrected: ReadonlySet<number> = new Set(),
): { readonly lines: ResultLine[]; readonly total: number } {
  const lines = scheme.map((line, index): ResultLine => {
    const score = scoreOf(line, values[index]);
    const points = Math.floor((score * line.weight) / 100);
    return { value: values[index]?.toString() ?? null, score, points, corrected: corrected.has(index) };
  });
  const weighted = lines.reduce((sum, { score }, index) => sum + score * scheme[index]!.weight, 0);
  return { lines, total: Math.floor(weighted / 100) };
}

/** What is wrong with the lines of a scheme; undefined when they can be used. */
export function flawOf(
  lines: readonly SchemeLine[],
): { readonly field: string; readonly zh: string; readonly en: string } | undefined {
  if (lines.length === 0 || lines.length > 30)
    return { field: 'lines', zh: '方案须有 1 至 30 个指标。', en: 'A scheme has 1 to 30 lines.' };
  for (const [index, line] of lines.entries()) {
    const field = `lines.${index}`;
    if (!Number.isInteger(line.weight) || line.weight < 1)
      return { field: `${field}.weight`, zh: '权重须为正整数。', en: 'A weight is a whole number above zero.' };
    const scores = [line.missingScore, ...line.points.map(({ score }) => score)];
    if (scores.some((score) => !Number.isInteger(score) || score < 0 || score > scoreMaximum))
      return { field: `${field}.points`, zh: '得分须在 0 至 100 分之间。', en: 'A score lies from 0 to 100 points.' };
    if (line.points.length < 1 || line.points.length > 20 || !isRising(line.points.map(({ at }) => BigInt(at))))
      return {
        field: `${field}.points`,
        zh: '得分点须按数值递增排列，1 至 20 个。',
        en: '1 to 20 points at rising figures.',
      };
    if (!isMonotone(line.points.map(({ score }) => score)))
      return { field: `${field}.points`, zh: '得分须单调：只升或只降。', en: 'Scores must only rise or only fall.' };
  }
  const sum = lines.reduce((total, { weight }) => total + weight, 0);
  if (sum !== 100)
    return { field: 'lines', zh: `权重之和须为 100，现为 ${sum}。`, en: `Weights sum to 100, not ${sum}.` };
  return undefined;
}

function isRising(values: readonly bigint[]): boolean {
  return values.every((value, index) => index === 0 || value > values[index - 1]!);
}

function isMonotone(scores: readonly number[]): boolean {
  const steps = scores.slice(1).map((score, index) => score - scores[index]!);
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

export interface HashedResult {
  readonly subjectKey: string;
  readonly version: number;
  readonly total: number;
  readonly lines: readonly ResultLine[];
}

/** Over everything that a result says, and what it replaces. */
export function hashOfResult(result: HashedResult, before: Buffer | undefined): Buffer {
  const lines = result.lines.map(({ value, score, points, corrected }) => [value, score, points, corrected]);
  const said = [result.subjectKey, result.version, result.total, lines, before?.toString('hex') ?? null];
  return createHash('sha256').update(JSON.stringify(said)).digest();
}

/** Over the scheme, the year and the results, in the order of their subjects. */
export function hashOfEvaluation(schemeId: string, year: number, hashes: readonly Buffer[]): Buffer {
  const said = [schemeId, year, hashes.map((hash) => hash.toString('hex')).sort()];
  return createHash('sha256').update(JSON.stringify(said)).digest();
}
