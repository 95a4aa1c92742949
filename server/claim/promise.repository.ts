/** Promises the only SQL for what a household is shown of the claims on its needs. */
import type { Statements } from '../database/database';
import { claimColumns, living, type ClaimRow } from './claim.repository';

export class PromiseRepository {
  /** Of the claims on needs those that live, and those completed within so many days, the newest first. */
  findPromises(statements: Statements, needIds: readonly string[], days: number, limit: number): Promise<ClaimRow[]> {
    return statements.query<ClaimRow>(
      `/* claim.findPromises */
       SELECT ${claimColumns('claim')} FROM claim
        WHERE need_id = ANY ($1::uuid[]) AND (${living} OR status = 'COMPLETED' AND completed_at > now() - make_interval(days => $2))
        ORDER BY claimed_at DESC, id DESC LIMIT $3`,
      [needIds, days, limit],
    );
  }
}
