/** Promises which policies there are, and for which of them a household seems eligible. */
import { CardPolicyResolver, HouseholdPolicyResolver, PolicyResolver } from '../policy/policy.resolver';
import { PolicyRepository } from '../policy/policy.repository';
import { PolicyService } from '../policy/policy.service';
import { ScreeningService } from '../policy/screening.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Policies = ReturnType<typeof composePolicy>;

export function composePolicy(parts: Ground & Parties & Care) {
  const { areas, audit, database, households, meansService } = parts;
  const policies = new PolicyRepository();
  const policyService = new PolicyService({ database, audit, areas, households, policies });
  const screeningService = new ScreeningService(database, audit, households, meansService, policies);
  const resolvers: object[] = [
    new PolicyResolver(policyService),
    new HouseholdPolicyResolver(policyService, screeningService),
    new CardPolicyResolver(policyService),
  ];
  return { policies, policyService, screeningService, resolvers };
}
