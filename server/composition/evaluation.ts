/** Promises annual evaluations: schemes over the measures of all rooms, frozen results, appeals. */
import { EvaluationRepository } from '../evaluation/evaluation.repository';
import { EvaluationResolver } from '../evaluation/evaluation.resolver';
import { EvaluationService } from '../evaluation/evaluation.service';
import type { Ground } from './ground';
import type { IndicatorRepository } from '../indicator/indicator.repository';
import { measures } from './measures';
import type { Parties } from './parties';

export function composeEvaluation(parts: Ground & Parties & { readonly indicators: IndicatorRepository }) {
  const { accounts, areas, audit, database, indicators, organisations } = parts;
  const byCode = new Map(measures.map((measure) => [measure.code, measure]));
  const evaluationService = new EvaluationService({
    ...{ accounts, areas, audit, database, indicators, organisations },
    ...{ evaluations: new EvaluationRepository(), measures: byCode },
  });
  const resolvers: object[] = [new EvaluationResolver(evaluationService, byCode)];
  return { evaluationService, resolvers };
}
