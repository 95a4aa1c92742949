/** Shows that each outcome of the published case comes out of the sample by the queries of figures, one by one. */
import { permille } from '../../server/indicator/derived';
import { ask, figures, signIn } from '../indicator/figures';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

const yearOfCase = { from: '2023-01-01', to: '2023-12-31', areaCode: '640104' };

describe('the seed year', () => {
  let server: TestServer;
  let bureau: string;
  let told: Record<string, string>;
  beforeAll(async () => {
    server = await startSampleServer();
    bureau = await signIn(server, 'bureau');
    told = (await figures(server, bureau, yearOfCase)) as Record<string, string>;
  }, 180_000);
  afterAll(() => server.close());

  test.each([
    ['17 teams', 'ADVISER_TEAMS', '17'],
    ['152 people in them', 'ADVISERS_IN_TEAMS', '152'],
    ['3 service points, one for each pilot street', 'SERVICE_POINTS', '3'],
    ['120 people found and helped to apply', 'PEOPLE_HELPED_TO_APPLY', '120'],
    ['1,455 new dibao people', 'NEW_DIBAO_PEOPLE', '1455'],
    ['14 organisations', 'ORGANISATIONS_LINKED', '14'],
    ['5 projects', 'PROJECTS_OPENED', '5'],
    ['24 donors', 'DONORS', '24'],
    ['130 households helped', 'HOUSEHOLDS_HELPED', '130'],
    ['8 disputes resolved', 'DISPUTES_RESOLVED', '8'],
    ['3 households watched for long', 'HOUSEHOLDS_WATCHED', '3'],
    ['17 people hired', 'PEOPLE_HIRED', '17'],
    ['17 who left dibao after re-employment', 'EXITS_AFTER_REEMPLOYMENT', '17'],
    ['1 hemp-weaving course', 'COURSES_HELD', '1'],
    ['a festival, a donation point and a fair', 'ACTIVITIES_HELD', '3'],
    ['those who came to them', 'ACTIVITY_PEOPLE_REACHED', '1940'],
    ['goods given at them', 'ACTIVITY_GOODS_RECEIVED', '12220000'],
    ['needs found at the fair', 'ACTIVITY_NEEDS_FOUND', '6'],
    ['550 home visits', 'HOME_VISITS', '550'],
    ['4 meetings', 'MEETINGS_HELD', '4'],
    ['6 trainings', 'TRAININGS_HELD', '6'],
  ])('given the case, which tells of %s, then %s is that', (_, code, value) => {
    expect(told[code]).toBe(value);
  });

  test.each([
    ['above 200 policy links', 'POLICY_LINKS', 200n],
    ['goods above 200,000 yuan', 'GOODS_RECEIVED_VALUE', 20_000_000n],
  ])('given the case, which tells of %s, then %s is above that, by less than a tenth', (_, code, value) => {
    expect(BigInt(told[code]!) > value).toBe(true);
    expect(BigInt(told[code]!) < (value * 11n) / 10n).toBe(true);
  });

  test('given the register of the year of the case, then 1,455 people on a base of 6,614 are 22 % more', async () => {
    const { indicators } = await ask(server, bureau, yearOfCase, [
      'NEW_DIBAO_PEOPLE',
      'DIBAO_PEOPLE',
      'REGISTER_EXITS',
    ]);
    const [added, lasting, exits] = indicators;
    expect(added.figure.value).toBe('1455');
    expect(lasting.previous.value).toBe('6614');
    expect(permille(BigInt(added.figure.value), BigInt(lasting.previous.value))).toBe(220);
    expect(BigInt(lasting.previous.value) + BigInt(added.figure.value) - BigInt(exits.figure.value)).toBe(
      BigInt(lasting.figure.value),
    );
  });

  test('given the 130 households helped, then each confirmed a service at its door and was seen again, and most of the goods of the 24 donors reached them', async () => {
    const each = [
      'NEEDS_CLAIMED',
      'SERVICES_RECORDED',
      'DELIVERIES_CONFIRMED',
      'HOUSEHOLDS_HELPED',
      'NEEDS_TRULY_CLOSED',
    ];
    expect(each.map((code) => told[code])).toEqual(each.map(() => '130'));
    const goods = await figures(server, bureau, { ...yearOfCase, facet: 'GOODS' }, ['HELP_DELIVERED_VALUE']);
    // Of 200,800 yuan; the rest is in stock.
    expect(goods).toEqual({ HELP_DELIVERED_VALUE: '14565000' });
  });

  test('given the annual evaluation, then each pilot street has its result of the year, published by a second person', async () => {
    const { data } = await server.request(
      '{ evaluations { edges { node { year status results(first: 20) { edges { node { subjectKey total } } } } } } }',
      {},
      bureau,
    );
    const [evaluation] = data.evaluations.edges.map((edge: any) => edge.node);
    expect([data.evaluations.edges.length, evaluation.year, evaluation.status]).toEqual([1, 2023, 'PUBLISHED']);
    const totals = evaluation.results.edges.map(({ node }: any) => [node.subjectKey, node.total]);
    // All sixteen are evaluated; the three of the pilot come first.
    expect(totals).toHaveLength(16);
    expect(totals.slice(0, 3)).toEqual([
      ['640104001', 9892],
      ['640104002', 9830],
      ['640104003', 8699],
    ]);
  });

  test('given 550 households that were visited, then each is registered, and 130 have a contact card and a need that was taken down', () => {
    expect([told.HOUSEHOLDS_VISITED, told.HOUSEHOLDS_REGISTERED]).toEqual(['550', '550']);
    expect([told.CONTACT_CARDS_ISSUED, told.HOUSEHOLDS_WITH_NEEDS]).toEqual(['130', '130']);
  });
});
