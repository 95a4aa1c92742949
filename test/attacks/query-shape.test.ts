/** Shows that no shape of a document gets past the guard, and that what is refused was never executed. */
import { getIntrospectionQuery } from 'graphql';
import { startProbe, type Probe } from './probe';

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const nested = (depth: number) => `{ thing ${'{ self '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 2)} }`;
/** Nests pages of things in things. */
const pages = (first: string, levels: number): string =>
  `things(first: ${first}) { edges { node { id ${levels > 1 ? pages(first, levels - 1) : ''} } } }`;

describe('the shape of a query', () => {
  let probe: Probe;
  beforeAll(async () => {
    probe = await startProbe({ environment: { LINKAGE_INTROSPECTION: 'false' } });
  });
  afterAll(() => probe.close());
  beforeEach(() => {
    probe.calls.length = 0;
  });

  /** Sends the document and expects it to be refused before anything ran. */
  const refused = async (query: string, code: string, variables?: Record<string, unknown>) => {
    const answer = await probe.post({ query, variables });
    expect({ status: answer.status, code: answer.code, calls: probe.calls }).toEqual({ status: 400, code, calls: [] });
    expect(answer.text.length).toBeLessThan(16 * 1024);
    return answer;
  };
  /**
   * Milliseconds that this process computed for the quickest of three answers: the clock would measure its neighbours too.
   * The text differs each time, so that nothing is remembered.
   */
  const quickest = async (query: string) => {
    const times: number[] = [];
    for (const comment of ['#1', '#2', '#3']) {
      const before = process.cpuUsage();
      await probe.post({ query: `${query}\n${comment}` });
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1_000);
    }
    return Math.min(...times);
  };
  const served = async (query: string, variables?: Record<string, unknown>) => {
    const answer = await probe.post({ query, variables });
    expect({ status: answer.status, errors: answer.body.errors }).toEqual({ status: 200, errors: undefined });
    return answer;
  };

  test('1: 15 aliases of one field are served, 16 and 100 are refused, in fragments too', async () => {
    await served(`{ ${repeat(15, (i) => `a${i}: echo(text: "x")`)} }`);
    probe.calls.length = 0;
    await refused(`{ ${repeat(16, (i) => `a${i}: echo`)} }`, 'LIMIT_EXCEEDED');
    await refused(`{ ${repeat(100, (i) => `a${i}: echo`)} }`, 'LIMIT_EXCEEDED');
    await refused(
      `{ thing { self { ...F } list { ...F } } } fragment F on Thing { ${repeat(8, (i) => `a${i}: id`)} }`,
      'LIMIT_EXCEEDED',
    );
  });

  test('2: one sign-in in a mutation is served, two are refused: by alias, by fragment, in two operations', async () => {
    await served('mutation { signIn(login: "a") touch }');
    probe.calls.length = 0;
    await refused('mutation { a: signIn(login: "a") b: signIn(login: "b") }', 'LIMIT_EXCEEDED');
    await refused(
      'mutation { signIn(login: "a") ...F } fragment F on Mutation { b: signIn(login: "b") }',
      'LIMIT_EXCEEDED',
    );
    await refused('mutation A { signIn(login: "a") } mutation B { signIn(login: "b") }', 'LIMIT_EXCEEDED');
    await refused(`mutation { ${repeat(100, (i) => `a${i}: signIn(login: "${i}")`)} }`, 'LIMIT_EXCEEDED');
  });

  test('3: a JSON array of requests is refused', async () => {
    const answer = await probe.post([{ query: '{ echo }' }, { query: '{ echo }' }]);
    expect({ status: answer.status, code: answer.code, calls: probe.calls }).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      calls: [],
    });
  });

  test('4: depth 10 is served, 11 and 20 are refused, in fragments too', async () => {
    await served(nested(10));
    probe.calls.length = 0;
    await refused(nested(11), 'LIMIT_EXCEEDED');
    await refused(nested(20), 'LIMIT_EXCEEDED');
    await refused(
      '{ thing { ...A } } fragment A on Thing { self { self { self { ...B } } } } ' +
        'fragment B on Thing { self { self { self { ...C } } } } fragment C on Thing { self { self { self { id } } } }',
      'LIMIT_EXCEEDED',
    );
  });

  test('5: depth 650 is refused by its shape and depth 5,000 by its tokens, neither by the stack', async () => {
    const answer = await refused(nested(650), 'LIMIT_EXCEEDED');
    const deep = await refused(nested(5_000), 'GRAPHQL_PARSE_FAILED');
    expect(answer.text + deep.text).not.toMatch(/stack/i);
  });

  test('6: circular fragments are refused', async () => {
    await refused(
      '{ thing { ...A } } fragment A on Thing { self { ...B } } fragment B on Thing { self { ...A } }',
      'GRAPHQL_VALIDATION_FAILED',
    );
    await refused('{ thing { ...A } } fragment A on Thing { ...A }', 'GRAPHQL_VALIDATION_FAILED');
    await refused('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED');
  });

  test('7: fragments that multiply to a million fields are refused after less than 50 ms of work', async () => {
    const fan = repeat(20, (i) => `fragment F${i} on Thing { ...F${i + 1} ...F${i + 1} }`);
    const query = `{ thing { ...F0 } } ${fan} fragment F20 on Thing { id }`;
    await refused(query, 'LIMIT_EXCEEDED');
    expect(await quickest(query)).toBeLessThan(50);
  });

  test('8: a fragment named like introspection hides nothing, and a fragment used again is counted again', async () => {
    const deep = '{ self '.repeat(11) + '{ id }' + ' }'.repeat(11);
    await refused(`{ thing { ...__schema } } fragment __schema on Thing ${deep}`, 'LIMIT_EXCEEDED');
    const five = 'fragment F on Thing { self { self { self { self { id } } } } }';
    await served(`{ thing { ...F } } ${five}`);
    probe.calls.length = 0;
    await refused(`{ thing { ...F self { self { self { self { self { ...F } } } } } } } ${five}`, 'LIMIT_EXCEEDED');
  });

  test('9: 500 directives are refused with a short answer; so are 20 unknown ones', async () => {
    await refused(`{ echo ${repeat(500, () => '@skip(if: false)').slice(0, 9_000)} }`, 'GRAPHQL_PARSE_FAILED');
    await refused(`{ echo ${repeat(300, (i) => `@d${i}`)} }`, 'LIMIT_EXCEEDED');
    await refused(`{ echo ${repeat(5, () => '@a')} }`, 'LIMIT_EXCEEDED');
    const answer = await refused(
      `{ ${repeat(15, (i) => `a${i}: echo @unknown${i} @other${i}`)} }`,
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect(answer.body.errors).toHaveLength(10);
  });

  test('10: one field 2,000 times is refused with 400, and so is 21 times', async () => {
    await refused(`{ ${'echo '.repeat(2_000)} }`, 'GRAPHQL_PARSE_FAILED');
    await refused(`{ ${'echo '.repeat(1_900)} }`, 'LIMIT_EXCEEDED');
    await refused(`{ ${'... { echo } '.repeat(21)} }`, 'LIMIT_EXCEEDED');
    await served(`{ ${'echo '.repeat(20)} }`);
  });

  test('13: nested pages are refused by their cost: as literals, variables, defaults, in fragments and under aliases', async () => {
    await served(`{ ${pages('10', 2)} }`);
    probe.calls.length = 0;
    const literal = await refused(`{ ${pages('100', 2)} }`, 'LIMIT_EXCEEDED');
    expect(literal.body.errors[0].extensions.cost).toBe(1 + 100 * (2 + 1 + 1 + 100 * 3));
    const variable = `query ($n: Int) { ${pages('$n', 2)} }`;
    await refused(variable, 'LIMIT_EXCEEDED', { n: 100 });
    await refused(`query ($n: Int = 100) { ${pages('$n', 2)} }`, 'LIMIT_EXCEEDED');
    await refused(
      `{ ${pages('100', 1).replace('id', '...F')} } fragment F on Thing { ${pages('100', 1)} }`,
      'LIMIT_EXCEEDED',
    );
    await refused(`{ a: ${pages('99', 1).replace('id', `b: ${pages('99', 1)}`)} }`, 'LIMIT_EXCEEDED');
    // Lists without pages count as ten.
    await refused(`{ thing { list { list { list { list { id } } } } } }`, 'LIMIT_EXCEEDED');
    await served(variable, { n: 10 });
  });

  test('14: what @skip and @include hide is counted as if it were there', async () => {
    const hidden = pages('100', 2).replace('things(first: 100)', 'things(first: 100) @include(if: $show)');
    await refused(`query ($show: Boolean!) { echo ${hidden} }`, 'LIMIT_EXCEEDED', { show: false });
    await refused(`query ($show: Boolean = true) { echo ${hidden.replace('include', 'skip')} }`, 'LIMIT_EXCEEDED');
    await refused(`{ echo ... @include(if: false) { ${pages('100', 2)} } }`, 'LIMIT_EXCEEDED');
  });

  test('15: documents made to be slow to validate are answered after less than 100 ms of work', async () => {
    const tree = (depth: number): string =>
      depth === 0 ? 'id' : `self { ${tree(depth - 1)} } self { ${tree(depth - 1)} }`;
    const documents = [
      `{ thing { ${tree(4)} } }`,
      `{ thing { ${tree(7)} } }`,
      `{ thing { ${tree(8)} } }`,
      `{ thing { ${'... { id } '.repeat(400)} } }`,
      `{ thing { ${repeat(49, (i) => `...F${i}`)} } } ${repeat(49, (i) => `fragment F${i} on Thing { self { id name } list { id } }`)}`,
      `{ thing { ${repeat(20, () => `self { ${repeat(18, () => 'id')} }`)} } }`,
    ];
    for (const query of documents) expect(await quickest(query)).toBeLessThan(100);
  });

  test('16: two operations without a name and an unknown name are refused', async () => {
    await refused('query A { echo } query B { echo }', 'OPERATION_RESOLUTION_FAILURE');
    const answer = await probe.post({ query: 'query A { echo }', operationName: 'C' });
    expect([answer.status, answer.code, probe.calls]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE', []]);
  });

  test('17: persisted queries are off: a hash alone and a hash with a query store nothing', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    for (const body of [{ extensions }, { query: '{ echo }', extensions }, { extensions }]) {
      const answer = await probe.post(body);
      expect(answer.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    }
    expect(probe.calls).toEqual([]);
  });

  test('18: introspection is closed where it is off; __typename is not introspection', async () => {
    await refused(getIntrospectionQuery().replace(/description/g, ''), 'GRAPHQL_VALIDATION_FAILED');
    await refused('{ __type(name: "Thing") { name fields { name } } }', 'GRAPHQL_VALIDATION_FAILED');
    await refused('{ ...F } fragment F on Query { __schema { queryType { name } } }', 'GRAPHQL_VALIDATION_FAILED');
    await refused('{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED');
    expect((await served('{ __typename }')).body.data).toEqual({ __typename: 'Query' });
  });

  test('19: no message suggests a field, argument, type or enum value, or quotes a value', async () => {
    const queries = [
      '{ thin }',
      '{ thing { nam } }',
      '{ echo(tex: "x") }',
      '{ thing { ... on Thin { id } } }',
      '{ echo(kind: MEAL) }',
      '{ thing { ...F } } fragment G on Thing { id }',
      '{ echo(number: "13800138000") }',
      '{ echo(person: { phon: 1 }) }',
      'query ($k: Kin) { echo(kind: $k) }',
      '{ echo(number: 13800138000) }',
      '{ echo 110101199003074258 }',
      '{ echo "13800138000" }',
    ];
    for (const query of queries) {
      const answer = await probe.post({ query });
      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/did you mean|MEALS|13800138000|110101199003074258/i);
    }
    const variables = [{ k: 'MEAL' }, { k: '13800138000' }];
    for (const given of variables) {
      const answer = await probe.post({ query: 'query ($k: Kind) { echo(kind: $k) }', variables: given });
      expect(answer.body.errors[0].message).toBe(
        '变量 $k 不合要求：须为 Kind / variable $k does not fit: it must be Kind',
      );
    }
  });

  test('20: variables that nest 30,000 lists, have the wrong type or extra keys are refused without stack or value', async () => {
    const deep = `{"query":"query ($g: [[Int]]) { echo(grid: $g) }","variables":{"g":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`;
    const answer = await probe.post(deep);
    expect([answer.status, answer.code]).toEqual([400, 'BAD_USER_INPUT']);
    const query = 'query ($p: PersonInput, $n: Int) { echo(person: $p, number: $n) }';
    const wrong = [
      [{ p: { phone: '13800138000' } }, 'variable $p.phone does not fit: it must be Int'],
      [{ p: { phone: 1, extra: '13800138000' } }, 'variable $p does not fit: there is no such field as extra'],
      [{ p: {} }, 'variable $p does not fit: a required value is missing (phone)'],
      [{ p: '13800138000' }, 'variable $p does not fit: it must be PersonInput'],
      [{ n: 13800138000 }, 'variable $n does not fit: it must be Int'],
    ] as const;
    for (const [variables, message] of wrong) {
      const refusal = await refused(query, 'BAD_USER_INPUT', variables);
      expect(refusal.body.errors[0].extensions.messageEn).toBe(message);
      expect(refusal.text).not.toMatch(/13800138000|stack/);
    }
    const missing = await refused('query ($n: Int = 20) { strict(first: $n) }', 'BAD_USER_INPUT', { n: null });
    expect(missing.body.errors[0].extensions.messageEn).toBe('the argument first has no value or does not fit');
    expect((await probe.post({ query: '{ echo }', variables: [1] })).status).toBe(400);
  });

  test('76, 77: NUL bytes and halves of surrogate pairs are refused in variables, keys and literals; rare Han pass', async () => {
    const query = 'query ($t: String, $p: PersonInput) { echo(text: $t, person: $p) }';
    await refused(query, 'BAD_USER_INPUT', { t: 'a\0b' });
    await refused(query, 'BAD_USER_INPUT', { t: '\ud842' });
    await refused(query, 'BAD_USER_INPUT', { t: 'x', p: { phone: 1, '\udfb7': 1 } });
    await refused('{ echo(text: "a\\u0000b") }', 'BAD_USER_INPUT');
    const half = await probe.post({ query: '{ echo(text: "\\ud842") }' });
    expect([half.status, probe.calls]).toEqual([400, []]);
    expect((await served(query, { t: '𠮷㐂' })).body.data).toEqual({ echo: '𠮷㐂' });
  });
});

