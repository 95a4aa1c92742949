/** Shows that an installation without accounts gets its first administrator by `npm run found`, once, and that one with accounts gets none. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, runCommand } from '../stage/command';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { startTestServer, type TestServer } from '../stage/server';

const signIn = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) {
  __typename ... on Session { account { displayName mustChangePassword roles { role } } } } }`;
const printed =
  /^✓ 首个账号已建立：登录名 ma\.lan，密码 ([a-z2-9]{20})（只显示这一次，首次登录须修改）\n✓ The first account is there: /;

describe('the first account of an installation', () => {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-founding-'));
  let database: TestDatabase;
  let server: TestServer | undefined;

  beforeAll(async () => {
    await ensureBuilt({ report: () => undefined });
    database = await createTestDatabase();
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('given nobody, when two found it at the same instant, then one is the administrator and has to change its password, the other is told whom to ask, and a login that nobody can have is told what to type', async () => {
    const [wrong, ...ended] = await Promise.all([
      found('--login=a', '--name=马兰'),
      found('--login=Ma.Lan', '--name=马兰'),
      found('--login=ma.lan', '--name=马兰'),
    ]);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('npm run found -- --login=ma.lan --name=马兰');
    const [done, refused] = ended.sort((one, other) => one.code! - other.code!);
    expect([done.code, refused.code]).toEqual([0, 1]);
    expect(refused.err).toBe(
      '✗ 未建立账号：本系统已有账号。怎么办：请现有系统管理员新建账号\n✗ No account was made: this installation has accounts already. What to do: ask an administrator of the system to create yours\n',
    );
    expect(await database.query('SELECT login FROM account')).toEqual([{ login: 'ma.lan' }]);
    server = await startTestServer({}, database);
    const password = printed.exec(done.out)![1]!;
    const { data } = await server.request(signIn, { login: 'ma.lan', password });
    expect(data.signIn).toEqual({
      __typename: 'Session',
      account: { displayName: '马兰', mustChangePassword: true, roles: [{ role: 'SYSTEM_ADMINISTRATOR' }] },
    });
  }, 60_000);

  const found = (...words: string[]) =>
    runCommand('found.js', { DATABASE_URL: database.url, LINKAGE_DATA_DIRECTORY: directory }, words);
});
