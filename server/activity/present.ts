/** Promises parties, activities and their results in the shape of the contract. */
import { Activity, ActivityResults, LinkageParty } from '../../schema/activity/activity';
import { globalId } from '../../schema/global-id';
import type { ActivityRow, PartyRow, ResultsRow } from './activity.repository';

/** A place is public; a number of needs below this is not. */
const fewest = 5;

export function presentParty(row: PartyRow): LinkageParty {
  return Object.assign(new LinkageParty(), {
    id: globalId('LinkageParty', row.id),
    kind: row.kind,
    localKind: row.localKind ?? undefined,
    name: row.name,
    areaCode: row.areaCode,
    organisationId: row.organisationId === null ? undefined : globalId('Organisation', row.organisationId),
  });
}

export function presentActivity(row: ActivityRow): Activity {
  const { kind, functions, title, placeKind, placeName, areaCode, startsOn, endsOn, status } = row;
  return Object.assign(new Activity(), {
    ...{ kind, functions, title, placeKind, placeName, areaCode, startsOn, endsOn, status },
    id: globalId('Activity', row.id),
    heldAt: row.heldAt ?? undefined,
    accountedAt: row.accountedAt ?? undefined,
    activityId: row.id,
    peopleReached: row.peopleReached,
    summary: row.summary,
  });
}

export function presentResults(activity: Activity, row: ResultsRow): ActivityResults | undefined {
  if (activity.peopleReached === null || activity.summary === null) return undefined;
  const { donations, moneyFen, goodsFen, needsFound } = row;
  return Object.assign(new ActivityResults(), {
    ...{ peopleReached: activity.peopleReached, summary: activity.summary, donations, moneyFen, goodsFen },
    needsFound: needsFound > 0 && needsFound < fewest ? undefined : needsFound,
  });
}
