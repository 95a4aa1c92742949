/** Promises the figures of the case: the measures of all rooms, summed, grouped and listed, and what is made of them. */
import { ratios } from '../indicator/derived';
import { GroupNames } from '../indicator/group-names';
import { IndicatorReportResolver, IndicatorResolver } from '../indicator/indicator.resolver';
import { IndicatorRepository } from '../indicator/indicator.repository';
import { IndicatorService } from '../indicator/indicator.service';
import type { NodeRegistry } from '../node/node';
import { composeEvaluation } from './evaluation';
import type { Ground } from './ground';
import { measures } from './measures';
import type { Parties } from './parties';

export type Counting = ReturnType<typeof composeIndicator>;

export function composeIndicator(parts: Ground & Parties & { readonly nodes: NodeRegistry }) {
  const { accounts, areas, database, nodes, organisations } = parts;
  const indicators = new IndicatorRepository();
  const indicatorService = new IndicatorService(database, indicators, measures);
  const names = new GroupNames(database, areas, organisations, accounts);
  const evaluating = composeEvaluation({ ...parts, indicators });
  const resolvers: object[] = [
    new IndicatorResolver(indicatorService, names, nodes),
    new IndicatorReportResolver({ service: indicatorService, ratios }),
    ...evaluating.resolvers,
  ];
  return { ...evaluating, indicators, indicatorService, groupNames: names, resolvers };
}
