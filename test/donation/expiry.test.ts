/** Shows that goods may be used on their last day in Asia/Shanghai and not after it, each piece expiring once, whoever asks how often. */
import { stagedClock, type StagedClock } from '../stage/clock';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { booksOf, givingStage, lot, received, type GivingStage } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';

describe('the last day of goods', () => {
  let database: TestDatabase;
  let clock: StagedClock;
  let server: TestServer;
  let stage: GivingStage;
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    server = await startTestServer({}, database);
    stage = await givingStage(server);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });
  const expire = () => server.app.composition.disposalService.expireLots();

  test.each([
    ['a leap day', '2028-02-29', '2028-02-29T15:59:59.999Z', '2028-02-29T16:00:00Z'],
    ['the end of February', '2027-02-28', '2027-02-28T15:59:59.999Z', '2027-02-28T16:00:00Z'],
    ['the end of a year', '2029-12-31', '2029-12-31T15:59:59.999Z', '2029-12-31T16:00:00Z'],
  ])(
    'given %s as the last day, then the goods are there at its last moment and have expired at the next',
    async (_what, expiresOn, last, next) => {
      const donation = await received(server, stage, {
        lots: [lot({ quantity: 7n, expiresOn }), lot({ quantity: 2n })],
      });
      const [rice, quilts] = await server.app.composition.donations.lotsOf(server.app.composition.database, [
        donation.id,
      ]);
      await clock.set(last);
      expect(await expire()).toBe(0);
      expect(await booksOf(server, rice!.id)).toEqual({ RECEIVED: '7', SOURCE: '-7' });
      await clock.set(next);
      expect(await expire()).toBe(1);
      expect(await booksOf(server, rice!.id)).toEqual({ EXPIRED: '7', SOURCE: '-7' });
      expect(await booksOf(server, quilts!.id)).toEqual({ RECEIVED: '2', SOURCE: '-2' });
      expect(await expire()).toBe(0);
    },
  );

  test('given more lots than are read at once that expired long ago, then the one after them is found', async () => {
    await clock.set('2030-06-01T04:00:00Z');
    const past = (expiresOn: string) => ({ lots: Array.from({ length: 200 }, () => lot({ quantity: 1n, expiresOn })) });
    for (let made = 0; made < 3; made += 1) await received(server, stage, past('2030-01-01'));
    expect(await expire()).toBe(600);
    const late = await received(server, stage, { lots: [lot({ quantity: 1n, expiresOn: '2030-05-31' })] });
    expect(await expire()).toBe(1);
    const [one] = await server.app.composition.donations.lotsOf(server.app.composition.database, [late.id]);
    expect(await booksOf(server, one!.id)).toEqual({ EXPIRED: '1', SOURCE: '-1' });
  }, 60_000);

  test('105: given a job that is delivered twice, and two servers that ask at once, then each lot expires once', async () => {
    const twin = await startTestServer({}, database);
    await clock.set('2031-03-01T04:00:00Z');
    const donation = await received(server, stage, { lots: [lot({ quantity: 5n, expiresOn: '2031-02-28' })] });
    const services = [server, twin].map((one) => one.app.composition.disposalService);
    for (let delivered = 0; delivered < 2; delivered += 1)
      await database.query("SELECT graphile_worker.add_job('expire-lots')");
    const waiting = async () =>
      (
        await database.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'expire-lots'",
        )
      )[0]!.n;
    while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const told = () =>
      database.query(
        "SELECT payload->>'amount' AS amount FROM event WHERE subject_id = $1 AND type = 'DonationExpired'",
        [donation.id],
      );
    expect(await told()).toEqual([{ amount: '5' }]);
    const later = await received(server, stage, { lots: [lot({ quantity: 3n, expiresOn: '2031-02-28' })] });
    const counts = await Promise.all([...services, ...services].map((service) => service.expireLots()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    const [one] = await server.app.composition.donations.lotsOf(server.app.composition.database, [later.id]);
    expect(await booksOf(server, one!.id)).toEqual({ EXPIRED: '3', SOURCE: '-3' });
    expect(await told()).toEqual([{ amount: '5' }]);
    await twin.close();
  });
});
