/** Promises the adviser corps whole, with what advisers learn and earn: the yearly training, points with rewards, and praise. */
import { PointsLoader } from '../points/points.loader';
import { PointsRepository } from '../points/points.repository';
import { AdviserPointsResolver, CommendationResolver, PointsResolver } from '../points/points.resolver';
import { PointsService } from '../points/points.service';
import { RewardRepository } from '../points/reward.repository';
import { RewardResolver } from '../points/reward.resolver';
import { RewardService } from '../points/reward.service';
import { TrainingRepository } from '../training/training.repository';
import { AdviserTrainingResolver, AttendanceResolver, TrainingResolver } from '../training/training.resolver';
import { TrainingService } from '../training/training.service';
import { composeAdviser } from './adviser';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Corps = ReturnType<typeof composeCorps>;

export function composeCorps(parts: Ground & Parties) {
  const { areaLoader, areas, commands, database, ledger } = parts;
  const advising = composeAdviser(parts);
  const { adviserLoader, advisers, workloads } = advising;

  const trainings = new TrainingRepository();
  const trainingService = new TrainingService({ commands, areas, advisers, trainings });
  workloads.contribute({
    code: 'TRAINING_DUE',
    title: { zh: '本年度尚欠培训科目', en: 'Subjects of training still owed this year' },
    count: (statements, accountIds) => trainingService.openSubjects(statements, accountIds),
  });

  const points = new PointsRepository();
  const rewards = new RewardRepository();
  const pointsService = new PointsService({ commands, areas, advisers, ledger, points });
  const rewardService = new RewardService({ commands, areas, advisers, ledger, rewards });
  const pointsLoader = new PointsLoader(database, ledger, points, rewards);

  const resolvers: object[] = [
    ...advising.resolvers,
    new TrainingResolver(database, trainingService, trainings, areaLoader),
    new AttendanceResolver(adviserLoader),
    new AdviserTrainingResolver(database, trainings),
    new PointsResolver(database, pointsService, points, areaLoader),
    new CommendationResolver(database, pointsService, points, adviserLoader),
    new AdviserPointsResolver(pointsLoader),
    new RewardResolver(database, rewardService, rewards, areaLoader),
  ];
  return { ...advising, points, pointsService, rewards, rewardService, trainings, trainingService, resolvers };
}
