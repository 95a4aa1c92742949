/** Promises the linkage of the sample: parties, activities with what they brought, and a published list of resources. */
import type { PlanActivityInput, RegisterLinkagePartyInput } from '../../schema/activity/commands';
import { globalId } from '../../schema/global-id';
import type { ActivityService } from '../activity/activity.service';
import type { CatalogueService } from '../catalogue/catalogue.service';
import { addDays } from '../day';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import { planHelping } from './helping';
import { planLinkage, type ActivityPlan } from './linkage';
import type { SamplePlan } from './plan';

export interface LinkageServices {
  readonly activityService: ActivityService;
  readonly catalogueService: CatalogueService;
}

const seed = 640_206;
const district = '640104';
/** How long before an activity it is planned, and after its last day it is accounted for. */
const daysToPlan = 18;
const daysToAccount = 14;

export async function loadLinkage(services: LinkageServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  const { activityService, catalogueService } = services;
  const [planner, accountant] = plan.bureau.map(actorFor);
  const linkage = planLinkage(seed);
  await clock.moveTo('2023-01-05');
  for (const party of linkage.parties)
    expectDone(
      await activityService.registerParty(planner!, { ...party, areaCode: district } as RegisterLinkagePartyInput),
    );
  const [community, ...others] = linkage.parties.map(({ partyId }) => globalId('LinkageParty', partyId));
  for (const activity of linkage.activities)
    await loadActivity(services, plan, activity, clock, { organiserIds: [community!], participantIds: others });
  await clock.moveToPresent();
  expectDone(await catalogueService.draft(planner!, { catalogueId: linkage.catalogueId }));
  expectDone(
    await catalogueService.publish(accountant!, {
      ...{ commandId: linkage.publishId, catalogueId: globalId('ResourceCatalogue', linkage.catalogueId) },
    }),
  );
}

async function loadActivity(
  { activityService }: LinkageServices,
  plan: SamplePlan,
  activity: ActivityPlan,
  clock: SampleClock,
  parties: Pick<PlanActivityInput, 'organiserIds' | 'participantIds'>,
): Promise<void> {
  const [planner, accountant] = plan.bureau.map(actorFor);
  await (activity.startsOn ? clock.moveTo(addDays(activity.startsOn, -daysToPlan)) : clock.moveToPresent());
  const startsOn = addDays(clock.day, daysToPlan);
  const endsOn = addDays(startsOn, activity.lasts - 1);
  const { activityId, kind, functions, title, placeKind, placeName, areaCode } = activity;
  expectDone(
    await activityService.planActivity(planner!, {
      ...{ activityId, kind, functions, title, placeKind, placeName, areaCode, startsOn, endsOn },
      ...parties,
    } as PlanActivityInput),
  );
  if (activity.startsOn === undefined) return;
  await clock.moveTo(endsOn, '18:00');
  const id = globalId('Activity', activityId);
  const { peopleReached, summary } = activity;
  expectDone(
    await activityService.recordHeld(planner!, { commandId: activity.heldId, activityId: id, peopleReached, summary }),
  );
  const given = plan.giving.donations.slice(...activity.donations);
  expectDone(
    await activityService.linkDonations(actorFor(plan.organisations[0]!.administrator), {
      ...{ commandId: activity.linkedId, activityId: id },
      donationIds: given.map(({ donationId }) => globalId('Donation', donationId)),
    }),
  );
  await clock.moveTo(addDays(endsOn, daysToAccount));
  if (activity.findsNeeds) await linkNeeds(activityService, plan, activity, id);
  expectDone(
    await activityService.accountForActivity(accountant!, { commandId: activity.accountedId, activityId: id }),
  );
}

/** What was found there: needs of households of its street that were taken down soon after. */
async function linkNeeds(
  activityService: ActivityService,
  plan: SamplePlan,
  activity: ActivityPlan,
  activityId: string,
): Promise<void> {
  const needs = planHelping(plan)
    .filter(({ household, day }) => household.areaCode.startsWith(activity.areaCode) && day >= activity.startsOn!)
    .slice(0, 6);
  expectDone(
    await activityService.linkNeeds(actorFor(plan.bureau[0]), {
      ...{ commandId: activity.foundId, activityId },
      needIds: needs.map(({ needId }) => globalId('Need', needId)),
    }),
  );
}
