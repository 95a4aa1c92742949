/** Shows that other processes are told of a commit after it and by another connection: NOTIFY in the transaction queues all commits behind one lock. */
import { Client } from 'pg';
import { append } from '../../server/event/outbox';
import { accepted, claim, provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { announce, referred, until } from './writing';

describe('the announcement of events', () => {
  let server: TestServer;
  let listening: Client;
  /** Connections that announced something, in order. */
  const announcedBy: number[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    listening = new Client({ connectionString: server.database.url });
    await listening.connect();
    listening.on('notification', ({ channel, processId }) => {
      if (channel === 'linkage_event') announcedBy.push(processId);
    });
    await listening.query('LISTEN linkage_event');
  });
  afterAll(async () => {
    await listening.end();
    await server.close();
  });

  const connectionsOf = async (applicationName: string) => {
    const rows = await server.database.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1',
      [applicationName],
    );
    return rows.map(({ pid }) => pid);
  };
  /** What was announced before is heard before this comes back. */
  const catchUp = () => listening.query('SELECT 1');

  test('given a transaction that has written an event, then nothing is announced before it commits, and nothing at all when it rolls back', async () => {
    const { database } = server.app.composition;
    const failing = database.transaction(async (tx) => {
      await append(tx, referred('organisation:a'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await database.transaction(async (tx) => {
      await append(tx, referred('organisation:a'));
      await catchUp();
      expect(announcedBy).toEqual([]);
    });
    await until('it is announced', () => announcedBy.length > 0);
    await catchUp();
    expect(announcedBy).toHaveLength(1);
  });

  test('given transactions and single statements that write events, then the connections that wrote them announce nothing: one of its own does', async () => {
    const { database } = server.app.composition;
    for (let count = 0; count < 20; count += 1) await announce(database, referred('organisation:a'));
    const [need, who] = [await referredNeed(server), await provider(server)];
    accepted(await claim(server, who, need));
    await until('it is announced', () => announcedBy.length > 0);
    await catchUp();
    const announcing = await connectionsOf('linkage announce');
    expect(announcing).toHaveLength(1);
    expect(new Set(announcedBy)).toEqual(new Set(announcing));
    expect(await connectionsOf('linkage')).not.toContain(announcing[0]);
  });
});
