/** Promises the objects of the contract made from schemes, evaluations and results, each line explained in both languages. */
import { EvaluationSubjectKind } from '../../schema/evaluation/enums';
import {
  Evaluation,
  EvaluationAppeal,
  EvaluationResult,
  EvaluationResultLine,
  EvaluationScheme,
} from '../../schema/evaluation/evaluation';
import { globalId } from '../../schema/global-id';
import type { Measure } from '../measure';
import type { AppealRow, EvaluationRow, ResultRow, SchemeRow } from './evaluation.repository';
import type { ResultLine, SchemeLine } from './scoring';

export function presentScheme(row: SchemeRow): EvaluationScheme {
  return Object.assign(new EvaluationScheme(), {
    schemeId: row.id,
    subjectKind: row.subjectKind,
    version: row.version,
    title: row.title,
    lines: row.lines.map((line) => ({ ...line, per: line.per ?? undefined })),
    proposedAt: new Date(row.proposedAt),
  });
}

export function presentEvaluation(row: EvaluationRow): Evaluation {
  return Object.assign(new Evaluation(), {
    evaluationId: row.id,
    scheme: presentScheme(row.scheme),
    year: row.year,
    status: row.status,
    hash: row.hash.toString('hex'),
    computedAt: row.computedAt,
    publishedAt: row.publishedAt ?? undefined,
    appealUntil: row.appealUntil ?? undefined,
  });
}

/** `withLines` is false for the auditor, who does not read the figures of few households. */
export function presentResult(
  row: ResultRow,
  measures: ReadonlyMap<string, Measure>,
  withLines: boolean,
): EvaluationResult {
  const { subjectKind, lines } = row.evaluation.scheme;
  const isOrganisation = subjectKind === EvaluationSubjectKind.ORGANISATION;
  return Object.assign(new EvaluationResult(), {
    resultId: row.id,
    subjectKey: isOrganisation ? globalId('Organisation', row.subjectKey) : row.subjectKey,
    subjectName: row.subjectName,
    version: row.version,
    total: row.total,
    lines: withLines ? row.lines.map((line, index) => presentLine(lines[index]!, line, measures)) : undefined,
    hash: row.hash.toString('hex'),
    appeal: row.appeal ? presentAppeal(row.appeal) : undefined,
  });
}

function presentAppeal(row: AppealRow): EvaluationAppeal {
  return Object.assign(new EvaluationAppeal(), {
    appealId: row.id,
    status: row.status,
    reason: row.reason,
    appealedAt: new Date(row.appealedAt),
    decision: row.decision ?? undefined,
    decidedAt: row.decidedAt ? new Date(row.decidedAt) : undefined,
  });
}

function presentLine(
  scheme: SchemeLine,
  line: ResultLine,
  measures: ReadonlyMap<string, Measure>,
): EvaluationResultLine {
  return Object.assign(new EvaluationResultLine(), {
    ...line,
    value: line.value ?? undefined,
    measure: scheme.measure,
    weight: scheme.weight,
    ...explanationOf(scheme, line, measures),
  });
}

function explanationOf(
  { measure, per, weight }: SchemeLine,
  { value, score, points, corrected }: ResultLine,
  measures: ReadonlyMap<string, Measure>,
): { explanationZh: string; explanationEn: string } {
  const title = (code: string) => measures.get(code)?.title ?? { zh: code, en: code };
  const zh = per === null ? title(measure).zh : `${title(measure).zh} ÷ ${title(per).zh}`;
  const en = per === null ? title(measure).en : `${title(measure).en} over ${title(per).en}`;
  const unit = per === null ? ['', ''] : ['（千分比）', ' per thousand'];
  const [score2, points2] = [score, points].map(hundredths);
  const told =
    value === null
      ? { zh: '没有可相除的数据', en: 'there was nothing to divide by' }
      : { zh: `数值 ${value}${unit[0]!}`, en: `the figure is ${value}${unit[1]!}` };
  return {
    explanationZh: `${zh}：${told.zh}${corrected ? '（申诉后更正）' : ''}，得 ${score2!} 分，权重 ${weight}%，计 ${points2!} 分。`,
    explanationEn: `${en}: ${told.en}${corrected ? ' (corrected upon appeal)' : ''}, which scores ${score2!}; weighing ${weight} % it adds ${points2!}.`,
  };
}

function hundredths(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}
