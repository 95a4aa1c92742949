/** Promises a durable PostgreSQL of its own and, for every round, a fresh database of the same needs, organisations and members. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { AreaRepository } from '../../../server/area/area.repository';
import { readDistrict } from '../../../server/area/district';
import { compose } from '../../../server/composition';
import { readConfig, type Config } from '../../../server/config';
import { createDatabase, startEmbedded } from '../../../server/database/embedded';
import { people } from '../../stage/people';
import type { TestServer } from '../../stage/server';

export interface World {
  readonly environment: NodeJS.ProcessEnv;
  /** One access token per organisation, in the order of their numbers. */
  readonly tokens: readonly string[];
  /** A database with all needs open and all capacity free. */
  round(): Promise<Round>;
  stop(): Promise<void>;
}

export interface Round {
  readonly url: string;
  readonly needIds: readonly string[];
  readonly organisations: readonly Claimant[];
  drop(): Promise<void>;
}

export interface Claimant {
  readonly organisationId: string;
  readonly offeringId: string;
  readonly accountId: string;
}

export interface Size {
  readonly needs: number;
  readonly organisations: number;
  /** Places of each organisation. */
  readonly capacity: number;
}

/** Needs of one kind in one community, which every organisation may serve. */
export async function startWorld(size: Size): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-claims-'));
  const cluster = await startEmbedded({
    directory,
    report: () => undefined,
    endsWithProcess: true,
    maxConnections: 300,
  });
  const environment = environmentOf();
  const template = await createDatabase(cluster.url, 'claims_template');
  const tokens = await fill(readConfig({ ...environment, LINKAGE_DATA_DIRECTORY: directory }), template, size);
  let rounds = 0;
  return {
    environment,
    tokens,
    round: async () => {
      rounds += 1;
      const name = `claims_${rounds}`;
      await asAdmin(cluster.url, `CREATE DATABASE ${name} TEMPLATE claims_template`);
      await asAdmin(cluster.url, 'CHECKPOINT');
      const url = new URL(template);
      url.pathname = `/${name}`;
      return {
        url: url.toString(),
        ...(await contents(url.toString())),
        drop: () => asAdmin(cluster.url, `DROP DATABASE ${name} WITH (FORCE)`),
      };
    },
    stop: async () => {
      await cluster.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function environmentOf(): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    LINKAGE_DEMO: 'false',
    LINKAGE_LOG_LEVEL: 'silent',
    LINKAGE_TOKEN_SECRET: randomBytes(32).toString('base64'),
    LINKAGE_DATA_KEYS: `bench-1:${randomBytes(32).toString('base64')}`,
    LINKAGE_ACCESS_TOKEN_MINUTES: '60',
  };
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function fill(config: Config, url: string, size: Size): Promise<string[]> {
  const composition = compose(config, url);
  const { database } = composition;
  await database.open();
  await database.migrate();
  await database.transaction((tx) => new AreaRepository().upsertAreas(tx, readDistrict()));
  const [{ code }] = (await database.query<{ code: string }>(
    'SELECT code FROM area WHERE length(code) = 12 ORDER BY code LIMIT 1',
  )) as [{ code: string }];
  await database.query(
    `WITH made AS (INSERT INTO organisation (id, kind, name, area_code, status)
       SELECT gen_random_uuid(), 'INDIVIDUAL', '组织' || n, '640104', 'APPROVED' FROM generate_series(1, $1) n RETURNING id)
     INSERT INTO service_offering (id, organisation_id, service_kind, name, area_codes, capacity_maximum)
     SELECT gen_random_uuid(), id, 'MICRO_WISH', '微心愿', ARRAY['640104'], $2 FROM made`,
    [size.organisations, size.capacity],
  );
  const stage = { app: { composition } } as unknown as TestServer;
  const tokens: string[] = [];
  for (const { id } of await database.query<{ id: string }>('SELECT id FROM organisation ORDER BY id'))
    tokens.push((await people(stage).organisationMember(id)).token);
  const adviser = await people(stage).adviser('640104');
  await database.query(
    // Their keys open nothing: nobody lives in these households, and a claim reads none.
    `WITH home AS (INSERT INTO household (id, area_code, low_income_category, data_key, registered_by)
       SELECT gen_random_uuid(), $1, 'DIBAO', ''::bytea, $2 FROM generate_series(1, $3) RETURNING id)
     INSERT INTO need (id, household_id, kind, service_kind, origin, urgency, card_text, area_code, restricted, status,
                       price_ceiling_fen, created_by, referred_at)
     SELECT gen_random_uuid(), id, 'MICRO_WISH', 'MICRO_WISH', 'DAILY_VISIT', 'ROUTINE', '一盏台灯', $1, false, 'PUBLISHED',
            10000, $2, now() FROM home`,
    [code, adviser.accountId, size.needs],
  );
  await database.query('VACUUM ANALYZE');
  await database.close();
  return tokens;
}

async function contents(url: string): Promise<Pick<Round, 'needIds' | 'organisations'>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const needs = await client.query<{ id: string }>('SELECT id FROM need ORDER BY id');
  const organisations = await client.query<Claimant>(
    `SELECT o.organisation_id AS "organisationId", o.id AS "offeringId", g.account_id AS "accountId"
       FROM service_offering o JOIN role_grant g USING (organisation_id) ORDER BY o.organisation_id`,
  );
  await client.end();
  return { needIds: needs.rows.map((row) => row.id), organisations: organisations.rows };
}