describe('introspection where it is on', () => {
  let probe: Probe;
  beforeAll(async () => {
    probe = await startProbe({ environment: { LINKAGE_INTROSPECTION: 'true' } });
  });
  afterAll(() => probe.close());

  test('the introspection query of graphql-js is served to anybody', async () => {
    const answer = await probe.post({ query: getIntrospectionQuery() });
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data.__schema.queryType.name).toBe('Query');
  });

  test('11: circular introspection is refused', async () => {
    const circle = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ${circle(levels - 1)} } }`);
    const shallow = await probe.post({ query: `{ __schema { types { ${circle(4)} } } }` });
    const deep = await probe.post({ query: `{ __schema { types { ${circle(10)} } } }` });
    expect([shallow.status, shallow.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect([deep.status, deep.code]).toEqual([400, 'LIMIT_EXCEEDED']);
  });
});

describe('authority before execution', () => {
  let probe: Probe;
  beforeAll(async () => {
    probe = await startProbe();
  });
  afterAll(() => probe.close());

  test.each([
    ['{ forMember }', undefined, 401, 'UNAUTHENTICATED'],
    ['{ forMember }', 'member', 200, undefined],
    ['{ forOfficer }', 'member', 403, 'FORBIDDEN'],
    ['{ forOfficer }', 'officer', 200, undefined],
    ['{ unmarked }', 'officer', 403, 'FORBIDDEN'],
    ['{ forMember }', 'key', 403, 'FORBIDDEN'],
    ['{ forKey }', 'key', 200, undefined],
    ['{ forOtherKey }', 'key', 403, 'FORBIDDEN'],
    ['{ echo ...F } fragment F on Query { forOfficer @skip(if: true) }', 'member', 403, 'FORBIDDEN'],
    ['query A { echo } query B { forOfficer }', 'member', 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['{ echo }', 'nobody', 401, 'UNAUTHENTICATED'],
    ['{ echo }', 'busy', 503, 'RETRYABLE'],
  ])('68, 69: %s asked by %s answers %d %s', async (query, token, status, code) => {
    probe.calls.length = 0;
    const answer = await probe.post({ query }, { token });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(probe.calls.length > 0).toBe(status === 200);
  });
});
