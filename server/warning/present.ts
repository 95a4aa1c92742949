/** Promises the warning of the contract made from its row. */
import { globalId } from '../../schema/global-id';
import { Warning } from '../../schema/warning/warning';
import { rules } from './rules';
import type { WarningRow } from './warning.repository';

export function presentWarning(row: WarningRow): Warning {
  const reason = rules[row.rule].reason(row.cases);
  return Object.assign(new Warning(), {
    id: globalId('Warning', row.id),
    householdId: row.householdId,
    rule: row.rule,
    level: row.level,
    state: row.state,
    reasonZh: reason.zh,
    reasonEn: reason.en,
    cases: row.cases,
    since: row.since,
    levelSince: row.levelSince,
    restricted: row.readers.length > 0,
    timesRaised: row.timesRaised,
    acknowledgedAt: row.acknowledgedAt ?? undefined,
    acknowledgedById: row.acknowledgedBy ? globalId('Account', row.acknowledgedBy) : undefined,
    endedAt: row.endedAt ?? undefined,
    resolvedById: row.resolvedBy ? globalId('Account', row.resolvedBy) : undefined,
    outcome: row.outcome ?? undefined,
  });
}
