/** Promises exports asked for over HTTP, followed to their end and read, and a look at what is left of one. */
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { until } from '../event/writing';
import { commands } from '../stage/commands';
import type { Person } from '../stage/people';
import type { TestServer } from '../stage/server';

export const year = { from: '2023-01-01', to: '2023-12-31' };
export const years = { from: '2023-01-01', to: `${new Date().getUTCFullYear() + 1}-12-31` };
export const district = { ...years, areaCode: '640104' };
export const fields = 'id status done total rowCount byteCount path codes refusal { __typename }';
export const needs = { subject: 'RECORDS', codes: ['NEEDS_VERIFIED'], scope: district, format: 'CSV' };

export type Exports = ReturnType<typeof exporting>;

/** What the bureau does, unless another person is named. */
export function exporting(server: TestServer, bureau: Pick<Person, 'token'>) {
  const run = commands(server);
  const request = (input: object, person: Pick<Person, 'token'> = bureau, exportId: string = randomUUID()) =>
    run(person, 'requestDataExport', { exportId, ...needs, ...input }, fields);
  const look = async (id: string, person: Pick<Person, 'token'> = bureau) =>
    (await server.request(`query ($id: ID!) { dataExport(id: $id) { ${fields} } }`, { id }, person.token)).data
      .dataExport;
  const ended = async (made: { id: string }, person: Pick<Person, 'token'> = bureau) => {
    let now = await look(made.id, person);
    await until('the export ends', async () => {
      now = await look(made.id, person);
      return !['REQUESTED', 'WRITING'].includes(now.status);
    });
    return now;
  };
  const read = (path: string, person: Pick<Person, 'token'> = bureau) =>
    fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${person.token}` } });
  const written = async (input: object, person: Pick<Person, 'token'> = bureau) => {
    const made = await request(input, person);
    if (made.__typename !== 'DataExport') throw new Error(JSON.stringify(made));
    // Whoever writes first: this, or the job that was asked for.
    await server.app.composition.exportWriting.writeDue();
    const now = await ended(made, person);
    expect(now).toMatchObject({ status: 'READY', refusal: null });
    const bytes = Buffer.from(await (await read(now.path, person)).arrayBuffer());
    expect(bytes.length).toBe(now.byteCount);
    return { ...now, localId: now.path.slice(-36) as string, bytes };
  };
  const table = (bytes: Buffer): string[][] => parse(bytes, { bom: true });
  const left = async (id: string) =>
    (
      await server.database.query(
        `SELECT (SELECT count(*)::int FROM data_export_record WHERE export_id = $1) AS records,
                (SELECT count(*)::int FROM data_export_piece WHERE export_id = $1) AS pieces,
                (SELECT data_key IS NOT NULL FROM data_export WHERE id = $1) AS key`,
        [id],
      )
    )[0];
  const auditOf = async (id: string) =>
    (
      await server.database.query<{ said: string }>(
        `SELECT operation || coalesce(' ' || (details ->> 'rows'), '') || coalesce(' ' || (details ->> 'why'), '') AS said
           FROM audit_line WHERE subject_id = $1 ORDER BY position`,
        [id],
      )
    ).map(({ said }) => said);
  return { run, request, look, ended, read, written, table, left, auditOf };
}
