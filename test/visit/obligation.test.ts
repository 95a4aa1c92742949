/** Shows that each trigger obliges the right adviser to one visit by its day, that persons are recognised and kept apart, and that clocks act once. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { until } from '../event/writing';
import { stagedClock, type StagedClock } from '../stage/clock';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { feedPosition, followField } from '../stage/following';
import { household } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { community, discovery, somebody, type Discovery } from './stage';

describe('obligations to visit', () => {
  let database: TestDatabase;
  let clock: StagedClock;
  let server: TestServer;
  let stage: Discovery;
  let today = '2026-01-30';
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    // 08:00 in Asia/Shanghai.
    await clock.set('2026-01-30T00:00:00Z');
    server = await startTestServer({}, database);
    stage = discovery(server, () => today);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const counts = async () => {
    const [row] = await database.query(
      `SELECT (SELECT count(*)::int FROM visit_obligation) AS obligations, (SELECT count(*)::int FROM found_person) AS found,
              (SELECT count(*)::int FROM visit) AS visits`,
    );
    return row;
  };
  const givenTo = async (areaCode: string) =>
    database.query<{ login: string; open: number }>(
      `SELECT login, count(*)::int AS open FROM visit_obligation JOIN account ON account.id = adviser_id
        WHERE area_code LIKE $1 || '%' AND done_at IS NULL GROUP BY login`,
      [areaCode],
    );

  describe('whom they fall to', () => {
    const place = '640104001008';
    let team: Person[];
    beforeAll(async () => {
      const everyone = people(server);
      await everyone.adviser('640104001');
      team = [await everyone.adviser(place), await everyone.adviser(place), await everyone.adviser(place)];
    });

    test('given three advisers of the community, when seven triggers come one after the other or at once, then each has what comes out of giving to who has least', async () => {
      const officer = await people(server).streetOfficer();
      const one = await household(server, { areaCode: `${place}001` });
      const two = await household(server, { areaCode: `${place}002` });
      await database.query('UPDATE account SET status = $2 WHERE id = ANY ($1::uuid[])', [
        [one.adviser.accountId, two.adviser.accountId],
        'DISABLED',
      ]);
      const days = ['2026-01-24', '2026-01-25', '2026-01-26'];
      for (const occurredOn of days) await stage.report(officer, { householdId: one.id, occurredOn });
      expect((await givenTo(place)).map((row) => row.open)).toEqual([1, 1, 1]);
      const answers = await Promise.all(
        [...days, '2026-01-27'].map((occurredOn) => stage.report(officer, { householdId: two.id, occurredOn })),
      );
      expect(answers.map((answer) => answer.__typename)).toEqual(answers.map(() => 'TriggerReported'));
      expect((await givenTo(place)).map((row) => row.open).sort()).toEqual([2, 2, 3]);
      const adviser = await server.request(
        '{ visitObligations(first: 50, mine: true) { edges { node { areaCode state } } } }',
        {},
        team[0]!.token,
      );
      expect([2, 3]).toContain(adviser.data.visitObligations.edges.length);
    });

    test('given an adviser whose role ends, when the job runs twice at once, then what it owed is given to the others once', async () => {
      const gone = team[0]!;
      const before = (await givenTo(place)).reduce((sum, row) => sum + row.open, 0);
      const [grant] = await database.query<{ id: string }>('SELECT id FROM role_grant WHERE account_id = $1', [
        gone.accountId,
      ]);
      const bureau = await people(server).bureau();
      const answer = await server.request(
        'mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { __typename } }',
        { input: { roleGrantId: globalId('RoleGrant', grant!.id) } },
        bureau.token,
      );
      expect(answer.data.revokeRole.__typename).toBe('Account');
      await Promise.all([stage.tend(), stage.tend()]);
      const after = await givenTo(place);
      expect(after.map((row) => row.login).sort()).toEqual([team[1]!.login, team[2]!.login].sort());
      expect(after.reduce((sum, row) => sum + row.open, 0)).toBe(before);
      expect(Math.abs(after[0]!.open - after[1]!.open)).toBeLessThanOrEqual(1);
    });
  });

  describe('who is recognised', () => {
    test('given a member of a registered household, then the trigger is of the household, and no person is kept', async () => {
      const staged = await household(server, { areaCode: community });
      const officer = await people(server).streetOfficer();
      const before = await counts();
      const person = somebody({ residentNumber: staged.identity.residentNumber });
      const answer = await stage.report(officer, { person, trigger: 'DEATH' });
      expect(answer).toMatchObject({
        dueOn: '2026-02-02',
        obligation: {
          trigger: 'DEATH',
          state: 'DUE',
          areaCode: community,
          household: { id: staged.id },
          foundPerson: null,
        },
      });
      const again = await stage.report(officer, { person, trigger: 'DEATH' });
      expect(again).toEqual({ __typename: 'TriggerAlreadyReported' });
      expect(await counts()).toEqual({ ...before!, obligations: Number(before!.obligations) + 1 });
    });

    test('given somebody unknown told of by two departments, then one found person is read with a reason by who serves the place only, and is erased when its household is registered', async () => {
      const officer = await people(server).streetOfficer();
      const person = somebody();
      const first = await stage.report(officer, { person });
      await stage.report(officer, { person, trigger: 'SUDDEN_MISFORTUNE' });
      const found = first.obligation.foundPerson.id as string;
      const read = (token: string, reason = '上门核实前查看') =>
        server.request(
          'query ($id: ID!, $reason: String!) { node(id: $id) { ... on VisitObligation { foundPerson { identity(reason: $reason) { name residentNumber phone address } } } } }',
          { id: first.obligation.id, reason },
          token,
        );
      const { areaCode: _place, ...said } = person;
      expect((await read(officer.token)).data.node.foundPerson.identity).toEqual(said);
      expect((await read(officer.token, `找${person.name}`)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      const stranger = await people(server).streetOfficer('640104012');
      expect((await read(stranger.token)).data).toEqual({ node: null });
      const readings = await database.query("SELECT details FROM audit_line WHERE operation = 'readFoundPerson'");
      expect(readings).toEqual([{ details: { reason: '上门核实前查看' } }]);
      const stored = await database.query('SELECT row_to_json(f)::text AS row FROM found_person f');
      expect(JSON.stringify(stored)).not.toContain(person.residentNumber);

      const adviser = await people(server).adviser(community);
      const householdId = v7();
      const registered = await stage.run(adviser, 'registerHousehold', {
        ...{
          householdId,
          areaCode: community,
          lowIncomeCategory: 'OTHER_HARDSHIP',
          situations: [],
          barriers: ['UNAWARE'],
        },
        ...{ address: person.address, phone: person.phone },
        members: [{ memberId: v7(), relation: 'HEAD', name: person.name, residentNumber: person.residentNumber }],
      });
      expect(registered.__typename).toBe('Household');
      const owed = await server.request(
        'query ($id: ID!) { visitObligations(first: 5, householdId: $id) { edges { node { id trigger state foundPerson { id outcome } } } } }',
        { id: globalId('Household', householdId) },
        adviser.token,
      );
      expect(owed.data.visitObligations.edges.map((edge: any) => edge.node)).toEqual([
        {
          id: expect.any(String),
          trigger: 'SUDDEN_MISFORTUNE',
          state: 'DUE',
          foundPerson: { id: found, outcome: 'REGISTERED' },
        },
        {
          id: first.obligation.id,
          trigger: 'HOSPITALISATION',
          state: 'DUE',
          foundPerson: { id: found, outcome: 'REGISTERED' },
        },
      ]);
      expect((await read(adviser.token)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      expect(
        await database.query('SELECT person_index, data_key, details FROM found_person WHERE household_id = $1', [
          householdId,
        ]),
      ).toEqual([{ person_index: null, data_key: null, details: null }]);
    });

    test('given one report sent twenty times at once, then it is taken once and answered alike; with other contents it is refused', async () => {
      const officer = await people(server).streetOfficer();
      const report = { obligationId: randomUUID(), person: somebody() };
      const before = await counts();
      const answers = await Promise.all(Array.from({ length: 20 }, () => stage.report(officer, report)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0].__typename).toBe('TriggerReported');
      expect(await counts()).toEqual({
        ...{ obligations: Number(before!.obligations) + 1, found: Number(before!.found) + 1 },
        visits: before!.visits,
      });
      const other = await stage.report(officer, { ...report, trigger: 'DEATH' });
      expect(other.__typename).toBe('IdempotencyMismatch');
    });

    test('given what is wrong with a report, then the field is named, never its value, and nothing is kept', async () => {
      const officer = await people(server).streetOfficer();
      const before = await counts();
      const fields = [];
      for (const wrong of [
        { person: somebody({ residentNumber: '640104199001011234' }) },
        { person: somebody({ name: '张3' }) },
        { person: somebody({ areaCode: '640104' }) },
        { person: somebody({ areaCode: '640104012001' }) },
        { person: somebody(), occurredOn: '2026-01-31' },
        { person: somebody(), occurredOn: '2025-01-28' },
        {},
      ])
        fields.push(await stage.report(officer, wrong));
      expect(fields.map((answer) => answer.field)).toEqual([
        ...[
          'person.residentNumber',
          'person.name',
          'person.areaCode',
          'person.areaCode',
          'occurredOn',
          'occurredOn',
          'person',
        ],
      ]);
      expect(await counts()).toEqual(before);
    });
  });

  test('given a visit that nobody makes, when the job runs on every day and four at once, then it is told the day before and the day after, once each, whatever the hour', async () => {
    await clock.set('2026-03-10T01:00:00Z');
    today = '2026-03-10';
    const adviser = await people(server).adviser('640104001005');
    const officer = await people(server).streetOfficer();
    const staged = await household(server, { areaCode: '640104001005' });
    await database.query("UPDATE account SET status = 'DISABLED' WHERE id = $1", [staged.adviser.accountId]);
    const after = await feedPosition(server, officer);
    const heard = followField(
      server,
      officer,
      'subscription ($areaCode: String!, $after: String) { visitObligationChanges(areaCode: $areaCode, after: $after) { step adviserId dueOn obligation { id state escalatedAt } } }',
      { areaCode: '640104001005', after },
    );
    const told = async () => {
      await Promise.all([stage.tend(), stage.tend(), stage.tend(), stage.tend()]);
      const rows = await database.query<{ type: string }>(
        "SELECT type FROM event WHERE audience && ARRAY['area:640104001005'] ORDER BY position",
      );
      return rows.map((row) => row.type).filter((type) => type.startsWith('Visit'));
    };
    const answer = await stage.report(officer, { householdId: staged.id, trigger: 'DEATH' });
    expect(answer.obligation).toMatchObject({ dueOn: '2026-03-13', adviserId: globalId('Account', adviser.accountId) });
    const seen = [];
    for (const moment of [
      // The last hour of 11 March, and an hour later, in Asia/Shanghai.
      ...['2026-03-11T15:30:00Z', '2026-03-11T16:30:00Z', '2026-03-12T15:30:00Z', '2026-03-13T15:59:59Z'],
      ...['2026-03-13T16:00:00Z', '2026-03-13T17:00:00Z'],
    ]) {
      await clock.set(moment);
      seen.push((await told()).length);
    }
    expect(seen).toEqual([1, 2, 2, 2, 3, 3]);
    expect(await told()).toEqual(['VisitAssigned', 'VisitDueSoon', 'VisitOverdue']);
    await until('all is heard', () => heard.heard.length >= 3);
    expect(heard.heard.map((one) => one.step)).toEqual(['ASSIGNED', 'DUE_SOON', 'OVERDUE']);
    expect(heard.heard[2].obligation).toEqual({
      ...{ id: answer.obligation.id, state: 'OVERDUE', escalatedAt: expect.any(String) },
    });
    const lines = await database.query(
      "SELECT details FROM audit_line WHERE operation = 'escalateVisit' AND subject_id IN (SELECT id FROM visit_obligation WHERE household_id = $1)",
      [staged.householdId],
    );
    expect(lines).toEqual([{ details: { trigger: 'DEATH', dueOn: '2026-03-13' } }]);
    const overdue = await server.request(
      '{ visitObligations(first: 5, areaCode: "640104001005", states: [OVERDUE]) { edges { node { id } } } }',
      {},
      (await people(server).streetOfficer()).token,
    );
    expect(overdue.data.visitObligations.edges).toEqual([{ node: { id: answer.obligation.id } }]);
    await heard.stop();
  });
});
