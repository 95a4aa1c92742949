/** Shows that the story holds from beginning to end, and that each example client does what its first lines promise. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { playStory } from '../../client-examples/story/main';
import { projectRoot } from '../../server/project';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { referredNeed } from '../stage/needs';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

const password = 'linkage-demo-2023';

describe('the client examples', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startSampleServer();
  }, 180_000);
  afterAll(() => server.close());

  test('given the sample district, when the story is played, then each of its claims holds, and again the second time', async () => {
    const told: string[] = [];
    const checks = await playStory(server.url, (line) => told.push(line));
    expect(checks).toHaveLength(31);
    expect(told.join('')).toContain('✓ one wins, the other is refused');
    expect(await playStory(server.url, () => undefined)).toEqual(checks);
  }, 60_000);

  test('given the Node script follows the feed of an organisation, when a need is referred to it, then it claims it', async () => {
    // given
    const script = spawn(
      process.execPath,
      [join('client-examples', 'follow-and-claim.mjs'), server.url, 'organisation-7', password],
      {
        cwd: projectRoot,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const steps: Record<string, string>[] = [];
    const lines = createInterface({ input: script.stdout });
    const following = new Promise<void>((resolve) =>
      lines.on('line', (line) => {
        steps.push(JSON.parse(line) as Record<string, string>);
        if (steps.at(-1)!.step === 'following') resolve();
      }),
    );
    await following;
    // when
    const need = await referredNeed(server, { serviceKind: ServiceKind.CLEANING });
    await once(script, 'exit');
    // then
    expect(steps.map((step) => step.step)).toEqual(['signed in', 'following', 'heard', 'claimed']);
    expect(steps[3]).toMatchObject({ __typename: 'Claim', status: 'ACCEPTED' });
    const claims = await server.database.query('SELECT status FROM claim WHERE need_id = $1', [need.needId]);
    expect(claims).toEqual([{ status: 'ACCEPTED' }]);
  }, 60_000);

  test('given the curl script, when it is run for an organisation, then it prints what that organisation can claim', async () => {
    const [row] = await server.database.query<{ id: string }>(
      "SELECT organisation_id AS id FROM role_grant JOIN account ON account.id = account_id WHERE login = 'organisation-7'",
    );
    const script = spawn(join(projectRoot, 'client-examples', 'read-needs.sh'), [
      server.url,
      'organisation-7',
      password,
      globalId('Organisation', row!.id),
    ]);
    let printed = '';
    script.stdout.on('data', (part: Buffer) => (printed += part.toString()));
    const [code] = (await once(script, 'close')) as [number];
    const { data } = JSON.parse(printed) as {
      data: { needsForOrganisation: { edges: { node: { need: { serviceKind: string } } }[] } };
    };
    expect(code).toBe(0);
    expect(data.needsForOrganisation.edges.length).toBeGreaterThan(0);
    expect(new Set(data.needsForOrganisation.edges.map((edge) => edge.node.need.serviceKind))).toEqual(
      new Set(['CLEANING']),
    );
  }, 60_000);

  test('given the system of a company, when it registers a file of donations, then a signed webhook tells it of each, once', async () => {
    const script = spawn(
      process.execPath,
      [join('client-examples', 'partner', 'partner.mjs'), server.url, 'company', password],
      { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const steps: Record<string, unknown>[] = [];
    createInterface({ input: script.stdout }).on('line', (line) => steps.push(JSON.parse(line) as (typeof steps)[0]));
    const [code] = (await once(script, 'close')) as [number];
    expect(code).toBe(0);
    const sums = { donationCount: 3, moneyFen: '2800000', goodsValueFen: '1959000' };
    const named = (step: string) => steps.filter((line) => line.step === step);
    expect(named('tried')).toEqual([{ step: 'tried', ...sums }]);
    expect(named('registered')).toEqual([{ step: 'registered', ...sums }]);
    expect(named('told')).toHaveLength(3);
    expect(new Set(named('told').map((line) => line.donationId)).size).toBe(3);
    expect(new Set(named('told').map((line) => line.type))).toEqual(new Set(['linkage.donation.pledged']));
    const stored = await server.database.query(
      `SELECT form, status, money_fen AS fen FROM donation JOIN donation_import_entry ON donation_id = donation.id
        ORDER BY row_number`,
    );
    expect(stored).toEqual([
      { form: 'MONEY', status: 'PLEDGED', fen: 2_000_000n },
      { form: 'GOODS', status: 'PLEDGED', fen: null },
      { form: 'MONEY', status: 'PLEDGED', fen: 800_000n },
    ]);
  }, 60_000);
});
