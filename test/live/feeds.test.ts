/** Shows the feeds of a real server, over real sockets: who may follow what, what is missed and caught up, and how authority ends. */
import { randomUUID } from 'node:crypto';
import { areaChainScopes, areaScope, organisationScope } from '../../server/event/audience';
import { encodeCursor } from '../../server/event/cursor';
import { readState, type NewEvent } from '../../server/event/outbox';
import { removeOldEvents } from '../../server/event/retention';
import { announce, referred, until } from '../event/writing';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { listen } from './listener';
import { codes, global, needIds, needListening } from './need-listening';

let server: TestServer;
let organisationId: string;
let member: Person;

beforeAll(async () => {
  server = await startTestServer();
  ({ organisationId } = await approvedOrganisation(server));
  member = await people(server).organisationMember(organisationId);
});
afterAll(() => server.close());

const { asking: following } = needListening(() => server);

const write = (event: NewEvent) => announce(server.app.composition.database, event);
const position = async (token: string) =>
  (await server.request('{ feedPosition }', {}, token)).data.feedPosition as string;

describe('following an organisation', () => {
  test('given a member of it, then events of its scope arrive with type, need and cursor, and those of others do not', async () => {
    const listener = await following({ token: member.token, organisationId });
    await write(referred(organisationScope(randomUUID())));
    await write(referred(areaScope('640104')));
    const subject = await write(referred(organisationScope(organisationId)));
    await until('it arrives', () => listener.heard.length === 1);
    expect(listener.heard).toEqual([{ cursor: expect.any(String), type: 'NEED_REFERRED', needId: global(subject) }]);
  });

  test('given events that are no news of a need, then the feed does not carry them', async () => {
    const listener = await following({ token: member.token, organisationId });
    const audience = [organisationScope(organisationId)];
    await write({ type: 'OfferingPublished', subjectId: randomUUID(), audience, payload: {} });
    const subject = await write(referred(audience[0]!));
    await until('the need arrives', () => listener.heard.length === 1);
    expect(needIds(listener)).toEqual([global(subject)]);
  });

  test('given the head read before a list, then what happens between list and subscription is delivered once', async () => {
    const after = await position(member.token);
    const between = await write(referred(organisationScope(organisationId)));
    const listener = await following({ token: member.token, organisationId, after });
    const later = await write(referred(organisationScope(organisationId)));
    await until('both arrive', () => listener.heard.length === 2);
    expect(needIds(listener)).toEqual([global(between), global(later)]);
  });

  test('given a member of another organisation, staff, or an id of nothing, then each is refused and hears nothing', async () => {
    const { organisationId: other } = await approvedOrganisation(server);
    const stranger = await people(server).organisationMember(other);
    const adviser = await people(server).adviser();
    const answers = await Promise.all([
      following({ token: stranger.token, organisationId }),
      following({ token: stranger.token, organisationId: randomUUID() }),
      following({ token: adviser.token, organisationId }),
    ]);
    await until('all are refused', () => answers.every((listener) => listener.failures.length > 0));
    expect(answers.map(codes)).toEqual([['NOT_FOUND'], ['NOT_FOUND'], ['FORBIDDEN']]);
    await write(referred(organisationScope(organisationId)));
    expect(answers.flatMap(needIds)).toEqual([]);
  });
});

describe('following an area', () => {
  test('given an adviser of a street and a bureau of the district, then both hear of a need of its community, an adviser of another street does not', async () => {
    const [adviser, bureau, elsewhere] = [
      await following({ token: (await people(server).adviser('640104001')).token, areaCode: '640104001' }),
      await following({ token: (await people(server).bureau()).token, areaCode: '640104' }),
      await following({ token: (await people(server).adviser('640104002')).token, areaCode: '640104002' }),
    ];
    const subjectId = randomUUID();
    await write({ type: 'NeedVerified', subjectId, audience: areaChainScopes('640104001001'), payload: {} });
    const last = await write({
      type: 'NeedVerified',
      subjectId: randomUUID(),
      audience: areaChainScopes('640104002001'),
      payload: {},
    });
    await until(
      'all have their own',
      () => elsewhere.heard.length === 1 && bureau.heard.length === 2 && adviser.heard.length === 1,
    );
    expect([adviser, bureau, elsewhere].map(needIds)).toEqual([
      [global(subjectId)],
      [global(subjectId), global(last)],
      [global(last)],
    ]);
  });

  test('given an area outside those served, or none of that code inside them, then it is refused', async () => {
    const { token } = await people(server).adviser('640104001');
    const answers = [
      await following({ token, areaCode: '640104002' }),
      await following({ token, areaCode: '640104' }),
      await following({ token, areaCode: '640104001999' }),
    ];
    await until('all are refused', () => answers.every((listener) => listener.failures.length > 0));
    expect(answers.map(codes)).toEqual([['FORBIDDEN'], ['FORBIDDEN'], ['NOT_FOUND']]);
  });
});

describe('cursors', () => {
  test('50: given a malformed cursor, one of another epoch, one beyond the head and one older than the retention, then each is a fault and never a gap', async () => {
    const { database } = server.app.composition;
    const { epoch } = await readState(database);
    const old = encodeCursor(epoch, { transaction: '1', position: '1' });
    await write(referred(organisationScope(organisationId)));
    await server.database.query("UPDATE event SET at = now() - interval '8 days'");
    await until('old events are removed', async () => (await removeOldEvents(database, 7)) > 0);
    const answers = [
      await following({ token: member.token, organisationId, after: 'not a cursor' }),
      await following({
        token: member.token,
        organisationId,
        after: encodeCursor(randomUUID(), { transaction: '1', position: '1' }),
      }),
      await following({
        token: member.token,
        organisationId,
        after: encodeCursor(epoch, { transaction: '99999999999', position: '1' }),
      }),
    ];
    await until('all are refused', () => answers.every((listener) => listener.failures.length > 0));
    expect(answers.map(codes)).toEqual([['BAD_USER_INPUT'], ['CURSOR_EXPIRED'], ['CURSOR_EXPIRED']]);
    // A process that started before the removal may still have them; one that starts now cannot.
    const later = await startTestServer(
      { LINKAGE_TOKEN_SECRET: server.config.tokenSecret.toString('base64') },
      server.database,
    );
    const refused = await listen({
      url: `${later.url.replace('http', 'ws')}/graphql`,
      token: member.token,
      organisationId,
      after: old,
    });
    await until('it is refused', () => refused.failures.length > 0);
    expect(codes(refused)).toEqual(['CURSOR_EXPIRED']);
    await refused.stop();
    await later.close();
  });
});
