/** Promises organisations that can claim, claims in any state, and one look at everything a claim touches. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import type { OrganisationKind } from '../../schema/organisation/organisation';
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { ClaimRow } from '../../server/claim/claim.repository';
import type { Actor } from '../../server/identity/actor';
import { approvedOrganisation } from './organisations';
import type { TestDatabase } from './database';
import type { TestServer } from './server';

export interface Provider {
  readonly organisationId: string;
  /** The id as clients name it. */
  readonly id: string;
  readonly offeringId: string;
  /** A member, as an actor for services; without password or session. */
  readonly member: Actor;
}

export interface ProviderWish {
  readonly capacityMaximum?: number;
  readonly serviceKind?: ServiceKind;
  readonly kind?: OrganisationKind;
  readonly takesRestricted?: boolean;
}

/** A member of an organisation in the database, as an actor. */
export async function memberOf(server: TestServer, organisationId: string): Promise<Actor> {
  const accountId = v7();
  await server.app.composition.database.query(
    "INSERT INTO account (id, login, display_name) VALUES ($1, $2, '测试成员')",
    [accountId, `stage-${accountId}`],
  );
  const roles = [{ role: Role.ORGANISATION_MEMBER, organisationId, organisationStatus: 'APPROVED' }];
  return { accountId, displayName: '测试成员', roles };
}

/** An approved organisation with one offering (cleaning, unless another kind is wished for) in the whole district. */
export async function provider(server: TestServer, wish: ProviderWish = {}): Promise<Provider> {
  const { organisationId, offeringIds } = await approvedOrganisation(server, {
    kind: wish.kind,
    offerings: [
      {
        serviceKind: wish.serviceKind ?? ServiceKind.CLEANING,
        areaCodes: ['640104'],
        capacityMaximum: wish.capacityMaximum ?? 10,
        takesRestricted: wish.takesRestricted,
      },
    ],
  });
  const member = await memberOf(server, organisationId);
  return { organisationId, id: globalId('Organisation', organisationId), offeringId: offeringIds[0]!, member };
}

/** The result, or an error that shows the refusal. */
export function accepted<Result>(result: Result): Exclude<Result, { messageEn: string }> {
  if (isRefusal(result)) throw new Error(`refused: ${result.constructor.name}: ${JSON.stringify(result)}`);
  return result as Exclude<Result, { messageEn: string }>;
}

/** Claims through the service. Returns its answer, a claim or a refusal. */
export function claim(
  server: TestServer,
  who: Provider,
  need: { readonly id: string },
  options: { claimId?: string; quantity?: number } = {},
) {
  return server.app.composition.claimingService.claimNeed(who.member, {
    claimId: v7(),
    needId: need.id,
    organisationId: who.id,
    ...options,
  });
}

/** What is written down of one service, unless told otherwise. */
export function serviceRecord(
  claimId: string,
  more: Partial<{ recordId: string; servedOn: string; minutes: number; note: string }> = {},
) {
  return { recordId: v7(), claimId, servedOn: '2026-01-15', minutes: 90, note: '打扫房间', ...more };
}

/** Claims through the service. Returns the claim; throws when refused. */
export async function claimed(
  server: TestServer,
  who: Provider,
  need: { readonly id: string },
  options: { claimId?: string; quantity?: number } = {},
): Promise<ClaimRow & { readonly globalId: string }> {
  const made = accepted(await claim(server, who, need, options));
  return { ...made, globalId: globalId('Claim', made.id) };
}

/** A claim that was confirmed. */
export async function confirmed(server: TestServer, who: Provider, need: { readonly id: string }) {
  const claim = await claimed(server, who, need);
  accepted(
    await server.app.composition.claimService.confirmClaim(who.member, { commandId: v7(), claimId: claim.globalId }),
  );
  return claim;
}

/** A claim whose delivery was reported, in whole unless a quantity is given. */
export async function delivered(server: TestServer, who: Provider, need: { readonly id: string }, quantity?: number) {
  const claim = await confirmed(server, who, need);
  accepted(
    await server.app.composition.claimService.reportDelivery(who.member, {
      commandId: v7(),
      claimId: claim.globalId,
      quantityDelivered: quantity ?? claim.quantity,
    }),
  );
  return claim;
}

/** Lets the lease of a claim end now. */
export async function endLease(database: TestDatabase, claimId: string): Promise<void> {
  await database.query("UPDATE claim SET lease_until = now() - interval '1 second' WHERE id = $1", [claimId]);
}

export interface Standing {
  readonly status: string;
  readonly quantityClaimed: number;
  readonly quantityDelivered: number;
  /** Claim statuses, the oldest first. */
  readonly claims: string[];
  /** Types of the events about the need since it was referred, in order. */
  readonly events: string[];
  /** Operations of the audit lines about its claims, in order. */
  readonly lines: string[];
}

/** Everything that is said of a need after it was referred. */
export async function standing(database: TestDatabase, needId: string): Promise<Standing> {
  const [row] = await database.query<Standing>(
    `SELECT n.status, n.quantity_claimed AS "quantityClaimed", n.quantity_delivered AS "quantityDelivered",
            ARRAY(SELECT status FROM claim WHERE need_id = n.id ORDER BY claimed_at, id) AS claims,
            ARRAY(SELECT type FROM event WHERE payload->>'needId' = n.id::text
                    AND type NOT IN ('NeedDrafted', 'NeedVerified', 'NeedReferred', 'NeedReferredDirectly', 'NeedUnmatched')
                   ORDER BY transaction, position) AS events,
            ARRAY(SELECT operation FROM audit_line
                   WHERE subject_type IN ('Claim', 'Revisit')
                     AND (details->>'needId' = n.id::text OR subject_id IN (SELECT id FROM claim WHERE need_id = n.id))
                   ORDER BY position) AS lines
       FROM need n WHERE n.id = $1`,
    [needId],
  );
  return row!;
}

export async function capacityUsed(database: TestDatabase, offeringId: string): Promise<number> {
  const [row] = await database.query<{ used: number }>(
    'SELECT capacity_used AS used FROM service_offering WHERE id = $1',
    [offeringId],
  );
  return row!.used;
}

/** The audience of the newest event of a type about a need. */
export async function audienceOf(database: TestDatabase, needId: string, type: string): Promise<string[]> {
  const rows = await database.query<{ audience: string[] }>(
    `SELECT audience FROM event WHERE type = $2 AND payload->>'needId' = $1 ORDER BY transaction DESC, position DESC LIMIT 1`,
    [needId, type],
  );
  return rows[0]?.audience ?? [];
}
