/** Shows a server process over HTTP while its PostgreSQL is killed and comes back: retryable faults, no help needed, nothing twice, nothing lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createDatabase, startEmbedded, type EmbeddedPostgres } from '../../server/database/embedded';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { AreaRepository } from '../../server/area/area.repository';
import { readDistrict } from '../../server/area/district';
import { until } from '../event/writing';
import { createTestDatabase } from '../stage/database';
import { household } from '../stage/households';
import { people } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { postGraphQL, startTestServer, testEnvironment } from '../stage/server';

const draft = `mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { __typename ... on Need { id } } }`;

describe('109, 110: a server whose PostgreSQL is killed under load', () => {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-killed-'));
  const start = () => startEmbedded({ directory, report: () => undefined, endsWithProcess: true });
  let cluster: EmbeddedPostgres;
  let url: string;
  let server: ServerProcess;
  let token: string;
  let householdId: string;

  beforeAll(async () => {
    cluster = await start();
    url = await createDatabase(cluster.url, 'linkage');
    const database = await new Database({ url, poolSize: 2, entities }).open();
    await database.migrate();
    await database.transaction(async (tx) => void (await new AreaRepository().upsertAreas(tx, readDistrict())));
    await database.close();
    const environment = testEnvironment();
    process.env.LINKAGE_TEST_CLUSTER = cluster.url;
    const shared = { ...(await createTestDatabase('template1')), url };
    const arranging = await startTestServer(environment, shared);
    const family = await household(arranging, { areaCode: '640104001002' });
    householdId = family.id;
    token = (await people(arranging).adviser('640104001002')).token;
    await arranging.close();
    await shared.drop();
    server = await startServerProcess({ ...environment, DATABASE_URL: url });
  }, 120_000);
  afterAll(async () => {
    await server.kill();
    await cluster.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  test('given eight callers that retry with the id they made, when the postmaster is killed and started again, then each need is there once', async () => {
    const confirmed: string[] = [];
    const faults: unknown[] = [];
    let enough = false;
    const caller = async () => {
      while (!enough) {
        const needId = v7();
        const input = {
          needId,
          householdId,
          kind: 'NEED',
          serviceKind: 'CLEANING',
          origin: 'DAILY_VISIT',
          urgency: 'ROUTINE',
          cardText: '需要帮助打扫房间',
        };
        for (;;) {
          const answer = await postGraphQL(server.url, draft, { input }, token);
          if (answer.data?.draftNeed?.__typename === 'Need') break;
          faults.push([answer.status, answer.errors?.[0]?.extensions.code]);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        confirmed.push(needId);
      }
    };
    const callers = Array.from({ length: 8 }, caller);
    await until('some are written', () => confirmed.length >= 40);
    // when
    process.kill(cluster.pid, 'SIGKILL');
    await until('callers notice', () => faults.length >= 8);
    cluster = await start();
    const before = confirmed.length;
    await until('the same server process writes again', () => confirmed.length >= before + 40);
    enough = true;
    await Promise.all(callers);
    // then
    const database = await new Database({ url, poolSize: 2, entities }).open();
    const rows = await database.query<{ id: string }>('SELECT id FROM need');
    const lines = await database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM audit_line WHERE operation = 'draftNeed'",
    );
    const events = await database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM event WHERE type = 'NeedDrafted'",
    );
    await database.close();
    expect(rows.map((row) => row.id).sort()).toEqual([...confirmed].sort());
    expect([lines[0]!.count, events[0]!.count]).toEqual([confirmed.length, confirmed.length]);
    expect([...new Set(faults.map((fault) => JSON.stringify(fault)))]).toEqual(['[503,"RETRYABLE"]']);
  }, 120_000);
});
