/**
 * Shows pictures that carry no place and nothing hidden, sealed, kept once, and read by who serves the household or may read the record of a
 * service only, each time written down.
 */
import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { globalId } from '../../schema/global-id';
import { claimed, confirmed, provider, serviceRecord } from '../stage/claims';
import { household, type StagedHousehold } from '../stage/households';
import { referredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { community, discovery, otherCommunity } from '../visit/stage';

const recordService = `mutation ($input: RecordServiceInput!) { recordService(input: $input) { __typename
  ... on Claim { records { photoCount photos { path width height } } } ... on NotFound { type } ... on InvalidInput { field } } }`;

describe('pictures taken at a household', () => {
  let server: TestServer;
  let adviser: Person;
  let home: StagedHousehold;
  let jpeg: Buffer;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser(community);
    home = await household(server, { areaCode: community });
    // As a phone writes it: turned, with the place where it was taken.
    jpeg = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a05030' } })
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Make: 'Phone' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '38/1 28/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '106/1 17/1 0/1',
        },
      })
      .jpeg()
      .toBuffer();
  });
  afterAll(() => server.close());

  const send = async (
    bytes: Buffer,
    more: { id?: string; token?: string; type?: string; of?: string; for?: string } = {},
  ) => {
    const response = await fetch(
      `${server.url}/photos/${more.id ?? randomUUID()}?${more.for ?? `householdId=${more.of ?? home.id}`}`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${more.token ?? adviser.token}`, 'content-type': more.type ?? 'image/jpeg' },
        body: new Uint8Array(bytes),
      },
    );
    return { status: response.status, body: (await response.json()) as any };
  };
  const read = (id: string, token = adviser.token) =>
    fetch(`${server.url}/photos/${id}`, { headers: { authorization: `Bearer ${token}` } });
  const kept = async () => {
    const [row] = await server.database.query<{ count: number }>('SELECT count(*)::int AS count FROM photo');
    return row!.count;
  };

  test('84: given a picture with the place where it was taken, then what is kept and read has none, stands upright, and is sealed', async () => {
    const before = await sharp(jpeg).metadata();
    // The numbers of a degree of latitude, as EXIF has them.
    const latitude = Buffer.from('26000000010000001c00000001000000', 'hex');
    expect([before.orientation, before.exif!.includes(latitude), before.exif!.includes(Buffer.from('Phone'))]).toEqual([
      ...[6, true, true],
    ]);
    const id = randomUUID();
    expect(await send(jpeg, { id })).toEqual({ status: 201, body: { id: globalId('Photo', id) } });
    const response = await read(id);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const bytes = Buffer.from(await response.arrayBuffer());
    const { exif, xmp, iptc, format, width, height } = await sharp(bytes).metadata();
    expect({ exif, xmp, iptc, format, width, height }).toEqual({ format: 'jpeg', width: 200, height: 300 });
    expect(bytes.includes(Buffer.from('Exif'))).toBe(false);
    const [stored] = await server.database.query<{ contents: Buffer }>('SELECT contents FROM photo WHERE id = $1', [
      id,
    ]);
    expect(stored!.contents.includes(Buffer.from('JFIF'))).toBe(false);
    expect(stored!.contents.length).toBe(bytes.length + 29);
    const lines = await server.database.query(
      "SELECT account_id, details FROM audit_line WHERE operation = 'readPhoto'",
    );
    expect(lines).toEqual([{ account_id: adviser.accountId, details: { householdId: home.householdId } }]);
  });

  test('84: given what is no picture, hides something, or would fill the memory, then it is refused or drawn anew', async () => {
    const before = await kept();
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    // Says that it is 30,000 by 30,000 pixels: 2.7 GB when it is unpacked.
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(30_000, 16);
    bomb.writeUInt32BE(30_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const statuses = [];
    for (const bytes of [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      ...[Buffer.from('GIF89a'), Buffer.from('<html></html>'), jpeg.subarray(0, 200), bomb, Buffer.alloc(0)],
    ])
      statuses.push((await send(bytes)).status);
    expect(statuses).toEqual([415, 415, 415, 415, 415, 415]);
    expect((await send(jpeg, { type: 'image/svg+xml' })).status).toBe(415);
    expect((await send(Buffer.alloc(8 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await kept()).toBe(before);
    const id = randomUUID();
    const hiding = Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>PK\u0003\u0004')]);
    expect((await send(hiding, { id })).status).toBe(201);
    const shown = Buffer.from(await (await read(id)).arrayBuffer());
    expect(shown.includes(Buffer.from('script'))).toBe(false);
    const large = await sharp({ create: { width: 5_000, height: 100, channels: 3, background: '#123' } })
      .webp()
      .toBuffer();
    const wide = randomUUID();
    expect((await send(large, { id: wide, type: 'image/webp' })).status).toBe(201);
    const drawn = await sharp(Buffer.from(await (await read(wide)).arrayBuffer())).metadata();
    expect([drawn.width, drawn.height]).toEqual([2_048, 41]);
  });

  test('given one picture sent ten times at once, then it is kept once; under its id no other is taken', async () => {
    const before = await kept();
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(jpeg, { id })));
    expect(answers).toEqual(answers.map(() => ({ status: 201, body: { id: globalId('Photo', id) } })));
    expect(await kept()).toBe(before + 1);
    const other = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer();
    const refused = await send(other, { id });
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
  });

  test('60: given people of another place, organisations and nobody, then the picture does not exist for them, and no reading is written', async () => {
    const id = randomUUID();
    await send(jpeg, { id });
    const readings = async () =>
      (await server.database.query("SELECT 1 FROM audit_line WHERE operation = 'readPhoto'")).length;
    const before = [await kept(), await readings()];
    const stranger = await people(server).adviser(otherCommunity);
    const auditor = await people(server).auditor();
    expect((await read(id, stranger.token)).status).toBe(404);
    expect((await read(randomUUID())).status).toBe(404);
    expect((await read(id, auditor.token)).status).toBe(404);
    expect((await fetch(`${server.url}/photos/${id}`)).status).toBe(401);
    expect((await send(jpeg, { token: stranger.token })).status).toBe(404);
    expect((await send(jpeg, { token: auditor.token })).status).toBe(403);
    const node = await server.request(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: globalId('Photo', id) },
      stranger.token,
    );
    expect(node.data).toEqual({ node: null });
    expect([await kept(), await readings()]).toEqual(before);
  });

  test('given pictures of a service, then the claimant sends them while it serves, only its own become a part of the record, and who may read the record sees them, nobody else', async () => {
    const family = await household(server, { areaCode: community });
    const [who, others] = [await provider(server), await provider(server)];
    const [member, colleague] = [
      await people(server).organisationMember(who.organisationId),
      await people(server).organisationMember(who.organisationId),
    ];
    const stranger = await people(server).organisationMember(others.organisationId);
    const { globalId: claimId } = await confirmed(server, who, await referredNeed(server, { household: family }));
    const waiting = await claimed(server, who, await referredNeed(server, { household: family }));
    const sendFor = async (person: Person, claim = claimId, id: string = randomUUID()) => {
      const { status } = await send(jpeg, { id, token: person.token, for: `claimId=${claim}` });
      return status === 201 ? id : status;
    };
    const own = (await sendFor(member)) as string;
    expect(await sendFor(member, claimId, own)).toBe(own);
    expect(await Promise.all([sendFor(stranger), sendFor(adviser), sendFor(member, waiting.globalId)])).toEqual([
      ...[404, 404, 404],
    ]);
    expect((await read(own, member.token)).status).toBe(404);

    const ofVisit = randomUUID();
    await send(jpeg, { id: ofVisit, of: family.id });
    const write = async (person: Person, photoId: string, recordId = randomUUID()) => {
      const input = { ...serviceRecord(claimId, { recordId }), photoIds: [globalId('Photo', photoId)] };
      return (await server.request(recordService, { input }, person.token)).data.recordService;
    };
    const missing = { __typename: 'NotFound', type: 'Photo' };
    expect([await write(colleague, own), await write(member, ofVisit)]).toEqual([missing, missing]);
    const records = () => server.database.query('SELECT id FROM service_record');
    expect(await records()).toEqual([]);
    const recordId = randomUUID();
    const done = await write(member, own, recordId);
    expect(done.records).toEqual([{ photoCount: 1, photos: [{ path: `/photos/${own}`, width: 200, height: 300 }] }]);
    expect(await write(member, own, recordId)).toEqual(done);
    expect(await write(member, own)).toEqual({ __typename: 'InvalidInput', field: 'photoIds' });
    expect(await records()).toEqual([{ id: recordId }]);
    const statuses = [];
    for (const { token } of [member, colleague, adviser, stranger]) statuses.push((await read(own, token)).status);
    expect(statuses).toEqual([200, 200, 200, 404]);
    const lines =
      "SELECT account_id AS id FROM audit_line WHERE operation = 'readPhoto' AND subject_id = $1 ORDER BY position";
    const readers = [member, colleague, adviser].map(({ accountId }) => ({ id: accountId }));
    expect(await server.database.query(lines, [own])).toEqual(readers);

    const { database, households } = server.app.composition;
    await database.transaction((tx) => households.destroyDataKey(tx, family.householdId));
    expect([(await read(own, member.token)).status, await sendFor(member)]).toEqual([404, 404]);
  });

  test('given a visit with pictures, then they are its own, of its household only, and gone from sight when the household is erased', async () => {
    const stage = discovery(server, () => '');
    const [id, elsewhere] = [randomUUID(), randomUUID()];
    const neighbour = await household(server, { areaCode: community });
    await send(jpeg, { id });
    await send(jpeg, { id: elsewhere, of: neighbour.id });
    const photos = (...ids: string[]) => ids.map((one) => globalId('Photo', one));
    const record = { householdId: home.id, visitedAt: new Date().toISOString() };
    expect(await stage.visit(adviser, { ...record, photoIds: photos(id, elsewhere) })).toEqual({
      ...{ __typename: 'NotFound', type: 'Photo' },
    });
    const visit = await stage.visit(adviser, { ...record, photoIds: photos(id) });
    expect(visit.__typename).toBe('Visit');
    const shown = await server.request(
      'query ($id: ID!) { node(id: $id) { ... on Visit { photos { id path width height } } } }',
      { id: visit.id },
      adviser.token,
    );
    expect(shown.data.node.photos).toEqual([
      { id: globalId('Photo', id), path: `/photos/${id}`, width: 200, height: 300 },
    ]);
    expect((await stage.visit(adviser, { ...record, photoIds: photos(id) })).field).toBe('photoIds');
    const { database, households } = server.app.composition;
    await database.transaction((tx) => households.destroyDataKey(tx, home.householdId));
    expect((await read(id)).status).toBe(404);
    expect((await send(jpeg)).status).toBe(404);
  });
});
