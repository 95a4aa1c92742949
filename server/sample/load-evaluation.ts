/** Promises the evaluation of the year of the case: the pilot streets by its own figures, computed by one of the bureau, published by another. */
import { EvaluationSubjectKind } from '../../schema/evaluation/enums';
import type { EvaluationSchemeLineInput } from '../../schema/evaluation/inputs';
import type { EvaluationService } from '../evaluation/evaluation.service';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import type { SamplePlan } from './plan';
import { SeededChance } from './random';

export interface EvaluationServices {
  readonly evaluationService: EvaluationService;
}

const seed = 640_139;
const district = '640104';
const year = 2023;
/** When the revisits of the year are done. */
const evaluatedOn = '2024-03-11';
const publishedOn = '2024-03-18';
const full = 10_000;

/** A third of what the case tells of the three streets together is the full score; of revisits, all in time. */
const lines: readonly EvaluationSchemeLineInput[] = [
  line('HOUSEHOLDS_VISITED', 30, 183n),
  line('HOUSEHOLDS_HELPED', 25, 43n),
  line('POLICY_LINKS', 15, 67n),
  { ...line('REVISITS_DONE_IN_TIME', 30, 1_000n), per: 'REVISITS_DUE' },
];

function line(measure: string, weight: number, at: bigint): EvaluationSchemeLineInput {
  return {
    measure,
    weight,
    missingScore: 0,
    points: [
      { at: 0n, score: 0 },
      { at, score: full },
    ],
  };
}

export async function loadEvaluation(
  { evaluationService }: EvaluationServices,
  plan: SamplePlan,
  clock: SampleClock,
): Promise<void> {
  const chance = new SeededChance(seed);
  const [schemeId, evaluationId, commandId] = [chance.uuid(), chance.uuid(), chance.uuid()];
  const [first, second] = plan.bureau.map(actorFor);
  await clock.moveTo(evaluatedOn);
  expectDone(
    await evaluationService.proposeScheme(first!, {
      ...{ schemeId, areaCode: district, subjectKind: EvaluationSubjectKind.STREET },
      ...{ title: '社会救助工作绩效评价', lines: [...lines] },
    }),
  );
  expectDone(await evaluationService.evaluateYear(first!, { evaluationId, schemeId, year }));
  await clock.moveTo(publishedOn);
  expectDone(await evaluationService.publish(second!, { commandId, evaluationId }));
}
