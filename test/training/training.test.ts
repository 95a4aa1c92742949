/** Shows the yearly training: a plan of three subjects, a record that misses nobody who was expected, and what each adviser still owes. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { dayOf } from '../../server/database/today';
import { addDays } from '../../server/day';
import { commands, type Run } from '../stage/commands';
import { appointed, type StagedAdviser } from '../stage/corps';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const [street, today] = ['640104001', dayOf(new Date())];
const year = Number(today.slice(0, 4));

describe('the training of advisers', () => {
  let server: TestServer;
  let run: Run;
  let officer: Person;
  let stranger: Person;
  let advisers: StagedAdviser[];
  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    officer = await people(server).streetOfficer(street);
    stranger = await people(server).streetOfficer('640104012');
    advisers = [];
    for (let made = 0; made < 3; made += 1) advisers.push(await appointed(server, run, officer));
    await appointed(server, run, stranger, { areaCode: '640104012' });
    await appointed(server, run, officer, { appointedOn: today });
  });
  afterAll(() => server.close());

  const plan = (more: Record<string, unknown> = {}) => ({
    ...{ trainingId: v7(), areaCode: street, subject: 'COMMUNICATION', title: '入户沟通', heldOn: `${year}-01-01` },
    ...{ place: '街道会议室', minutes: 90, ...more },
  });
  const planned = async (more: Record<string, unknown> = {}) =>
    (await run(officer, 'planTraining', plan(more), 'id')).id as string;
  const lines = async (person: Person): Promise<any> => {
    const query =
      'query ($a: String!, $y: Int!) { trainingPlan(areaCode: $a, year: $y) { subject planned held isMissing } }';
    const answer = await server.request(query, { a: street, y: year }, person.token);
    return answer.errors ? answer.errors[0]!.extensions.code : answer.data.trainingPlan;
  };
  const record = async (person: Person): Promise<any> => {
    const query = `query ($y: Int!) { myAppointments { training(year: $y) { subject attended minutes absent excused isDue }
      workload { code open overdue } } }`;
    const [own] = (await server.request(query, { y: year }, person.token)).data.myAppointments;
    return { ...own.training.find((one: any) => one.subject === 'COMMUNICATION'), workload: own.workload[0] };
  };

  test('given a year without trainings, then each subject is missing until it is planned, and a stranger plans and reads nothing', async () => {
    expect((await lines(officer)).map((line: any) => [line.subject, line.isMissing])).toEqual([
      ['SERVICE_SKILLS', true],
      ['SOCIAL_INTERACTION', true],
      ['COMMUNICATION', true],
    ]);
    expect(await run(stranger, 'planTraining', plan())).toMatchObject({ __typename: 'NotFound' });
    expect(await run(advisers[0]!, 'planTraining', plan())).toBe('FORBIDDEN');
    expect(await run(officer, 'planTraining', plan({ minutes: 0 }))).toMatchObject({ field: 'minutes' });
    expect(await run(officer, 'planTraining', plan({ areaCode: '640104001002' }))).toMatchObject({ field: 'areaCode' });
    expect(await lines(stranger)).toBe('FORBIDDEN');
    const cancelled = await planned({ subject: 'SERVICE_SKILLS' });
    expect(await run(officer, 'cancelTraining', { commandId: v7(), trainingId: cancelled }, 'status')).toMatchObject({
      status: 'CANCELLED',
    });
    await planned({ subject: 'SOCIAL_INTERACTION', heldOn: `${year}-12-31` });
    expect(await lines(advisers[0]!)).toEqual([
      { subject: 'SERVICE_SKILLS', planned: 0, held: 0, isMissing: true },
      { subject: 'SOCIAL_INTERACTION', planned: 1, held: 0, isMissing: false },
      { subject: 'COMMUNICATION', planned: 0, held: 0, isMissing: true },
    ]);
  });

  test('given a training that is recorded ten times at once, then everybody expected on that day came, was excused or was absent, once', async () => {
    const trainingId = await planned();
    const [came, excused, absent] = advisers as [StagedAdviser, StagedAdviser, StagedAdviser];
    const input = { commandId: v7(), trainingId, attended: [came.id], excused: [excused.id] };
    const late = globalId('Adviser', v7());
    expect(await run(officer, 'recordTraining', { ...input, attended: [came.id, late] })).toMatchObject({
      field: 'attended',
    });
    expect(await run(officer, 'recordTraining', { ...input, excused: [came.id] })).toMatchObject({ field: 'excused' });
    expect(await run(stranger, 'recordTraining', input)).toMatchObject({ __typename: 'NotFound' });
    const tomorrow = await planned({ heldOn: addDays(today, 1), areaCode: '640104001' });
    expect(await run(officer, 'recordTraining', { ...input, trainingId: tomorrow })).toMatchObject({
      field: 'trainingId',
    });
    expect(await server.database.query('SELECT * FROM training_attendance')).toEqual([]);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        run(officer, 'recordTraining', input, 'status attendance { outcome adviser { id } }'),
      ),
    );
    for (const answer of answers) {
      expect(answer.status).toBe('HELD');
      expect(Object.fromEntries(answer.attendance.map((one: any) => [one.adviser.id, one.outcome]))).toEqual({
        ...{ [came.id]: 'ATTENDED', [excused.id]: 'EXCUSED', [absent.id]: 'ABSENT' },
      });
    }
    expect(await run(officer, 'recordTraining', { ...input, commandId: v7() })).toMatchObject({
      currentStatus: 'HELD',
    });
    expect(await record(came)).toMatchObject({
      ...{ attended: 1, minutes: 90, absent: 0, isDue: false, workload: { code: 'TRAINING_DUE', open: 2, overdue: 0 } },
    });
    expect(await record(absent)).toMatchObject({
      ...{ attended: 0, minutes: 0, absent: 1, isDue: true, workload: { code: 'TRAINING_DUE', open: 3, overdue: 1 } },
    });
    const again = await planned({ heldOn: `${year}-01-01` });
    const all = advisers.map((adviser) => adviser.id);
    await run(officer, 'recordTraining', { commandId: v7(), trainingId: again, attended: all, excused: [] });
    expect(await record(absent)).toMatchObject({
      attended: 1,
      absent: 1,
      isDue: false,
      workload: { open: 2, overdue: 0 },
    });
  });
});
