/** Promises that the objects of the adviser corps are found by their ids, each by whoever may see it. */
import { managesCorps } from '../adviser/adviser.policy';
import { presentAdviser, presentBackbone, presentServicePoint, presentTeam } from '../adviser/present';
import { localId } from '../../schema/global-id';
import { areaRoles } from '../../schema/identity/role';
import { actorOf } from '../context';
import { holds } from '../identity/actor';
import type { NodeRegistry } from '../node/node';
import { isServed } from '../points/points.policy';
import { presentCommendation, presentReward, presentRule } from '../points/present';
import { seesTrainings } from '../training/training.policy';
import { presentTraining } from '../training/training.resolver';
import type { Corps } from './corps';
import type { Ground } from './ground';

type Finders = Pick<Corps, 'adviserLoader' | 'backbones' | 'servicePoints' | 'points' | 'rewards' | 'trainings'> &
  Pick<Ground, 'database'>;

export function registerCorps(nodes: NodeRegistry, parts: Finders): NodeRegistry {
  const { adviserLoader, backbones, database, points, rewards, servicePoints, trainings } = parts;
  return nodes
    .register('Adviser', async (context, id) => {
      const row = await adviserLoader.visible(context, localId('Adviser', id));
      return row && presentAdviser(row);
    })
    .register('AdviserTeam', async (context, id) => {
      const row = await adviserLoader.team(context, localId('AdviserTeam', id));
      return row && managesCorps(actorOf(context), row.areaCode) ? presentTeam(row) : undefined;
    })
    .register('Backbone', async (context, id) => {
      const row = await backbones.findBackbone(database, localId('Backbone', id));
      const adviser = row && (await adviserLoader.visible(context, row.adviserId));
      return adviser && presentBackbone(row);
    })
    .register('ServicePoint', async (_context, id) => {
      const row = await servicePoints.findServicePoint(database, localId('ServicePoint', id));
      return row && presentServicePoint(row);
    })
    .register('Training', async (context, id) => {
      const row = await trainings.findTraining(database, localId('Training', id));
      return row && seesTrainings(actorOf(context), row.areaCode) ? presentTraining(row) : undefined;
    })
    .register('PointsRule', async (context, id) => {
      const row = await points.findRule(database, localId('PointsRule', id));
      return row && isServed(actorOf(context), row.areaCode) ? presentRule(row) : undefined;
    })
    .register('Reward', async (context, id) => {
      const row = await rewards.findReward(database, localId('Reward', id));
      return row && isServed(actorOf(context), row.areaCode) ? presentReward(row) : undefined;
    })
    .register('Commendation', async (context, id) => {
      const row = await points.findCommendation(database, localId('Commendation', id));
      return row && holds(actorOf(context), ...areaRoles) ? presentCommendation(row) : undefined;
    });
}
