/** Shows `npm run check:data` as it is typed: on the sample, on books that were tampered with, and where there is no database. */
import { ensureBuilt, runCommand } from '../stage/command';
import { givingStage, lot, received } from '../stage/donations';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

describe('npm run check:data', () => {
  let server: TestServer;
  beforeAll(async () => {
    await ensureBuilt({ report: () => undefined });
    server = await startSampleServer();
  }, 180_000);
  afterAll(() => server.close());

  const check = (databaseUrl = server.database.url) => runCommand('wish/check.js', { DATABASE_URL: databaseUrl });

  const sound = { code: 0, out: '✓ 账目检查：未发现问题\n✓ The books were checked: nothing found\n', err: '' };

  test('given the sample and donations beside it, then nothing is found, in both languages, and it ends with 0', async () => {
    expect(await check()).toEqual(sound);
    const stage = await givingStage(server);
    await received(server, stage, { moneyFen: 12_345n });
    await received(server, stage, { lots: [lot()] });
    expect(await check()).toEqual(sound);
  }, 60_000);

  test('given books that were changed past the product, then each contradiction is named in both languages, it ends with 1, and it changes nothing', async () => {
    const donation = await received(server, await givingStage(server), { moneyFen: 700n });
    const rows = () =>
      server.database.query('SELECT (SELECT sum(balance) FROM ledger_balance) s, (SELECT count(*) FROM audit_line) a');
    const [untouched] = await rows();
    await server.database.query("UPDATE ledger_balance SET balance = 699 WHERE holding_id = $1 AND book = 'RECEIVED'", [
      donation.id,
    ]);
    const tampered = await rows();
    expect(tampered).not.toEqual([untouched]);
    expect(await check()).toEqual({
      code: 1,
      err: '',
      out: [
        `✗ 违反“余额等于其分录之和”：${donation.id}`,
        `✗ Against "a balance is the sum of its entries": ${donation.id}`,
        `✗ 违反“同一标的各账簿之和为零”：${donation.id}`,
        `✗ Against "the books of a holding sum to nothing": ${donation.id}`,
        '✗ 账目检查：发现 2 处矛盾',
        '✗ 2 contradictions found',
        '',
      ].join('\n'),
    });
    expect(await rows()).toEqual(tampered);
    await server.database.query("UPDATE ledger_balance SET balance = 700 WHERE holding_id = $1 AND book = 'RECEIVED'", [
      donation.id,
    ]);
    await server.database.query('UPDATE donation SET money_fen = 701 WHERE id = $1', [donation.id]);
    expect(await check()).toMatchObject({
      code: 1,
      out: expect.stringContaining(
        `✗ 违反“账面与捐赠或项目所载一致”：${donation.id}\n✗ Against "the ledger holds what the donation or project says": ${donation.id}\n`,
      ),
    });
  }, 60_000);

  test('given a database that is not there, then it says so in both languages and ends with 2', async () => {
    const nowhere = new URL(server.database.url);
    nowhere.pathname = '/there_is_none';
    const { code, err, out } = await check(nowhere.toString());
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^✗ .*\p{Script=Han}.*\n✗ .*What to do: .*\n/u);
    expect(err).not.toContain(nowhere.password || 'postgres://');
  }, 60_000);
});
