/** Promises the needs and organisations of the bench of pages: all needs open, in the communities of one district, of four kinds. */
import type { Client } from 'pg';

export const pageOrganisations = 500;

/** Needs and organisations past the product, before the server starts. Returns the organisation that asks: it serves the district. */
export async function fillPageWorld(client: Client, needs: number): Promise<string> {
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
    [household, account, needs],
  );
  await client.query(
    `INSERT INTO organisation (id, kind, name, area_code, status)
     SELECT gen_random_uuid(), 'SOCIAL_ORGANISATION', '组织' || n, '640104', 'APPROVED' FROM generate_series(1, $1::int) n`,
    [pageOrganisations],
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
