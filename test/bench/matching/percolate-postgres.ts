/** Promises the same question answered by PostgreSQL, in two designs, with the indexes that serve them, as prepared statements planned once. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../../server/database/embedded';
import { urgencies } from '../../../server/matching/engine/facts';
import type { StandingOffering } from '../../../server/matching/engine/percolate/standing';
import type { AskedNeed } from './percolate-world';

const structure = `
  CREATE TABLE offering (
    id integer PRIMARY KEY, organisation_id text NOT NULL, service_kind text NOT NULL, area_codes text[] NOT NULL,
    situations text[] NOT NULL, languages text[] NOT NULL, skills text[] NOT NULL, takes_restricted boolean NOT NULL,
    admits_needs boolean NOT NULL, minimum_urgency integer NOT NULL, open boolean NOT NULL, served text[] NOT NULL)`;

/** What is closed is in no index. Two designs: kind and areas side by side, or each kind with each area as one key. */
const indexes = [
  'CREATE INDEX offering_by_kind_and_area ON offering USING gin (service_kind, area_codes) WITH (fastupdate = off) WHERE open',
  'CREATE INDEX offering_by_served ON offering USING gin (served) WITH (fastupdate = off) WHERE open',
];

const others = `(situations = '{}' OR situations && $3::text[])
     AND ($4::text[] = '{}' OR languages && $4::text[]) AND skills @> $5::text[]
     AND (admits_needs OR NOT $6::boolean) AND minimum_urgency <= $7::integer
     AND (NOT $8::boolean OR (takes_restricted AND organisation_id = ANY ($9::text[])))`;

export const designs = {
  'PostgreSQL, GIN over kind and areas': `
  SELECT id FROM offering WHERE open AND service_kind = $1 AND area_codes && $2::text[] AND ${others}`,
  'PostgreSQL, GIN over joined keys': `
  SELECT id FROM offering
   WHERE open AND served && (SELECT array_agg($1 || ':' || code) FROM unnest($2::text[]) code) AND ${others}`,
} as const;

export type Design = keyof typeof designs;

export interface PostgresPeer {
  load(offerings: readonly StandingOffering<number>[]): Promise<void>;
  match(design: Design, need: AskedNeed): Promise<number[]>;
  /** CPU time that the process of the connection has used; undefined where the system does not tell. */
  backendMicroseconds(): number | undefined;
  stop(): Promise<void>;
}

export async function startPostgresPeer(): Promise<PostgresPeer> {
  const directory = mkdtempSync(join(tmpdir(), 'linkage-percolate-'));
  const cluster = await startEmbedded({
    directory,
    report: () => undefined,
    durable: false,
    endsWithProcess: true,
    maxConnections: 10,
  });
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query('CREATE EXTENSION btree_gin');
  // The plan is the same for every need; without this each question is planned again for a third of its time.
  await client.query('SET plan_cache_mode = force_generic_plan');
  const { rows: backends } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return {
    load: async (offerings) => {
      await client.query('DROP TABLE IF EXISTS offering');
      await client.query(structure);
      const rows = JSON.stringify(offerings.map(rowOf));
      await client.query('INSERT INTO offering SELECT * FROM json_populate_recordset(NULL::offering, $1)', [rows]);
      for (const index of indexes) await client.query(index);
      await client.query('VACUUM ANALYZE offering');
    },
    match: async (design, need) => {
      const { rows } = await client.query<[number]>({
        name: design,
        text: designs[design],
        values: valuesOf(need),
        rowMode: 'array',
      });
      return rows.map(([id]) => id);
    },
    backendMicroseconds: () => processMicroseconds(backends[0]!.pid),
    stop: async () => {
      await client.end();
      await cluster.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** User and system time of a process of Linux, in its ticks of 10 ms. */
function processMicroseconds(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function rowOf(offering: StandingOffering<number>): object {
  return {
    id: offering.id,
    organisation_id: offering.organisationId,
    service_kind: offering.serviceKind,
    area_codes: offering.areaCodes,
    situations: offering.situations,
    languages: offering.languages,
    skills: offering.skills,
    takes_restricted: offering.takesRestricted,
    admits_needs: offering.organisationKind !== 'COMPANY',
    minimum_urgency: offering.minimumUrgency ? urgencies.indexOf(offering.minimumUrgency) : 0,
    open:
      !offering.withdrawn &&
      offering.organisationStatus === 'APPROVED' &&
      offering.capacityStatus !== 'NO_CAPACITY' &&
      offering.capacityUsed < offering.capacityMaximum,
    served: offering.areaCodes.map((code) => `${offering.serviceKind}:${code}`),
  };
}

function valuesOf(need: AskedNeed): unknown[] {
  return [
    need.serviceKind,
    [2, 4, 6, 9, 12].map((digits) => need.areaCode.slice(0, digits)),
    need.situations,
    need.languages,
    need.skills,
    need.kind === 'NEED',
    urgencies.indexOf(need.urgency),
    need.restricted,
    [...need.consented],
  ];
}
