/** Promises wishes with their progress to whoever sees their needs, and shares to their donors, charities and areas alone. */
import DataLoader from 'dataloader';
import {
  keysetCursor,
  pageSize,
  readInstantCursor,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../schema/connection';
import { globalId, localId } from '../../schema/global-id';
import { NeedKind } from '../../schema/need/enums';
import type { Need } from '../../schema/need/need';
import type { ThanksStatus, WishThanks } from '../../schema/wish/thanks';
import type { Wish, WishShare } from '../../schema/wish/wish';
import type { ClaimRepository } from '../claim/claim.repository';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { maySeeDonation } from '../donation/donation.policy';
import type { DonationReading } from '../donation/donation.reading';
import type { DonationRepository } from '../donation/donation.repository';
import { forbidden, organisationsOf, type Actor } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { NeedLoader } from '../need/need.loader';
import type { NeedRepository } from '../need/need.repository';
import { presentNeed } from '../need/present';
import { presentShare, presentThanks, presentWish } from './present';
import type { ShareRepository, ShareRow } from './share.repository';
import type { ThanksRepository } from './thanks.repository';
import type { ThanksService } from './thanks.service';

export interface WishReadingParts {
  readonly database: Database;
  readonly needs: NeedRepository;
  readonly needLoader: Pick<NeedLoader, 'sightsOf'>;
  readonly claims: ClaimRepository;
  readonly donations: DonationRepository;
  readonly donationReading: Pick<DonationReading, 'listDonations'>;
  readonly shares: ShareRepository;
  readonly thanks: ThanksRepository;
  readonly thanksService: Pick<ThanksService, 'read' | 'moderates' | 'listWaiting'>;
}

export class WishReading {
  constructor(private readonly parts: WishReadingParts) {}

  /** The progress of a need that the reader sees; undefined when it is no micro-wish. */
  wish(context: RequestContext, needId: string): Promise<Wish | undefined> {
    return loaderOf(context, this.makeWishes).load(needId);
  }

  /** The shares of a wish: all to its area, to a donor and a charity their own. */
  async sharesOf(actor: Actor, wish: Wish): Promise<WishShare[]> {
    const rows = await this.parts.shares.findOfNeeds(this.parts.database, [wish.needId]);
    return this.present(actor, rows, managesNeed(actor, wish));
  }

  /** What was said of a wish: let through to those who share it or serve it, and before that to moderators, as far as they may read it. */
  async thanksOf(context: RequestContext, wish: Wish): Promise<WishThanks | undefined> {
    const actor = actorOf(context);
    const { claims, database, needs, thanks, thanksService } = this.parts;
    const [row] = await thanks.standingOf(database, [wish.needId]);
    const need = row && (await needs.findNeed(database, wish.needId));
    if (!need) return undefined;
    if (row.approvedText === null)
      return (await thanksService.moderates(database, actor, need))
        ? presentThanks(row, await thanksService.read(actor, row))
        : undefined;
    const own = organisationsOf(actor, { approvedOnly: true });
    const served = await claims.isClaimedBy(database, need.id, own);
    const given = (await this.sharesOf(actor, wish)).length > 0;
    return served || given || managesNeed(actor, need) ? presentThanks(row, undefined) : undefined;
  }

  /** Thanks that wait for this reader's decision, each reading written down; words that tell who the household is are left out. */
  async listThanksToModerate(actor: Actor, page: PageArguments): Promise<Connection<WishThanks>> {
    const { thanksService } = this.parts;
    const first = pageSize(page);
    const rows = await thanksService.listWaiting(actor, { after: readInstantCursor(page.after), limit: first + 1 });
    const shown = new Map<string, WishThanks>();
    for (const row of rows.slice(0, first)) shown.set(row.id, presentThanks(row, await thanksService.read(actor, row)));
    return toConnection(
      rows,
      first,
      (row) => keysetCursor(row.cursorAt, row.id),
      (row) => shown.get(row.id)!,
    );
  }

  /** Where the thank-you of a household for its own wish stands; undefined for what was not let through, and for other needs. */
  async thanksStatusOf(promise: {
    readonly wishId?: string;
    readonly needId: string;
  }): Promise<ThanksStatus | undefined> {
    if (promise.wishId === undefined) return undefined;
    const [row] = await this.parts.thanks.standingOf(this.parts.database, [promise.needId]);
    return row?.status as ThanksStatus | undefined;
  }

  /** The shares that an organisation gave or received, the newest first. */
  async listShares(actor: Actor, organisationId: string, page: PageArguments): Promise<Connection<WishShare>> {
    const { database, donationReading, shares } = this.parts;
    const first = pageSize(page);
    const listing = { organisationId: localId('Organisation', organisationId), forWishes: true };
    const after = readInstantCursor(page.after);
    const donations = await donationReading.listDonations(actor, { ...listing, after, limit: first + 1 });
    const rows = await shares.findShares(
      database,
      donations.map((one) => one.id),
    );
    const shown = new Map((await this.present(actor, rows, false)).map((share) => [share.donationId, share]));
    const { edges, pageInfo } = toConnection(
      donations,
      first,
      (row) => keysetCursor(row.cursorAt, row.id),
      (row) => shown.get(globalId('Donation', row.id)),
    );
    return { edges: edges.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : [])), pageInfo };
  }

  /** The share as its donor or charity sees it. */
  async presentOne(row: ShareRow): Promise<WishShare> {
    const donation = await this.parts.donations.findDonation(this.parts.database, row.id);
    return presentShare(row, donation!);
  }

  /** Wishes that are paid and wait for somebody to bring them, to organisations that may act; the longest waiting first. */
  async listToDeliver(actor: Actor, page: PageArguments, areaCode?: string): Promise<Connection<Need>> {
    const { database, needLoader, needs } = this.parts;
    if (organisationsOf(actor, { approvedOnly: true }).length === 0) throw forbidden();
    const first = pageSize(page);
    const rows = await needs.listPaid(database, {
      areaCode: areaCode?.slice(0, communityDigits),
      after: readInstantCursor(page.after),
      limit: first + 1,
    });
    const sight = await needLoader.sightsOf(database, actor, rows);
    return toConnection(
      rows,
      first,
      (row) => keysetCursor(row.cursorAt, row.id),
      (row) => presentNeed(row, sight(row) ?? 'CARD'),
    );
  }

  private async present(actor: Actor, rows: readonly ShareRow[], all: boolean): Promise<WishShare[]> {
    const { database, donations } = this.parts;
    const ids = rows.map((row) => row.id);
    const byId = new Map((await donations.findDonations(database, ids)).map((one) => [one.id, one]));
    return rows
      .filter((row) => all || maySeeDonation(actor, byId.get(row.id)!))
      .map((row) => presentShare(row, byId.get(row.id)!));
  }

  private readonly makeWishes = (_context: RequestContext) =>
    new DataLoader<string, Wish | undefined>(async (needIds) => {
      const { claims, database, needs } = this.parts;
      const rows = await needs.findNeeds(database, needIds);
      const wishes = rows.filter((row) => row.kind === NeedKind.MICRO_WISH);
      const ids = wishes.map((row) => row.id);
      const held = ids.length === 0 ? [] : await claims.findClaimsOfNeeds(database, ids);
      const standing = ids.length === 0 ? [] : await this.parts.thanks.standingOf(database, ids);
      const thanked = new Set(standing.flatMap((row) => (row.approvedText === null ? [] : [row.needId])));
      const shown = new Map(
        wishes.map((row) => {
          const statuses = held.filter((claim) => claim.needId === row.id).map((claim) => claim.status);
          return [row.id, presentWish(row, statuses, thanked.has(row.id))];
        }),
      );
      return needIds.map((id) => shown.get(id));
    });
}

/** Below a community nothing is selected, so that no grid can be guessed. */
const communityDigits = 12;
