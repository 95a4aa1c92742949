/** Promises the early-warning ledger: fed with the signs of every room that has some. */
import { applicationSignals } from '../application/application.signals';
import { claimSignals } from '../claim/claim.signals';
import { householdSignals, livingHouseholds } from '../household/household.signals';
import { needSignals } from '../need/need.signals';
import { registerSignals } from '../register/register.signals';
import { revisitSignals } from '../revisit/revisit.signals';
import { obligationSignals } from '../supervision/obligation.signals';
import { visitSignals } from '../visit/visit.signals';
import { RefreshRepository } from '../warning/refresh.repository';
import { WarningRefresh } from '../warning/refresh.service';
import { WarningLoader } from '../warning/warning.loader';
import { WarningRepository } from '../warning/warning.repository';
import { HouseholdWarningResolver, WarningResolver } from '../warning/warning.resolver';
import { WarningService } from '../warning/warning.service';
import type { Care } from './care';
import type { Ground } from './ground';

export type WarningParts = ReturnType<typeof composeWarning>;

const signals = [
  ...[...householdSignals, ...visitSignals, ...needSignals, ...claimSignals, ...obligationSignals],
  ...[...applicationSignals, ...registerSignals, ...revisitSignals],
];

export function composeWarning({ audit, database, householdLoader, needs }: Ground & Care) {
  const warnings = new WarningRepository();
  const refreshes = new RefreshRepository(signals, livingHouseholds);
  const warningRefresh = new WarningRefresh({ database, audit, needs, refreshes });
  const warningService = new WarningService(database, audit, warnings);

  const resolvers: object[] = [
    new WarningResolver(warningService, householdLoader),
    new HouseholdWarningResolver(new WarningLoader(database, warnings)),
  ];
  return { warningRefresh, warningService, resolvers };
}
