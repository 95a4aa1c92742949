/** Shows how rows become figures: by days in Asia/Shanghai, what lasts at the end, medians, and restricted cases for the district only. */
import { Role } from '../../schema/identity/role';
import { IndicatorGrouping } from '../../schema/indicator/indicator';
import { isRefusal } from '../../schema/refusal';
import type { Actor } from '../../server/identity/actor';
import { IndicatorService, type ToldReport } from '../../server/indicator/indicator.service';
import type { Measure } from '../../server/measure';
import { startTestServer, type TestServer } from '../stage/server';

describe('measures of golden days', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  const bureau: Actor = {
    accountId: '00000000-0000-4000-8000-000000000001',
    displayName: '民政局',
    roles: [{ role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: '640104' }],
  };
  const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const measure = (rows: readonly string[], more: Partial<Measure> = {}): Measure => ({
    ...{ code: 'GOLDEN_ROWS', title: { zh: '样', en: 'Golden' }, definition: { zh: '样', en: 'Golden.' } },
    ...{ unit: 'COUNT', personal: true, ...more },
    rows: `SELECT counted::uuid, amount::bigint, at::timestamptz, ended::timestamptz, community, NULL::uuid AS organisation,
      NULL::uuid AS adviser, 'Need' AS subject_type, counted::uuid AS subject, facet
      FROM (VALUES ${rows.join(', ')}) AS v (counted, amount, at, ended, community, facet)`,
  });
  const row = (
    number: number,
    at: string,
    more: { amount?: number; ended?: string; community?: string; facet?: string } = {},
  ) =>
    `('${id(number)}', ${more.amount ?? 1}, '${at}', ${more.ended ? `'${more.ended}'` : 'NULL'}::text, '${more.community ?? '640104001002'}', '${more.facet ?? 'A'}')`;
  const service = (one: Measure) =>
    new IndicatorService(server.app.composition.database, server.app.composition.indicators, [one]);
  const told = async (one: Measure, scope: { from: string; to: string; areaCode?: string }): Promise<ToldReport> => {
    const report = await service(one).report(bureau, undefined, scope);
    if (isRefusal(report)) throw new Error(report.constructor.name);
    return report;
  };

  test('given rows around midnight in Asia/Shanghai, then a period has its own days, and each is counted once', async () => {
    const rows = measure([
      row(1, '2023-01-31T15:59:59.999Z'),
      row(2, '2023-01-31T16:00:00Z'),
      row(2, '2023-02-10T00:00:00Z'),
      row(3, '2023-02-28T15:59:59.999Z'),
      row(4, '2023-02-28T16:00:00Z'),
    ]);
    const report = await told(rows, { from: '2023-02-01', to: '2023-02-28' });
    expect(report.indicators[0]).toMatchObject({
      figure: { value: 2n },
      previous: { value: 1n },
      changePermille: 1_000,
    });
    const months = await service(rows).months({
      measure: rows,
      scope: { from: '2023-01-01', to: '2023-03-31' },
      sight: 'EXACT',
    });
    expect(months).toEqual(
      ['2023-01', '2023-02', '2023-03'].map((month, index) => ({
        month,
        figure: { value: [1n, 2n, 1n][index], suppressed: false },
      })),
    );
  });

  test('given what lasts, then a period counts what lasts at its end', async () => {
    const rows = measure(
      [
        row(1, '2022-06-01T00:00:00Z'),
        row(2, '2022-06-01T00:00:00Z', { ended: '2023-01-15T00:00:00Z' }),
        row(3, '2023-01-31T15:00:00Z'),
        row(4, '2023-01-31T17:00:00Z'),
      ],
      { lasting: true },
    );
    const report = await told(rows, { from: '2023-01-01', to: '2023-01-31' });
    expect(report.indicators[0]).toMatchObject({ figure: { value: 2n }, previous: { value: 2n }, changePermille: 0 });
  });

  test('given ten durations and a measure of nine of ten, then the ninth is told', async () => {
    const rows = measure(
      [70, 10, 90, 40, 100, 20, 60, 30, 80, 50].map((amount, index) => row(index, '2023-05-05T00:00:00Z', { amount })),
      { unit: 'SECONDS', percentile: 90 },
    );
    const report = await told(rows, { from: '2023-05-01', to: '2023-05-31' });
    expect(report.indicators[0]!.figure).toEqual({ value: 90n, suppressed: false });
  });

  test('given durations, then their median is told, and nothing of none', async () => {
    const rows = measure(
      [5, 1, 9].map((amount, index) => row(index, '2023-05-05T00:00:00Z', { amount })),
      { unit: 'SECONDS' },
    );
    expect((await told(rows, { from: '2023-05-01', to: '2023-05-31' })).indicators[0]).toMatchObject({
      figure: { value: 5n, suppressed: false },
      previous: { value: undefined, suppressed: false },
    });
  });

  test('given restricted cases, then the district is told from five on, by kind and never by place, and no record', async () => {
    const restricted = (count: number) =>
      measure(
        Array.from({ length: count }, (_, index) =>
          row(index, '2023-05-05T00:00:00Z', { facet: index % 2 ? 'B' : 'A', community: `6401040010${10 + index}` }),
        ),
        { restricted: true, facet: { zh: '类', en: 'kind' } },
      );
    const scope = { from: '2023-01-01', to: '2023-12-31', areaCode: '640104' };
    expect((await told(restricted(8), scope)).indicators[0]!.figure).toEqual({ value: 8n, suppressed: false });
    expect((await told(restricted(4), scope)).indicators[0]!.figure).toEqual({ suppressed: true });
    expect((await told(restricted(8), { ...scope, areaCode: '640104001' })).indicators).toEqual([]);
    const asked = service(restricted(8)).ask(bureau, 'GOLDEN_ROWS', scope)!;
    const hidden = { key: expect.anything(), figure: { suppressed: true } };
    expect(await service(asked.measure).groups(asked, IndicatorGrouping.AREA)).toEqual([]);
    expect(await service(asked.measure).groups(asked, IndicatorGrouping.FACET)).toEqual([hidden, hidden]);
    expect(service(asked.measure).subjects(asked, { limit: 10 })).toBeUndefined();
    const officer: Actor = { ...bureau, roles: [{ role: Role.STREET_OFFICER, areaCode: '640104001' }] };
    expect(service(asked.measure).ask(officer, 'GOLDEN_ROWS', { ...scope, areaCode: '640104001' })).toBeUndefined();
  });
});
