/** Promises posts, people who seek and placements as the contract has them. */
import { JobMatch, JobPlacement, JobPost, JobSeeker } from '../../schema/employment/employment';
import { globalId } from '../../schema/global-id';
import { presentExplanation } from '../matching/present';
import type { PlacementRow, PostRow, SeekerRow } from './employment.repository';
import type { SuitedPost } from './employment.service';

export function presentPost(row: PostRow): JobPost {
  const { kind, title, areaCodes, situations, ageFrom, ageTo, education, abilities, skills, monthlyFen } = row;
  return Object.assign(new JobPost(), {
    ...{ id: globalId('JobPost', row.id), kind, title, areaCodes, situations, ageFrom, ageTo, education },
    ...{ abilities, skills, monthlyFen, places: row.places, placesLeft: row.places - row.placesTaken },
    ...{ closesOn: row.closesOn, open: row.open },
  });
}

export function presentMatch({ post, explanation }: SuitedPost): JobMatch {
  return Object.assign(new JobMatch(), { post: presentPost(post), explanation: presentExplanation(explanation) });
}

export function presentSeeker(row: SeekerRow): JobSeeker {
  return Object.assign(new JobSeeker(), {
    ...{ id: globalId('JobSeeker', row.id), seekerId: row.id, householdId: row.householdId },
    ...{ memberId: globalId('HouseholdMember', row.memberId), education: row.education },
    ...{ abilities: row.abilities, skills: row.skills, registeredAt: row.registeredAt },
  });
}

export function presentPlacement(row: PlacementRow): JobPlacement {
  return Object.assign(new JobPlacement(), {
    ...{ id: globalId('JobPlacement', row.id), postId: row.postId, householdId: row.householdId },
    ...{ status: row.status, score: row.score, hiredOn: row.hiredOn ?? undefined },
    ...{ keptThreeMonthsOn: row.kept3On ?? undefined, keptSixMonthsOn: row.kept6On ?? undefined },
    ...{ endedOn: row.endedOn ?? undefined, endReason: row.endReason ?? undefined },
  });
}
