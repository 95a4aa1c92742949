/** Promises trainings planned by who manages the area, and one record that says of everybody who was expected whether they came. */
import { AreaLevel } from '../../schema/area/area';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import {
  AttendanceOutcome,
  TrainingStatus,
  type CancelTrainingInput,
  type PlanTrainingInput,
  type RecordTrainingInput,
} from '../../schema/training/training';
import { managesCorps } from '../adviser/adviser.policy';
import type { AdviserRepository } from '../adviser/adviser.repository';
import type { OpenWork } from '../adviser/workload';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Statements, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import type { TrainingRepository, TrainingRow } from './training.repository';

export interface TrainingParts {
  readonly commands: Commands;
  readonly areas: AreaRepository;
  readonly advisers: AdviserRepository;
  readonly trainings: TrainingRepository;
}

const levels: readonly AreaLevel[] = [AreaLevel.DISTRICT, AreaLevel.SUBDISTRICT];

export class TrainingService {
  constructor(private readonly parts: TrainingParts) {}

  planTraining(actor: Actor, input: PlanTrainingInput): Promise<TrainingRow | Refusal> {
    const { areas, commands, trainings } = this.parts;
    const { trainingId: id, subject, heldOn, minutes } = input;
    return commands.run<TrainingRow>(line(actor, 'planTraining', id), id, input, async (tx, repeated) => {
      const area = await areas.findArea(tx, input.areaCode);
      if (!area || !managesCorps(actor, area.code)) return new NotFound('Area');
      if (repeated) return (await trainings.findTraining(tx, id))!;
      if (!levels.includes(area.level))
        return wrong('areaCode', '区划须为区县或街道。', 'It is a district or a street.');
      const title = requireText('title', input.title, { maximum: 100 });
      if (isRefusal(title)) return title;
      const place = requireText('place', input.place, { maximum: 100 });
      if (isRefusal(place)) return place;
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440)
        return wrong('minutes', '时长须为 1 至 1440 分钟。', 'It lasts from 1 to 1440 minutes.');
      const row = { id, areaCode: area.code, subject, title, heldOn, place, minutes, plannedBy: actor.accountId };
      return trainings.insertTraining(tx, row);
    });
  }

  /** Whoever had an appointment in the area on that day was expected: came, was excused, or was absent. */
  recordTraining(actor: Actor, input: RecordTrainingInput): Promise<TrainingRow | Refusal> {
    const { advisers, trainings } = this.parts;
    return this.settle(actor, 'recordTraining', input, async (tx, training) => {
      if (training.heldOn > (await advisers.today(tx)))
        return wrong('trainingId', '培训日期未到，不能登记出勤。', 'Its day has not come; nobody can have been there.');
      const expected = await advisers.expectedOn(tx, training.areaCode, training.heldOn);
      const attended = new Set(input.attended.map((each) => localId('Adviser', each)));
      const excused = new Set(input.excused.map((each) => localId('Adviser', each)));
      const known = new Set(expected);
      if ([...attended].some((each) => !known.has(each))) return notExpected('attended');
      if ([...excused].some((each) => !known.has(each) || attended.has(each))) return notExpected('excused');
      const held = await trainings.settle(tx, training.id, TrainingStatus.HELD);
      if (!held) return undefined;
      const { ATTENDED, EXCUSED, ABSENT } = AttendanceOutcome;
      const outcomeOf = (each: string) => (attended.has(each) ? ATTENDED : excused.has(each) ? EXCUSED : ABSENT);
      const rows = expected.map((adviserId) => ({ adviserId, outcome: outcomeOf(adviserId) }));
      await trainings.insertAttendance(tx, training.id, rows);
      return held;
    });
  }

  cancelTraining(actor: Actor, input: CancelTrainingInput): Promise<TrainingRow | Refusal> {
    return this.settle(actor, 'cancelTraining', input, (tx, training) =>
      this.parts.trainings.settle(tx, training.id, TrainingStatus.CANCELLED),
    );
  }

  /** Contribution to the workload: subjects of this year in which the adviser has not come yet. */
  async openSubjects(statements: Statements, accountIds: readonly string[]): Promise<OpenWork[]> {
    const { advisers, trainings } = this.parts;
    const standing = await advisers.standingOf(statements, accountIds);
    const year = Number((await advisers.today(statements)).slice(0, 4));
    const records = await trainings.recordsOf(statements, standing, year);
    return standing.map(({ id, accountId }) => {
      const due = records.filter((record) => record.adviserId === id && record.isDue);
      return { accountId, open: due.length, overdue: due.filter((record) => record.absent > 0).length };
    });
  }

  private settle(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly trainingId: string },
    work: (tx: Transaction, training: TrainingRow) => Promise<TrainingRow | undefined | Refusal>,
  ): Promise<TrainingRow | Refusal> {
    const { commands, trainings } = this.parts;
    const id = localId('Training', input.trainingId);
    return commands.run<TrainingRow>(line(actor, operation, id), input.commandId, input, async (tx, repeated) => {
      const training = await trainings.findTraining(tx, id);
      if (!training || !managesCorps(actor, training.areaCode)) return new NotFound('Training');
      if (repeated) return training;
      if (training.status !== TrainingStatus.PLANNED) return new WrongState(training.status, [TrainingStatus.PLANNED]);
      const settled = await work(tx, training);
      if (settled) return settled;
      return new WrongState((await trainings.findTraining(tx, id))!.status, [TrainingStatus.PLANNED]);
    });
  }
}

function line(actor: Actor, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'Training', subjectId };
}

function wrong(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh, en });
}

function notExpected(field: string): InvalidInput {
  return wrong(
    field,
    '名单中有人当日不是该区划的在任顾问，或同时列为参加和请假。',
    'Somebody named had no appointment in the area on that day, or is named as both come and excused.',
  );
}
