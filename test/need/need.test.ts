/** Shows a need from its draft to its end: who takes it down, what is checked, what is announced, what a retry answers. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { household, type StagedHousehold } from '../stage/households';
import { draftedNeed, referredNeed, stagedCommunity } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, untilAnswered, type TestServer } from '../stage/server';

const draftNeed = `mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { __typename
  ... on Need { id status restricted quantity quantityRemaining priceCeilingFen cardText wantedBy domain
    area { code } household { id } origin literacy }
  ... on InvalidInput { field messageZh messageEn } ... on NotFound { type }
  ... on CardRevealsIdentity { kinds messageZh messageEn } ... on IdempotencyMismatch { messageEn } } }`;
const verifyNeed = `mutation ($id: ID!) { verifyNeed(input: { needId: $id }) { __typename
  ... on Need { status } ... on WrongState { currentStatus allowedStatuses } ... on NotFound { type } } }`;
const withdrawNeed = `mutation ($id: ID!) { withdrawNeed(input: { needId: $id, reason: MET_OTHERWISE }) { __typename
  ... on Need { status statusReason } ... on WrongState { currentStatus } ... on NotFound { type } } }`;

describe('a need', () => {
  let server: TestServer;
  let home: StagedHousehold;
  let adviser: Person;
  let stranger: Person;
  beforeAll(async () => {
    server = await startTestServer();
    home = await household(server, { areaCode: `${stagedCommunity}001` });
    adviser = await people(server).adviser('640104001');
    stranger = await people(server).adviser('640104002');
  });
  afterAll(() => server.close());

  const input = (changes: Record<string, unknown> = {}) => ({
    needId: v7(),
    householdId: home.id,
    kind: 'NEED',
    serviceKind: 'CLEANING',
    origin: 'DAILY_VISIT',
    urgency: 'ROUTINE',
    cardText: '独居老人需要每周一次打扫房间',
    ...changes,
  });
  const draft = (changes: Record<string, unknown> = {}, token = adviser.token) =>
    server.request(draftNeed, { input: input(changes) }, token);
  const rowsOf = (needId: string) =>
    server.database.query('SELECT status, restricted FROM need WHERE id = $1', [needId]);
  const eventsOf = (subjectId: string) =>
    server.database.query<{ type: string; audience: string[]; payload: Record<string, unknown> }>(
      'SELECT type, audience, payload FROM event WHERE subject_id = $1 ORDER BY transaction, position',
      [subjectId],
    );

  test('given an adviser of the area, when it takes down a need, then there is a draft with one event and one audit line', async () => {
    const needId = v7();
    const { data, errors } = await draft({ needId, literacy: 'PRIMARY', quantity: 4, quantityUnit: '次' });
    expect(errors).toBeUndefined();
    expect(data.draftNeed).toEqual({
      __typename: 'Need',
      id: globalId('Need', needId),
      status: 'DRAFT',
      restricted: false,
      quantity: 4,
      quantityRemaining: 4,
      priceCeilingFen: null,
      cardText: '独居老人需要每周一次打扫房间',
      wantedBy: null,
      domain: 'HOME_VISITING',
      area: { code: `${stagedCommunity}001` },
      household: { id: home.id },
      origin: 'DAILY_VISIT',
      literacy: 'PRIMARY',
    });
    expect(await eventsOf(needId)).toEqual([
      {
        type: 'NeedDrafted',
        audience: [
          'area:64',
          'area:6401',
          'area:640104',
          'area:640104001',
          `area:${stagedCommunity}`,
          `area:${stagedCommunity}001`,
        ],
        payload: { needId, status: 'DRAFT' },
      },
    ]);
    expect(await server.database.query('SELECT operation FROM audit_line WHERE subject_id = $1', [needId])).toEqual([
      { operation: 'draftNeed' },
    ]);
  });

  test('given fifty requests at once with one id (idempotency), then one row, one event, and fifty equal answers', async () => {
    const same = input();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => untilAnswered(() => server.request(draftNeed, { input: same }, adviser.token))),
    );
    expect(new Set(answers.map(({ data }) => JSON.stringify(data.draftNeed))).size).toBe(1);
    expect(answers[0]!.data.draftNeed.id).toBe(globalId('Need', same.needId));
    expect(await rowsOf(same.needId)).toHaveLength(1);
    expect(await eventsOf(same.needId)).toHaveLength(1);
  });

  test('given an id used before, when other contents or another person come with it, then IdempotencyMismatch and nothing changes', async () => {
    const first = input();
    await server.request(draftNeed, { input: first }, adviser.token);
    const other = await server.request(draftNeed, { input: { ...first, urgency: 'URGENT' } }, adviser.token);
    expect(other.data.draftNeed.__typename).toBe('IdempotencyMismatch');
    const colleague = await people(server).adviser('640104001');
    const foreign = await server.request(draftNeed, { input: first }, colleague.token);
    expect(foreign.data.draftNeed.__typename).toBe('IdempotencyMismatch');
    expect(await server.database.query('SELECT urgency FROM need WHERE id = $1', [first.needId])).toEqual([
      { urgency: 'ROUTINE' },
    ]);
    expect(await eventsOf(first.needId)).toHaveLength(1);
  });

  test('60: given an adviser of another street, then the household is not found, as one that is not there', async () => {
    const needId = v7();
    const { data } = await draft({ needId }, stranger.token);
    expect(data.draftNeed).toEqual({ __typename: 'NotFound', type: 'Household' });
    const none = await draft({ householdId: globalId('Household', v7()) });
    expect(none.data.draftNeed).toEqual({ __typename: 'NotFound', type: 'Household' });
    expect(await rowsOf(needId)).toEqual([]);
  });

  describe('a card never names the household', () => {
    const reveals: [string, (home: StagedHousehold) => string, string][] = [
      ['its name', ({ identity }) => `${identity.name}家需要打扫`, 'NAME'],
      ['its phone', ({ identity }) => `请拨打${identity.phone}`, 'PHONE'],
      ['any phone', () => '请拨打 138 1234 5678', 'PHONE'],
      ['any phone in full-width digits', () => '请拨打138123456 78', 'PHONE'],
      ['its resident number', ({ identity }) => `证件${identity.residentNumber}`, 'RESIDENT_NUMBER'],
      ['its address', ({ identity }) => `住在${identity.address}`, 'ADDRESS'],
    ];
    test.each(reveals)(
      'given a card with %s, then CardRevealsIdentity without echo, and nothing is stored',
      async (_, text, kind) => {
        const needId = v7();
        const cardText = text(home);
        const answer = await draft({ needId, cardText });
        expect(answer.data.draftNeed).toMatchObject({ __typename: 'CardRevealsIdentity' });
        expect(answer.data.draftNeed.kinds).toContain(kind);
        const said = JSON.stringify(answer);
        for (const secret of Object.values(home.identity)) expect(said).not.toContain(secret);
        expect(said).not.toContain('1234 5678');
        expect(await rowsOf(needId)).toEqual([]);
        expect(await server.database.query('SELECT 1 FROM audit_line WHERE subject_id = $1', [needId])).toEqual([]);
      },
    );

    test('given the name hidden among the skills, then it is refused too', async () => {
      const { data } = await draft({ skills: [home.identity.name] });
      expect(data.draftNeed).toMatchObject({ __typename: 'CardRevealsIdentity', kinds: ['NAME'] });
    });
  });

  describe('what is refused, naming the field and never its value', () => {
    const wish = { kind: 'MICRO_WISH', serviceKind: 'MICRO_WISH', priceCeilingFen: '20000' };
    const yesterday = new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 10);
    const bad: [string, Record<string, unknown>, string][] = [
      ['78: a card with a zero-width space', { cardText: '打\u200b扫' }, 'cardText'],
      ['78: a card that turns the direction of writing', { cardText: '打扫\u202e房间' }, 'cardText'],
      ['83: a card with markup', { cardText: '<script>alert(1)</script>' }, 'cardText'],
      ['an empty card', { cardText: '   ' }, 'cardText'],
      ['a card of 501 characters', { cardText: '好'.repeat(501) }, 'cardText'],
      ['79: no quantity', { quantity: 0 }, 'quantity'],
      ['79: a negative quantity', { quantity: -1 }, 'quantity'],
      ['a quantity above a million', { quantity: 1_000_001 }, 'quantity'],
      ['81: a date that has passed', { wantedBy: yesterday }, 'wantedBy'],
      ['a need with a price', { priceCeilingFen: '100' }, 'priceCeilingFen'],
      ['a need of the kind of wishes', { serviceKind: 'MICRO_WISH' }, 'serviceKind'],
      ['a wish of another kind', { ...wish, serviceKind: 'CLEANING' }, 'serviceKind'],
      ['a wish for two things', { ...wish, quantity: 2 }, 'quantity'],
      ['a wish without a price', { ...wish, priceCeilingFen: undefined }, 'priceCeilingFen'],
      ['80: a wish for nothing', { ...wish, priceCeilingFen: '0' }, 'priceCeilingFen'],
      ['80: a wish above 1,000 yuan', { ...wish, priceCeilingFen: '100001' }, 'priceCeilingFen'],
      ['eleven skills', { skills: Array.from({ length: 11 }, (_, index) => `技能${index}`) }, 'skills'],
      ['a skill with markup', { skills: ['ok', '<b>'] }, 'skills.1'],
    ];
    test.each(bad)('given %s, then InvalidInput and nothing stored', async (_, changes, field) => {
      const needId = v7();
      const { data, errors } = await draft({ needId, ...changes });
      expect(errors).toBeUndefined();
      expect(data.draftNeed).toMatchObject({ __typename: 'InvalidInput', field });
      const said = JSON.stringify(data.draftNeed);
      for (const text of [changes.cardText, changes.wantedBy].filter((one) => typeof one === 'string' && one.trim()))
        expect(said).not.toContain(text);
      expect(await rowsOf(needId)).toEqual([]);
    });

    const malformed: [string, Record<string, unknown>][] = [
      ['76: a card with a NUL', { cardText: '打扫\u0000' }],
      ['77: a card with a lone surrogate', { cardText: '打扫\ud800' }],
      ['79: a quantity above 2^31', { quantity: 3_000_000_000 }],
      ['79: a quantity with a fraction', { quantity: 1.5 }],
      ['79: a price beyond 2^63', { ...wish, priceCeilingFen: '9223372036854775808' }],
      ['79: a price as 1e3', { ...wish, priceCeilingFen: '1e3' }],
      ['79: a price as a number', { ...wish, priceCeilingFen: 1000 }],
      ['81: the 30th of February', { wantedBy: '2027-02-30' }],
      ['81: the year 99999', { wantedBy: '99999-01-01' }],
      ['an id that is none', { needId: 'x' }],
      ['74: an urgency that is SQL', { urgency: "ROUTINE'; DROP TABLE need; --" }],
      ['63: a status of its own choice', { status: 'PUBLISHED' }],
      ['63: a restriction of its own choice', { restricted: false }],
    ];
    test.each(malformed)('given %s, then BAD_USER_INPUT and nothing stored', async (_, changes) => {
      const [before] = await server.database.query<{ count: number }>('SELECT count(*)::int AS count FROM need');
      const { data, errors } = await draft(changes);
      expect(data?.draftNeed ?? undefined).toBeUndefined();
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
      const [after] = await server.database.query<{ count: number }>('SELECT count(*)::int AS count FROM need');
      expect(after).toEqual(before);
    });
  });

  test('78: given rare Han and composed letters, then the card is stored in one form', async () => {
    const { data } = await draft({ cardText: '  𠮷㐂䶮 cafe\u0301\r\n第二行 ' });
    expect(data.draftNeed).toMatchObject({ __typename: 'Need', cardText: '𠮷㐂䶮 café\n第二行' });
  });

  test('given a micro-wish, then it has its price ceiling exactly', async () => {
    const { data } = await draft({
      kind: 'MICRO_WISH',
      serviceKind: 'MICRO_WISH',
      priceCeilingFen: '100000',
      cardText: '想要一台收音机',
    });
    expect(data.draftNeed).toMatchObject({ __typename: 'Need', priceCeilingFen: '100000', quantity: 1 });
  });

  const sensitive: [string, Record<string, unknown>][] = [
    ['its kind of help', { serviceKind: 'PSYCHOLOGICAL_COUNSELLING' }],
    ['children', { serviceKind: 'CHILD_GROWTH' }],
    ['its situation', { situations: ['ELDERLY', 'DOMESTIC_VIOLENCE'] }],
    [
      'a minor with a wish',
      { kind: 'MICRO_WISH', serviceKind: 'MICRO_WISH', priceCeilingFen: '1', situations: ['MINOR'] },
    ],
  ];
  test.each(sensitive)('given a need restricted for %s, then it says so', async (_, changes) => {
    const { data } = await draft(changes);
    expect(data.draftNeed).toMatchObject({ __typename: 'Need', restricted: true });
  });

  test('given a draft, when it is verified twice, then once; the second time WrongState', async () => {
    const { id, needId } = await draftedNeed(server);
    expect((await server.request(verifyNeed, { id }, adviser.token)).data.verifyNeed).toEqual({
      __typename: 'Need',
      status: 'VERIFIED',
    });
    expect((await server.request(verifyNeed, { id }, adviser.token)).data.verifyNeed).toEqual({
      __typename: 'WrongState',
      currentStatus: 'VERIFIED',
      allowedStatuses: ['DRAFT'],
    });
    expect((await eventsOf(needId)).map(({ type }) => type)).toEqual(['NeedDrafted', 'NeedVerified']);
  });

  test('60: given an adviser of another street, or an id of nothing, then a need to verify is not found', async () => {
    const { id, needId } = await draftedNeed(server);
    for (const [wrong, token] of [
      [id, stranger.token],
      [globalId('Need', v7()), adviser.token],
      [globalId('Household', needId), adviser.token],
      ['nonsense', adviser.token],
    ])
      expect((await server.request(verifyNeed, { id: wrong }, token)).data.verifyNeed).toEqual({
        __typename: 'NotFound',
        type: 'Need',
      });
    expect(await rowsOf(needId)).toEqual([{ status: 'DRAFT', restricted: false }]);
  });

  test('given a published need, when its area withdraws it, then it ends with its reason, once', async () => {
    const { id, needId } = await referredNeed(server);
    expect((await server.request(withdrawNeed, { id }, adviser.token)).data.withdrawNeed).toEqual({
      __typename: 'Need',
      status: 'WITHDRAWN',
      statusReason: 'MET_OTHERWISE',
    });
    expect((await server.request(withdrawNeed, { id }, adviser.token)).data.withdrawNeed).toEqual({
      __typename: 'WrongState',
      currentStatus: 'WITHDRAWN',
    });
    expect((await eventsOf(needId)).filter(({ type }) => type === 'NeedWithdrawn')).toHaveLength(1);
  });
});
