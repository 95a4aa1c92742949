/** Promises annual evaluations: schemes as versions, results frozen with a digest, published by a second person, corrected by a third. */
import { v7 } from 'uuid';
import { EvaluationAppealStatus, EvaluationStatus } from '../../schema/evaluation/enums';
import type {
  AppealEvaluationInput,
  DecideEvaluationAppealInput,
  EvaluateYearInput,
  ProposeEvaluationSchemeInput,
  PublishEvaluationInput,
} from '../../schema/evaluation/inputs';
import { AnotherPersonNeeded, AppealTooLate } from '../../schema/evaluation/results';
import { idOrImpossible } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import { answersFor, evaluates, sightOf } from './evaluation.policy';
import type { EvaluationRepository, EvaluationRow, NewResult, ResultRow, SchemeRow } from './evaluation.repository';
import { flawOf, hashOfEvaluation, hashOfResult, scoreLines, type SchemeLine } from './scoring';
import { readSubjects, type Subject, type SubjectParts } from './subjects';

export interface EvaluationParts extends SubjectParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly evaluations: EvaluationRepository;
}

/** Calendar days after the day of publication; a value of the product. */
export const appealDays = 15;

export class EvaluationService {
  constructor(private readonly parts: EvaluationParts) {}

  proposeScheme(actor: Actor, input: ProposeEvaluationSchemeInput): Promise<SchemeRow | Refusal> {
    const { evaluations } = this.parts;
    const line = { operation: 'proposeEvaluationScheme', subjectType: 'EvaluationScheme', subjectId: input.schemeId };
    return this.command(actor, line, input.schemeId, input, async (tx, once) => {
      if (!evaluates(actor, input.areaCode)) return new NotFound('Area');
      if (once === 'repeated') return (await evaluations.lockScheme(tx, input.schemeId))!;
      const title = requireText('title', input.title, { maximum: 120 });
      if (isRefusal(title)) return title;
      const lines = input.lines.map((one): SchemeLine => ({
        ...{ measure: one.measure, per: one.per ?? null, weight: one.weight, missingScore: one.missingScore },
        points: one.points.map(({ at, score }) => ({ at: at.toString(), score })),
      }));
      const flaw = flawOf(lines) ?? this.unknownMeasure(lines);
      if (flaw) return new InvalidInput(flaw.field, flaw);
      const { schemeId, subjectKind, areaCode } = input;
      return evaluations.insertScheme(tx, {
        ...{ id: schemeId, subjectKind, areaCode, title, lines, proposedBy: actor.accountId },
      });
    });
  }

  /** Computes and freezes the results of a year that is over. */
  evaluateYear(actor: Actor, input: EvaluateYearInput): Promise<EvaluationRow | Refusal> {
    const { evaluations } = this.parts;
    const line = { operation: 'evaluateYear', subjectType: 'Evaluation', subjectId: input.evaluationId };
    return this.command(actor, line, input.evaluationId, input, async (tx, once) => {
      const scheme = await evaluations.lockScheme(tx, idOrImpossible(input.schemeId));
      if (!scheme || !evaluates(actor, scheme.areaCode)) return new NotFound('EvaluationScheme');
      if (once === 'repeated') return (await evaluations.findEvaluation(tx, input.evaluationId))!;
      const thisYear = Number((await evaluations.today(tx)).slice(0, 4));
      if (input.year < 2_000 || input.year >= thisYear)
        return new InvalidInput('year', {
          zh: '只能测评已经结束的年度。',
          en: 'Only a year that is over can be evaluated.',
        });
      const { id: schemeId, subjectKind: kind, areaCode, lines } = scheme;
      const subjects = await readSubjects(this.parts, tx, { kind, areaCode, year: input.year, lines });
      if (subjects.length === 0) return nobody();
      const results = subjects.map((subject) => firstResult(input.evaluationId, lines, subject));
      const hash = hashOfEvaluation(
        schemeId,
        input.year,
        results.map((result) => result.hash),
      );
      const row = { id: input.evaluationId, schemeId, year: input.year, hash, computedBy: actor.accountId };
      await evaluations.insertEvaluation(tx, row, results);
      return (await evaluations.findEvaluation(tx, input.evaluationId))!;
    });
  }

