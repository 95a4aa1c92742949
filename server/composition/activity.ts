/** Promises what the parties of the linkage do together, and the list of what there is to help with. */
import { ActivityLoader } from '../activity/activity.loader';
import { ActivityReading } from '../activity/activity.reading';
import { ActivityRepository } from '../activity/activity.repository';
import { ActivityResolver } from '../activity/activity.resolver';
import { ActivityService } from '../activity/activity.service';
import type { Care } from './care';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Linking = ReturnType<typeof composeActivity>;

export function composeActivity(parts: Ground & Parties & Care & Giving) {
  const { areas, audit, database, donations, needLoader, needs, organisations } = parts;

  const activities = new ActivityRepository();
  const activityService = new ActivityService({ database, audit, areas, organisations, donations, needs, activities });
  const activityReading = new ActivityReading(database, activities);
  const activityLoader = new ActivityLoader(database, activities);

  const resolvers: object[] = [new ActivityResolver(activityService, activityReading, activityLoader, needLoader)];
  return { activityService, activityReading, resolvers };
}
