/** Promises pages of referrals: to an organisation its own, to an area all of its needs. */
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
import type { ReferralStatus } from '../../schema/referral/enums';
import type { Referral } from '../../schema/referral/referral';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import { presentReferral } from './present';
import { maySeeReferral } from './referral.policy';
import type { ReferralRepository, ReferralRow } from './referral.repository';

export class ReferralListService {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly referrals: ReferralRepository,
  ) {}

  /** The referral with an id; undefined to those who may not see it. */
  async findVisible(actor: Actor, id: string): Promise<Referral | undefined> {
    const row = await this.referrals.findReferral(this.database, localId('Referral', id));
    const need = row && (await this.needs.findNeed(this.database, row.needId));
    return need && maySeeReferral(actor, row, need) ? presentReferral(row) : undefined;
  }

  /** The newest referral of a need to an organisation; undefined to those who may not see it. */
  async referralTo(actor: Actor, needId: string, organisationId: string): Promise<Referral | undefined> {
    const need = await this.needs.findNeed(this.database, needId);
    if (!need || !maySeeReferral(actor, { organisationId }, need)) return undefined;
    const asked = { organisationIds: [organisationId], limit: 1 };
    const [row] = await this.referrals.listOfNeeds(this.database, [needId], asked);
    return row && presentReferral(row);
  }

  /** The referrals to an organisation, the newest first; undefined to those who do not act for it. */
  async referralsTo(
    actor: Actor,
    organisationId: string,
    statuses: readonly ReferralStatus[] | undefined,
    page: PageArguments,
  ): Promise<Connection<Referral> | undefined> {
    const first = pageSize(page);
    const after = readIdCursor(page.after);
    const local = localId('Organisation', organisationId);
    if (!organisationsOf(actor, { approvedOnly: true }).includes(local)) return undefined;
    const rows = await this.referrals.listOfOrganisation(this.database, local, { statuses, after, limit: first + 1 });
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentReferral);
  }

  /** The referrals of a need, the newest first: to its area all, to an organisation its own. One read for all needs of a page. */
  async referralsOf(context: RequestContext, need: Need, page: PageArguments): Promise<Connection<Referral>> {
    const asked: Asked = {
      all: need.householdId !== undefined,
      first: pageSize(page),
      after: readIdCursor(page.after),
    };
    const loaders = loaderOf(context, this.makeLoaders);
    const key = JSON.stringify(asked);
    const loader = loaders.get(key) ?? this.loaderFor(actorOf(context), asked);
    loaders.set(key, loader);
    return toConnection(await loader.load(need.needId), asked.first, (row) => keysetCursor(row.id), presentReferral);
  }

  private readonly makeLoaders = () => new Map<string, DataLoader<string, ReferralRow[]>>();

  private loaderFor(actor: Actor, { all, first, after }: Asked): DataLoader<string, ReferralRow[]> {
    const organisationIds = all ? undefined : organisationsOf(actor, { approvedOnly: true });
    return new DataLoader(async (needIds) => {
      const rows = await this.referrals.listOfNeeds(this.database, needIds, {
        organisationIds,
        after,
        limit: first + 1,
      });
      const byNeed = new Map(needIds.map((id) => [id, [] as ReferralRow[]]));
      for (const row of rows) byNeed.get(row.needId)!.push(row);
      return needIds.map((id) => byNeed.get(id)!);
    });
  }
}

/** Which referrals of a need are asked for; needs asked alike are read together. */
interface Asked {
  /** The need was shown to its area: every referral of it is. */
  readonly all: boolean;
  readonly first: number;
  readonly after?: string;
}
