/** Promises the ledger of warnings as people read and work on it over HTTP, and what was told of one warning. */
import { v7 } from 'uuid';
import type { TestDatabase } from '../stage/database';
import type { Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { until } from '../event/writing';

export const ledger = `query ($filter: WarningFilter, $after: String, $first: Int! = 100) {
  warnings(filter: $filter, first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    edges { node { id rule level state cases since levelSince restricted timesRaised outcome reasonZh household { id } } } } }`;

export const short = (rows: any[]) => rows.map((row) => [row.rule, row.level, row.state]);

/** Types and levels of the events about a warning, in their order. */
export const eventsOfWarning = (database: TestDatabase, id: string) =>
  database.query<{ type: string; level: string }>(
    "SELECT type, payload->>'level' AS level FROM event WHERE subject_id = $1 ORDER BY transaction, position",
    [Buffer.from(id, 'base64url').toString().split(':')[1]],
  );

export function ledgerOf(serverOf: () => TestServer) {
  async function listed(person: Person, filter: Record<string, unknown> = {}): Promise<any[]> {
    const answer = await serverOf().request(ledger, { filter }, person.token);
    expect(answer.errors).toBeUndefined();
    return answer.data.warnings.edges.map((edge: { node: unknown }) => edge.node);
  }
  async function command(person: Person, name: string, input: Record<string, unknown>): Promise<any> {
    const type = name[0]!.toUpperCase() + name.slice(1);
    const answer = await serverOf().request(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
         ... on Warning { id state outcome acknowledgedById resolvedById } ... on WrongState { currentStatus } } }`,
      { input: { commandId: v7(), ...input } },
      person.token,
    );
    return answer.errors ? { code: answer.errors[0]!.extensions.code } : answer.data[name];
  }
  return { listed, command };
}

/** The ledger has followed all that was told so far: a long transaction elsewhere in the cluster holds events back for a while. */
export function followed({ app, database }: TestServer): Promise<void> {
  return until('the ledger has followed', async () => {
    await app.composition.warningRefresh.follow();
    const [row] = await database.query<{ behind: boolean }>(
      `SELECT EXISTS (SELECT FROM event e, warning_cursor c WHERE (e.transaction, e.position) > (c.transaction, c.position)) AS behind`,
    );
    return !row!.behind;
  });
}
