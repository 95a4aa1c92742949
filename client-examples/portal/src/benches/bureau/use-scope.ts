/** Promises the period and the area of a view, kept in the address: never wider than what one serves, and whole years for auditors. */
import { useMemo } from 'react';
import { today as todayOf } from '../../parts/today';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useAreas } from '../../session/acting';
import { useSession } from '../../session/session';
import { daysOf, periods, trendOf, wholeYears, type Days, type Period } from './period';
import { bureauRoles } from './roles';

const choices = { period: periods, area: /^\d{6,15}$/ };

export interface BureauScope {
  readonly period: Period;
  readonly periods: readonly Period[];
  readonly choosePeriod: (period: Period) => void;
  /** Undefined for auditors, who serve no area and see all. */
  readonly areaCode: string | undefined;
  readonly ownArea: string | undefined;
  readonly chooseArea: (code: string | undefined) => void;
  readonly days: Days;
  readonly trend: Days;
  /** As the queries of figures take it. */
  readonly variables: {
    readonly scope: Days & { readonly areaCode: string | undefined };
    readonly trend: Days & { readonly areaCode: string | undefined };
    readonly areaCode: string;
    readonly hasArea: boolean;
  };
}

export function useIsBureau(): boolean {
  const session = useSession();
  return session.phase === 'signed-in' && session.account.roles.some(({ role }) => bureauRoles.includes(role));
}

export function useScope(): BureauScope {
  const [filters, choose] = useUrlFilters(choices);
  const isBureau = useIsBureau();
  const ownArea = useAreas(bureauRoles)[0];
  const today = todayOf();
  return useMemo(() => {
    const offered = isBureau ? periods : wholeYears;
    const period = offered.find((one) => one === filters.period) ?? 'year';
    const wished = filters.area;
    const areaCode = wished !== undefined && wished.startsWith(ownArea ?? '') ? wished : ownArea;
    const days = daysOf(period, today);
    // Months are told of whole years only to whoever may not read each household.
    const trend = isBureau ? trendOf(days, today) : days;
    return {
      ...{ period, periods: offered, areaCode, ownArea, days, trend },
      choosePeriod: (next: Period) => choose('period', next === 'year' ? undefined : next),
      chooseArea: (code: string | undefined) => choose('area', code === ownArea ? undefined : code),
      variables: {
        scope: { ...days, areaCode },
        trend: { ...trend, areaCode },
        areaCode: areaCode ?? '',
        hasArea: areaCode !== undefined,
      },
    };
  }, [filters.period, filters.area, ownArea, today, isBureau, choose]);
}
