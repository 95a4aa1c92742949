/** Shows that an export is written once whoever is killed, ends with the authority of its asker, and is destroyed in time. */
import { randomUUID } from 'node:crypto';
import { globalId } from '../../schema/global-id';
import { DataExportRepository } from '../../server/export/data-export.repository';
import { FigureReading } from '../../server/export/figures';
import { ExportWriting } from '../../server/export/writing';
import { people, type Person } from '../stage/people';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';
import { district, exporting, fields, needs, year, years, type Exports } from './stage';

describe('the life of an export', () => {
  let server: TestServer;
  let bureau: Person;
  let stage: Exports;
  beforeAll(async () => {
    server = await startSampleServer();
    bureau = await people(server).bureau();
    stage = exporting(server, bureau);
  }, 90_000);
  afterAll(() => server.close());

  test('49: given a role that ends while the file is written, then the export ends with that reason, and nothing of it is left', async () => {
    const officer = await people(server).streetOfficer();
    const scope = { ...years, areaCode: '640104001' };
    const whole = await stage.written({ scope }, officer);
    expect(whole.rowCount).toBeGreaterThan(20);
    // Between finding the records and reading the first of them.
    await server.database.query(`CREATE FUNCTION end_authority() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE role_grant SET revoked_at = now() WHERE account_id = NEW.account_id; RETURN NEW; END $$`);
    await server.database.query(
      `CREATE TRIGGER end_authority BEFORE UPDATE ON data_export FOR EACH ROW WHEN (OLD.total IS NULL AND NEW.total IS NOT NULL)
         EXECUTE FUNCTION end_authority()`,
    );
    const made = await stage.request({ scope }, officer);
    const now = await stage.ended(made, officer);
    await server.database.query('DROP FUNCTION end_authority CASCADE');
    expect(now).toMatchObject({
      status: 'REFUSED',
      path: null,
      rowCount: null,
      refusal: { __typename: 'DataExportAuthorityEnded' },
    });
    const id = (await server.database.query<{ id: string }>("SELECT id FROM data_export WHERE status = 'REFUSED'"))[0]!
      .id;
    expect(await stage.left(id)).toEqual({ records: 0, pieces: 0, key: false });
    expect(await stage.auditOf(id)).toEqual(['requestDataExport', 'refuseDataExport AUTHORITY_ENDED']);
    // What was written before can not be read any more either.
    expect((await stage.read(whole.path, officer)).status).toBe(404);
  });

  test('105, 108: given a server killed in the middle, or two at once, then one file comes of it, the same, and what the lost one still says changes nothing', async () => {
    const { database, exportWriting } = server.app.composition;
    const { bytes, localId: id, rowCount } = await stage.written({});
    // As a killed server leaves it: a part of the file, the records still to be read.
    const ids = stage
      .table(bytes)
      .slice(1)
      .map((row) => Buffer.from(row[1]!, 'base64url').toString().slice(-36));
    await server.database.query(
      `UPDATE data_export SET status = 'WRITING', ended_at = NULL, row_count = NULL, byte_count = NULL, expires_at = NULL, done = 100, heard_at = now()
        WHERE id = $1`,
      [id],
    );
    await server.database.query(
      `INSERT INTO data_export_record SELECT $1, place, 'Need', need FROM unnest($2::uuid[]) WITH ORDINALITY AS n (need, place)`,
      [id, ids],
    );
    expect(await exportWriting.writeDue()).toBe(0);
    await server.database.query("UPDATE data_export SET heard_at = now() - interval '61 seconds' WHERE id = $1", [id]);
    const [lost] = await server.database.query<{ attempt: number }>('SELECT attempt FROM data_export WHERE id = $1', [
      id,
    ]);
    const { dataExports, second } = secondWriter();
    const counts = await Promise.all([exportWriting.writeDue(), second.writeDue(), second.writeDue()]);
    expect(counts[0] + counts[1]).toBe(1);
    const now = await stage.look(globalId('DataExport', id));
    expect(now).toMatchObject({ status: 'READY', rowCount });
    expect(Buffer.from(await (await stage.read(now.path)).arrayBuffer())).toEqual(bytes);
    const late = await database.transaction((tx) =>
      dataExports.advance(tx, { id, attempt: lost!.attempt }, { total: 1, done: 1 }),
    );
    expect(late).toBeUndefined();
    expect((await stage.auditOf(id)).filter((line) => line.startsWith('writeDataExport')).length).toBe(2);
  });

  /** As another server has it, for at most ten records. */
  function secondWriter() {
    const { composition } = server.app;
    const dataExports = new DataExportRepository();
    const build = (recordMaximum?: number) =>
      new ExportWriting({
        ...{
          ...composition,
          dataExports,
          recordMaximum,
          service: composition.exportService,
          records: composition.recordReading,
        },
        ...{ indicators: composition.indicatorService },
        figures: new FigureReading(composition.indicatorService, composition.groupNames),
      });
    return { dataExports, second: build(), narrow: build(10) };
  }

  /** An export that waits, after so many attempts. */
  async function insert(attempt: number): Promise<string> {
    const id = randomUUID();
    await server.database.query(
      `INSERT INTO data_export (id, account_id, subject, asked, format, attempt, heard_at) VALUES ($1, $2, 'RECORDS', $3, 'CSV', $4, now() - interval '1 hour')`,
      [
        id,
        bureau.accountId,
        JSON.stringify({ codes: needs.codes, scope: district, groupings: [], byMonth: false }),
        attempt,
      ],
    );
    return id;
  }

  test('given an export under way, when a job asks again, then the job does not wait for it, and what waits by now is written too', async () => {
    const { dataExports, second } = secondWriter();
    let waiting: string | undefined;
    jest.spyOn(dataExports, 'lockDue').mockImplementationOnce(async () => {
      // Nothing waits; before that is known, something does.
      waiting = await insert(8);
      expect(await second.writeUnlessUnderWay()).toBe(0);
      return undefined;
    });
    await second.writeUnlessUnderWay();
    expect(await stage.look(globalId('DataExport', waiting!))).toMatchObject({ status: 'REFUSED' });
  });

  test('given more records than a file holds, or failure again and again, then the export ends and says so', async () => {
    const { narrow, second } = secondWriter();
    const large = await insert(0);
    await narrow.writeDue();
    expect(await stage.look(globalId('DataExport', large))).toMatchObject({
      status: 'REFUSED',
      refusal: { __typename: 'DataExportTooLarge' },
    });
    expect(await stage.left(large)).toEqual({ records: 0, pieces: 0, key: false });
    const hopeless = await insert(8);
    await second.writeDue();
    expect(await stage.look(globalId('DataExport', hopeless))).toMatchObject({
      status: 'REFUSED',
      refusal: { __typename: 'DataExportFailed' },
    });
  });

  test('given an export that is cancelled, is over its time, or one too many, then there is no file, and no more of them', async () => {
    const cancel = (id: string, commandId: string = randomUUID(), person: Pick<Person, 'token'> = bureau) =>
      stage.run(person, 'cancelDataExport', { commandId, exportId: id }, fields);
    const [given, kept] = [
      await stage.written({ scope: { ...year, areaCode: '640104001' } }),
      await stage.written({ format: 'XLSX' }),
    ];
    const commandId = randomUUID();
    expect(await cancel(given.id, randomUUID(), await people(server).bureau())).toEqual({
      __typename: 'NotFound',
      type: 'DataExport',
    });
    expect((await (await stage.read(given.path)).arrayBuffer()).byteLength).toBe(given.byteCount);
    const cancelled = await cancel(given.id, commandId);
    expect(cancelled).toMatchObject({ __typename: 'DataExport', status: 'CANCELLED', path: null });
    expect(await cancel(given.id, commandId)).toEqual(cancelled);
    expect(await cancel(given.id)).toMatchObject({ __typename: 'WrongState', currentStatus: 'CANCELLED' });
    expect([await stage.left(given.localId), (await stage.read(given.path)).status]).toEqual([
      { records: 0, pieces: 0, key: false },
      404,
    ]);

    await server.database.query("UPDATE data_export SET expires_at = now() - interval '1 second' WHERE id = $1", [
      kept.localId,
    ]);
    expect((await stage.read(kept.path)).status).toBe(404);
    await server.app.composition.exportWriting.writeDue();
    expect(await stage.look(kept.id)).toMatchObject({ status: 'EXPIRED', path: null, rowCount: kept.rowCount });
    expect(await stage.left(kept.localId)).toEqual({ records: 0, pieces: 0, key: false });

    const busy = await people(server).bureau();
    await server.database.query(
      `INSERT INTO data_export (id, account_id, subject, asked, format, status, data_key, attempt)
       SELECT gen_random_uuid(), $1, 'FIGURES', $2, 'CSV', 'WRITING', 'key', 1 FROM generate_series(1, 5)`,
      [busy.accountId, JSON.stringify({ codes: needs.codes, scope: year, groupings: [], byMonth: false })],
    );
    expect(await stage.request({}, busy)).toEqual({ __typename: 'TooManyDataExports', maximum: 5 });
    const listed = await server.request(
      '{ dataExports(first: 3) { edges { node { status } } pageInfo { hasNextPage } } }',
      {},
      busy.token,
    );
    expect(listed.data.dataExports).toEqual({
      edges: [1, 2, 3].map(() => ({ node: { status: 'WRITING' } })),
      pageInfo: { hasNextPage: true },
    });
    // The third of them is given up by who asked for it while a server writes it.
    const [one] = await server.database.query<{ id: string }>('SELECT id FROM data_export WHERE account_id = $1', [
      busy.accountId,
    ]);
    expect(await cancel(globalId('DataExport', one!.id), randomUUID(), busy)).toMatchObject({ status: 'CANCELLED' });
    const { dataExports } = secondWriter();
    const { database } = server.app.composition;
    expect(
      await database.transaction((tx) => dataExports.advance(tx, { id: one!.id, attempt: 1 }, { total: 1, done: 1 })),
    ).toBeUndefined();
  });
});
