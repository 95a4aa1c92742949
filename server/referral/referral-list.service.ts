/** Promises pages of referrals: to an organisation its own, to an area all of its needs. */
import { keysetCursor, pageSize, readKeysetCursor, toConnection, type Connection, type PageArguments } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import type { ReferralStatus } from '../../schema/referral/enums';
import type { Referral } from '../../schema/referral/referral';
import type { Database } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { NeedRepository } from '../need/need.repository';
import { presentReferral } from './present';
import { maySeeReferral } from './referral.policy';
import type { ReferralRepository } from './referral.repository';

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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

  /** The referrals to an organisation, the newest first; undefined to those who do not act for it. */
  async referralsTo(
    actor: Actor,
    organisationId: string,
    statuses: readonly ReferralStatus[] | undefined,
    page: PageArguments,
  ): Promise<Connection<Referral> | undefined> {
    const first = pageSize(page);
    const after = readAfter(page.after);
    const local = localId('Organisation', organisationId);
    if (!organisationsOf(actor, { approvedOnly: true }).includes(local)) return undefined;
    const rows = await this.referrals.listOfOrganisation(this.database, local, { statuses, after, limit: first + 1 });
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentReferral);
  }

  /** The referrals of a need, the newest first: to its area all, to an organisation its own. */
  async referralsOf(actor: Actor, needId: string, page: PageArguments): Promise<Connection<Referral>> {
    const first = pageSize(page);
    const after = readAfter(page.after);
    const need = await this.needs.findNeed(this.database, needId);
    const all = need !== undefined && managesNeed(actor, need);
    const rows = await this.referrals.listOfNeed(this.database, needId, {
      organisationIds: all ? undefined : organisationsOf(actor, { approvedOnly: true }),
      after,
      limit: first + 1,
    });
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentReferral);
  }
}

function readAfter(cursor: string | undefined): string | undefined {
  const [id] = readKeysetCursor(cursor, 1) ?? [];
  if (id !== undefined && !uuidShape.test(id)) readKeysetCursor('', 1);
  return id;
}
