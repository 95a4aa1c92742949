/** Promises the same question answered by PostgreSQL, with the indexes that serve it best and a prepared statement. */
import { mkdtempSync, rmSync } from 'node:fs';
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
    admits_needs boolean NOT NULL, minimum_urgency integer NOT NULL, open boolean NOT NULL)`;

/** What is closed is in no index; the service kind and the areas are in one. */
const indexes = [
  'CREATE INDEX offering_by_kind_and_area ON offering USING gin (service_kind, area_codes) WITH (fastupdate = off) WHERE open',
  'CREATE INDEX offering_by_area ON offering USING gin (area_codes) WITH (fastupdate = off) WHERE open',
  'CREATE INDEX offering_by_kind ON offering (service_kind) WHERE open',
];

const question = `
  SELECT id FROM offering
   WHERE open AND service_kind = $1 AND area_codes && $2::text[]
     AND (situations = '{}' OR situations && $3::text[])
     AND ($4::text[] = '{}' OR languages && $4::text[]) AND skills @> $5::text[]
     AND (admits_needs OR NOT $6::boolean) AND minimum_urgency <= $7::integer
     AND (NOT $8::boolean OR (takes_restricted AND organisation_id = ANY ($9::text[])))`;

export interface PostgresPeer {
  load(offerings: readonly StandingOffering<number>[]): Promise<void>;
  match(need: AskedNeed): Promise<number[]>;
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
  // Without the extension the two conditions are joined from two indexes.
  const combined = await client.query('CREATE EXTENSION IF NOT EXISTS btree_gin').then(
    () => true,
    () => false,
  );
  return {
    load: async (offerings) => {
      await client.query('DROP TABLE IF EXISTS offering');
      await client.query(structure);
      const rows = JSON.stringify(offerings.map(rowOf));
      await client.query('INSERT INTO offering SELECT * FROM json_populate_recordset(NULL::offering, $1)', [rows]);
      for (const index of combined ? indexes.slice(0, 1) : indexes.slice(1)) await client.query(index);
      await client.query('VACUUM ANALYZE offering');
    },
    match: async (need) => {
      const { rows } = await client.query<[number]>({
        name: 'percolate',
        text: question,
        values: valuesOf(need),
        rowMode: 'array',
      });
      return rows.map(([id]) => id);
    },
    stop: async () => {
      await client.end();
      await cluster.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
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
