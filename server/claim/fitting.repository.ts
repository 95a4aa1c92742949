/** Promises the open claims to whose needs something may go that was given for certain kinds of help, areas and situations. */
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';
import type { Statements } from '../database/database';

/** Every one that is named must hold; nothing named: anything. */
export interface GivenFor {
  readonly serviceKinds?: readonly ServiceKind[];
  readonly areaCodes?: readonly string[];
  readonly situations?: readonly Situation[];
}

export interface FittingClaim {
  readonly claimId: string;
  readonly organisationId: string;
  readonly householdId: string;
}

export class FittingRepository {
  /** Claims that nothing was delivered of yet, on needs that are not restricted; of all organisations but one, or of one. */
  listFitting(
    statements: Statements,
    conditions: readonly GivenFor[],
    of: { readonly organisationId?: string; readonly notOf: string | null },
  ): Promise<FittingClaim[]> {
    return statements.query<FittingClaim>(
      `/* claim.listFitting */
       SELECT c.id AS "claimId", c.organisation_id AS "organisationId", n.household_id AS "householdId"
         FROM claim c JOIN need n ON n.id = c.need_id
        WHERE c.status IN ('ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD')
          AND (c.lease_until IS NULL OR c.lease_until > now()) AND NOT n.restricted
          AND ($2::uuid IS NULL OR c.organisation_id = $2) AND c.organisation_id IS DISTINCT FROM $3::uuid
          AND NOT EXISTS (SELECT FROM jsonb_array_elements($1::jsonb) g WHERE NOT (
            (jsonb_typeof(g->'serviceKinds') IS NULL OR g->'serviceKinds' ? n.service_kind)
            AND (jsonb_typeof(g->'areaCodes') IS NULL
                 OR EXISTS (SELECT FROM jsonb_array_elements_text(g->'areaCodes') code WHERE starts_with(n.area_code, code)))
            AND (jsonb_typeof(g->'situations') IS NULL OR g->'situations' ?| n.situations)))
        ORDER BY c.claimed_at, c.id`,
      [JSON.stringify(conditions), of.organisationId ?? null, of.notOf],
    );
  }
}
