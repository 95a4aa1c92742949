/** Shows posts matched to a person by age, schooling, health and skill with reasons, places that are never taken twice, and golden months. */
import { v7 } from 'uuid';
import { PlacementEnd, PlacementStatus, WorkAbility } from '../../schema/employment/enums';
import { NoPlaceLeft, PostNotSuitable } from '../../schema/employment/inputs';
import { globalId } from '../../schema/global-id';
import { Literacy } from '../../schema/need/enums';
import { NotFound, WrongState } from '../../schema/refusals';
import { Situation } from '../../schema/taxonomy/situation';
import type { PlacementRow } from '../../server/employment/employment.repository';
import { caseArea } from '../stage/cases';
import { accepted } from '../stage/claims';
import { stagedClock, type StagedClock } from '../stage/clock';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { household, type StagedHousehold } from '../stage/households';
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
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    await clock.set('2026-11-30T08:00:00Z');
    server = await startTestServer({}, database);
    adviser = await people(server).adviser(caseArea);
    ({ organisationId } = await approvedOrganisation(server));
    employer = await people(server).organisationAdministrator(organisationId);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });
  const service = () => server.app.composition.employmentService;

  async function seeker(more: object = {}, family?: StagedHousehold) {
    const home = family ?? (await household(server, { areaCode: caseArea, situations: [Situation.UNEMPLOYED] }));
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
    accepted(await service().registerJobSeeker(adviser.actor, input));
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
    expect(await advance(one.id, PlacementStatus.HIRED, '2026-12-01')).toMatchObject({ field: 'on' });
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
    expect(await service().registerJobSeeker(adviser.actor, { ...person, seekerId: v7() })).toEqual(
      new WrongState('REGISTERED', ['NOT_REGISTERED']),
    );
  });
});
