/** Promises that a provider's part in the cases of a household ends with the household's consent, and that who hears of a case hears that. */
import { ConsentPurpose } from '../../schema/household/consent';
import type { Transaction } from '../database/database';
import type { CaseRepository } from './case.repository';
import type { CaseCommands } from './command';

export interface EndedConsent {
  readonly householdId: string;
  readonly organisationId: string;
  readonly purpose: ConsentPurpose;
  /** True: nobody took it back, its last day is over. */
  readonly expired?: boolean;
}

export class ProviderEnding {
  constructor(
    private readonly cases: CaseRepository,
    private readonly commands: CaseCommands,
  ) {}

  /**
   * The organisation's people see the household's cases no more. Wired to the end of a consent. Of a restricted case the agreement
   * stands in the case: it ends when the household takes its consent back, and not because another consent ran out. Holds the
   * cases. Announces CaseProviderReleased of each.
   */
  async providerLeaves(tx: Transaction, ended: EndedConsent): Promise<void> {
    const { householdId, organisationId, purpose, expired = false } = ended;
    if (purpose !== ConsentPurpose.SERVICE_DELIVERY) return;
    const { cases, commands } = this;
    const provided = await cases.lockProvided(tx, { householdId, organisationId, generalOnly: expired });
    for (const row of provided)
      await commands.tellChange(tx, 'CaseProviderReleased', row, async () => {
        await cases.releaseProviderOf(tx, row.id);
        return { ...row, providerOrganisationId: null };
      });
  }
}
