/** Promises a household screened for every policy that applies where it lives, written down, and decided by the facts alone. */
import { localId } from '../../schema/global-id';
import type { AgeBand } from '../../schema/household/household';
import { MeansSource } from '../../schema/household/means';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { HouseholdRepository } from '../household/household.repository';
import type { KnownMeans, MeansService } from '../household/means.service';
import type { Actor } from '../identity/actor';
import { ageMaximum } from './eligibility';
import type { PolicyRepository, PolicyRow } from './policy.repository';
import { screen, type Facts, type Outcome, type Standards } from './screening';

export interface Screened {
  readonly policy: PolicyRow;
  readonly outcomes: readonly Outcome[];
}

/** An area has some dozens of policies; one page of them is screened at once. */
const policiesAtOnce = 100;

const ages: Record<AgeBand, readonly [number, number]> = {
  UNDER_14: [0, 13],
  FROM_14_TO_17: [14, 17],
  FROM_18_TO_59: [18, 59],
  FROM_60_TO_79: [60, 79],
  FROM_80: [80, ageMaximum],
};

export class ScreeningService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly households: HouseholdRepository,
    private readonly means: MeansService,
    private readonly policies: PolicyRepository,
  ) {}

  /** Undefined when the household is not the actor's to see, or was erased. */
  screenHousehold(
    actor: Actor,
    householdId: string,
    wanted: { readonly onDay?: string; readonly codes?: readonly string[] },
  ): Promise<Screened[] | undefined> {
    const id = localId('Household', householdId);
    return this.database.transaction(async (tx) => {
      const day = wanted.onDay ?? (await this.households.readCalendar(tx)).today;
      const known = await this.means.openMeans(tx, actor, id, day);
      if (!known) return undefined;
      const { areaCode } = known.household;
      const policies = await this.policies.policiesOn(tx, {
        ...{ day, areaCode, codes: wanted.codes, limit: policiesAtOnce },
      });
      const standards = Object.fromEntries(
        (await this.policies.standardsOn(tx, areaCode, day)).map((row) => [row.kind, row.value]),
      ) as Standards;
      await this.audit.record(tx, {
        ...{ accountId: actor.accountId, operation: 'screenHousehold', subjectType: 'Household', subjectId: id },
        details: { day, codes: policies.map((policy) => policy.code) },
      });
      const facts = factsOf(known);
      return policies.map((policy) => ({ policy, outcomes: screen(policy.eligibility, facts, standards) }));
    });
  }
}

function factsOf(known: KnownMeans): Facts {
  return {
    areaCode: known.household.areaCode,
    category: known.household.lowIncomeCategory,
    situations: known.household.situations,
    incomeYearFen: known.incomeYearFen,
    propertyFen: known.propertyFen,
    rigidSpendingYearFen: known.rigidSpendingYearFen,
    attestations: known.attestations,
    members: known.members.map(({ age, ageBand, disability }) => {
      const [ageFrom, ageTo] = age === undefined ? ages[ageBand] : [age, age];
      return { ageFrom, ageTo, disability };
    }),
    meansRefused: known.source === MeansSource.REFUSED,
  };
}
