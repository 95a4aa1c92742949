/** Shows a course whose twelve places a hundred ask for at once, a waiting list that moves up in order, attendance, and certificates. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import type { AnnounceCourseInput } from '../../schema/course/course';
import { globalId } from '../../schema/global-id';
import { NotFound, WrongState } from '../../schema/refusals';
import { Situation } from '../../schema/taxonomy/situation';
import { caseArea, dayFromToday } from '../stage/cases';
import { accepted } from '../stage/claims';
import { household } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const enrol = `mutation ($input: EnrolInCourseInput!) { enrolInCourse(input: $input) { __typename ... on CourseEnrolment { id status } } }`;

describe('a training course', () => {
  let server: TestServer;
  let adviser: Person;
  let persons: { householdId: string; memberId: string }[];
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(caseArea);
    persons = [];
    // Ten households of ten.
    for (let index = 0; index < 10; index += 1) {
      const members = Array.from({ length: 10 }, () => ({ residentNumber: null }));
      const family = await household(server, { areaCode: caseArea, situations: [Situation.DISABLED], members });
      const rows = await server.database.query<{ id: string }>(
        'SELECT id FROM household_member WHERE household_id = $1',
        [family.householdId],
      );
      persons.push(...rows.map(({ id }) => ({ householdId: family.id, memberId: globalId('HouseholdMember', id) })));
    }
  });
  afterAll(() => server.close());
  const service = () => server.app.composition.courseService;

  async function course(more: Partial<AnnounceCourseInput> = {}) {
    const input = {
      ...{
        courseId: v7(),
        title: '非遗麻编技艺培训',
        areaCode: caseArea,
        venue: '市民驿站',
        situations: [Situation.DISABLED],
      },
      ...{ places: 12, sessions: 5, startsOn: dayFromToday(0), endsOn: dayFromToday(0), ...more },
    };
    accepted(await service().announceCourse(adviser.actor, input));
    return { ...input, id: globalId('Course', input.courseId) };
  }
  const standing = (courseId: string) =>
    server.database.query(
      `SELECT (SELECT places_taken FROM course WHERE id = $1) AS taken, count(*) FILTER (WHERE status = 'ENROLLED')::int AS enrolled,
              count(*) FILTER (WHERE status = 'WAITING')::int AS waiting FROM course_enrolment WHERE course_id = $1`,
      [courseId],
    );

  test('99: given a hundred who ask at once for twelve places over HTTP, then twelve have one and the rest wait, each retry answered as the first time', async () => {
    const one = await course();
    const inputs = persons.map((person) => ({ enrolmentId: v7(), courseId: one.id, ...person }));
    const ask = (input: object) => server.request(enrol, { input }, adviser.token);
    const answers = await Promise.all(inputs.map(ask));
    const states = answers.map(({ data }) => data.enrolInCourse.status as string);
    expect(states.filter((state) => state === 'ENROLLED')).toHaveLength(12);
    expect(states.filter((state) => state === 'WAITING')).toHaveLength(88);
    expect(await standing(one.courseId)).toEqual([{ taken: 12, enrolled: 12, waiting: 88 }]);
    const again = await Promise.all(inputs.slice(0, 20).map(ask));
    expect(again.map(({ data }) => data)).toEqual(answers.slice(0, 20).map(({ data }) => data));
    expect((await ask({ ...inputs[0], ...persons[1] })).data.enrolInCourse.__typename).toBe('IdempotencyMismatch');
    expect((await ask({ ...inputs[0], enrolmentId: v7() })).data.enrolInCourse.__typename).toBe('WrongState');
    expect(await standing(one.courseId)).toEqual([{ taken: 12, enrolled: 12, waiting: 88 }]);
  });

  test('given five who withdraw at once, then the five who asked first move up, and nobody has a place twice', async () => {
    const one = await course({ places: 5 });
    const ids: string[] = [];
    for (const person of persons.slice(0, 12)) {
      const row = accepted(
        await service().enrolInCourse(adviser.actor, { enrolmentId: v7(), courseId: one.id, ...person }),
      );
      ids.push(row.id);
    }
    const leave = (id: string, commandId = v7()) =>
      service().withdrawEnrolment(adviser.actor, { commandId, enrolmentId: globalId('CourseEnrolment', id) });
    await Promise.all(ids.slice(0, 5).map((id) => leave(id)));
    const seated = await server.database.query<{ id: string }>(
      "SELECT id FROM course_enrolment WHERE course_id = $1 AND status = 'ENROLLED' ORDER BY queued_at",
      [one.courseId],
    );
    expect(seated.map(({ id }) => id)).toEqual(ids.slice(5, 10));
    expect(await standing(one.courseId)).toEqual([{ taken: 5, enrolled: 5, waiting: 2 }]);
    expect(await leave(ids[0]!)).toEqual(new WrongState('WITHDRAWN', ['ENROLLED', 'WAITING']));
    for (const id of ids.slice(5)) accepted(await leave(id));
    expect(await standing(one.courseId)).toEqual([{ taken: 0, enrolled: 0, waiting: 0 }]);
  });

  test('given attendance of five sessions, then four in five earn a numbered certificate, three do not, and the end comes once', async () => {
    const one = await course({ places: 3 });
    const ids: string[] = [];
    for (const person of persons.slice(20, 24)) {
      const row = accepted(
        await service().enrolInCourse(adviser.actor, { enrolmentId: v7(), courseId: one.id, ...person }),
      );
      ids.push(globalId('CourseEnrolment', row.id));
    }
    const attend = (session: number, enrolmentIds: string[], who = adviser) =>
      service().recordAttendance(who.actor, { commandId: v7(), courseId: one.id, session, enrolmentIds });
    for (const session of [1, 2, 3]) accepted(await attend(session, [ids[0]!, ids[1]!, ids[2]!]));
    accepted(await attend(4, [ids[0]!, ids[2]!]));
    accepted(await attend(4, [ids[0]!]));
    expect(await attend(5, [ids[0]!, ids[3]!])).toEqual(new NotFound('CourseEnrolment'));
    expect(await attend(6, [ids[0]!])).toMatchObject({ field: 'session' });
    const far = await people(server).adviser('640104012');
    expect(await attend(5, [ids[0]!], far)).toEqual(new NotFound('Course'));
    const end = { commandId: v7(), courseId: one.id };
    expect(accepted(await service().completeCourse(adviser.actor, end)).completedAt).not.toBeNull();
    expect(await service().completeCourse(adviser.actor, { ...end, courseId: globalId('Course', v7()) })).toEqual(
      new IdempotencyMismatch(),
    );
    expect(await service().completeCourse(adviser.actor, { ...end, commandId: v7() })).toEqual(
      new WrongState('COMPLETED', ['RUNNING']),
    );
    const query = `query ($id: ID!) { node(id: $id) { ... on Course { completed enrolments { status attended certificate } } } }`;
    const prefix = one.courseId.replaceAll('-', '').slice(0, 12).toUpperCase();
    const { data } = await server.request(query, { id: one.id }, adviser.token);
    expect(data.node).toEqual({
      completed: true,
      enrolments: [
        { status: 'CERTIFIED', attended: 4, certificate: `${prefix}-001` },
        { status: 'NOT_CERTIFIED', attended: 3, certificate: null },
        { status: 'CERTIFIED', attended: 4, certificate: `${prefix}-002` },
        { status: 'NOT_CERTIFIED', attended: 0, certificate: null },
      ],
    });
    expect((await server.request(query, { id: one.id }, far.token)).data.node).toEqual({
      completed: true,
      enrolments: [],
    });
  });

  test('given a course for others, one that has not begun or ended, then it is refused', async () => {
    const later = await course({ startsOn: dayFromToday(3), endsOn: dayFromToday(9) });
    const stranger = await household(server, { areaCode: caseArea, situations: [Situation.ELDERLY] });
    const [member] = await server.database.query<{ id: string }>(
      'SELECT id FROM household_member WHERE household_id = $1',
      [stranger.householdId],
    );
    const input = {
      enrolmentId: v7(),
      courseId: later.id,
      householdId: stranger.id,
      memberId: globalId('HouseholdMember', member!.id),
    };
    expect(await service().enrolInCourse(adviser.actor, input)).toMatchObject({ field: 'householdId' });
    const end = { commandId: v7(), courseId: later.id };
    expect(await service().completeCourse(adviser.actor, end)).toEqual(new WrongState('RUNNING', ['ENDED']));
    expect(await service().recordAttendance(adviser.actor, { ...end, session: 1, enrolmentIds: ['x'] })).toEqual(
      new WrongState('NOT_BEGUN', ['BEGUN']),
    );
    const over = await course({ startsOn: dayFromToday(-9), endsOn: dayFromToday(-1) });
    expect(await service().enrolInCourse(adviser.actor, { ...input, courseId: over.id, ...persons[0]! })).toEqual(
      new WrongState('ENDED', ['OPEN']),
    );
    expect(await standing(over.courseId)).toEqual([{ taken: 0, enrolled: 0, waiting: 0 }]);
  });
});
