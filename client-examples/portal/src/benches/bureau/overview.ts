/** Promises what the overview and the wall ask for, and the answer in a shape that their parts take. */
import { useWords, said } from '../../language/language';
import { useAnswer, type Answer } from '../../parts/use-answer';
import { claimTimeCodes } from './claim-time';
import { sharesOf, type Share } from './fairness';
import { BureauOverview, type BureauOverviewQuery, type ToldIndicatorFragment } from './figures.documents';
import { funnelCodes } from './funnel';
import { runsOf, type Runs } from './runs';
import { useScope } from './use-scope';

/** Those of the published case that leadership asks for first. */
export const headlineCodes = [
  'HOUSEHOLDS_VISITED',
  'NEEDS_REFERRED',
  'HOUSEHOLDS_HELPED',
  'NEEDS_TRULY_CLOSED',
  'HOUSEHOLDS_LINKED_TO_POLICIES',
  'REVISITS_DONE',
  'PEOPLE_HELPED_TO_APPLY',
  'HELP_DELIVERED_VALUE',
] as const;

const codes = [...new Set<string>([...headlineCodes, ...funnelCodes, ...claimTimeCodes])];
const trendCodes = [...headlineCodes, ...claimTimeCodes];

export interface Overview {
  readonly indicators: ReadonlyMap<string, ToldIndicatorFragment>;
  readonly runs: Runs;
  readonly shares: readonly Share[];
  readonly fairnessIndex: number | null | undefined;
  /** Why there are no figures, in words of the contract. */
  readonly refused: string | undefined;
}

export function useOverview(): {
  readonly answer: Answer<BureauOverviewQuery>;
  readonly scope: ReturnType<typeof useScope>;
} {
  const scope = useScope();
  const answer = useAnswer(BureauOverview, { ...scope.variables, codes, trendCodes });
  return { answer, scope };
}

export function useReading(result: BureauOverviewQuery): Overview {
  useWords();
  const { figures, trend, shares } = result;
  const indicators = figures.__typename === 'IndicatorReport' ? figures.indicators : [];
  const monthly = trend.__typename === 'IndicatorReport' ? trend.indicators : [];
  const grouped = shares.__typename === 'IndicatorReport' ? shares.indicators : [];
  const groupsOf = (code: string) => grouped.find(({ measure }) => measure.code === code)?.groups ?? [];
  const derived = figures.__typename === 'IndicatorReport' ? figures.derived : [];
  return {
    indicators: new Map(indicators.map((one) => [one.measure.code, one])),
    runs: runsOf(monthly),
    shares: sharesOf(groupsOf('NEEDS_REFERRED'), groupsOf('REFERRED_NEEDS_CLAIMED')),
    fairnessIndex: derived.find(({ code }) => code === 'FAIRNESS_BETWEEN_AREAS')?.permille,
    refused: figures.__typename === 'IndicatorReport' ? undefined : said(figures),
  };
}
