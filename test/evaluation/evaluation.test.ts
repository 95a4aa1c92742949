/** Shows the annual evaluation: computed from the figures of a year, frozen, published by another person, appealed in time, corrected by a third. */
import { v7 } from 'uuid';
import { EvaluationAppealStatus } from '../../schema/evaluation/enums';
import { claimed, provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const year = new Date().getUTCFullYear() - 1;
const result = `resultId subjectKey subjectName version total hash appeal { appealId status decision }
  lines { measure value score weight points corrected explanationZh explanationEn }`;

describe('the annual evaluation', () => {
  let server: TestServer;
  const who = {} as Record<'first' | 'second' | 'third' | 'officer' | 'auditor' | 'stranger', Person>;
  const organisations: { organisationId: string; administrator: Person }[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    for (const name of ['first', 'second', 'third'] as const) who[name] = await people(server).bureau();
    who.officer = await people(server).streetOfficer();
    who.auditor = await people(server).auditor();
    who.stranger = await people(server).bureau('640104002');
    for (const claims of [3, 1]) {
      const one = await provider(server);
      for (let count = 0; count < claims; count += 1) await claimed(server, one, await referredNeed(server));
      const administrator = await people(server).organisationAdministrator(one.organisationId);
      organisations.push({ organisationId: one.organisationId, administrator });
    }
    await server.database.query(`UPDATE claim SET claimed_at = '${year}-06-01T00:00:00Z'`);
  }, 60_000);
  afterAll(() => server.close());

  const send = async (person: Person, operation: string, input: object, select: string) => {
    const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
    const { data, errors } = await server.request(
      `mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ${select}
         ${operation === 'publishEvaluation' ? '' : '... on InvalidInput { field }'} ... on NotFound { type } } }`,
      { input },
      person.token,
    );
    return errors ? errors[0]!.extensions.code : data[operation];
  };
  const lines = [
    {
      measure: 'CLAIMS_MADE',
      weight: 75,
      points: [
        { at: '0', score: 0 },
        { at: '4', score: 10_000 },
      ],
    },
    { measure: 'DELIVERIES_REPORTED', per: 'CLAIMS_MADE', weight: 25, points: [{ at: '0', score: 4_000 }] },
  ];
  const scheme = { areaCode: '640104', subjectKind: 'ORGANISATION', title: '社会组织年度测评', lines };
  const propose = (input: object = {}, person = who.first) =>
    send(
      person,
      'proposeEvaluationScheme',
      { schemeId: v7(), ...scheme, ...input },
      '... on EvaluationScheme { schemeId version }',
    );
  const evaluate = (input: object, person = who.first) =>
    send(
      person,
      'evaluateYear',
      { evaluationId: v7(), year, ...input },
      '... on Evaluation { evaluationId status hash }',
    );
  const publish = (evaluationId: string, person: Person, commandId = v7()) =>
    send(person, 'publishEvaluation', { commandId, evaluationId }, '... on Evaluation { status appealUntil }');
  const appeal = (resultId: string, person: Person, appealId = v7()) =>
    send(
      person,
      'appealEvaluation',
      { appealId, resultId, reason: '有一次认领未计入' },
      `... on EvaluationResult { ${result} } ... on AppealTooLate { until }`,
    );
  const decide = (input: object, person: Person) =>
    send(
      person,
      'decideEvaluationAppeal',
      { commandId: v7(), decision: '已核对', ...input },
      `... on EvaluationResult { ${result} }`,
    );
  const read = async (person: Person) => {
    const { data } = await server.request(
      `{ evaluations(first: 2) { edges { node { evaluationId status hash results(first: 20) { edges { node { ${result} } } } } } } }`,
      {},
      person.token,
    );
    return data.evaluations.edges.map(({ node }: any) => ({
      ...node,
      results: node.results.edges.map((edge: any) => edge.node),
    }));
  };

  test('given lines that do not weigh 100, a measure that is none, or another district, then no scheme is written', async () => {
    const [before] = await server.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM evaluation_scheme',
    );
    expect(await propose({ lines: [lines[0]] })).toEqual({ __typename: 'InvalidInput', field: 'lines' });
    const unknown = [{ ...lines[0], measure: 'NOTHING_SUCH' }, lines[1]];
    expect(await propose({ lines: unknown })).toEqual({ __typename: 'InvalidInput', field: 'lines.0.measure' });
    expect(await propose({}, who.stranger)).toEqual({ __typename: 'NotFound', type: 'Area' });
    expect(await propose({}, who.officer)).toBe('FORBIDDEN');
    expect(await server.database.query('SELECT count(*)::int AS count FROM evaluation_scheme')).toEqual([before]);
  });

  test('given a year, then it is computed, frozen, published by another, appealed in time, and corrected by a third', async () => {
    const schemeId = v7();
    const first = await propose({ schemeId });
    expect(first).toEqual({ __typename: 'EvaluationScheme', schemeId, version: first.version });
    expect(await propose({ schemeId })).toEqual(first);
    expect((await propose({ schemeId, title: '另一名称' })).__typename).toBe('IdempotencyMismatch');
    expect((await propose()).version).toBe(first.version + 1);

    expect(await evaluate({ schemeId, year: year + 1 })).toEqual({ __typename: 'InvalidInput', field: 'year' });
    const evaluationId = v7();
    const computed = await evaluate({ schemeId, evaluationId });
    expect(computed).toMatchObject({ __typename: 'Evaluation', status: 'COMPUTED' });
    const [winner, other] = organisations as [(typeof organisations)[0], (typeof organisations)[0]];
    const [frozen] = await read(who.first);
    expect(frozen.results.map((one: any) => [one.subjectName.length > 0, one.version, one.total])).toEqual([
      [true, 1, 6_625],
      [true, 1, 2_875],
    ]);
    expect(frozen.results[0].lines[0]).toMatchObject({
      ...{ measure: 'CLAIMS_MADE', value: '3', score: 7_500, weight: 75, points: 5_625, corrected: false },
      explanationZh: '接单次数：数值 3，得 75.00 分，权重 75%，计 56.25 分。',
    });

    // What happens afterwards changes nothing of it.
    await server.database.query(`UPDATE claim SET claimed_at = '${year - 1}-06-01T00:00:00Z'`);
    expect(await read(who.first)).toEqual([frozen]);
    expect(await evaluate({ schemeId, evaluationId })).toEqual(computed);
    for (const change of [
      'UPDATE evaluation_result SET total = 1',
      'DELETE FROM evaluation_result',
      'UPDATE evaluation SET year = 2020',
    ])
      await expect(server.database.query(change)).rejects.toThrow(/never changed/);

    expect(await read(winner.administrator)).toEqual([]);
    expect(await appeal(frozen.results[1].resultId, other.administrator)).toEqual({
      __typename: 'NotFound',
      type: 'EvaluationResult',
    });
    expect((await publish(evaluationId, who.first)).__typename).toBe('AnotherPersonNeeded');
    expect(await publish(evaluationId, who.stranger)).toEqual({ __typename: 'NotFound', type: 'Evaluation' });
    expect(await publish(evaluationId, who.second)).toMatchObject({
      status: 'PUBLISHED',
      appealUntil: expect.any(String),
    });
    expect((await publish(evaluationId, who.second)).__typename).toBe('WrongState');

    expect((await read(winner.administrator))[0].results).toEqual([frozen.results[0]]);
    expect((await read(who.auditor))[0].results.map((one: any) => [one.total, one.lines])).toEqual([
      [6_625, null],
      [2_875, null],
    ]);
    expect(await read(who.officer)).toEqual([]);
    expect(await read(who.stranger)).toEqual([]);

    const { resultId } = frozen.results[1];
    expect(await appeal(resultId, winner.administrator)).toEqual({ __typename: 'NotFound', type: 'EvaluationResult' });
    const appeals = await Promise.all([v7(), v7()].map((id) => appeal(resultId, other.administrator, id)));
    expect(appeals.map((one) => one.__typename).sort()).toEqual(['EvaluationResult', 'WrongState']);
    const { appealId } = appeals.find((one) => one.appeal).appeal;
    const upheld = { appealId, outcome: EvaluationAppealStatus.UPHELD, corrections: [{ line: 0, value: '2' }] };
    expect((await decide(upheld, who.second)).__typename).toBe('AnotherPersonNeeded');
    expect(await decide({ ...upheld, corrections: [] }, who.third)).toEqual({
      __typename: 'InvalidInput',
      field: 'corrections',
    });
    expect(await decide({ ...upheld, corrections: [{ line: 2, value: '2' }] }, who.third)).toMatchObject({
      field: 'corrections',
    });
    const corrected = await decide(upheld, who.third);
    expect(corrected).toMatchObject({
      version: 2,
      total: 4_750,
      lines: [{ value: '2', corrected: true }, { corrected: false }],
    });
    expect((await decide(upheld, who.third)).__typename).toBe('WrongState');
    const [after] = await read(who.first);
    expect(after.hash).toBe(frozen.hash);
    expect(after.results.map((one: any) => one.total)).toEqual([6_625, 4_750]);
    const versions = await server.database.query(
      'SELECT version, total FROM evaluation_result WHERE subject_key = $1 ORDER BY version',
      [other.organisationId],
    );
    expect(versions).toEqual([
      { version: 1, total: 2_875 },
      { version: 2, total: 4_750 },
    ]);
  });

  test('given streets and advisers, then each is evaluated, and after the days to appeal nobody appeals', async () => {
    const streets = await propose({
      subjectKind: 'STREET',
      lines: [{ measure: 'CONTACT_CARDS_ISSUED', weight: 100, points: [{ at: '0', score: 100 }] }],
    });
    const evaluationId = v7();
    await evaluate({ schemeId: streets.schemeId, evaluationId });
    await publish(evaluationId, who.second);
    const own = (await read(who.officer))[0].results;
    expect(own.map((one: any) => [one.subjectKey, one.total])).toEqual([['640104001', 100]]);
    await server.database.query('ALTER TABLE evaluation DISABLE TRIGGER an_evaluation_is_published_never_changed');
    await server.database.query("UPDATE evaluation SET appeal_until = '2020-01-31' WHERE id = $1", [evaluationId]);
    await server.database.query('ALTER TABLE evaluation ENABLE TRIGGER an_evaluation_is_published_never_changed');
    expect(await appeal(own[0].resultId, who.officer)).toEqual({ __typename: 'AppealTooLate', until: '2020-01-31' });
    expect(
      await server.database.query('SELECT 1 FROM evaluation_appeal WHERE result_id = $1', [own[0].resultId]),
    ).toEqual([]);
  });
});
