/** Promises a case, a stock and a project that fit each other in every way, and for each rule the one change that breaks it. */
import type { AllocationRule } from '../../schema/allocation/enums';
import { ClaimStatus } from '../../schema/claim/claim';
import { DonationStatus } from '../../schema/donation/enums';
import { LowIncomeCategory } from '../../schema/household/household';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import { ProjectStatus } from '../../schema/project/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import type { CaseFacts, ProjectFacts, StockFacts } from '../../server/allocation/legality';

export function lawfulCase(more: Partial<CaseFacts> = {}): CaseFacts {
  return {
    today: '2026-03-01',
    kind: NeedKind.NEED,
    needStatus: NeedStatus.CLAIMED,
    serviceKind: ServiceKind.CLEANING,
    areaCode: '640104001002',
    situations: [Situation.ELDERLY_ALONE],
    lowIncomeCategory: LowIncomeCategory.DIBAO,
    claim: { status: ClaimStatus.CONFIRMED, leaseOver: false },
    parties: ['household', 'claimant'],
    ...more,
  };
}

export function lawfulStock(more: Partial<StockFacts> = {}): StockFacts {
  return {
    donationStatus: DonationStatus.RECEIVED,
    free: 1_000n,
    unitValueFen: 1n,
    expiresOn: '2026-03-01',
    earmark: {
      projectId: 'project',
      serviceKind: ServiceKind.CLEANING,
      areaCode: '640104',
      situation: Situation.ELDERLY_ALONE,
    },
    parties: ['donor'],
    ...more,
  };
}

export function lawfulProject(more: Partial<ProjectFacts> = {}): ProjectFacts {
  return {
    id: 'project',
    status: ProjectStatus.OPEN,
    startsOn: '2026-03-01',
    endsOn: '2026-03-01',
    capPerCaseFen: 1_000n,
    serviceKinds: [ServiceKind.CLEANING],
    areaCodes: ['640106', '640104001'],
    situations: [Situation.DISABLED, Situation.ELDERLY_ALONE],
    lowIncomeCategories: [LowIncomeCategory.DIBAO],
    caseFen: 0n,
    budgetFreeFen: 1_000n,
    ...more,
  };
}

export interface Facts {
  of: CaseFacts;
  stock: StockFacts;
  project: ProjectFacts;
}

const ofStock = (more: Partial<StockFacts>) => (facts: Facts) => ({ ...facts, stock: { ...facts.stock, ...more } });
const ofEarmark = (more: StockFacts['earmark']) => (facts: Facts) => ({
  ...facts,
  stock: { ...facts.stock, earmark: { ...facts.stock.earmark, ...more } },
});
const ofProject = (more: Partial<ProjectFacts>) => (facts: Facts) => ({
  ...facts,
  project: { ...facts.project, ...more },
});

/** For each rule one change that breaks it and no other. */
export const breaking: Record<AllocationRule, (facts: Facts) => Facts> = {
  DONATION_NOT_RECEIVED: ofStock({ donationStatus: DonationStatus.PLEDGED }),
  AMOUNT_UNAVAILABLE: ofStock({ free: 0n }),
  LOT_EXPIRED: ofStock({ expiresOn: '2026-02-28' }),
  EARMARK_PROJECT: ofEarmark({ projectId: 'another' }),
  EARMARK_SERVICE_KIND: ofEarmark({ serviceKind: ServiceKind.HOME_VISIT }),
  EARMARK_AREA: ofEarmark({ areaCode: '640104002' }),
  EARMARK_SITUATION: ofEarmark({ situation: Situation.MINOR }),
  EARMARK_WISH: ofEarmark({ needId: 'another' }),
  RELATED_PARTY: ofStock({ parties: ['claimant'] }),
  NEED_NOT_READY: (facts) => ({ ...facts, of: { ...facts.of, needStatus: NeedStatus.PUBLISHED } }),
  PROJECT_NOT_OPEN: ofProject({ status: ProjectStatus.CLOSED }),
  PROJECT_WINDOW: ofProject({ endsOn: '2026-02-28' }),
  PROJECT_SERVICE_KIND: ofProject({ serviceKinds: [ServiceKind.HOME_VISIT] }),
  PROJECT_AREA: ofProject({ areaCodes: ['640106', '640104002'] }),
  PROJECT_SITUATION: ofProject({ situations: [Situation.DISABLED] }),
  PROJECT_LOW_INCOME_CATEGORY: ofProject({ lowIncomeCategories: [LowIncomeCategory.TEKUN] }),
  CAP_PER_CASE: ofProject({ caseFen: 1_000n }),
  BUDGET_LEFT: ofProject({ budgetFreeFen: 0n }),
};