  publish(actor: Actor, input: PublishEvaluationInput): Promise<EvaluationRow | Refusal> {
    const { evaluations } = this.parts;
    const id = idOrImpossible(input.evaluationId);
    const line = { operation: 'publishEvaluation', subjectType: 'Evaluation', subjectId: id };
    return this.command(actor, line, input.commandId, input, async (tx, once) => {
      const found = await evaluations.findEvaluation(tx, id);
      if (!found || !evaluates(actor, found.scheme.areaCode)) return new NotFound('Evaluation');
      if (once === 'repeated') return found;
      if (found.computedBy === actor.accountId) return new AnotherPersonNeeded();
      await evaluations.lockScheme(tx, found.schemeId);
      if (!(await evaluations.publish(tx, id, actor.accountId, appealDays)))
        return new WrongState(EvaluationStatus.PUBLISHED, [EvaluationStatus.COMPUTED]);
      return (await evaluations.findEvaluation(tx, id))!;
    });
  }

  /** Says that a first result is wrong, within the days for it. */
  appeal(actor: Actor, input: AppealEvaluationInput): Promise<ResultRow | Refusal> {
    const { evaluations } = this.parts;
    const resultId = idOrImpossible(input.resultId);
    const line = { operation: 'appealEvaluation', subjectType: 'EvaluationResult', subjectId: resultId };
    return this.command(actor, line, input.appealId, input, async (tx, once) => {
      const result = await evaluations.findResult(tx, resultId);
      if (!result || result.evaluation.status !== EvaluationStatus.PUBLISHED) return new NotFound('EvaluationResult');
      if (!answersFor(actor, result.evaluation.scheme.subjectKind, result.subjectKey))
        return new NotFound('EvaluationResult');
      if (once === 'repeated') return result;
      const reason = requireText('reason', input.reason, { maximum: 1_000, multiline: true });
      if (isRefusal(reason)) return reason;
      const until = result.evaluation.appealUntil!;
      if ((await evaluations.today(tx)) > until) return new AppealTooLate(until);
      const row = { id: input.appealId, resultId, reason, appealedBy: actor.accountId };
      if (result.version > 1 || !(await evaluations.insertAppeal(tx, row)))
        return new WrongState(result.appeal?.status ?? EvaluationAppealStatus.UPHELD, ['NONE']);
      return (await evaluations.findResult(tx, resultId))!;
    });
  }

  /** Upholds an appeal by a corrected version, or rejects it. The version appealed against stays as it was. */
  decideAppeal(actor: Actor, input: DecideEvaluationAppealInput): Promise<ResultRow | Refusal> {
    const { evaluations } = this.parts;
    const id = idOrImpossible(input.appealId);
    const line = { operation: 'decideEvaluationAppeal', subjectType: 'EvaluationAppeal', subjectId: id };
    return this.command(actor, line, input.commandId, input, async (tx, once) => {
      const appeal = await evaluations.findAppeal(tx, id);
      const result = appeal && (await evaluations.findResult(tx, appeal.resultId));
      if (!result || !evaluates(actor, result.evaluation.scheme.areaCode)) return new NotFound('EvaluationAppeal');
      if (once === 'repeated') return evaluations.findLatest(tx, result);
      const { publishedBy } = result.evaluation;
      if ([publishedBy, result.appeal!.appealedBy].includes(actor.accountId)) return new AnotherPersonNeeded();
      const decision = requireText('decision', input.decision, { maximum: 1_000, multiline: true });
      if (isRefusal(decision)) return decision;
      const flaw = flawOfDecision(input, result.evaluation.scheme.lines.length);
      if (flaw) return flaw;
      const decided = { status: input.outcome, decision, by: actor.accountId };
      if (!(await evaluations.decideAppeal(tx, id, decided)))
        return new WrongState(appeal.status, [EvaluationAppealStatus.OPEN]);
      if (input.outcome === EvaluationAppealStatus.UPHELD)
        await evaluations.insertResults(tx, [correctedResult(result, input.corrections)]);
      return evaluations.findLatest(tx, result);
    });
  }

