/** Promises wishes in the open pool, donors that share them, and one look at everything a wish holds. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { NeedKind } from '../../schema/need/enums';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Actor } from '../../server/identity/actor';
import { accepted, confirmed, provider, type Provider } from './claims';
import type { GivingStage } from './donations';
import { referredNeed, type StagedNeed, type StagedNeedOptions } from './needs';
import { approvedOrganisation } from './organisations';
import { people, type Person } from './people';
import type { TestServer } from './server';

export interface Giver {
  readonly organisationId: string;
  readonly partner: Person;
}

/** A micro-wish in the open pool. */
export function openWish(server: TestServer, options: StagedNeedOptions = {}): Promise<StagedNeed> {
  const cardText = '独居老人想要一只电热水壶';
  return referredNeed(server, { cardText, ...options, kind: NeedKind.MICRO_WISH });
}

/** A company and its partner. */
export async function giver(server: TestServer): Promise<Giver> {
  const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.COMPANY });
  return { organisationId, partner: await people(server).companyPartner(organisationId) };
}

/** Shares through the service. Returns its answer, a share or a refusal. */
export function share(
  server: TestServer,
  stage: Pick<GivingStage, 'charityId'>,
  who: { readonly organisationId: string; readonly partner: { readonly actor: Actor } },
  wish: { readonly id: string },
  amountFen: bigint,
  more: { readonly shareId?: string } = {},
) {
  return server.app.composition.shareService.shareWish(who.partner.actor, {
    shareId: v7(),
    wishId: wish.id,
    donorOrganisationId: globalId('Organisation', who.organisationId),
    recipientOrganisationId: globalId('Organisation', stage.charityId),
    amountFen,
    ...more,
  });
}

/** The charity writes down that the money of a share has arrived, all of it unless told otherwise. */
export function receiveShare(server: TestServer, stage: GivingStage, shareId: string, moneyFen?: bigint) {
  const donationId = globalId('Donation', shareId);
  return server.app.composition.donationService.receiveDonation(stage.staff.actor, {
    commandId: v7(),
    donationId,
    moneyFen,
  });
}

/** A wish whose whole price one company has given and the charity received. */
export async function paidWish(server: TestServer, stage: GivingStage, who: Giver, options: StagedNeedOptions = {}) {
  const wish = await openWish(server, options);
  const [row] = await server.database.query<{ price: string }>(
    'SELECT price_ceiling_fen::text AS price FROM need WHERE id = $1',
    [wish.needId],
  );
  const made = accepted(await share(server, stage, who, wish, BigInt(row!.price)));
  accepted(await receiveShare(server, stage, made.id));
  return { wish, shareId: made.id };
}

/** An organisation that brings wishes. */
export function carrier(server: TestServer): Promise<Provider> {
  return provider(server, { serviceKind: ServiceKind.MICRO_WISH, capacityMaximum: 50 });
}

/** The wish was brought, and the household has confirmed with its card what it got: the thing, or nothing. */
export async function granted(server: TestServer, who: Provider, wish: StagedNeed, quantityDelivered = 1) {
  const { claimService, deliveryService } = server.app.composition;
  const claim = await confirmed(server, who, wish);
  accepted(
    await claimService.reportDelivery(who.member, { commandId: v7(), claimId: claim.globalId, quantityDelivered }),
  );
  accepted(
    await deliveryService.confirmDelivery({
      commandId: v7(),
      claimId: claim.globalId,
      cardCode: wish.household.cardCode,
    }),
  );
  return claim;
}

export interface HeldWish {
  readonly status: string;
  readonly claimed: number;
  readonly held: string;
  readonly received: string;
  /** `status amount` of its shares, the oldest first. */
  readonly shares: string[];
  /** What the pledges of its shares hold in the books, summed by book. */
  readonly books: Record<string, string>;
}

/** Everything that a wish holds, as the database has it. */
export async function heldWish(server: Pick<TestServer, 'database'>, needId: string): Promise<HeldWish> {
  const [row] = await server.database.query<HeldWish>(
    `SELECT n.status, n.quantity_claimed AS claimed, n.held_fen::text AS held, n.received_fen::text AS received,
            ARRAY(SELECT s.status || ' ' || s.amount_fen FROM wish_share s WHERE s.need_id = n.id ORDER BY s.shared_at, s.id) AS shares,
            (SELECT coalesce(json_object_agg(book, sum), '{}') FROM (
               SELECT b.book, sum(b.balance)::text AS sum FROM ledger_balance b JOIN wish_share s ON s.id = b.holding_id
                WHERE s.need_id = n.id GROUP BY b.book HAVING sum(b.balance) <> 0) books) AS books
       FROM need n WHERE n.id = $1`,
    [needId],
  );
  return row!;
}

/** Lets the time of a share end now. */
export async function endShareTime(server: Pick<TestServer, 'database'>, shareId: string): Promise<void> {
  await server.database.query("UPDATE wish_share SET lease_until = now() - interval '1 second' WHERE id = $1", [
    shareId,
  ]);
}
