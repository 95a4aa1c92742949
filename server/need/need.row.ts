/** Promises the rows of needs, and the columns by which every statement reads them. */
import type { NeedStatus } from '../../schema/need/enums';
import { type NeedKind } from '../../schema/need/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { CommunityStandingEntity, NeedEntity } from './need.entity';

/** A need and the moment of the database clock at which it was read. */
export type NeedRow = NeedEntity & {
  readonly readAt: Date;
  /** Null until its community was counted for the first time. */
  readonly community: Pick<CommunityStandingEntity, 'needs' | 'served'> | null;
};

/** What planning knows of an open need: nothing of the household. */
export type OpenNeedRow = Pick<
  NeedEntity,
  'id' | 'kind' | 'serviceKind' | 'areaCode' | 'situations' | 'languages' | 'skills' | 'urgency' | 'status' | 'opensAt'
> & {
  readonly community: NeedRow['community'];
  /** Since it was referred, or before that taken down. */
  readonly waitingSince: Date;
};

/** A need in its window. */
export interface HeldBackRow {
  readonly id: string;
  readonly opensAt: Date;
}

export type NewNeed = Omit<
  NeedEntity,
  | 'quantityClaimed'
  | 'quantityDelivered'
  | 'heldFen'
  | 'receivedFen'
  | 'status'
  | 'statusSince'
  | 'statusReason'
  | 'createdAt'
  | 'referredAt'
  | 'unmatchedSince'
  | 'referredBy'
  | 'opensAt'
>;

/** Which rows an actor may see, and which of them are asked for. */
export interface NeedListing {
  /** Whole subtrees, seen with everything in them. */
  readonly areaCodes: readonly string[];
  /** Whether the open pool is seen; a list of kinds narrows it. */
  readonly pool: boolean;
  readonly poolKinds?: readonly NeedKind[];
  /** Needs seen for another reason: referred or offered to, or claimed by, the organisation that asks. */
  readonly needIds: readonly string[];
  readonly statuses?: readonly NeedStatus[];
  readonly serviceKinds?: readonly ServiceKind[];
  readonly kind?: NeedKind;
  /** A subtree; below a community it selects only among the rows of `areaCodes`, so that no grid can be guessed. */
  readonly withinArea?: string;
  readonly after?: { readonly instant: string; readonly id: string };
  readonly limit: number;
}

export const needsCommunity = `(SELECT json_build_object('needs', s.needs, 'served', s.served)
  FROM community_standing s WHERE s.area_code = left(need.area_code, 12)) AS community`;

const ownColumns = `id, household_id AS "householdId", kind, service_kind AS "serviceKind", origin, urgency,
  card_text AS "cardText", wanted_by AS "wantedBy", quantity, quantity_unit AS "quantityUnit",
  quantity_claimed AS "quantityClaimed", quantity_delivered AS "quantityDelivered", price_ceiling_fen AS "priceCeilingFen",
  wished_item AS "wishedItem", held_fen AS "heldFen", received_fen AS "receivedFen",
  situations, languages, skills, literacy, economic_status AS "economicStatus", hardship_degree AS "hardshipDegree",
  area_code AS "areaCode", restricted, status, status_since AS "statusSince", status_reason AS "statusReason",
  created_by AS "createdBy", created_at AS "createdAt", referred_at AS "referredAt", referred_by AS "referredBy",
  opens_at AS "opensAt", unmatched_since AS "unmatchedSince", now() AS "readAt"`;

export const needColumns = `${ownColumns}, ${needsCommunity}`;

/** The same for many rows that are told by their ids: a district has so few communities that looking for each reads all of them. */
export const needsJoined = `SELECT ${ownColumns},
  CASE WHEN of_community IS NOT NULL THEN json_build_object('needs', of_needs, 'served', of_served) END AS community
  FROM need LEFT JOIN (SELECT area_code AS of_community, needs AS of_needs, served AS of_served FROM community_standing) standing
    ON of_community = left(area_code, 12)`;

/** Something of it can be claimed: a wish that donors hold by shares is theirs until it is paid. */
export const somethingIsLeft = 'quantity_claimed < quantity AND held_fen = 0';

export const inSubtrees = (codes: string) =>
  `EXISTS (SELECT 1 FROM unnest(${codes}::text[]) code WHERE starts_with(area_code, code))`;
