/** Promises which rules an allocation would break, as a set, and how much would break none; pure, it reads and writes nothing. */
import { livingStatuses, type ClaimStatus } from '../../schema/claim/claim';
import { DonationStatus } from '../../schema/donation/enums';
import type { LowIncomeCategory } from '../../schema/household/household';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import { ProjectStatus } from '../../schema/project/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';
import { AllocationRule } from '../../schema/allocation/enums';

/** The need, its household and its claim, as far as rules ask for them. */
export interface CaseFacts {
  readonly today: string;
  readonly needId?: string;
  readonly kind: NeedKind;
  readonly needStatus: NeedStatus;
  readonly serviceKind: ServiceKind;
  readonly areaCode: string;
  readonly situations: readonly Situation[];
  readonly lowIncomeCategory: LowIncomeCategory;
  /** Undefined: for the need as a whole. */
  readonly claim?: { readonly status: ClaimStatus; readonly leaseOver: boolean };
  /** To whom it goes and who delivers it: blind indexes of resident numbers, organisations and their credit codes. */
  readonly parties: readonly string[];
}

/** What may be taken from where: the money of a donation or a lot. */
export interface StockFacts {
  readonly donationStatus: DonationStatus;
  /** Fen, or pieces, that are free; of a promise, what is promised. */
  readonly free: bigint;
  /** What one fen (one) or one piece is worth. */
  readonly unitValueFen: bigint;
  readonly expiresOn?: string;
  readonly earmark: {
    readonly projectId?: string;
    readonly serviceKind?: ServiceKind;
    readonly areaCode?: string;
    readonly situation?: Situation;
    readonly needId?: string;
  };
  /** The donor, written as the parties of a case are. */
  readonly parties: readonly string[];
}

/** Whose budget would pay. */
export interface ProjectFacts {
  readonly id: string;
  readonly status: ProjectStatus;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly capPerCaseFen: bigint;
  readonly serviceKinds: readonly ServiceKind[];
  readonly areaCodes: readonly string[];
  readonly situations: readonly Situation[];
  readonly lowIncomeCategories: readonly LowIncomeCategory[];
  /** What this case has cost it so far, reserved or spent. */
  readonly caseFen: bigint;
  readonly budgetFreeFen: bigint;
}

export interface Verdict {
  /** One bit per rule that is broken; nothing: it is lawful. */
  readonly broken: number;
  /** The greatest amount up to what is wanted that is there and within cap and budget, whatever else is broken. */
  readonly amount: bigint;
}

const rules = Object.values(AllocationRule);

export function bitOf(rule: AllocationRule): number {
  return 1 << rules.indexOf(rule);
}

/** The rules of a set of bits, in their order. */
export function rulesOf(bits: number): AllocationRule[] {
  return rules.filter((rule) => (bits & bitOf(rule)) !== 0);
}

/**
 * Judges taking an amount (all of it, or as much as may be) from a stock for a case by the budget of a project. `project` is
 * undefined where no budget is asked to pay, and 'NONE_OPEN' where one should and none is open.
 */
export function judge(
  of: CaseFacts,
  stock: StockFacts,
  project: ProjectFacts | 'NONE_OPEN' | undefined,
  wanted: { readonly amount: bigint; readonly whole: boolean },
): Verdict {
  const paying = project === 'NONE_OPEN' ? undefined : project;
  const { amount, short } = limited(stock, paying, wanted);
  const broken = [
    ...[...short, ...brokenByStock(of, stock, paying), ...brokenByCase(of)],
    ...(project === 'NONE_OPEN' ? [AllocationRule.PROJECT_NOT_OPEN] : []),
    ...(paying ? brokenByProject(of, paying) : []),
  ];
  return { amount, broken: broken.reduce((bits, rule) => bits | bitOf(rule), 0) };
}

function limited(
  stock: StockFacts,
  project: ProjectFacts | undefined,
  wanted: { readonly amount: bigint; readonly whole: boolean },
): { amount: bigint; short: AllocationRule[] } {
  const { unitValueFen } = stock;
  const limits: [AllocationRule, bigint][] = [[AllocationRule.AMOUNT_UNAVAILABLE, stock.free]];
  if (project && unitValueFen > 0n)
    limits.push(
      [AllocationRule.CAP_PER_CASE, (project.capPerCaseFen - project.caseFen) / unitValueFen],
      [AllocationRule.BUDGET_LEFT, project.budgetFreeFen / unitValueFen],
    );
  const least = wanted.whole ? wanted.amount : 1n;
  const short = limits.filter(([, limit]) => limit < least).map(([rule]) => rule);
  const amount = limits.reduce((lowest, [, limit]) => (limit < lowest ? limit : lowest), wanted.amount);
  return { amount: amount < 0n ? 0n : amount, short };
}

