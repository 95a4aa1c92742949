/** Promises the only SQL for what was told: written once, read ever after. */
import type { Statements } from '../database/database';
import type { ToldPlaceEntity } from './trace.entity';

export type ToldPlace = Omit<ToldPlaceEntity, 'toldAt'>;

export class TraceRepository {
  /** Everything that was told of needs. */
  findTold(statements: Statements, needIds: readonly string[]): Promise<ToldPlace[]> {
    return statements.query<ToldPlace>(
      `/* trace.findTold */
       SELECT need_id AS "needId", given_for AS "givenFor", area_code AS "areaCode", situations, age_bands AS "ageBands"
         FROM told_place WHERE need_id = ANY ($1::uuid[])`,
      [needIds],
    );
  }

  /** Writes down what is told now, unless something was told before. */
  async tell(statements: Statements, places: readonly ToldPlace[]): Promise<void> {
    await statements.query(
      `/* trace.tell */
       INSERT INTO told_place (need_id, given_for, area_code, situations, age_bands)
       SELECT (p->>'needId')::uuid, p->>'givenFor', p->>'areaCode',
              ARRAY(SELECT jsonb_array_elements_text(p->'situations')), ARRAY(SELECT jsonb_array_elements_text(p->'ageBands'))
         FROM jsonb_array_elements($1::jsonb) p
       ON CONFLICT (need_id, given_for) DO NOTHING`,
      [JSON.stringify(places)],
    );
  }
}
