/** Promises how the plan serves the groups of one basis, each by its name, as a chart, or why that is not counted. */
import { said } from '../language/language';
import { FairnessChart } from './fairness-chart';
import { Notice } from './notices';
import type { FairnessOfPlanQuery, FairnessOfPlanQueryVariables } from './plan-fairness.documents';

export type FairnessBasis = FairnessOfPlanQueryVariables['by'];

export const fairnessBases: readonly FairnessBasis[] = ['STREET', 'COMMUNITY', 'SITUATION'];

/** What the answer says counts, not what is chosen meanwhile. */
const isAreaCode = (group: string) => /^\d+$/.test(group);

export interface PlanFairnessChartProps {
  readonly title: string;
  readonly found: FairnessOfPlanQuery['planFairness'];
  readonly situationName: (situation: string) => string;
}

export function PlanFairnessChart({ title, found, situationName }: PlanFairnessChartProps) {
  if (found.__typename === 'EngineRefused') return <Notice kind="refused">{said(found)}</Notice>;
  const groups = found.groups.map((one) => ({
    ...one,
    name: one.area?.name ?? (isAreaCode(one.group) ? one.group : situationName(one.group)),
  }));
  return <FairnessChart title={title} priceTenThousandths={found.priceTenThousandths} groups={groups} />;
}
