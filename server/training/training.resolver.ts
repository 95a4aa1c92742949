/** Promises the operations on trainings: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Adviser } from '../../schema/adviser/adviser';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readDayCursor, toConnection } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import {
  CancelTrainingInput,
  CancelTrainingResult,
  PlanTrainingInput,
  PlanTrainingResult,
  RecordTrainingInput,
  RecordTrainingResult,
  Training,
  TrainingAttendance,
  TrainingConnection,
  TrainingPlanLine,
  TrainingRecord,
} from '../../schema/training/training';
import type { AdviserLoader } from '../adviser/adviser.loader';
import { adviserRoles, corpsManagers } from '../adviser/adviser.policy';
import { presentAdviser } from '../adviser/present';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { forbidden, holds } from '../identity/actor';
import { presented } from '../organisation/present';
import { seesTrainings, yearOf } from './training.policy';
import type { AttendanceRow, TrainingRepository, TrainingRow } from './training.repository';
import type { TrainingService } from './training.service';

const readers = [...new Set([...adviserRoles, ...corpsManagers])];

export function presentTraining({ id, ...row }: TrainingRow): Training {
  return Object.assign(new Training(), { ...row, id: globalId('Training', id), trainingId: id });
}

@Resolver(() => Training)
export class TrainingResolver {
  constructor(
    private readonly database: Database,
    private readonly service: TrainingService,
    private readonly trainings: TrainingRepository,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => PlanTrainingResult, { description: '计划培训 Add a training to the plan of its year.' })
  async planTraining(
    @Arg('input', () => PlanTrainingInput, { description: '培训 The training.' }) input: PlanTrainingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PlanTrainingResult> {
    return presented(await this.service.planTraining(actorOf(context), input), presentTraining);
  }

  @Allow(corpsManagers)
  @Mutation(() => RecordTrainingResult, { description: '登记培训 Write down who came to a training; it is held then.' })
  async recordTraining(
    @Arg('input', () => RecordTrainingInput, { description: '出勤 Which, and who came.' }) input: RecordTrainingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordTrainingResult> {
    return presented(await this.service.recordTraining(actorOf(context), input), presentTraining);
  }

  @Allow(corpsManagers)
  @Mutation(() => CancelTrainingResult, { description: '取消培训 Take a planned training off the plan.' })
  async cancelTraining(
    @Arg('input', () => CancelTrainingInput, { description: '培训 Which.' }) input: CancelTrainingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CancelTrainingResult> {
    return presented(await this.service.cancelTraining(actorOf(context), input), presentTraining);
  }

  @Allow(readers)
  @Query(() => TrainingConnection, {
    name: 'trainings',
    description:
      '培训清单 The trainings of a year in an area that you serve, and those above that reach into it; by day.',
  })
  async listTrainings(
    @Arg('areaCode', () => String, { description: '区划代码 6 to 12 digits.' }) areaCode: string,
    @Arg('year', () => Int, { description: '年份 The year, 2000 to 2199.' }) year: number,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    if (!seesTrainings(actorOf(context), areaCode)) throw forbidden();
    const after = readDayCursor(page.after);
    const rows = await this.trainings.listTrainings(
      ...([this.database, areaCode, yearOf(year)] as const),
      ...([after && { heldOn: after.day, id: after.id }, first + 1] as const),
    );
    return toConnection(rows, first, (row) => keysetCursor(row.heldOn, row.id), presentTraining);
  }

  @Allow(readers)
  @Query(() => [TrainingPlanLine], {
    description: '年度培训计划 How the plan of a year stands in an area that you serve: the three subjects in order.',
  })
  async trainingPlan(
    @Arg('areaCode', () => String, { description: '区划代码 6 to 12 digits.' }) areaCode: string,
    @Arg('year', () => Int, { description: '年份 The year, 2000 to 2199.' }) year: number,
    @Ctx() context: RequestContext,
  ): Promise<TrainingPlanLine[]> {
    if (!seesTrainings(actorOf(context), areaCode)) throw forbidden();
    const rows = await this.trainings.planOf(this.database, areaCode, yearOf(year));
    return rows.map((row) =>
      Object.assign(new TrainingPlanLine(), { ...row, isMissing: row.planned === 0 && row.held === 0 }),
    );
  }

  @FieldResolver(() => Area, { nullable: true, description: '区划 The advisers of which area are expected.' })
  area(@Root() training: Training, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, training.areaCode);
  }

  @FieldResolver(() => [TrainingAttendance], {
    description:
      '出勤名单 Who was expected and whether they came, as far as you see those advisers; empty until it is held.',
  })
  async attendance(@Root() training: Training, @Ctx() context: RequestContext): Promise<TrainingAttendance[]> {
    if (!holds(actorOf(context), ...corpsManagers)) return [];
    const rows = await loaderOf(context, this.makeAttendance).load(training.trainingId);
    return rows.map((row) =>
      Object.assign(new TrainingAttendance(), { outcome: row.outcome, adviserId: row.adviserId }),
    );
  }

  private readonly makeAttendance = () =>
    new DataLoader<string, AttendanceRow[]>(async (ids) => {
      const rows = await this.trainings.attendanceOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.trainingId === id));
    });
}

@Resolver(() => TrainingAttendance)
export class AttendanceResolver {
  constructor(private readonly loader: AdviserLoader) {}

  @FieldResolver(() => Adviser, { nullable: true, description: '顾问 Who; null for one of another street.' })
  async adviser(@Root() attendance: TrainingAttendance, @Ctx() context: RequestContext): Promise<Adviser | undefined> {
    const row = await this.loader.visible(context, attendance.adviserId);
    return row && presentAdviser(row);
  }
}

@Resolver(() => Adviser)
export class AdviserTrainingResolver {
  constructor(
    private readonly database: Database,
    private readonly trainings: TrainingRepository,
  ) {}

  @FieldResolver(() => [TrainingRecord], { description: '培训情况 What it did of the three subjects in a year.' })
  async training(
    @Root() adviser: Adviser,
    @Arg('year', () => Int, { description: '年份 The year, 2000 to 2199.' }) year: number,
    @Ctx() context: RequestContext,
  ): Promise<TrainingRecord[]> {
    const loader = loaderOf(context, this.makeRecords);
    return loader.load({ id: adviser.adviserId, areaCode: adviser.areaCode, year: yearOf(year) });
  }

  private readonly makeRecords = () =>
    new DataLoader<{ id: string; areaCode: string; year: number }, TrainingRecord[], string>(
      async (asked) => {
        const records = new Map<number, Awaited<ReturnType<TrainingRepository['recordsOf']>>>();
        for (const year of new Set(asked.map((one) => one.year))) {
          const ofYear = asked.filter((one) => one.year === year);
          records.set(year, await this.trainings.recordsOf(this.database, ofYear, year));
        }
        return asked.map(({ id, year }) =>
          records
            .get(year)!
            .filter((row) => row.adviserId === id)
            .map(({ adviserId: _, nextOn, ...row }) =>
              Object.assign(new TrainingRecord(), { ...row, nextOn: nextOn ?? undefined }),
            ),
        );
      },
      { cacheKeyFn: ({ id, year }) => `${id} ${year}` },
    );
}
