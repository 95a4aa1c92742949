/** Promises the names of groups: of areas, organisations and advisers. */
import { IndicatorGrouping } from '../../schema/indicator/indicator';
import type { AreaRepository } from '../area/area.repository';
import type { Database } from '../database/database';
import type { AccountRepository } from '../identity/account.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';

export class GroupNames {
  constructor(
    private readonly database: Database,
    private readonly areas: AreaRepository,
    private readonly organisations: OrganisationRepository,
    private readonly accounts: AccountRepository,
  ) {}

  async of(by: IndicatorGrouping, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0 || by === IndicatorGrouping.FACET) return new Map();
    if (by === IndicatorGrouping.AREA)
      return new Map((await this.areas.findAreas(this.database, keys)).map(({ code, name }) => [code, name]));
    if (by === IndicatorGrouping.ORGANISATION)
      return new Map(
        (await this.organisations.findOrganisations(this.database, keys)).map(({ id, name }) => [id, name]),
      );
    const names = await this.accounts.listDisplayNames(this.database, keys);
    return new Map(names.map(({ id, displayName }) => [id, displayName]));
  }
}
