/** Shows that after an erasure nothing of the person can be read in any table, while audit, books and figures stand; and what leaves by rule. */
import { join } from 'node:path';
import { v7 } from 'uuid';
import { AuditAnchor } from '../../server/audit/anchor';
import { checkAudit } from '../../server/audit/check';
import { until } from '../event/writing';
import { commands, type Run } from '../stage/commands';
import { delivered, provider } from '../stage/claims';
import { household } from '../stage/households';
import { referredNeed } from '../stage/needs';
import { people } from '../stage/people';
import {
  byCardDocument,
  decideDocument,
  lived,
  operationsOn,
  retentionDocument,
  rightsCommunity,
  rightsStage,
  type RightsStage,
} from '../stage/rights';
import { startTestServer, type TestServer } from '../stage/server';

const community = rightsCommunity;

describe('the erasure of a household', () => {
  let server: TestServer;
  let stage: RightsStage;
  let run: Run;
  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    stage = await rightsStage(server);
  });
  afterAll(() => server.close());

  test('given an erasure, then needs and consents have ended, a dump has nothing of the person, and audit, books and figures stand', async () => {
    const staged = await lived(server, '虎占彪', '7');
    const { identity, needIds } = staged;
    const ciphers = await ciphertextsOf(staged.householdId);
    expect(ciphers.length).toBeGreaterThanOrEqual(5);
    const words = [...staged.words, identity.name, identity.phone, identity.address, identity.residentNumber];
    const before = await dump();
    expect(staged.words.filter((word) => !before.includes(word))).toEqual([]);
    expect(ciphers.filter((cipher) => !before.includes(cipher.toString('hex')))).toEqual([]);
    const figures = () =>
      server.database.query(
        `SELECT h.low_income_category, left(h.area_code, 12) AS community, m.age_band, count(DISTINCT n.id)::int AS needs
           FROM household h JOIN household_member m ON m.household_id = h.id JOIN need n ON n.household_id = h.id
          WHERE h.id = $1 GROUP BY 1, 2, 3`,
        [staged.householdId],
      );
    const counted = await figures();

    const { id } = await stage.recorded(staged, 'ERASURE');
    const input = { commandId: v7(), requestId: id };
    expect(await stage.ask(stage.officer, decideDocument, input)).toMatchObject({ status: 'DONE', kind: 'ERASURE' });
    expect(await stage.ask(stage.officer, decideDocument, input)).toMatchObject({ status: 'DONE' });

    const statuses = await server.database.query<{ status: string }>('SELECT status FROM need WHERE id = ANY ($1)', [
      needIds,
    ]);
    expect(statuses.map((row) => row.status)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
    const [ended] = await server.database.query(
      `SELECT (SELECT count(*)::int FROM consent WHERE household_id = $1 AND withdrawn_at IS NULL) AS consents,
              (SELECT array_agg(status) FROM claim WHERE need_id = ANY ($2)) AS claims,
              (SELECT array_agg(status) FROM wish_share WHERE need_id = ANY ($2)) AS shares,
              (SELECT held_fen::int FROM need WHERE id = ($2::uuid[])[2]) AS held`,
      [staged.householdId, needIds],
    );
    expect(ended).toEqual({ consents: 0, claims: ['REVOKED'], shares: ['RELEASED'], held: 0 });

    const after = await dump();
    const readable = words.filter(
      (word) => after.includes(word) || after.includes(Buffer.from(word, 'utf8').toString('hex')),
    );
    expect(readable).toEqual([]);
    expect(ciphers.filter((cipher) => after.includes(cipher.toString('hex')))).toEqual([]);
    expect(await ciphertextsOf(staged.householdId)).toEqual([]);
    expect(await figures()).toEqual(counted);
    const { data, errors } = await server.request(
      'query ($id: ID!) { household(id: $id) { lowIncomeCategory identity(reason: "核对删除结果") { phone } } }',
      { id: staged.id },
      stage.adviser.token,
    );
    expect([data.household?.identity ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'NOT_FOUND']);
    expect(
      await stage.ask(undefined, byCardDocument, { requestId: v7(), cardCode: staged.cardCode, kind: 'ACCESS' }),
    ).toMatchObject({
      __typename: 'NotFound',
    });
    await server.app.composition.auditSealing.seal();
    const anchor = new AuditAnchor(join(server.config.dataDirectory, 'audit-anchor.txt'));
    expect((await checkAudit(server.app.composition.database, [anchor])).found).toEqual([]);
    // The same person may come again: nothing recognises the number.
    const again = await household(server, {
      areaCode: community,
      members: [{ residentNumber: identity.residentNumber }],
    });
    expect(again.householdId).not.toBe(staged.householdId);
  });

  test('given a need written down while an erasure is approved, then it waits and is refused; visits owed are closed, and such as came by file too', async () => {
    const staged = await household(server, { areaCode: community });
    const report = (householdId: string, trigger: string) =>
      run(stage.officer, 'reportTrigger', {
        ...{ obligationId: v7(), trigger, householdId, occurredOn: stage.today },
      });
    expect((await report(staged.id, 'DISASTER')).__typename).toBe('TriggerReported');
    const { id } = await stage.recorded(staged, 'ERASURE');
    const draft = () =>
      run(stage.adviser, 'draftNeed', {
        ...{ needId: v7(), householdId: staged.id, kind: 'NEED', serviceKind: 'CLEANING', origin: 'DAILY_VISIT' },
        ...{ urgency: 'ROUTINE', cardText: '需要打扫房间', quantity: 1, situations: [], languages: [], skills: [] },
      });
    const needs = () =>
      server.database.query('SELECT status, count(*)::int AS count FROM need WHERE household_id = $1 GROUP BY 1', [
        staged.householdId,
      ]);
    const before = await needs();
    await server.database.query('BEGIN');
    await server.database.query('UPDATE household SET erasure_began_at = now() WHERE id = $1', [staged.householdId]);
    await server.database.query('SELECT FROM household WHERE id = $1 FOR UPDATE', [staged.householdId]);
    const late = draft();
    await until('the draft waits', async () => {
      const waiting = await server.app.composition.database.query(
        "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%household.keepHousehold%' AND pid <> pg_backend_pid()",
      );
      return waiting.length > 0;
    });
    await server.database.query('COMMIT');
    expect(await late).toEqual({ __typename: 'InvalidInput', field: 'householdId' });
    expect(await report(staged.id, 'DEATH')).toEqual({ __typename: 'InvalidInput', field: 'householdId' });
    await server.database.query('UPDATE household SET erasure_began_at = NULL WHERE id = $1', [staged.householdId]);

    const input = { commandId: v7(), requestId: id };
    const [decided, ...drafts] = await Promise.all([
      stage.ask(stage.officer, decideDocument, input),
      ...Array.from({ length: 8 }, draft),
    ]);
    expect(decided).toMatchObject({ status: 'DONE' });
    const written = drafts.filter((one) => one.__typename === 'Need').length;
    expect(drafts.filter((one) => one.__typename === 'InvalidInput').length).toBe(8 - written);
    expect([before, await needs()]).toEqual([[], written === 0 ? [] : [{ status: 'WITHDRAWN', count: written }]]);
    const owed = () =>
      server.database.query(
        'SELECT trigger_kind AS kind, closing_reason AS reason, closed_by FROM visit_obligation WHERE household_id = $1 ORDER BY 1',
        [staged.householdId],
      );
    const disaster = { kind: 'DISASTER', reason: 'HOUSEHOLD_ERASED', closed_by: stage.officer.accountId };
    expect(await owed()).toEqual([disaster]);
    // As a file registered at the very moment of the erasure leaves it.
    await server.database.query(
      `INSERT INTO visit_obligation (id, trigger_kind, occurred_on, channel, household_id, area_code, reported_by, reported_on, due_on)
       SELECT gen_random_uuid(), 'DEATH', $2::date, 'FILE', id, area_code, registered_by, $2::date, $2::date FROM household WHERE id = $1`,
      [staged.householdId, stage.today],
    );
    await server.app.composition.visitTending.tend();
    expect(await owed()).toEqual([{ kind: 'DEATH', reason: 'HOUSEHOLD_ERASED', closed_by: null }, disaster]);
    const closings = await server.database.query(
      "SELECT 1 FROM event WHERE type = 'VisitClosed' AND payload->>'householdId' = $1",
      [staged.householdId],
    );
    expect(closings.length).toBe(2);
  });

  test('given an erasure that a crash left approved, then the job carries it out, once', async () => {
    const staged = await household(server, { areaCode: community });
    const { id } = await stage.recorded(staged, 'ERASURE');
    const { erasureService } = server.app.composition;
    const local = Buffer.from(id, 'base64url').toString('utf8').split(':')[1]!;
    await server.database.query(
      "UPDATE rights_request SET status = 'APPROVED', decided_by = $2, decided_at = now() - interval '2 minutes' WHERE id = $1",
      [local, stage.officer.accountId],
    );
    expect([await erasureService.finishAll(), await erasureService.finishAll()]).toEqual([1, 0]);
    expect(
      (await operationsOn(server, staged.householdId)).filter((operation) => operation === 'eraseHousehold').length,
    ).toBe(1);
  });

  test('given what is over its time, then a trial only counts, a run ends it, and the next finds nothing', async () => {
    const administrator = await people(server).systemAdministrator();
    const organisation = await provider(server);
    const need = await referredNeed(server, {});
    const held = await delivered(server, organisation, need).catch(() => undefined);
    expect(held).toBeDefined();
    const resting = await household(server, { areaCode: community });
    await server.database.query("UPDATE household SET registered_at = now() - interval '1826 days' WHERE id = $1", [
      resting.householdId,
    ]);
    const young = await household(server, { areaCode: community });
    await server.database.query("UPDATE household SET registered_at = now() - interval '1824 days' WHERE id = $1", [
      young.householdId,
    ]);
    await server.database.query(
      `INSERT INTO service_record (id, claim_id, served_on, note, recorded_by, recorded_at)
       SELECT gen_random_uuid(), id, '2020-01-01', '很久以前的记录', claimed_by, now() - make_interval(days => days) FROM claim, unnest(ARRAY[1096, 1094]) days
        WHERE id = $1`,
      [held!.id],
    );
    const run = (dry: boolean, commandId = v7()) => stage.ask(administrator, retentionDocument, { commandId, dry });
    const results = (household: number, notes: number) => [
      { code: 'HOUSEHOLD_AT_REST', count: household },
      { code: 'SERVICE_NOTE', count: notes },
    ];
    expect(await run(true)).toEqual({ __typename: 'RetentionRun', dry: true, results: results(1, 1) });
    const commandId = v7();
    expect((await run(false, commandId)).results).toEqual(results(1, 1));
    expect((await run(false, commandId)).results).toEqual(results(1, 1));
    expect((await run(false)).results).toEqual(results(0, 0));
    expect(await server.app.composition.retentionService.runByNight()).toBe(0);
    const [kept] = await server.database.query<{ notes: string[] }>(
      'SELECT array_agg(note ORDER BY recorded_at) AS notes FROM service_record WHERE claim_id = $1',
      [held!.id],
    );
    expect(kept!.notes).toEqual(['[已删除 erased]', '很久以前的记录']);
    // Nobody is erased by a clock: a person decides on what the rule asked.
    const proposed = await server.database.query(
      "SELECT household_id, status, recorded_by FROM rights_request WHERE requester = 'RETENTION_RULE'",
    );
    expect(proposed).toEqual([{ household_id: resting.householdId, status: 'RECEIVED', recorded_by: null }]);
    await expect(server.database.query("UPDATE service_record SET note = '别的', minutes = 1")).rejects.toThrow(
      'never changed',
    );
  });

  /** Every value of every table, as pg_dump writes it: text, and bytes in hexadecimal. */
  async function dump(): Promise<string> {
    const tables = await server.database.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await server.database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(...rows.map((row) => row.row));
    }
    return texts.join('\n');
  }

  async function ciphertextsOf(householdId: string): Promise<Buffer[]> {
    const rows = await server.database.query<{ bytes: Buffer }>(
      `SELECT unnest(ARRAY[data_key, address, phone]) AS bytes FROM household WHERE id = $1
       UNION ALL SELECT unnest(ARRAY[name, resident_number, resident_number_index]) FROM household_member WHERE household_id = $1`,
      [householdId],
    );
    return rows.map((row) => row.bytes).filter((bytes) => bytes !== null);
  }
});
