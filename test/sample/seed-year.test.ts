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

  test('given the pilot, then it is of three streets since March 2022, all teams stand in them, and all who found work again lived there', async () => {
    const { data } = await server.request(
      '{ area(code: "640104") { children(first: 20) { edges { node { code pilotSince } } } } }',
      {},
      bureau,
    );
    const pilots = data.area.children.edges.map(({ node }: any) => node).filter((street: any) => street.pilotSince);
    expect(pilots.map((street: any) => street.pilotSince)).toEqual(['2022-03-01', '2022-03-01', '2022-03-01']);
    const codes = ['ADVISER_TEAMS', 'ADVISERS_IN_TEAMS', 'SERVICE_POINTS', 'EXITS_AFTER_REEMPLOYMENT'];
    const { indicators } = await ask(server, bureau, yearOfCase, codes, 'groups(by: AREA) { key figure { value } }');
    for (const { groups } of indicators)
      expect(groups.map((group: any) => group.key).sort()).toEqual(pilots.map((street: any) => street.code));
  });

  test('given the figures told, then what the case derives from them follows: a share of those visited was helped, so many people a team, so much a donor and a household', () => {
    const share = (part: string, whole: string) => permille(BigInt(told[part]!), BigInt(told[whole]!));
    expect(share('PEOPLE_HELPED_TO_APPLY', 'HOUSEHOLDS_VISITED')).toBe(218);
    expect(share('ADVISERS_IN_TEAMS', 'ADVISER_TEAMS')).toBe(8_941);
    // The case rounds its goods to 200,000 yuan: 8,333 for each donor and 1,538 for each household.
    expect(BigInt(told.GOODS_RECEIVED_VALUE!) / BigInt(told.DONORS!)).toBe(836_666n);
    expect(BigInt(told.GOODS_RECEIVED_VALUE!) / BigInt(told.HOUSEHOLDS_HELPED!)).toBe(154_461n);
  });

  test('given the ratios of the year, then each is that of its figures', async () => {
    const { derived } = await ask(server, bureau, yearOfCase, []);
    expect(Object.fromEntries(derived.map((one: any) => [one.code, one.permille]))).toEqual({
      // All 130 needs that were referred were claimed, closed truly, and that in every street.
      ...{ CLAIMED_RATE: 1_000, FAIRNESS_BETWEEN_AREAS: 1_000, TRULY_CLOSED_RATE: 1_000 },
      // 130 claims of 550 visits; 145,650 of 280,800 yuan.
      ...{ CLAIMS_PER_VISIT: 236, FUND_USE_RATE: 519, OBLIGATIONS_IN_TIME_RATE: 1_000 },
    });
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
