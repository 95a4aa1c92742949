/** Promises the register as those who serve an area read it. */
import DataLoader from 'dataloader';
import type { LowIncomeCategory } from '../../schema/household/household';
import { localId } from '../../schema/global-id';
import { areaRoles } from '../../schema/identity/role';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { forbidden, servesArea, type Actor } from '../identity/actor';
import type { RegisterEntryRow, RegisterRepository } from './register.repository';
import { maySee } from './register.service';

export interface RegisterListing {
  readonly areaCode: string;
  readonly category?: LowIncomeCategory;
  readonly lasting?: boolean;
  readonly after?: { readonly enteredOn: string; readonly id: string };
  readonly limit: number;
}

export class RegisterReading {
  constructor(
    private readonly database: Database,
    private readonly entries: RegisterRepository,
  ) {}

  listEntries(actor: Actor, listing: RegisterListing): Promise<RegisterEntryRow[]> {
    if (actor.apiKey !== undefined || !servesArea(actor, listing.areaCode, ...areaRoles)) throw forbidden();
    return this.entries.listEntries(this.database, listing);
  }

  async findVisible(actor: Actor, id: string): Promise<RegisterEntryRow | undefined> {
    const row = await this.entries.findEntry(this.database, localId('RegisterEntry', id));
    return row && maySee(actor, row) ? row : undefined;
  }

  /** Of a household that the caller was shown. */
  entriesOf(context: RequestContext, householdId: string): Promise<RegisterEntryRow[]> {
    return loaderOf(context, this.makeEntries).load(householdId);
  }

  private readonly makeEntries = () =>
    new DataLoader<string, RegisterEntryRow[]>(async (ids) => {
      const rows = await this.entries.entriesOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.householdId === id));
    });
}
