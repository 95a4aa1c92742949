/** Shows that an instant of PostgreSQL is read to the millisecond in every zone, and what is no usual instant as the driver reads it. */
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { createTestDatabase, type TestDatabase } from '../stage/database';

describe('instants', () => {
  let own: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    own = await createTestDatabase();
    database = await new Database({ url: own.url, poolSize: 1, entities }).open();
  });
  afterAll(async () => {
    await database.close();
    await own.drop();
  });

  /** Instants from a first one on in odd steps, as they are read in a zone, beside what PostgreSQL counts since 1970. */
  async function read(zone: string, from: string, step: string) {
    await database.query(`SET TimeZone TO '${zone}'`);
    return database.query<{ at: Date; milliseconds: bigint }>(
      `SELECT at, floor(extract(epoch FROM at) * 1000)::bigint AS milliseconds
         FROM (SELECT $1::timestamptz + n * $2::interval AS at FROM generate_series(0, 2999) n) instants`,
      [from, step],
    );
  }

  test.each(['UTC', 'Asia/Shanghai', 'America/Caracas', 'America/New_York', 'Asia/Kathmandu'])(
    'given instants of many years and every fraction of a second, when they are read in the zone of %s, then each is itself',
    async (zone) => {
      const rows = [
        ...(await read(zone, '2026-01-31 23:59:59.9+00', '1 second 37 microseconds')),
        ...(await read(zone, '1850-12-31 00:00:00+00', '33 days 01:01:01.001001')),
        ...(await read(zone, '0098-01-01 00:00:00+00', '1 day')),
        ...(await read(zone, '9995-01-01 00:00:00+00', '1 day 00:00:00.5')),
      ];
      expect(rows.length).toBe(12_000);
      expect(rows.filter(({ at, milliseconds }) => at.getTime() !== Number(milliseconds))).toEqual([]);
    },
  );

  test('given infinity, nothing and a year before the first, then they are read as before', async () => {
    const [row] = await database.query(
      `SELECT 'infinity'::timestamptz AS never, NULL::timestamptz AS nothing, '0044-03-15 12:00:00+00 BC'::timestamptz AS ides`,
    );
    expect(row).toEqual({ never: Infinity, nothing: null, ides: new Date('-000043-03-15T12:00:00Z') });
  });
});
