/** Shows that a cursor which cannot be served says what to do, and that a client that does it misses nothing from then on. */
import WebSocket from 'ws';
import { follow, type FeedEvent, type FollowEnd, type Following } from '../../client-examples/follow/follow';
import { globalId } from '../../schema/global-id';
import { organisationScope } from '../../server/event/audience';
import { encodeCursor } from '../../server/event/cursor';
import { readState } from '../../server/event/outbox';
import { removeOldEvents } from '../../server/event/retention';
import { announce, referred, until } from '../event/writing';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const query = `subscription ($organisationId: ID!, $after: String) {
  event: organisationFeed(organisationId: $organisationId, after: $after) { cursor needId } }`;

describe('a cursor that has expired', () => {
  let server: TestServer;
  const followings: Following[] = [];
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    await Promise.all(followings.map((following) => following.stop()));
    await server.close();
  });

  test('50: given a client that was away for longer than events are kept, then it is told what to do, once, and goes on from there without a gap', async () => {
    const { database } = server.app.composition;
    const { organisationId } = await approvedOrganisation(server);
    const { token } = await people(server).organisationMember(organisationId);
    const write = () => announce(database, referred(organisationScope(organisationId)));
    await write();
    await server.database.query("UPDATE event SET at = now() - interval '8 days'");
    await until('old events are removed', async () => (await removeOldEvents(database, 7)) > 0);
    const { epoch } = await readState(database);
    // As after a restart: nothing of it is in memory.
    const later = await startTestServer(
      { LINKAGE_TOKEN_SECRET: server.config.tokenSecret.toString('base64') },
      server.database,
    );
    const ends: FollowEnd[] = [];
    const heard: (FeedEvent & { needId: string })[] = [];
    const begin = (after: string) =>
      followings.push(
        follow<FeedEvent & { needId: string }>({
          url: `${later.url.replace('http', 'ws')}/graphql`,
          token: () => token,
          webSocketImpl: WebSocket,
          query,
          variables: { organisationId: globalId('Organisation', organisationId) },
          after,
          onEvent: (event) => heard.push(event),
          onEnd: (end) => ends.push(end),
        }),
      );
    begin(encodeCursor(epoch, { transaction: '1', position: '1' }));
    await until('it is told', () => ends.length > 0);
    expect(ends.map(({ code }) => code)).toEqual(['CURSOR_EXPIRED']);
    const { messageZh, messageEn } = (ends[0]!.errors[0] as { extensions: Record<string, string> }).extensions;
    for (const message of [messageZh, messageEn]) expect(message).toContain('feedPosition');
    // What it says: the position first, then the list, then the subscription after it.
    const position = (await later.request('{ feedPosition }', {}, token)).data.feedPosition as string;
    const between = await write();
    begin(position);
    const after = await write();
    await until('both arrive', () => heard.length >= 2);
    expect(heard.map(({ needId }) => needId)).toEqual([between, after].map((id) => globalId('Need', id)));
    expect(ends).toHaveLength(1);
    await Promise.all(followings.splice(0).map((following) => following.stop()));
    await later.close();
  });
});
