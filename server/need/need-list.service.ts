/** Promises pages of the needs that an actor may see; the rule of need.policy, for SQL. */
import { Fault } from '../../schema/fault';
import {
  keysetCursor,
  pageSize,
  readInstantCursor,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../schema/connection';
import type { NeedFilter } from '../../schema/need/inputs';
import type { Need } from '../../schema/need/need';
import type { Database } from '../database/database';
import { organisationsOf, type Actor } from '../identity/actor';
import type { NeedLoader } from './need.loader';
import { areasManaged, poolKindsOf } from './need.policy';
import type { NeedRepository } from './need.repository';
import type { NeedVisibility } from './visibility';

const areaCodeShape = /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?)?$/;

export class NeedListService {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly visibility: NeedVisibility,
    private readonly loader: NeedLoader,
  ) {}

  /** The needs the actor may see, the newest first. Throws BAD_USER_INPUT for a bad page, cursor or area code. */
  async listNeeds(actor: Actor, filter: NeedFilter, page: PageArguments): Promise<Connection<Need>> {
    const first = pageSize(page);
    const after = readInstantCursor(page.after);
    const withinArea = filter.areaCode ?? undefined;
    if (withinArea !== undefined && !areaCodeShape.test(withinArea))
      throw new Fault('BAD_USER_INPUT', { zh: '区划代码无效', en: 'this is not an area code' });
    const poolKinds = poolKindsOf(actor);
    const organisationIds = organisationsOf(actor, { approvedOnly: true });
    const rows = await this.needs.listNeeds(this.database, {
      areaCodes: areasManaged(actor),
      pool: poolKinds.length > 0,
      poolKinds,
      needIds: await this.visibility.needsInvolving(
        this.database,
        organisationIds,
        'OFFERED',
        'REFERRED',
        'REFERRED_DIRECTLY',
        'CLAIMANT',
      ),
      statuses: filter.statuses ?? undefined,
      serviceKinds: filter.serviceKinds ?? undefined,
      kind: filter.kind ?? undefined,
      withinArea,
      after,
      limit: first + 1,
    });
    const { edges, pageInfo } = toConnection(
      rows,
      first,
      (row) => keysetCursor(row.cursorAt, row.id),
      (row) => row,
    );
    const shown = await this.loader.shownTo(
      actor,
      edges.map((edge) => edge.node),
    );
    // A row that was taken from the actor since it was selected is left out; the page is then shorter, its cursors still right.
    return {
      edges: edges.flatMap(({ cursor, node }) => {
        const need = shown.get(node.id);
        return need ? [{ cursor, node: need }] : [];
      }),
      pageInfo,
    };
  }
}
