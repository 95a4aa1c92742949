/** Shows the year of the published case as the indicators tell it: policies linked, people helped to apply, the register and who left it. */
import { ask, figures, signIn } from '../indicator/figures';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

const district = '640104';
const year = { from: '2023-01-01', to: '2023-12-31', areaCode: district };
const toAugust = { from: '2023-01-01', to: '2023-08-31', areaCode: district };

describe('policies, applications and the register of the sample', () => {
  let server: TestServer;
  let bureau: string;
  beforeAll(async () => {
    server = await startSampleServer();
    bureau = await signIn(server, 'bureau');
  }, 180_000);
  afterAll(() => server.close());

  test('given the register, then 6,614 people at the end of 2022, 1,455 new ones to August (+22 %)', async () => {
    const before = { from: '2022-01-01', to: '2022-12-31', areaCode: district };
    expect(await figures(server, bureau, before, ['DIBAO_PEOPLE'])).toEqual({ DIBAO_PEOPLE: '6614' });
    expect(await figures(server, bureau, toAugust, ['NEW_DIBAO_PEOPLE'])).toEqual({ NEW_DIBAO_PEOPLE: '1455' });
    expect(Math.round((1_455 / 6_614) * 100)).toBe(22);
  });

  test('given the revisits of the year, then all 1,602 are due, and done in time, late or not at all as the seed says, most people content', async () => {
    const toSpring = { from: '2023-01-01', to: '2024-03-01', areaCode: district };
    const codes = ['REVISITS_DUE', 'REVISITS_DONE', 'REVISITS_DONE_IN_TIME', 'REVISITS_OVERDUE', 'REVISITS_SATISFIED'];
    const told = await figures(server, bureau, toSpring, codes);
    expect(told).toEqual({
      ...{ REVISITS_DUE: '1602', REVISITS_DONE: '1575', REVISITS_DONE_IN_TIME: '1502', REVISITS_OVERDUE: '27' },
      REVISITS_SATISFIED: '1418',
    });
  });

  test('given the indicators of 2023, then they tell 200 policy links and more, exactly 120 people helped, and 17 who left for work', async () => {
    const codes = ['POLICY_LINKS', 'PEOPLE_HELPED_TO_APPLY', 'EXITS_AFTER_REEMPLOYMENT'];
    expect(await figures(server, bureau, year, codes)).toEqual({
      ...{ POLICY_LINKS: '208', PEOPLE_HELPED_TO_APPLY: '120', EXITS_AFTER_REEMPLOYMENT: '17' },
    });
    const { indicators } = await ask(
      server,
      bureau,
      year,
      ['EXITS_AFTER_REEMPLOYMENT'],
      'groups(by: AREA) { key figure { value suppressed } }',
    );
    const streets = indicators[0].groups.map((group: { key: string }) => group.key).sort();
    expect(streets).toEqual(['640104001', '640104002', '640104003']);
  });
});
