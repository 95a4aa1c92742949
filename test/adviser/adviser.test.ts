/** Shows the corps over HTTP: who appoints whom, what a street lacks, and that whoever may not manage it changes nothing. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { dayOf } from '../../server/database/today';
import { addDays } from '../../server/day';
import { until } from '../event/writing';
import { commands, type Run } from '../stage/commands';
import { feedPosition, followField } from '../stage/following';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const [street, community, elsewhere] = ['640104001', '640104001003', '640104012'];
const today = dayOf(new Date());

describe('the adviser corps', () => {
  let server: TestServer;
  let run: Run;
  let officer: Person;
  let bureau: Person;
  let stranger: Person;
  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    const everyone = people(server);
    officer = await everyone.streetOfficer(street);
    bureau = await everyone.bureau();
    stranger = await everyone.streetOfficer(elsewhere);
    await run(bureau, 'markPilotStreet', { commandId: v7(), areaCode: street, since: '2022-03-01' });
  });
  afterAll(() => server.close());

  const appointment = (person: Person, more: Record<string, unknown> = {}) => ({
    ...{ adviserId: v7(), accountId: globalId('Account', person.accountId), areaCode: street, kind: 'SOCIAL_WORKER' },
    ...{ competences: ['政策解读', '心理疏导'], appointedOn: '2022-03-01', reason: '择优选配', ...more },
  });
  const register = (by: Person, input: Record<string, unknown>) =>
    run(by, 'registerAdviser', input, 'id kind competences appointedOn endedOn displayName areasServed { code }');
  const rows = async () => (await server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM adviser'))[0]!.n;

  test('given an account of the street, when it is registered fifty times at once, then it is one appointment with the areas of its roles', async () => {
    const person = await people(server).adviser(community);
    const input = appointment(person);
    const answers = await Promise.all(Array.from({ length: 50 }, () => register(officer, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([
        JSON.stringify({
          ...{ __typename: 'Adviser', id: globalId('Adviser', input.adviserId), kind: 'SOCIAL_WORKER' },
          ...{
            competences: ['心理疏导', '政策解读'],
            appointedOn: '2022-03-01',
            endedOn: null,
            displayName: 'ADVISER',
          },
          areasServed: [{ code: community }],
        }),
      ]),
    );
    expect(await register(officer, { ...input, kind: 'YOUNGER_ELDER' })).toMatchObject({
      __typename: 'IdempotencyMismatch',
    });
    expect(await register(officer, appointment(person))).toEqual({ __typename: 'AdviserAlreadyRegistered' });
  });

  test('given who may not appoint, or whom nobody may appoint, then each is told why and no row is written', async () => {
    const person = await people(server).adviser(community);
    const [far, nobody] = [await people(server).adviser(elsewhere), await people(server).nobodyInParticular()];
    const before = await rows();
    expect(await register(stranger, appointment(person))).toMatchObject({ __typename: 'NotFound' });
    expect(await register(person, appointment(person))).toBe('FORBIDDEN');
    expect(await register(officer, appointment(officer))).toBe('FORBIDDEN');
    expect(await register(officer, appointment(far))).toMatchObject({ __typename: 'NotFound' });
    expect(await register(officer, appointment(nobody))).toMatchObject({ __typename: 'NotFound' });
    expect(await register(officer, appointment(person, { areaCode: community }))).toMatchObject({ field: 'areaCode' });
    expect(await register(officer, appointment(person, { appointedOn: addDays(today, 1) }))).toMatchObject({
      field: 'appointedOn',
    });
    expect(await register(officer, appointment(person, { competences: ['隐\u200b藏'] }))).toMatchObject({
      field: 'competences',
    });
    await server.database.query('UPDATE role_grant SET revoked_at = now() WHERE account_id = $1', [person.accountId]);
    expect(await register(officer, appointment(person))).toEqual({ __typename: 'RoleOfAreaNeeded' });
    expect(await rows()).toBe(before);
  });

  test('given a street without anybody, then what it lacks is explained, filled by designation, and lacks again from the day a role ends', async () => {
    const lines = async (person: Person, areaCode = street) => {
      const query = `query ($areaCode: String!) { adviserStaffing(areaCode: $areaCode, lackingOnly: true) {
        rule required standing missing lackingSince explanationZh area { code } } }`;
      const answer = await server.request(query, { areaCode }, person.token);
      if (answer.errors) return answer.errors[0]!.extensions.code;
      // Where there is no pilot, nothing is owed.
      expect(answer.data.adviserStaffing.filter((line: any) => !line.area.code.startsWith(street))).toEqual([]);
      return answer.data.adviserStaffing
        .filter((line: any) => [street, community].includes(line.area.code))
        .map((line: any) => `${line.area.code} ${line.rule} ${line.missing} ${line.lackingSince}`);
    };
    const all = [
      `${street} STREET_BACKBONES 2 2022-03-01`,
      `${street} STREET_SERVICE_POINT 1 2022-03-01`,
      `${community} COMMUNITY_BACKBONE 1 2022-03-01`,
    ];
    const pilot = `{ area(code: "${street}") { pilotSince } }`;
    expect((await server.request(pilot, {}, stranger.token)).data.area).toEqual({ pilotSince: '2022-03-01' });
    expect(await lines(officer)).toEqual(all);
    expect(await lines(bureau, '640104')).toEqual(all);
    expect(await lines(stranger)).toBe('FORBIDDEN');
    const hours = [{ weekday: 1, opensAt: '09:00', closesAt: '17:30' }];
    const point = {
      servicePointId: v7(),
      areaCode: street,
      name: '民生服务中心',
      address: '样例街1号',
      openingHours: hours,
    };
    expect(await run(officer, 'openServicePoint', point, 'name openingHours { weekday opensAt }')).toEqual({
      ...{ __typename: 'ServicePoint', name: '民生服务中心', openingHours: [{ weekday: 1, opensAt: '09:00' }] },
    });
    const posts: string[] = [];
    const holders: Person[] = [];
    for (const areaCode of [street, street, community]) {
      const person = await people(server).withRoles({ role: Role.ADVISER, areaCode });
      const { id } = await register(officer, appointment(person));
      const input = { backboneId: v7(), adviserId: id, areaCode, sinceOn: '2022-03-01', reason: '主心骨' };
      expect(await run(stranger, 'designateBackbone', input)).toMatchObject({ __typename: 'NotFound' });
      expect(await run(officer, 'designateBackbone', { ...input, sinceOn: '2022-02-28' })).toMatchObject({
        field: 'sinceOn',
      });
      expect(await run(officer, 'designateBackbone', { ...input, areaCode: '640104001002' })).toEqual(
        areaCode === street ? { __typename: 'Backbone' } : { __typename: 'RoleOfAreaNeeded' },
      );
      const again = { ...input, backboneId: v7() };
      expect(await run(officer, 'designateBackbone', again)).toEqual({ __typename: 'Backbone' });
      expect(await run(officer, 'designateBackbone', { ...input, backboneId: v7() })).toEqual({
        __typename: 'BackboneAlreadyDesignated',
      });
      posts.push(globalId('Backbone', again.backboneId));
      holders.push(person);
    }
    expect(await lines(officer)).toEqual([]);
    await server.database.query(
      "UPDATE role_grant SET granted_at = '2022-02-01Z' WHERE account_id = ANY ($1::uuid[])",
      [holders.map((holder) => holder.accountId)],
    );
    await server.database.query("UPDATE role_grant SET revoked_at = '2023-06-30T16:30:00Z' WHERE account_id = $1", [
      holders[1]!.accountId,
    ]);
    expect(await lines(officer)).toEqual([`${street} STREET_BACKBONES 1 2023-07-01`]);
    expect(await run(officer, 'relieveBackbone', { commandId: v7(), backboneId: posts[2] })).toEqual({
      __typename: 'Backbone',
    });
    expect(await run(officer, 'relieveBackbone', { commandId: v7(), backboneId: posts[2] })).toEqual({
      ...{ __typename: 'WrongState', currentStatus: 'ENDED', allowedStatuses: ['STANDING'] },
    });
    expect(await lines(officer)).toEqual([
      `${street} STREET_BACKBONES 1 2023-07-01`,
      `${community} COMMUNITY_BACKBONE 1 ${today}`,
    ]);
  });

  test('given hours that overlap or end before they begin, then the point is not opened; a closed one is not in the list', async () => {
    const open = (openingHours: object[], servicePointId = v7()) =>
      run(officer, 'openServicePoint', {
        ...{ servicePointId, areaCode: community, name: '社区服务点', address: '样例巷2号', openingHours },
      });
    const span = (weekday: number, opensAt: string, closesAt: string) => ({ weekday, opensAt, closesAt });
    for (const hours of [
      [span(1, '09:00', '12:00'), span(1, '11:59', '17:00')],
      [span(2, '17:00', '09:00')],
      [span(8, '09:00', '17:00')],
      [span(3, '9:00', '17:00')],
    ])
      expect(await open(hours)).toEqual({ __typename: 'InvalidInput', field: 'openingHours' });
    const id = v7();
    expect(await open([span(1, '13:30', '17:00'), span(1, '09:00', '13:30')], id)).toEqual({
      __typename: 'ServicePoint',
    });
    const listed = async () =>
      (
        await server.request(
          'query ($c: String!) { servicePoints(areaCode: $c) { edges { node { openingHours { opensAt } } } } }',
          { c: community },
          stranger.token,
        )
      ).data.servicePoints.edges;
    expect(await listed()).toEqual([{ node: { openingHours: [{ opensAt: '09:00' }, { opensAt: '13:30' }] } }]);
    const close = { servicePointId: globalId('ServicePoint', id) };
    expect(await run(stranger, 'closeServicePoint', { commandId: v7(), ...close })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await run(officer, 'closeServicePoint', { commandId: v7(), ...close })).toEqual({
      __typename: 'ServicePoint',
    });
    expect(await run(officer, 'reviseServicePoint', { commandId: v7(), ...close, name: '新名' })).toMatchObject({
      currentStatus: 'CLOSED',
    });
    expect(await listed()).toEqual([]);
  });

  test('given a team, then members of its street join it, and it is dissolved when the last appointment ends', async () => {
    const teamId = v7();
    const fields = 'id name members { id }';
    const form = { teamId, areaCode: street, name: '暖心一队' };
    const team = await run(officer, 'formAdviserTeam', form, fields);
    expect(team).toMatchObject({ name: '暖心一队', members: [] });
    expect(await run(stranger, 'formAdviserTeam', { ...form, teamId: v7() })).toMatchObject({ __typename: 'NotFound' });
    const person = await people(server).adviser(street);
    const { id } = await register(officer, appointment(person));
    const revise = { adviserId: id, teamId: team.id, kind: 'PARTY_CADRE' };
    const revised = 'kind competences team { name }';
    expect(await run(officer, 'reviseAdviser', { commandId: v7(), ...revise }, revised)).toEqual({
      ...{
        __typename: 'Adviser',
        kind: 'PARTY_CADRE',
        competences: ['心理疏导', '政策解读'],
        team: { name: '暖心一队' },
      },
    });
    const dissolve = () => run(officer, 'dissolveAdviserTeam', { commandId: v7(), teamId: team.id });
    expect(await dissolve()).toEqual({
      __typename: 'WrongState',
      currentStatus: 'HAS_MEMBERS',
      allowedStatuses: ['EMPTY'],
    });
    const end = (reason: string) =>
      run(officer, 'endAppointment', { commandId: v7(), adviserId: id, reason }, 'endedOn endReason');
    expect(await end('ACCOUNT_DISABLED')).toMatchObject({ field: 'reason' });
    expect(await end('MOVED')).toEqual({ __typename: 'Adviser', endedOn: today, endReason: 'MOVED' });
    expect(await end('MOVED')).toMatchObject({ currentStatus: 'ENDED' });
    expect(await run(officer, 'reviseAdviser', { commandId: v7(), ...revise })).toMatchObject({
      currentStatus: 'ENDED',
    });
    expect(await dissolve()).toEqual({ __typename: 'AdviserTeam' });
    expect(await register(officer, appointment(person, { teamId: team.id }))).toMatchObject({ __typename: 'NotFound' });
    expect((await register(officer, appointment(person))).__typename).toBe('Adviser');
  });

  test('given an adviser who follows its appointment, then it hears each step of it, and nobody hears of that of another', async () => {
    const [person, other] = [await people(server).adviser(community), await people(server).adviser(community)];
    const after = await feedPosition(server, person);
    const query = `subscription ($a: ID!, $after: String) { appointmentChanges(accountId: $a, after: $after) { step adviserId } }`;
    const follow = (who: Person, of = who) =>
      followField(server, who, query, { a: globalId('Account', of.accountId), after });
    const [own, others, spy] = [follow(person), follow(other), follow(bureau, person)];
    const { id } = await register(officer, appointment(person));
    const post = { backboneId: v7(), adviserId: id, areaCode: community, sinceOn: today, reason: '主心骨' };
    await run(officer, 'designateBackbone', post);
    await run(officer, 'relieveBackbone', { commandId: v7(), backboneId: globalId('Backbone', post.backboneId) });
    await run(officer, 'endAppointment', { commandId: v7(), adviserId: id, reason: 'MOVED' });
    await until('it heard all', () => own.heard.length >= 4);
    const steps = ['APPOINTED', 'BACKBONE_DESIGNATED', 'BACKBONE_RELIEVED', 'ENDED'];
    expect(own.heard).toEqual(steps.map((step) => ({ step, adviserId: id })));
    expect([others.heard, others.failures, spy.heard, spy.failures[0]?.extensions?.code]).toEqual([
      ...[[], [], [], 'FORBIDDEN'],
    ]);
    for (const one of [own, others, spy]) await one.stop();
  });

  test('given an adviser, then it reads its own appointment and nobody else reads it below the street; disabled, it ends with its posts', async () => {
    const person = await people(server).adviser(community);
    const other = await people(server).adviser(community);
    const { id } = await register(bureau, appointment(person));
    const post = { backboneId: v7(), adviserId: id, areaCode: community, sinceOn: today, reason: '主心骨' };
    expect((await run(bureau, 'designateBackbone', post)).__typename).toBe('Backbone');
    const own = 'query { myAppointments { id displayName workload { code open } } }';
    expect((await server.request(own, {}, person.token)).data.myAppointments).toMatchObject([
      { id, displayName: 'ADVISER' },
    ]);
    expect((await server.request(own, {}, other.token)).data.myAppointments).toEqual([]);
    const node = async (who: Person, nodeId: string) =>
      (await server.request('query ($id: ID!) { node(id: $id) { id } }', { id: nodeId }, who.token)).data.node;
    const postId = globalId('Backbone', post.backboneId);
    for (const each of [id, postId])
      expect(await Promise.all([person, officer, other, stranger].map((who) => node(who, each)))).toEqual([
        { id: each },
        { id: each },
        null,
        null,
      ]);
    const list = 'query ($a: String!) { advisers(areaCode: $a, first: 100) { edges { node { id } } } }';
    expect((await server.request(list, { a: street }, other.token)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await server.request(list, { a: street }, stranger.token)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    const disable = `mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { __typename } }`;
    const input = { accountId: globalId('Account', person.accountId) };
    const answer = await server.request(disable, { input }, (await people(server).systemAdministrator()).token);
    expect(answer.data?.disableAccount.__typename).toBe('Account');
    const [row] = await server.database.query(
      `SELECT a.end_reason AS reason, b.until_on IS NOT NULL AS relieved FROM adviser a JOIN backbone b ON b.adviser_id = a.id
        WHERE a.account_id = $1`,
      [person.accountId],
    );
    expect(row).toEqual({ reason: 'ACCOUNT_DISABLED', relieved: true });
    const told = await server.database.query(
      "SELECT audience FROM event WHERE type = 'AppointmentEnded' AND payload->>'accountId' = $1",
      [person.accountId],
    );
    expect(told).toEqual([
      { audience: ['area:64', 'area:6401', 'area:640104', `area:${street}`, `account:${person.accountId}`] },
    ]);
  });
});
