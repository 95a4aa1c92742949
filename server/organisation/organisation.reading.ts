/** Promises that whoever reads about organisations gets exactly what the policy shows them. */
import {
  keysetCursor,
  pageSize,
  readKeysetCursor,
  toConnection,
  type PageArguments,
  strangeCursor,
} from '../../schema/connection';
import type { CreditCodeWarning } from '../../schema/organisation/organisation';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import { readCreditCode } from './credit-code';
import { maySee, seesInnerState, sightOf } from './organisation.policy';
import type { OrganisationRepository, OrganisationRow } from './organisation.repository';
import { presentOrganisation } from './present';

export class OrganisationReading {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationRepository,
  ) {}

  /** The organisation if the actor may see it. */
  async findVisible(actor: Actor, id: string): Promise<OrganisationRow | undefined> {
    const row = await this.organisations.findOrganisation(this.database, id);
    return row && maySee(actor, row) ? row : undefined;
  }

  async listVisible(
    actor: Actor,
    page: PageArguments,
    filter: Parameters<OrganisationRepository['listOrganisations']>[2],
  ) {
    const first = pageSize(page);
    const after = readPlace(page.after);
    const rows = await this.organisations.listOrganisations(this.database, sightOf(actor), filter, after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.createdAtText, row.id), presentOrganisation);
  }

  statusReason(actor: Actor, row: OrganisationRow | undefined): string | undefined {
    return row && seesInnerState(actor, row) ? (row.statusReason ?? undefined) : undefined;
  }

  creditCodeWarnings(actor: Actor, row: OrganisationRow | undefined): CreditCodeWarning[] | undefined {
    if (!row?.unifiedSocialCreditCode || !seesInnerState(actor, row)) return undefined;
    return [...(readCreditCode(row.unifiedSocialCreditCode, row.kind)?.warnings ?? [])];
  }
}

/** The place of a cursor in the order of registration. A forged one is a fault of the caller, not of the database. */
function readPlace(cursor: string | undefined): { createdAt: string; id: string } | undefined {
  const key = readKeysetCursor(cursor, 2);
  if (!key) return undefined;
  const [createdAt, id] = key as [string, string];
  const instant =
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/;
  if (instant.test(createdAt) && !Number.isNaN(Date.parse(createdAt.slice(0, 10))) && /^[0-9a-f-]{36}$/.test(id))
    return { createdAt, id };
  throw strangeCursor();
}
