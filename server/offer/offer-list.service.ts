/** Promises offers to those who may see them: to an organisation its own, to an area those of its needs. */
import DataLoader from 'dataloader';
import {
  keysetCursor,
  pageSize,
  readIdCursor,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../schema/connection';
import { localId } from '../../schema/global-id';
import type { Need } from '../../schema/need/need';
import type { OfferStatus } from '../../schema/offer/enums';
import type { Offer } from '../../schema/offer/offer';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import { mayAnswer, maySeeOffer } from './offer.policy';
import type { OfferRepository, OfferRow } from './offer.repository';
import { presentOffer } from './present';

export class OfferListService {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly offers: OfferRepository,
  ) {}

  /** The offer with a local id; undefined to those who may not see it. */
  async findVisible(actor: Actor, offerId: string): Promise<Offer | undefined> {
    const row = await this.offers.findOffer(this.database, offerId);
    const need = row && (await this.needs.findNeed(this.database, row.needId));
    return need && maySeeOffer(actor, row, need) ? presentOffer(row) : undefined;
  }

  /** The offers to an organisation, the newest first; undefined to those who do not act for it. */
  async offersTo(
    actor: Actor,
    organisationId: string,
    statuses: readonly OfferStatus[] | undefined,
    page: PageArguments,
  ): Promise<Connection<Offer> | undefined> {
    const first = pageSize(page);
    const after = readIdCursor(page.after);
    const local = localId('Organisation', organisationId);
    if (!organisationsOf(actor, { approvedOnly: true }).includes(local)) return undefined;
    const rows = await this.offers.listOfOrganisation(this.database, local, { statuses, after, limit: first + 1 });
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentOffer);
  }

  /** The running offer of a need: to its area, and to the organisation asked. One read for all needs of a page. */
  async runningOf(context: RequestContext, need: Need): Promise<Offer | undefined> {
    const row = await loaderOf(context, this.makeRunning).load(need.needId);
    // A need that was shown to its area carries its household.
    const sees = row && (need.householdId !== undefined || mayAnswer(actorOf(context), row));
    return sees ? presentOffer(row) : undefined;
  }

  private readonly makeRunning = () =>
    new DataLoader<string, OfferRow | undefined>(async (needIds) => {
      const rows = await this.offers.findStanding(this.database, needIds);
      return needIds.map((needId) => rows.find((row) => row.needId === needId && !row.over));
    });
}
