/** Shows that published reports are pages for everybody, with the figures of the ledger, and that nothing in them runs. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { content, drafted, federation, opened, run, today, type Federation } from '../project/staging';
import { received } from '../stage/donations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('the page of a published report', () => {
  let server: TestServer;
  let own: Federation;
  beforeAll(async () => {
    server = await startTestServer();
    own = await federation(server);
  });
  afterAll(() => server.close());

  const read = async (path: string) => {
    const response = await fetch(`${server.url}${path}`);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  async function command(operation: string, input: object): Promise<void> {
    const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
    const { data, errors } = await server.request(
      `mutation ($input: ${type}!) { ${operation}(input: $input) { __typename } }`,
      { input },
      own.staff.token,
    );
    expect([errors, data?.[operation]?.__typename]).toEqual([undefined, 'ProjectDisclosure']);
  }
  async function settled(wish: Record<string, unknown> = {}): Promise<string> {
    const projectId = await opened(server, own, wish);
    const stage = {
      charityId: own.organisationId,
      companyId: own.organisationId,
      staff: own.staff,
      partner: own.staff,
    };
    await received(server, stage, { moneyFen: 1_234_567n, earmark: { projectId } });
    await run(server, own.staff, 'closeCharityProject', { projectId });
    const answer = await run(server, own.staff, 'settleCharityProject', {
      projectId,
      leftoverDisposal: '转入同类项目',
    });
    expect(answer.leftoverFen).toBe('1234567');
    return projectId;
  }

  test('given a settled project, then there is no page until it is published, and then one with the figures of the ledger, corrections included', async () => {
    const projectId = await settled();
    const path = `/disclosures/${projectId}`;
    expect((await read(path)).status).toBe(404);
    await command('discloseCharityProject', { commandId: v7(), projectId, summary: '项目已完成。\n感谢各方。' });
    const page = await read(path);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const line of [
      '<h1>暖冬助老</h1>',
      '<tr><th scope="row">剩余财产 Leftover property</th><td>12,345.67 元</td></tr>',
      '<tr><th scope="row">剩余财产去向 Its use</th><td>转入同类项目</td></tr>',
      `<tr><th scope="row">公开日期 Published on</th><td>${today}</td></tr>`,
      '<p>项目已完成。</p>\n<p>感谢各方。</p>',
      '<tr><th scope="row">募得 Raised</th><td>12,345.67 元</td></tr>',
      '<tr><th scope="row">支出 Spent</th><td>0.00 元</td></tr>',
      '<tr><th scope="row">预算余额 Left of the budget</th><td>150,000.00 元</td></tr>',
    ])
      expect(page.text).toContain(line);
    expect(page.text).not.toContain('更正');
    await command('correctDisclosure', { noteId: v7(), projectId, note: '更正一处文字。' });
    expect((await read(path)).text).toContain(`<h2>更正 Correction ${today}</h2>\n<p>更正一处文字。</p>`);
    const list = await read('/disclosures');
    expect(list.status).toBe(200);
    expect(list.text).toContain(`<a href="${path}">暖冬助老</a>`);
  });

  test('83: given names and words with markup, then they are text on the page and in the list', async () => {
    const name = `<img src=x onerror="a('&')">`;
    const projectId = await settled({ name });
    await command('discloseCharityProject', { commandId: v7(), projectId, summary: '</p><script>1</script>' });
    for (const { text } of [await read(`/disclosures/${projectId}`), await read('/disclosures')]) {
      expect(text).toContain('&lt;img src=x onerror=&quot;a(&#39;&amp;&#39;)&quot;&gt;');
      expect(text).not.toMatch(/<(img|script)/);
    }
  });

  test('60: given a draft, an open project, another object or nothing at all, then there is the same nothing', async () => {
    const adviser = await people(server).adviser();
    const ids = [await drafted(server, own, content({ startsOn: today })), await opened(server, own)];
    const answers = [];
    for (const path of [
      ...ids.map((id) => `/disclosures/${id}`),
      `/disclosures/${own.id}`,
      `/disclosures/${adviser.accountId}`,
      '/disclosures/%00',
      '/disclosures/..%2f..%2fetc%2fpasswd',
      '/disclosures?after=x',
      '/disclosures?after=1&after=2',
    ])
      answers.push(await read(path));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(404);
  });

  test('given more reports than a page holds, then the list is walked to its end, the newest first, each project once', async () => {
    const [one] = await server.database.query<{ id: string }>('SELECT project_id AS id FROM disclosure LIMIT 1');
    // Each has a smaller id than what was published before it.
    const made = Array.from({ length: 60 }, (_one, place) => v7({ msecs: 1_700_000_000_000 - place }));
    for (const id of made)
      await server.database.query(
        `WITH copy AS (INSERT INTO charity_project SELECT (jsonb_populate_record(p, jsonb_build_object('id', $2::uuid))).* FROM charity_project p
            WHERE id = $1 RETURNING id)
         INSERT INTO disclosure (project_id, summary, figures, published_by)
         SELECT copy.id, summary, figures, published_by FROM copy, disclosure WHERE project_id = $1`,
        [one!.id, id],
      );
    const seen: string[] = [];
    let path: string | undefined = '/disclosures';
    for (let pages = 0; path && pages < 5; pages += 1) {
      const { text } = await read(path);
      seen.push(...[...text.matchAll(/href="\/disclosures\/([\w-]+)"/g)].map((match) => match[1]!));
      path = /href="(\/disclosures\?after=[\w-]+)"/.exec(text)?.[1];
    }
    const [all] = await server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM disclosure');
    expect([seen.length, new Set(seen).size, path]).toEqual([all!.n, all!.n, undefined]);
    expect(all!.n).toBeGreaterThan(60);
    expect(seen.slice(0, 60)).toEqual(made.map((id) => globalId('CharityProject', id)).reverse());
  });
});
