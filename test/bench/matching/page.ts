/**
 * Promises what a ranked page costs beside a plain one: needsForOrganisation through the whole GraphQL path, the newest 50 needs
 * through the same path, and the plain statement of those, in interleaved rounds over a cluster of its own.
 */
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { globalId } from '../../../schema/global-id';
import { startApp, type RunningApp } from '../../../server/app';
import { readConfig } from '../../../server/config';
import { needColumns } from '../../../server/need/need.row';
import { people } from '../../stage/people';
import { postGraphQL, testEnvironment, type TestServer } from '../../stage/server';
import { startStageCluster } from '../../stage/cluster';

const size = { needs: 20_000, organisations: 500 };
const page = 50;
const rounds = 15;
const perRound = 20;

const fields = `id kind serviceKind urgency cardText wantedBy quantity quantityRemaining situations languages skills status referredAt`;
const ranked = `query ($id: ID!) { needsForOrganisation(organisationId: $id, first: ${page}) { edges { cursor node { score need { ${fields} } } } pageInfo { hasNextPage endCursor } } }`;
const plain = `query { needs(first: ${page}, filter: { statuses: [PUBLISHED], serviceKinds: [CLEANING] }) { edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
const statement = `SELECT ${needColumns} FROM need WHERE status = 'PUBLISHED' AND NOT restricted AND service_kind = 'CLEANING'
  AND starts_with(area_code, '640104') ORDER BY created_at DESC, id DESC LIMIT ${page}`;

interface Way {
  readonly name: string;
  readonly ask: () => Promise<number>;
  readonly milliseconds: number[];
}

export async function runPageBench(): Promise<void> {
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
    const organisationId = await fill(client);
    app = await startApp(config, { databaseUrl: url.toString(), report: () => undefined });
    const server = { app, url: app.url, config } as unknown as TestServer;
    const member = await people(server).organisationMember(organisationId);
    await app.composition.standing.settled();
    const ways = waysOf(app, client, organisationId, member.token);
    await measure(ways);
    const { counts } = app.composition.standingReading;
    const table = tableOf(ways, `${JSON.stringify(counts)}; index ${JSON.stringify(app.composition.standing.metrics)}`);
    process.stdout.write(table);
    mkdirSync(join(process.cwd(), 'test/bench/matching/results'), { recursive: true });
    writeFileSync(join(process.cwd(), 'test/bench/matching/results/page.md'), table);
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
  for (let round = -3; round < rounds; round += 1)
    for (const way of ways) {
      const times = way.name.includes('by the database') ? 1 : perRound;
      const began = performance.now();
      for (let turn = 0; turn < times; turn += 1)
        if ((await way.ask()) !== page) throw new Error(`${way.name}: not ${page} needs`);
      if (round >= 0) way.milliseconds.push((performance.now() - began) / times);
    }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function tableOf(ways: readonly Way[], notes: string): string {
  const [first, peer, bare] = ways.map((way) => median(way.milliseconds));
  const lines = ways.map(({ name, milliseconds }) => {
    const own = median(milliseconds);
    const worst = Math.max(...milliseconds);
    return `| ${name} | ${own.toFixed(2)} | ${worst.toFixed(2)} | ${(own / peer!).toFixed(2)} | ${(own / bare!).toFixed(2)} |`;
  });
  return [
    '# A ranked page beside a plain one',
    '',
    `${size.needs.toLocaleString('en')} open needs, ${size.organisations} organisations; ${rounds} interleaved rounds of ${perRound}, medians of rounds.`,
    `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)} at the end; server, client and PostgreSQL on one machine.`,
    '`npm run bench:matching -- --only=page`',
    '',
    '| way | ms a page | slowest round | to the plain page through GraphQL | to the bare statement |',
    '|---|---|---|---|---|',
    ...lines,
    '',
    `Ranked to plain through the same path: ${(first! / peer!).toFixed(2)} (at most 2 was asked for); to the bare statement ${(first! / bare!).toFixed(2)}.`,
    `Answers: ${notes}.`,
    '',
  ].join('\n');
}

/** Needs and organisations past the product, before the server starts. Returns the organisation that asks: it serves the district. */
async function fill(client: pg.Client): Promise<string> {
  const account = '019a0000-0000-7000-8000-00000000000a';
  const household = '019a0000-0000-7000-8000-00000000000b';
  const kinds = `ARRAY['CLEANING', 'HOME_VISIT', 'MEAL_DELIVERY', 'COMPANIONSHIP']`;
  const communities = `(SELECT array_agg(code ORDER BY code) FROM area WHERE length(code) = 12 AND starts_with(code, '640104'))`;
  await client.query(`INSERT INTO account (id, login, display_name) VALUES ($1, 'bench', 'bench')`, [account]);
  await client.query(
    // Its key opens nothing: nobody lives in it, and no page reads it.
    `INSERT INTO household (id, area_code, low_income_category, data_key, registered_by) SELECT $1, min(code), 'DIBAO', ''::bytea, $2 FROM area WHERE length(code) = 12`,
    [household, account],
  );
  await client.query(
    `INSERT INTO need (id, household_id, kind, service_kind, origin, urgency, card_text, quantity, area_code, restricted, status,
                       situations, languages, created_by, created_at, referred_at)
     SELECT gen_random_uuid(), $1, 'NEED', (${kinds})[1 + n % 4], 'DAILY_VISIT',
            (ARRAY['ROUTINE', 'ROUTINE', 'ROUTINE', 'URGENT', 'EMERGENCY'])[1 + n * 7 % 5], '独居老人需要帮助,每周一次', 1,
            (${communities})[1 + n * 13 % cardinality(${communities})], false, 'PUBLISHED',
            (ARRAY['{ELDERLY_ALONE}', '{DISABLED}', '{}', '{ELDERLY_ALONE,DISABLED}'])[1 + n * 5 % 4]::text[],
            (ARRAY['{}', '{}', '{手语}'])[1 + n % 3]::text[], $2,
            now() - make_interval(mins => n * 3), now() - make_interval(mins => n * 2)
       FROM generate_series(1, $3::int) n`,
    [household, account, size.needs],
  );
  await client.query(
    `INSERT INTO organisation (id, kind, name, area_code, status)
     SELECT gen_random_uuid(), 'SOCIAL_ORGANISATION', '组织' || n, '640104', 'APPROVED' FROM generate_series(1, $1::int) n`,
    [size.organisations],
  );
  await client.query(
    `INSERT INTO service_offering (id, organisation_id, service_kind, name, area_codes, situations, languages, capacity_maximum)
     SELECT gen_random_uuid(), id, (${kinds})[1 + kind], '服务', ARRAY[CASE WHEN name = '组织1' THEN '640104' ELSE left((${communities})[1 + place % cardinality(${communities})], 9) END],
            (ARRAY['{ELDERLY_ALONE}', '{}'])[1 + place % 2]::text[], '{手语,普通话}', 20
       FROM (SELECT id, name, row_number() OVER (ORDER BY name) AS place FROM organisation) o, generate_series(0, 1) kind`,
  );
  await client.query('ANALYZE');
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM organisation WHERE name = '组织1'`);
  return rows[0]!.id;
}