function brokenByStock(of: CaseFacts, stock: StockFacts, project: ProjectFacts | undefined): AllocationRule[] {
  const { earmark } = stock;
  return where([
    [AllocationRule.DONATION_NOT_RECEIVED, stock.donationStatus !== DonationStatus.RECEIVED],
    [AllocationRule.LOT_EXPIRED, stock.expiresOn !== undefined && stock.expiresOn < of.today],
    [AllocationRule.EARMARK_PROJECT, earmark.projectId !== undefined && earmark.projectId !== project?.id],
    [AllocationRule.EARMARK_SERVICE_KIND, (earmark.serviceKind ?? of.serviceKind) !== of.serviceKind],
    [AllocationRule.EARMARK_AREA, !of.areaCode.startsWith(earmark.areaCode ?? '')],
    [AllocationRule.EARMARK_SITUATION, earmark.situation !== undefined && !of.situations.includes(earmark.situation)],
    [AllocationRule.EARMARK_WISH, earmark.needId !== undefined && earmark.needId !== of.needId],
    [AllocationRule.RELATED_PARTY, stock.parties.some((party) => of.parties.includes(party))],
  ]);
}

const claimedStatuses: readonly NeedStatus[] = [
  NeedStatus.PARTIALLY_CLAIMED,
  NeedStatus.CLAIMED,
  NeedStatus.IN_SERVICE,
];
const wishedStatuses: readonly NeedStatus[] = [
  ...claimedStatuses,
  ...[NeedStatus.VERIFIED, NeedStatus.OFFERED, NeedStatus.PUBLISHED, NeedStatus.RESTRICTED],
];

/** A need is paid for once somebody is to meet it; a wish also before. A claim named must live. */
function brokenByCase(of: CaseFacts): AllocationRule[] {
  const open = of.kind === NeedKind.MICRO_WISH ? wishedStatuses : [...claimedStatuses, NeedStatus.RESTRICTED];
  const claimed = of.claim !== undefined && livingStatuses.includes(of.claim.status) && !of.claim.leaseOver;
  const needsClaim = of.kind === NeedKind.NEED && of.needStatus === NeedStatus.RESTRICTED;
  const ready = open.includes(of.needStatus) && (of.claim === undefined ? !needsClaim : claimed);
  return where([[AllocationRule.NEED_NOT_READY, !ready]]);
}

function brokenByProject(of: CaseFacts, project: ProjectFacts): AllocationRule[] {
  const { situations, lowIncomeCategories: categories } = project;
  return where([
    [AllocationRule.PROJECT_NOT_OPEN, project.status !== ProjectStatus.OPEN],
    [AllocationRule.PROJECT_WINDOW, of.today < project.startsOn || of.today > project.endsOn],
    [AllocationRule.PROJECT_SERVICE_KIND, !project.serviceKinds.includes(of.serviceKind)],
    [AllocationRule.PROJECT_AREA, !project.areaCodes.some((code) => of.areaCode.startsWith(code))],
    [AllocationRule.PROJECT_SITUATION, situations.length > 0 && !situations.some((one) => of.situations.includes(one))],
    [AllocationRule.PROJECT_LOW_INCOME_CATEGORY, categories.length > 0 && !categories.includes(of.lowIncomeCategory)],
  ]);
}

function where(checks: readonly (readonly [AllocationRule, boolean])[]): AllocationRule[] {
  return checks.filter(([, broken]) => broken).map(([rule]) => rule);
}

/** How narrowly a donation is bound: what may be used for less is used first. A longer area code is the narrower area. */
export function narrowness({ earmark }: Pick<StockFacts, 'earmark'>): number {
  const named = [earmark.projectId, earmark.serviceKind, earmark.areaCode, earmark.situation, earmark.needId];
  return named.filter((one) => one !== undefined).length * 100 + (earmark.areaCode?.length ?? 0);
}
