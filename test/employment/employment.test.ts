/** Shows posts matched to a person by age, schooling, health and skill with reasons, places that are never taken twice, and golden months. */
import { v7 } from 'uuid';
import { PlacementEnd, PlacementStatus, WorkAbility } from '../../schema/employment/enums';
import { NoPlaceLeft, PostNotSuitable } from '../../schema/employment/inputs';
import { globalId } from '../../schema/global-id';
import { Literacy } from '../../schema/need/enums';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { Situation } from '../../schema/taxonomy/situation';
import type { PlacementRow } from '../../server/employment/employment.repository';
import { checkCharacterOf } from '../../server/household/resident-number';
import { caseArea } from '../stage/cases';
import { accepted } from '../stage/claims';
import { stagedClock, type StagedClock } from '../stage/clock';
import { commands, type Run } from '../stage/commands';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { household, newResidentNumber, type StagedHousehold } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const matches = `query ($id: ID!) { jobSeeker(id: $id) { matches { post { title placesLeft } explanation { matched score gates { gate passed } } } } }`;

describe('work that suits', () => {
  let server: TestServer;
  let database: TestDatabase;
  let clock: StagedClock;
  let adviser: Person;
  let employer: Person;
  let organisationId: string;
  let run: Run;
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    await clock.set('2026-11-30T08:00:00Z');
    server = await startTestServer({}, database);
    run = commands(server);
    adviser = await people(server).adviser(caseArea);
    ({ organisationId } = await approvedOrganisation(server));
    employer = await people(server).organisationAdministrator(organisationId);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });
  const service = () => server.app.composition.employmentService;
  const seekers = () => server.app.composition.seekerService;

  async function seeker(more: object = {}, family?: StagedHousehold) {
    const members = [{ residentNumber: newResidentNumber(1981) }];
    const home =
      family ?? (await household(server, { areaCode: caseArea, situations: [Situation.UNEMPLOYED], members }));
    const [member] = await database.query<{ id: string }>('SELECT id FROM household_member WHERE household_id = $1', [
      home.householdId,
    ]);
    const input = {
      ...{ seekerId: v7(), householdId: home.id, memberId: globalId('HouseholdMember', member!.id), birthYear: 1981 },
      ...{
        education: Literacy.PRIMARY,
        abilities: [WorkAbility.STANDING, WorkAbility.FINE_HANDWORK],
        skills: ['麻编'],
        ...more,
      },
    };
    accepted(await seekers().registerJobSeeker(adviser.actor, input));
    return { ...input, home, id: globalId('JobSeeker', input.seekerId) };
  }
  async function post(title: string, more: object = {}, by = adviser) {
    const input = {
      ...{
        postId: v7(),
        kind: 'PUBLIC_WELFARE_POST' as never,
        title,
        areaCodes: [caseArea],
        situations: [Situation.UNEMPLOYED],
      },
      ...{
        ageFrom: 18,
        ageTo: 55,
        education: Literacy.PRIMARY,
        abilities: [WorkAbility.STANDING],
        skills: [],
        monthlyFen: 205_000n,
      },
      ...{ places: 1, closesOn: '2027-12-31', ...more },
    };
    accepted(await service().publishJobPost(by.actor, input));
    return globalId('JobPost', input.postId);
  }
  const refer = (seekerId: string, postId: string, who = adviser) =>
    service().referToPost(who.actor, { placementId: v7(), seekerId, postId });
  const advance = (id: string, status: PlacementStatus, on: string, endReason?: PlacementEnd, who = adviser) =>
    service().advancePlacement(who.actor, {
      commandId: v7(),
      placementId: globalId('JobPlacement', id),
      status,
      on,
      endReason,
    });

  test('given posts that demand more and less, then those that suit are shown best first with their gates, and the others refused with theirs', async () => {
    const person = await seeker();
    await post('社区保洁员', { situations: [], areaCodes: ['640104'] }, await people(server).bureau());
    await post('麻编工坊学员', { abilities: [WorkAbility.FINE_HANDWORK], skills: ['麻编'] });
    const hard = await post('夜班搬运', { abilities: [WorkAbility.LIFTING, WorkAbility.NIGHT_WORK] });
    const young = await post('外卖骑手', { ageTo: 44, education: Literacy.MIDDLE_SCHOOL, skills: ['骑车'] });
    await post('别处的岗位', { areaCodes: ['640104012'] }, await people(server).adviser('640104012'));
    const { data } = await server.request(matches, { id: person.id }, adviser.token);
    const shown = data.jobSeeker.matches;
    expect(shown.map(({ post: { title } }: { post: { title: string } }) => title)).toEqual([
      '麻编工坊学员',
      '社区保洁员',
    ]);
    expect(shown[0].explanation).toMatchObject({
      matched: true,
      gates: expect.arrayContaining([{ gate: 'HEALTH', passed: true }]),
    });
    // Situation 3,000 and area 4,000 whole, no waiting, every place free; half the situation and 4,000 of the area.
    expect(shown.map(({ explanation }: { explanation: { score: number } }) => explanation.score)).toEqual([8000, 4100]);
    expect(await refer(person.id, hard)).toMatchObject({
      constructor: PostNotSuitable,
      gates: [
        {
          gate: 'HEALTH',
          toPass: [
            { change: 'DROP_ABILITY', value: 'LIFTING' },
            { change: 'DROP_ABILITY', value: 'NIGHT_WORK' },
          ],
        },
      ],
    });
    expect(await refer(person.id, young)).toMatchObject({
      gates: [
        { gate: 'AGE' },
        { gate: 'EDUCATION' },
        { gate: 'DEMANDED_SKILL', toPass: [{ change: 'LEARN_SKILL', value: '骑车' }] },
      ],
    });
    const stored = await database.query("SELECT s::text FROM job_seeker s WHERE s::text LIKE '%1981%'");
    expect(stored).toEqual([]);
  });

  test('given a skill that was learned, then the post that demands it suits from then on, and the list of the area shows what became of it', async () => {
    const person = await seeker();
    const postId = await post('社区配送员', { skills: ['骑车'] });
    expect(await refer(person.id, postId)).toMatchObject({ gates: [{ gate: 'DEMANDED_SKILL' }] });
    const input = { commandId: v7(), seekerId: person.id, skills: ['骑车', '麻编'] };
    const revise = (more: object = {}, who = adviser) =>
      run(who, 'reviseJobSeeker', { ...input, ...more }, 'education abilities skills');
    const far = await people(server).adviser('640104012');
    expect(await revise({ commandId: v7() }, far)).toEqual({ __typename: 'NotFound', type: 'JobSeeker' });
    expect(await revise({ commandId: v7(), skills: ['<b>'] })).toMatchObject({ field: 'skills.0' });
    expect(await refer(person.id, postId)).toMatchObject({ gates: [{ gate: 'DEMANDED_SKILL' }] });
    const revised = await revise();
    expect(revised).toEqual({
      ...{ __typename: 'JobSeeker', education: 'PRIMARY', abilities: ['STANDING', 'FINE_HANDWORK'] },
      skills: ['骑车', '麻编'],
    });
    expect(await revise()).toEqual(revised);
    expect(await revise({ skills: [] })).toEqual({ __typename: 'IdempotencyMismatch' });
    const placed = accepted(await refer(person.id, postId));
    const list = `query ($areaCode: String!) { jobSeekers(areaCode: $areaCode, first: 100) { edges { node { id placements { id status } } } } }`;
    const listed = async (who: Person) => server.request(list, { areaCode: caseArea }, who.token);
    expect((await listed(adviser)).data.jobSeekers.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      id: person.id,
      placements: [{ id: globalId('JobPlacement', placed.id), status: 'REFERRED' }],
    });
    expect((await listed(far)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('given days and years of birth at the limits, then nobody is registered who may be under sixteen, and an age turns on its day', async () => {
    const numbered = (birthDate: string) => {
      const digits = `640104${birthDate.replaceAll('-', '')}123`;
      return { residentNumber: digits + checkCharacterOf(digits) };
    };
    const members = [numbered('2010-11-30'), numbered('2010-12-01'), numbered('1981-12-01'), { residentNumber: null }];
    const home = await household(server, { areaCode: caseArea, situations: [Situation.UNEMPLOYED], members });
    const ids = await database.query<{ id: string }>(
      `SELECT id FROM household_member WHERE household_id = $1 ORDER BY resident_number IS NULL, relation <> 'HEAD', id`,
      [home.householdId],
    );
    const [sixteen, fifteen, older, unnumbered] = ids.map(({ id }) => globalId('HouseholdMember', id));
    const register = async (memberId: string | undefined, birthYear: number) => {
      const input = { seekerId: v7(), householdId: home.id, memberId: memberId!, birthYear };
      const able = { education: Literacy.PRIMARY, abilities: [WorkAbility.STANDING], skills: [] };
      const answer = await seekers().registerJobSeeker(adviser.actor, { ...input, ...able });
      return answer instanceof InvalidInput ? answer.field : globalId('JobSeeker', accepted(answer).id);
    };
    const wrong = [[sixteen, 2009] as const, [fifteen, 2010] as const, [unnumbered, 2010] as const];
    for (const [memberId, year] of wrong) expect(await register(memberId, year)).toBe('birthYear');
    expect(await database.query('SELECT 1 FROM job_seeker WHERE household_id = $1', [home.householdId])).toEqual([]);
    const youth = await post('学徒', { ageFrom: 16, ageTo: 16 });
    const midlife = await post('护工', { ageFrom: 18, ageTo: 44 });
    for (const [memberId, year] of [[sixteen, 2010] as const, [unnumbered, 2009] as const])
      expect(accepted(await refer(await register(memberId, year), youth)).status).toBe('REFERRED');
    const seekerId = await register(older, 1981);
    await clock.set('2026-12-01T08:00:00Z');
    expect(await refer(seekerId, midlife)).toMatchObject({ gates: [{ gate: 'AGE' }] });
    await clock.set('2026-11-30T08:00:00Z');
    expect(accepted(await refer(seekerId, midlife)).status).toBe('REFERRED');
  });

  test('99: given ten who are hired at once for three places, then three are, and an end gives a place back', async () => {
    const postId = await post('公园绿化员', { places: 3 });
    const placements: PlacementRow[] = [];
    for (let index = 0; index < 10; index += 1) placements.push(accepted(await refer((await seeker()).id, postId)));
    const answers = await Promise.all(placements.map(({ id }) => advance(id, PlacementStatus.HIRED, '2026-11-30')));
    const hired = placements.filter((_, index) => 'status' in answers[index]!);
    expect([hired.length, answers.filter((one) => one instanceof NoPlaceLeft).length]).toEqual([3, 7]);
    const places = () =>
      database.query('SELECT places_taken AS taken FROM job_post WHERE id = $1', [placements[0]!.postId]);
    expect(await places()).toEqual([{ taken: 3 }]);
    const left = accepted(await advance(hired[0]!.id, PlacementStatus.ENDED, '2026-11-30', PlacementEnd.LEFT));
    expect([left.status, left.endReason, await places()]).toEqual(['ENDED', 'LEFT', [{ taken: 2 }]]);
    expect(await advance(hired[0]!.id, PlacementStatus.HIRED, '2026-11-30')).toEqual(
      new WrongState('ENDED', ['REFERRED', 'INTERVIEWED']),
    );
    const waiting = placements.find((one) => !hired.includes(one))!;
    expect(accepted(await advance(waiting.id, PlacementStatus.HIRED, '2026-11-30')).status).toBe('HIRED');
  });

  test('given a hiring on the last of November, then three months are over on the last of February, and six at the end of May', async () => {
    await clock.set('2026-11-30T08:00:00Z');
    const one = accepted(await refer((await seeker()).id, await post('食堂帮厨')));
    expect(await advance(one.id, PlacementStatus.KEPT_3_MONTHS, '2026-11-30')).toEqual(
      new WrongState('REFERRED', ['HIRED']),
    );
    for (const on of ['2026-12-01', '2026-11-29'])
      expect(await advance(one.id, PlacementStatus.HIRED, on)).toMatchObject({ field: 'on' });
    expect(await advance(one.id, PlacementStatus.ENDED, '2026-11-30', PlacementEnd.DISMISSED)).toMatchObject({
      field: 'endReason',
    });
    accepted(await advance(one.id, PlacementStatus.INTERVIEWED, '2026-11-30'));
    accepted(await advance(one.id, PlacementStatus.HIRED, '2026-11-30'));
    await clock.set('2027-02-28T15:59:59Z');
    expect(await advance(one.id, PlacementStatus.KEPT_3_MONTHS, '2027-02-27')).toMatchObject({ field: 'on' });
    expect(accepted(await advance(one.id, PlacementStatus.KEPT_3_MONTHS, '2027-02-28')).kept3On).toBe('2027-02-28');
    await clock.set('2027-05-29T16:00:00Z');
    expect(await advance(one.id, PlacementStatus.KEPT_6_MONTHS, '2027-05-29')).toMatchObject({ field: 'on' });
    expect(accepted(await advance(one.id, PlacementStatus.KEPT_6_MONTHS, '2027-05-30')).status).toBe('KEPT_6_MONTHS');
    await clock.set('2026-11-30T08:00:00Z');
  });

  test('61, 65: given an employer, then it sees that somebody comes and how it stands, never who; given strangers, then nothing', async () => {
    const person = await seeker();
    const postId = await post('仓库理货', { organisationId: globalId('Organisation', organisationId) }, employer);
    const placed = accepted(await refer(person.id, postId));
    const query = `{ jobPlacements(first: 50) { edges { node { id status household { id } post { title } } } } }`;
    const seen = async (who: Person) =>
      (await server.request(query, {}, who.token)).data.jobPlacements.edges.map(({ node }: { node: object }) => node);
    const id = globalId('JobPlacement', placed.id);
    expect(await seen(employer)).toEqual([{ id, status: 'REFERRED', household: null, post: { title: '仓库理货' } }]);
    expect(await seen(adviser)).toContainEqual({
      id,
      status: 'REFERRED',
      household: { id: person.home.id },
      post: { title: '仓库理货' },
    });
    const [far, other] = [
      await people(server).adviser('640104012'),
      await people(server).organisationAdministrator((await approvedOrganisation(server)).organisationId),
    ];
    expect([await seen(far), await seen(other)]).toEqual([[], []]);
    expect(await advance(placed.id, PlacementStatus.HIRED, '2026-11-30', undefined, other)).toEqual(
      new NotFound('JobPlacement'),
    );
    expect(await refer(person.id, postId, far)).toEqual(new NotFound('JobSeeker'));
    const hidden = await server.request(matches, { id: person.id }, far.token);
    expect(hidden.data.jobSeeker).toBeNull();
    expect(accepted(await advance(placed.id, PlacementStatus.HIRED, '2026-11-30', undefined, employer)).status).toBe(
      'HIRED',
    );
    expect(await seekers().registerJobSeeker(adviser.actor, { ...person, seekerId: v7() })).toEqual(
      new WrongState('REGISTERED', ['NOT_REGISTERED']),
    );
  });
});
