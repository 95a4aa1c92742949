/** Shows pictures of a need: of its own household, each of one need, and never seen by organisations. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { globalId } from '../../schema/global-id';
import { household, type StagedHousehold } from '../stage/households';
import { stagedCommunity } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const draftNeed = `mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { __typename
  ... on Need { id photos { id path } } ... on InvalidInput { field } ... on NotFound { type } } }`;
const seen = 'query ($id: ID!) { need(id: $id) { wishedItem photos { id } } }';

describe('the pictures of a need', () => {
  let server: TestServer;
  let adviser: Person;
  let home: StagedHousehold;
  let picture: Buffer;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(stagedCommunity);
    home = await household(server, { areaCode: stagedCommunity });
    picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer();
  });
  afterAll(() => server.close());

  const sent = async (of: StagedHousehold): Promise<string> => {
    const response = await fetch(`${server.url}/photos/${randomUUID()}?householdId=${of.id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${adviser.token}`, 'content-type': 'image/jpeg' },
      body: new Uint8Array(picture),
    });
    return ((await response.json()) as { id: string }).id;
  };
  const wish = (photoIds: string[], changes = {}) => ({
    ...{ needId: randomUUID(), householdId: home.id, kind: 'MICRO_WISH', serviceKind: 'MICRO_WISH' },
    ...{ origin: 'DAILY_VISIT', urgency: 'ROUTINE', cardText: '旧水壶坏了，想要一个新的', wishedItem: '电热水壶' },
    ...{ priceCeilingFen: '9900', photoIds, ...changes },
  });
  const draft = async (input: object) =>
    (await server.request(draftNeed, { input }, adviser.token)).data.draftNeed as Record<string, any>;
  const rows = () => server.database.query('SELECT need_id, photo_id FROM need_photo');

  test('given a wish with two pictures of its household, then who serves it sees them, a retry changes nothing, and an organisation that may claim it sees none', async () => {
    const photoIds = [await sent(home), await sent(home)];
    const input = wish(photoIds);
    const answer = await draft(input);
    expect(answer.photos.map((photo: any) => photo.id)).toEqual(photoIds);
    expect(answer.photos[0].path).toMatch(/^\/photos\//);
    expect(await draft(input)).toEqual(answer);
    expect((await draft({ ...input, photoIds: [photoIds[0]] })).__typename).toBe('IdempotencyMismatch');
    expect(await rows()).toHaveLength(2);
    const id = globalId('Need', input.needId);
    for (const step of ['verifyNeed', 'referNeed'])
      await server.request(
        `mutation ($id: ID!) { ${step}(input: { needId: $id }) { __typename } }`,
        { id },
        adviser.token,
      );
    const { organisationId } = await approvedOrganisation(server);
    const member = await people(server).organisationMember(organisationId);
    expect((await server.request(seen, { id }, member.token)).data.need).toEqual({
      ...{ wishedItem: '电热水壶', photos: null },
    });
    const bytes = await fetch(server.url + answer.photos[0].path, {
      headers: { authorization: `Bearer ${member.token}` },
    });
    expect(bytes.status).toBe(404);
  });

  test('given a picture of another household, of another need, or one too many, then the need is refused and nothing of it is kept', async () => {
    const other = await household(server, { areaCode: stagedCommunity });
    const [own, foreign] = [await sent(home), await sent(other)];
    expect((await draft(wish([own]))).__typename).toBe('Need');
    const before = [await rows(), await server.database.query('SELECT id FROM need ORDER BY id')];
    expect(await draft(wish([foreign]))).toEqual({ __typename: 'NotFound', type: 'Photo' });
    expect(await draft(wish([own]))).toEqual({ __typename: 'InvalidInput', field: 'photoIds' });
    const many = await Promise.all(Array.from({ length: 7 }, () => sent(home)));
    expect(await draft(wish(many))).toEqual({ __typename: 'InvalidInput', field: 'photoIds' });
    expect([await rows(), await server.database.query('SELECT id FROM need ORDER BY id')]).toEqual(before);
  });
});