  listSchemes(actor: Actor): Promise<SchemeRow[]> {
    return this.parts.evaluations.listSchemes(this.parts.database, sightOf(actor).bureauAreas);
  }

  listEvaluations(actor: Actor, page: { after?: string; limit: number }): Promise<EvaluationRow[]> {
    return this.parts.evaluations.listEvaluations(this.parts.database, sightOf(actor), page);
  }

  listResults(
    actor: Actor,
    evaluationId: string,
    page: { after?: { total: number; key: string }; limit: number },
  ): Promise<ResultRow[]> {
    return this.parts.evaluations.listResults(this.parts.database, sightOf(actor), evaluationId, page);
  }

  /** Audit line first; a refusal rolls everything back. */
  private command<Row>(
    actor: Actor,
    line: { operation: string; subjectType: string; subjectId: string },
    commandId: string,
    input: unknown,
    work: (tx: Transaction, once: 'new' | 'repeated') => Promise<Row | Refusal>,
  ): Promise<Row | Refusal> {
    const { audit, database } = this.parts;
    return database.transaction(async (tx) => {
      const once = await audit.recordOnce(tx, { ...line, accountId: actor.accountId }, commandId, input);
      return isRefusal(once) ? once : work(tx, once);
    });
  }

  /** Restricted cases are told for the district only: nobody is evaluated by them. */
  private unknownMeasure(lines: readonly SchemeLine[]): { field: string; zh: string; en: string } | undefined {
    const isUsable = (code: string) =>
      this.parts.measures.get(code)?.restricted === undefined && this.parts.measures.has(code);
    const index = lines.findIndex(({ measure, per }) => !isUsable(measure) || (per !== null && !isUsable(per)));
    if (index === -1) return undefined;
    return {
      field: `lines.${index}.measure`,
      zh: '没有可用的此项指标。',
      en: 'There is no such measure to evaluate by.',
    };
  }
}

function firstResult(evaluationId: string, scheme: readonly SchemeLine[], { key, name, values }: Subject): NewResult {
  const scored = scoreLines(scheme, values);
  const result = { subjectKey: key, version: 1, ...scored };
  return { ...result, id: v7(), evaluationId, subjectName: name, hash: hashOfResult(result, undefined) };
}

function correctedResult(
  before: ResultRow,
  corrections: readonly { readonly line: number; readonly value: bigint }[],
): NewResult {
  const corrected = new Map(corrections.map(({ line, value }) => [line, value]));
  const values = before.lines.map(
    ({ value }, index) => corrected.get(index) ?? (value === null ? undefined : BigInt(value)),
  );
  const scored = scoreLines(before.evaluation.scheme.lines, values, new Set(corrected.keys()));
  const { evaluationId, subjectKey, subjectName } = before;
  const result = { subjectKey, version: before.version + 1, ...scored };
  return { ...result, id: v7(), evaluationId, subjectName, hash: hashOfResult(result, before.hash) };
}

function flawOfDecision(input: DecideEvaluationAppealInput, lines: number): InvalidInput | undefined {
  if (input.outcome === EvaluationAppealStatus.OPEN)
    return new InvalidInput('outcome', { zh: '裁决须为成立或不成立。', en: 'Uphold it or reject it.' });
  if ((input.outcome === EvaluationAppealStatus.UPHELD) !== input.corrections.length > 0)
    return new InvalidInput('corrections', {
      zh: '成立须更正数值，不成立不得更正。',
      en: 'What is upheld is corrected, what is rejected is not.',
    });
  const places = input.corrections.map(({ line }) => line);
  if (new Set(places).size !== places.length || places.some((line) => line < 0 || line >= lines))
    return new InvalidInput('corrections', {
      zh: '每个指标至多更正一次，且须在方案中。',
      en: 'Correct lines of the scheme, each once.',
    });
  return undefined;
}

function nobody(): InvalidInput {
  return new InvalidInput('year', { zh: '该年度没有可测评的对象。', en: 'There is nobody to evaluate in that year.' });
}
