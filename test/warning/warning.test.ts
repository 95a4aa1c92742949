/** Shows the early-warning ledger by golden days: raised once, rising, taken up, resolved, raised again; and who sees what of it. */
import { v7 } from 'uuid';
import { LowIncomeCategory } from '../../schema/household/household';
import { Urgency } from '../../schema/need/enums';
import { Situation } from '../../schema/taxonomy/situation';
import { accepted, claimed, provider } from '../stage/claims';
import { stagedClock, type StagedClock } from '../stage/clock';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { feedPosition, followField } from '../stage/following';
import { household, type StagedHousehold } from '../stage/households';
import { draftedNeed, referredNeed, stagedCommunity, verifiedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { until } from '../event/writing';
import { eventsOfWarning, ledger, followed, ledgerOf, short } from './staging';

describe('the early-warning ledger', () => {
  let database: TestDatabase;
  let clock: StagedClock;
  let server: TestServer;
  let near: Person;
  let bureau: Person;
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    await clock.set('2026-01-31T23:30:00+08:00');
    server = await startTestServer({}, database);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  /** Sessions last thirty days: after a jump of the clock these two sign in again. */
  async function jumpTo(moment: string): Promise<void> {
    await clock.set(moment);
    near = await people(server).adviser('640104001');
    bureau = await people(server).bureau();
  }
  const refresh = () => server.app.composition.warningRefresh;
  const { listed, command } = ledgerOf(() => server);
  const all = { states: ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'LAPSED'] };
  const of = async (family: StagedHousehold, person = near, filter: Record<string, unknown> = all) =>
    (await listed(person, filter)).filter((row) => row.household?.id === family.id);
  const eventsOf = (id: string) => eventsOfWarning(database, id);
  const home = (more: Partial<Parameters<typeof household>[1]> = {}) =>
    household(server, { areaCode: stagedCommunity, ...more });
  /** Defaults of columns keep the real time (stage/clock). */
  const takenDown = (moment: string, needId: string) =>
    database.query('UPDATE need SET created_at = $2 WHERE id = $1', [needId, moment]);
  const everyRow = async () =>
    JSON.stringify(await database.query('SELECT w::text FROM warning w ORDER BY id')) +
    JSON.stringify(await database.query("SELECT count(*)::int FROM event WHERE type LIKE 'Warning%'"));

  test('given a routine need referred on 31 January, then it is blue from 7 February 00:00 in Shanghai, once, and yellow from the 15th', async () => {
    await jumpTo('2026-01-31T23:30:00+08:00');
    const family = await home();
    const need = await referredNeed(server, { household: family });
    await clock.set('2026-02-06T23:59:59+08:00');
    await refresh().survey();
    expect(await of(family)).toEqual([]);
    await clock.set('2026-02-07T00:00:00+08:00');
    await Promise.all([refresh().survey(), refresh().survey(), refresh().follow()]);
    const [row] = await of(family);
    expect(row).toMatchObject({
      ...{ rule: 'NEED_UNMET', level: 'BLUE', state: 'OPEN', cases: 1, timesRaised: 1, restricted: false },
      ...{ since: '2026-02-06T16:00:00.000Z', levelSince: '2026-02-06T16:00:00.000Z' },
      reasonZh: '有 1 项需求久无人承接',
    });
    const before = await everyRow();
    await clock.set('2026-02-07T01:00:00+08:00');
    await refresh().survey();
    expect(await everyRow()).toBe(before);
    await clock.set('2026-02-15T00:00:00+08:00');
    await command(near, 'acknowledgeWarning', { warningId: row.id });
    expect(short(await of(family))).toEqual([['NEED_UNMET', 'BLUE', 'ACKNOWLEDGED']]);
    await refresh().survey();
    expect(await of(family)).toMatchObject([
      { level: 'YELLOW', state: 'OPEN', since: '2026-02-06T16:00:00.000Z', levelSince: '2026-02-14T16:00:00.000Z' },
    ]);
    const { needService } = server.app.composition;
    accepted(await needService.withdrawNeed(need.adviser, { needId: need.id, reason: 'NO_LONGER_NEEDED' as never }));
    await followed(server);
    await followed(server);
    expect(short(await of(family))).toEqual([['NEED_UNMET', 'YELLOW', 'LAPSED']]);
    expect(await of(family, near, {})).toEqual([]);
    expect(await eventsOf(row.id)).toEqual([
      { type: 'WarningRaised', level: 'BLUE' },
      { type: 'WarningAcknowledged', level: 'BLUE' },
      { type: 'WarningEscalated', level: 'YELLOW' },
      { type: 'WarningLapsed', level: 'YELLOW' },
    ]);
  });

  test('given a warning that was resolved, then the same sign leaves it alone, a graver or a new one raises it again', async () => {
    await jumpTo('2026-03-01T09:00:00+08:00');
    const family = await home();
    await referredNeed(server, { household: family });
    await clock.set('2026-03-08T00:10:00+08:00');
    await refresh().survey();
    const [row] = await of(family);
    const resolve = { warningId: row.id, outcome: 'HELP_ARRANGED' };
    const commandId = v7();
    const once = await command(near, 'resolveWarning', { ...resolve, commandId });
    expect(once).toMatchObject({ state: 'RESOLVED', outcome: 'HELP_ARRANGED' });
    expect(await command(near, 'resolveWarning', { ...resolve, commandId })).toEqual(once);
    expect(await command(near, 'resolveWarning', { ...resolve, commandId, outcome: 'NOT_REACHED' })).toMatchObject({
      __typename: 'IdempotencyMismatch',
    });
    const before = await everyRow();
    expect(await command(near, 'acknowledgeWarning', { warningId: row.id })).toEqual({
      ...{ __typename: 'WrongState', currentStatus: 'RESOLVED' },
    });
    await clock.set('2026-03-15T23:59:59+08:00');
    await refresh().survey();
    expect(await everyRow()).toBe(before);
    await clock.set('2026-03-16T00:00:00+08:00');
    await refresh().survey();
    expect(await of(family)).toMatchObject([
      { level: 'YELLOW', state: 'OPEN', timesRaised: 2, outcome: null, since: '2026-03-15T16:00:00.000Z' },
    ]);
    await command(near, 'resolveWarning', resolve);
    await clock.set('2026-03-16T00:01:00+08:00');
    await referredNeed(server, { household: family, urgency: Urgency.EMERGENCY });
    await followed(server);
    expect(await of(family)).toMatchObject([{ level: 'ORANGE', state: 'OPEN', timesRaised: 3, cases: 2 }]);
  });

  test('given each other rule, then it warns on its day and not before', async () => {
    await jumpTo('2026-04-01T10:00:00+08:00');
    const several = await home();
    for (const day of ['2026-04-01', '2026-04-20', '2026-06-29']) {
      await jumpTo(`${day}T10:00:00+08:00`);
      await takenDown(`${day}T10:00:00+08:00`, (await draftedNeed(server, { household: several })).needId);
    }
    await followed(server);
    expect(await of(several)).toMatchObject([{ rule: 'SEVERAL_NEEDS', level: 'YELLOW', cases: 3 }]);
    // On the 91st day, 30 June, the first no longer counts.
    await clock.set('2026-06-30T00:00:00+08:00');
    await refresh().survey();
    expect(short(await of(several))).toEqual([['SEVERAL_NEEDS', 'YELLOW', 'LAPSED']]);

    await jumpTo('2026-07-01T10:00:00+08:00');
    const [interrupted, disputed, owed] = [await home(), await home(), await home()];
    const who = await provider(server, { capacityMaximum: 50 });
    const need = await referredNeed(server, { household: interrupted });
    const first = await claimed(server, who, need);
    const giveBack = { commandId: v7(), claimId: first.globalId, reason: 'NO_CAPACITY' as never };
    accepted(await server.app.composition.claimService.releaseClaim(who.member, giveBack));
    const reported = await referredNeed(server, { household: disputed });
    const claim = await claimed(server, who, reported);
    const revisited = await claimed(server, who, await referredNeed(server, { household: owed }));
    await followed(server);
    expect(short(await of(interrupted))).toEqual([['CLAIM_INTERRUPTED', 'BLUE', 'OPEN']]);
    await database.query(
      "UPDATE claim SET status = 'DISPUTED', lease_until = NULL, status_since = '2026-07-01T12:00:00+08' WHERE id = $1",
      [claim.id],
    );
    await database.query(
      `INSERT INTO revisit (id, need_id, household_id, area_code, due_on)
       SELECT $1, n.id, n.household_id, n.area_code, '2026-07-02' FROM need n WHERE n.id = $2`,
      [v7(), revisited.needId],
    );
    const steps = [
      ['2026-07-02T23:59:59+08:00', ['DELIVERY_DISPUTED', 'YELLOW', 'OPEN'], undefined],
      ['2026-07-03T00:00:00+08:00', ['DELIVERY_DISPUTED', 'YELLOW', 'OPEN'], 'BLUE'],
      ['2026-07-04T00:00:00+08:00', ['DELIVERY_DISPUTED', 'ORANGE', 'OPEN'], 'BLUE'],
      ['2026-07-09T00:00:00+08:00', ['DELIVERY_DISPUTED', 'RED', 'OPEN'], 'YELLOW'],
    ] as const;
    for (const [moment, dispute, revisit] of steps) {
      await clock.set(moment);
      await refresh().survey();
      expect(short(await of(disputed))).toEqual([dispute]);
      const levels = (await of(owed)).filter((row) => row.rule === 'REVISIT_OVERDUE').map((row) => row.level);
      expect(levels).toEqual(revisit ? [revisit] : []);
    }

    await clock.set('2025-03-01T10:00:00+08:00');
    const recognised = await home({ lowIncomeCategory: LowIncomeCategory.RIGID_EXPENDITURE });
    const silent = await home({ situations: [Situation.DISABLED, Situation.ELDERLY_ALONE] });
    await database.query("UPDATE household SET registered_at = '2025-03-01T10:00:00+08' WHERE id = $1", [
      silent.householdId,
    ]);
    const ending = async () =>
      (await of(recognised)).filter((row) => row.rule === 'RECOGNITION_ENDING').map((row) => row.level);
    // Due on 1 March 2026: blue from 30 January.
    await jumpTo('2026-01-29T23:59:59+08:00');
    await refresh().survey();
    expect(await ending()).toEqual([]);
    expect(short(await of(silent))).toEqual([['SILENT_HOUSEHOLD', 'YELLOW', 'OPEN']]);
    await clock.set('2026-01-30T00:00:00+08:00');
    await refresh().survey();
    expect(await ending()).toEqual(['BLUE']);
    await takenDown('2026-01-30T00:00:00+08:00', (await draftedNeed(server, { household: silent })).needId);
    await followed(server);
    expect(short(await of(silent))).toEqual([['SILENT_HOUSEHOLD', 'YELLOW', 'LAPSED']]);
  });

  test('given a restricted need, then only who took it down or referred it sees its warning, and nothing else tells that there is one', async () => {
    await jumpTo('2026-08-01T10:00:00+08:00');
    const after = await feedPosition(server, near);
    const [family, plain] = [await home(), await home()];
    const confidant = await people(server).adviser('640104001');
    for (const one of [family, plain]) {
      const situations = one === family ? [Situation.DOMESTIC_VIOLENCE] : [];
      const need = await verifiedNeed(server, { household: one, urgency: Urgency.EMERGENCY, situations });
      await takenDown('2026-08-01T10:00:00+08:00', need.needId);
    }
    await database.query('UPDATE need SET created_by = $2 WHERE household_id = $1', [
      ...[family.householdId, confidant.accountId],
    ]);
    const feed = followField(
      server,
      confidant,
      `subscription ($after: String) { warningChanges(areaCode: "640104001", after: $after) { change rule level warning { household { id } } } }`,
      { after },
    );
    await refresh().survey();
    const seen = async (person: Person) =>
      (await listed(person)).filter((row) => [family.id, plain.id].includes(row.household?.id));
    expect((await seen(confidant)).map((row) => [row.household.id, row.restricted]).sort()).toEqual(
      [
        [family.id, true],
        [plain.id, false],
      ].sort(),
    );
    for (const person of [near, bureau])
      expect((await seen(person)).map((row) => row.household.id)).toEqual([plain.id]);
    const [secret] = await of(family, confidant);
    const look = async (person: Person) => {
      const answer = await server.request(
        'query ($h: ID!, $w: ID!) { household(id: $h) { warningLevel warnings { id } } node(id: $w) { id } }',
        { h: family.id, w: secret.id },
        person.token,
      );
      return answer.data;
    };
    expect(await look(confidant)).toEqual({
      household: { warningLevel: 'ORANGE', warnings: [{ id: secret.id }] },
      node: { id: secret.id },
    });
    for (const person of [near, bureau])
      expect(await look(person)).toEqual({ household: { warningLevel: null, warnings: [] }, node: null });
    const before = await everyRow();
    for (const id of [secret.id, Buffer.from(`Warning:${v7()}`).toString('base64url')])
      expect(await command(near, 'acknowledgeWarning', { warningId: id })).toEqual({ __typename: 'NotFound' });
    expect(await everyRow()).toBe(before);
    expect(await command(confidant, 'acknowledgeWarning', { warningId: secret.id })).toMatchObject({
      state: 'ACKNOWLEDGED',
    });
    expect(await eventsOf(secret.id)).toEqual([]);
    await until('the plain one is told', () => feed.heard.some((told) => told.warning?.household?.id === plain.id));
    expect(feed.heard.filter((told) => told.warning?.household?.id === family.id)).toEqual([]);
    expect(feed.failures).toEqual([]);
    await feed.stop();
  });

  test('given people of another street, or without an area, then there is no such warning for them and nothing changes', async () => {
    await jumpTo('2026-09-01T10:00:00+08:00');
    const family = await home();
    await referredNeed(server, { household: family, urgency: Urgency.EMERGENCY });
    await followed(server);
    const [row] = await of(family);
    const far = await people(server).adviser('640104012');
    expect(await of(family, far)).toEqual([]);
    expect(await listed(far, { areaCode: '640104001' })).toEqual([]);
    expect(await of(family, bureau)).toHaveLength(1);
    const before = await everyRow();
    expect(await command(far, 'resolveWarning', { warningId: row.id, outcome: 'NOT_REACHED' })).toEqual({
      __typename: 'NotFound',
    });
    const auditor = await people(server).auditor();
    expect(await command(auditor, 'acknowledgeWarning', { warningId: row.id })).toEqual({ code: 'FORBIDDEN' });
    expect(await everyRow()).toBe(before);
    const refused = followField(server, far, 'subscription { warningChanges(areaCode: "640104001") { cursor } }', {});
    await until('it is refused', () => refused.failures.length > 0);
    expect(refused.failures[0].extensions.code).toBe('FORBIDDEN');
    await refused.stop();
  });

  test('given pages of one, then they hold the whole ledger once, the gravest first', async () => {
    const whole = await listed(bureau);
    const rank = ['RED', 'ORANGE', 'YELLOW', 'BLUE'];
    expect(whole.length).toBeGreaterThan(4);
    expect(whole.map((row) => rank.indexOf(row.level))).toEqual(whole.map((row) => rank.indexOf(row.level)).sort());
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const { data }: { data: any } = await server.request(ledger, { first: 1, after }, bureau.token);
      paged.push(...data.warnings.edges.map((edge: any) => edge.node.id));
      if (!data.warnings.pageInfo.hasNextPage) break;
      after = data.warnings.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole.map((row) => row.id));
  });

  test('given the survey as a job that is delivered twice on two servers, then each warning is raised once', async () => {
    // The queue dates its jobs by the real clock.
    await jumpTo('2031-01-02T10:00:00+08:00');
    const twin = await startTestServer({}, database);
    const family = await home();
    await referredNeed(server, { household: family, urgency: Urgency.EMERGENCY });
    for (let delivered = 0; delivered < 4; delivered += 1)
      await database.query("SELECT graphile_worker.add_job('survey-warnings')");
    await until('the jobs are done', async () => {
      const [left] = await database.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'survey-warnings'",
      );
      return left!.n === 0;
    });
    const [row] = await of(family);
    expect(await eventsOf(row.id)).toEqual([{ type: 'WarningRaised', level: 'ORANGE' }]);
    await twin.close();
  });
});
