/** Promises what becomes of the needs of the sample that one looks at today: which are claimed, by whom, and which of these are served. */
import { anyRestricted } from '../../schema/taxonomy/situation';
import { codesOf } from '../../schema/taxonomy/service-kind-codes';
import type { HouseholdPlan, NeedPlan } from './households';
import type { PlannedOrganisation, SamplePlan } from './plan';
import { SeededChance } from './random';

export interface PoolPlan {
  readonly household: HouseholdPlan;
  readonly need: NeedPlan;
  /** Restricted needs wait for a consent that names a specialist. */
  readonly isRestricted: boolean;
  readonly claim?: {
    readonly claimId: string;
    readonly recordId: string;
    readonly allocationId: string;
    readonly organisation: PlannedOrganisation;
    readonly isServed: boolean;
  };
}

const seed = 640_107;
/** Of the referred needs, so many in ten are claimed, and of these one in three is served and confirmed. */
const claimedInTen = 3;
const servedOneIn = 3;

export function planPool({ households, organisations }: Pick<SamplePlan, 'households' | 'organisations'>): PoolPlan[] {
  // A chance of its own: what becomes of needs changes nothing of who lives where.
  const chance = new SeededChance(seed);
  let claimed = 0;
  return households.flatMap((household) =>
    household.needs.map((need) => {
      const isRestricted = codesOf(need.serviceKind).restricted || anyRestricted([...household.situations]);
      if (isRestricted || chance.between(1, 10) > claimedInTen) return { household, need, isRestricted };
      claimed += 1;
      const able = organisations.filter((organisation) =>
        organisation.offerings.some((one) => one.serviceKind === need.serviceKind && !one.areaCodes),
      );
      const claim = {
        ...{ claimId: chance.uuid(), recordId: chance.uuid(), allocationId: chance.uuid() },
        ...{ organisation: chance.pick(able), isServed: claimed % servedOneIn === 0 },
      };
      return { household, need, isRestricted, claim };
    }),
  );
}
