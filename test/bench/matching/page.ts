/**
 * Promises what a ranked page costs beside a plain one: needsForOrganisation through the whole GraphQL path, the newest 50 needs
 * through the same path, and the plain statement of those, in interleaved rounds over a cluster of its own for each number of needs.
 * Arguments: --needs=20000; --large adds 100,000 needs; --write puts the table and the plot into results/page.md and results/page.svg.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { globalId } from '../../../schema/global-id';
import { startApp, type RunningApp } from '../../../server/app';
import { readConfig } from '../../../server/config';
import { needColumns } from '../../../server/need/need.row';
import { people } from '../../stage/people';
import { postGraphQL, testEnvironment, type TestServer } from '../../stage/server';
import { startStageCluster } from '../../stage/cluster';
import { argument } from '../argument';
import { writePageReport, type PageMeasured, type Way } from './page-table';
import { fillPageWorld } from './page-world';

const page = 50;
const pageRounds = { rounds: 15, perRound: 20 };

const fields = `id kind serviceKind urgency cardText wantedBy quantity quantityRemaining situations languages skills status referredAt`;
const ranked = `query ($id: ID!) { needsForOrganisation(organisationId: $id, first: ${page}) { edges { cursor node { score need { ${fields} } } } pageInfo { hasNextPage endCursor } } }`;
const plain = `query { needs(first: ${page}, filter: { statuses: [PUBLISHED], serviceKinds: [CLEANING] }) { edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
const statement = `SELECT ${needColumns} FROM need WHERE status = 'PUBLISHED' AND NOT restricted AND service_kind = 'CLEANING'
  AND starts_with(area_code, '640104') ORDER BY created_at DESC, id DESC LIMIT ${page}`;

export async function runPageBench(): Promise<void> {
  const sizes = argument('needs', process.argv.includes('--large') ? '20000,100000' : '20000')
    .split(',')
    .map(Number);
  const measured: PageMeasured[] = [];
  for (const needs of sizes) measured.push(await measureSize(needs));
  writePageReport(measured, pageRounds);
}

async function measureSize(needs: number): Promise<PageMeasured> {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-page-'));
  const cluster = await startStageCluster();
  const url = new URL(cluster.url);
  url.pathname = '/linkage_template';
  const client = new pg.Client({ connectionString: url.toString() });
  let app: RunningApp | undefined;
  try {
    await client.connect();
    const secret = randomBytes(32).toString('base64');
    const config = readConfig({
      ...testEnvironment(),
      LINKAGE_TOKEN_SECRET: secret,
      LINKAGE_DATA_DIRECTORY: directory,
    });
    const organisationId = await fillPageWorld(client, needs);
    app = await startApp(config, { databaseUrl: url.toString(), report: () => undefined });
    const server = { app, url: app.url, config } as unknown as TestServer;
    const member = await people(server).organisationMember(organisationId);
    await app.composition.standing.settled();
    const ways = waysOf(app, client, organisationId, member.token);
    await measure(ways);
    const { standing, standingReading } = app.composition;
    return { needs, ways, counts: standingReading.counts, index: standing.metrics };
  } finally {
    await app?.close();
    await client.end().catch(() => undefined);
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function waysOf(app: RunningApp, client: pg.Client, organisationId: string, token: string): Way[] {
  const { composition } = app;
  const id = globalId('Organisation', organisationId);
  const lengthOf = (answer: any) => answer.data.needs?.edges.length ?? answer.data.needsForOrganisation.edges.length;
  const graphql = (query: string) => async () => lengthOf(await postGraphQL(app.url, query, { id }, token));
  const plainQuery = async () => lengthOf(await postGraphQL(app.url, plain, {}, token));
  const inIndex = async () =>
    (await composition.standingReading.claimablePage(composition.database, organisationId, page, undefined))!.rows
      .length;
  const inDatabase = async () =>
    (await composition.matching.claimableBy(composition.database, organisationId)).slice(0, page).length;
  const bare = async () => (await client.query({ name: 'page', text: statement })).rows.length;
  return [
    { name: 'needsForOrganisation(first: 50) through GraphQL', ask: graphql(ranked), milliseconds: [] },
    { name: 'needs(first: 50) through GraphQL, newest first', ask: plainQuery, milliseconds: [] },
    { name: 'the plain statement alone (pg, prepared)', ask: bare, milliseconds: [] },
    { name: 'the ranked page by the index, without GraphQL and log', ask: inIndex, milliseconds: [] },
    { name: 'the ranked page by the database (at most 2,000 candidates)', ask: inDatabase, milliseconds: [] },
  ];
}

async function measure(ways: readonly Way[]): Promise<void> {
  for (let round = -3; round < pageRounds.rounds; round += 1)
    for (const way of ways) {
      const times = way.name.includes('by the database') ? 1 : pageRounds.perRound;
      const began = performance.now();
      for (let turn = 0; turn < times; turn += 1)
        if ((await way.ask()) !== page) throw new Error(`${way.name}: not ${page} needs`);
      if (round >= 0) way.milliseconds.push((performance.now() - began) / times);
    }
}
