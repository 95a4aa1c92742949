/** Promises that the objects of the adviser corps are found by their ids, each by whoever may see it. */
import { managesCorps } from '../adviser/adviser.policy';
import { presentAdviser, presentBackbone, presentServicePoint, presentTeam } from '../adviser/present';
import { localId } from '../../schema/global-id';
import { areaRoles } from '../../schema/identity/role';
import { actorOf } from '../context';
import { maySeeExperience } from '../experience/experience.service';
import { presentExperience } from '../experience/experience.resolver';
import { holds } from '../identity/actor';
import { presentIssue, presentMeeting } from '../meeting/present';
import type { NodeRegistry } from '../node/node';
import { maySeePairing } from '../pairing/pairing.policy';
import { presentPairing } from '../pairing/pairing.resolver';
import { isServed } from '../points/points.policy';
import { presentCommendation, presentReward, presentRule } from '../points/present';
import { seesTrainings } from '../training/training.policy';
import { presentTraining } from '../training/training.resolver';
import type { Corps } from './corps';
import type { Ground } from './ground';
import type { Convening } from './meeting';

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

type Convened = Pick<Convening, 'experiences' | 'issues' | 'meetingService' | 'pairings'> & Pick<Ground, 'database'>;

export function registerConvening(nodes: NodeRegistry, parts: Convened): NodeRegistry {
  const { database, experiences, issues, meetingService, pairings } = parts;
  return nodes
    .register('Pairing', async (context, id) => {
      const row = await pairings.findPairing(database, localId('Pairing', id));
      return row && maySeePairing(actorOf(context), row) ? presentPairing(row) : undefined;
    })
    .register('Meeting', async (context, id) => {
      const seen = await meetingService.seenIn(database, actorOf(context), localId('Meeting', id));
      return seen && presentMeeting(seen.meeting);
    })
    .register('MeetingIssue', async (context, id) => {
      const row = await issues.findIssue(database, localId('MeetingIssue', id));
      const seen = row && (await meetingService.seenIn(database, actorOf(context), row.meetingId));
      return seen && presentIssue(row);
    })
    .register('CaseExperience', async (context, id) => {
      const row = await experiences.findExperience(database, localId('CaseExperience', id));
      return row && maySeeExperience(actorOf(context), row) ? presentExperience(row) : undefined;
    });
}
