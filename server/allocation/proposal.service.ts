/** Promises proposals of what a project could pay for now, and that lines of one are accepted together or not at all. */
import { v7 } from 'uuid';
import type { AcceptAllocationsInput, ProposeAllocationsInput } from '../../schema/allocation/proposal';
import { OutdatedLine, ProposalOutdated } from '../../schema/allocation/proposal';
import { DonationStatus } from '../../schema/donation/enums';
import type { Urgency } from '../../schema/need/enums';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { Transaction } from '../database/database';
import type { StockKey } from '../donation/allocatable.repository';
import type { Actor } from '../identity/actor';
import type { NeedRow } from '../need/need.repository';
import type { ProjectRow } from '../project/project.repository';
import { allocatesFor } from './allocation.policy';
import type { AllocationRow } from './allocation.repository';
import { holdStock, reserveChosen, type AllocationParts } from './allocation.service';
import { judgeEach } from './choice';
import type { OpenCase } from './desk';
import { readAmount, readWish } from './draft';
import { judge, rulesOf } from './legality';
import type { ProposalThreads } from './proposal.host';
import { wantMaximum, type ProposalProblem, type ProposalSolution } from './proposal.problem';
import type { StockOption } from './stock';

/** One need of a proposal: who would deliver, and how much it wants. */
export interface ProposedCase {
  readonly need: NeedRow;
  readonly claimId: string | undefined;
  readonly want: bigint;
}

export interface Proposal {
  readonly cases: readonly ProposedCase[];
  readonly options: readonly StockOption[];
  readonly solution: ProposalSolution;
}

const linesMaximum = 100;
const urgencyWorth: Record<Urgency, number> = { EMERGENCY: 4_000, URGENT: 2_000, ROUTINE: 1_000 };
const waitingDaysMaximum = 365;
const dayMilliseconds = 86_400_000;

export class ProposalService {
  constructor(
    private readonly parts: AllocationParts,
    private readonly threads: ProposalThreads,
  ) {}

  /** Of the claimed needs that the project does not pay for yet, the most urgent and longest waiting first, at most so many. */
  async proposeAllocations(
    actor: Actor,
    input: ProposeAllocationsInput,
    first: number,
  ): Promise<Proposal | Refusal | undefined> {
    const { allocations, database, needs, stock } = this.parts;
    const wish = readWish({ ...input, charityId: '', needId: '', withoutBudget: false });
    if (isRefusal(wish)) throw badInput(wish.messageZh, wish.messageEn);
    const project = await this.own(actor, input.projectId);
    if (!project) return undefined;
    const paid = await allocations.needsPaidBy(database, project.id);
    const rows = await needs.listClaimed(database, { ...project, except: paid, limit: first });
    const cases = await this.casesOf(rows, wish.amount);
    if (cases.some((one) => one.want > BigInt(wantMaximum)))
      throw badInput('单个需求的数量过大', 'what one need wants in all is too much');
    const charityId = project.organisationId;
    const options = (
      await stock.optionsFor(database, project.id, charityId, wish.goods, { projectId: project.id })
    ).filter(({ stock: { donationStatus } }) => donationStatus === DonationStatus.RECEIVED);
    const problem = await this.problemOf(project, cases, options);
    const solution = await this.threads.solve(problem);
    return isRefusal(solution) ? solution : { cases, options, solution };
  }

  /** Sets aside what the lines say: each is tried by the rules of now, after those before it. Announces DonationAllocated. */
  acceptAllocations(actor: Actor, input: AcceptAllocationsInput): Promise<readonly AllocationRow[] | Refusal> {
    const { allocations, audit, database } = this.parts;
    return database.transaction<readonly AllocationRow[] | Refusal>(async (tx) => {
      const projectId = localId('CharityProject', input.projectId);
      const line = { operation: 'acceptAllocations', subjectType: 'CharityProject', subjectId: projectId };
      const once = await audit.recordOnce(tx, { accountId: actor.accountId, ...line }, input.commandId, input);
      if (isRefusal(once)) return once;
      const project = await this.own(actor, input.projectId);
      if (!project) return new NotFound('CharityProject');
      if (once === 'repeated') return allocations.findOfCommand(tx, input.commandId);
      const wrong = wrongLines(input);
      if (wrong) return wrong;
      const opened = await this.openAll(tx, actor, project, input);
      return isRefusal(opened) ? opened : this.acceptHeld(tx, actor, project, input, opened);
    });
  }

  private async acceptHeld(
    tx: Transaction,
    actor: Actor,
    project: ProjectRow,
    input: AcceptAllocationsInput,
    opened: ReadonlyMap<string, OpenCase>,
  ): Promise<readonly AllocationRow[] | Refusal> {
    const { stock } = this.parts;
    const keys = input.lines.map(keyOf);
    await holdStock(this.parts, tx, keys, [project.id]);
    const rows: AllocationRow[] = [];
    const outdated: OutdatedLine[] = [];
    for (const [index, { amount }] of input.lines.entries()) {
      const open = opened.get(caseKey(input.lines[index]!))!;
      const payers = { projectId: project.id };
      const [option] = await stock.optionsOf(tx, open.need.id, [keys[index]!], payers, project.organisationId);
      if (option?.donation.recipientOrganisationId !== project.organisationId) return new NotFound('Donation');
      const [verdict] = judgeEach(open.facts, [option], { amount, whole: true });
      if (verdict!.broken !== 0)
        outdated.push(Object.assign(new OutdatedLine(), { index, broken: rulesOf(verdict!.broken) }));
      else {
        const by = { commandId: input.commandId, id: v7(), automatic: true };
        rows.push(await reserveChosen(this.parts, tx, actor, open, { option, amount }, by));
      }
    }
    return outdated.length > 0 ? new ProposalOutdated(outdated) : rows;
  }

  /** The needs of the lines, held in the order of their ids. */
  private async openAll(
    tx: Transaction,
    actor: Actor,
    project: ProjectRow,
    { lines, projectId }: AcceptAllocationsInput,
  ): Promise<Map<string, OpenCase> | Refusal> {
    const opened = new Map<string, OpenCase>();
    const sorted = [...lines].sort((a, b) => (localId('Need', a.needId) < localId('Need', b.needId) ? -1 : 1));
    for (const one of sorted) {
      const { needId, claimId } = one;
      const open = await this.parts.desk.open(tx, actor, project.organisationId, { needId, claimId, projectId });
      if (isRefusal(open)) return open;
      opened.set(caseKey(one), open);
    }
    return opened;
  }

  /** The project, for who allocates for its charity. */
  private async own(actor: Actor, projectId: string): Promise<ProjectRow | undefined> {
    const { database, projects } = this.parts;
    const project = await projects.findProject(database, localId('CharityProject', projectId));
    return project && allocatesFor(actor, project.organisationId) ? project : undefined;
  }

  /** What each need wants for the quantity that is claimed of it; its claim, when one alone holds it. */
  private async casesOf(needs: readonly NeedRow[], each: bigint): Promise<ProposedCase[]> {
    const { claims, database } = this.parts;
    const cases: ProposedCase[] = [];
    for (const need of needs) {
      const living = await claims.listLiving(database, { needId: need.id });
      const quantity = living.reduce((sum, claim) => sum + claim.quantity, 0);
      const claimId = living.length === 1 ? living[0]!.id : undefined;
      if (quantity > 0) cases.push({ need, claimId, want: each * BigInt(quantity) });
    }
    return cases;
  }

  private async problemOf(
    project: ProjectRow,
    cases: readonly ProposedCase[],
    options: readonly StockOption[],
  ): Promise<ProposalProblem> {
    const { claims, database, ledger, stock } = this.parts;
    const legal = new Uint8Array(cases.length * options.length);
    for (const [index, { need, claimId, want }] of cases.entries()) {
      const claim = claimId === undefined ? undefined : await claims.findClaim(database, claimId);
      const facts = await stock.caseOf(database, need, claim);
      for (const [at, option] of options.entries()) {
        const { broken } = judge(facts, option.stock, option.project, { amount: want, whole: true });
        legal[index * options.length + at] = broken === 0 ? 1 : 0;
      }
    }
    const budget = (await ledger.balances(database, [project.id])).get(project.id)?.RECEIVED ?? 0n;
    return {
      wants: cases.map((one) => Number(one.want)),
      worth: cases.map((one) => worthOfNeed(one.need)),
      free: options.map((option) => Number(option.stock.free)),
      unitFen: options.map((option) => Number(option.stock.unitValueFen)),
      legal,
      budgetFen: Number(budget),
    };
  }
}

/** Urgency first, then each day of waiting, a year at most. */
function worthOfNeed(need: NeedRow): number {
  const days = Math.floor((need.readAt.getTime() - (need.referredAt ?? need.createdAt).getTime()) / dayMilliseconds);
  return urgencyWorth[need.urgency] + Math.max(0, Math.min(waitingDaysMaximum, days));
}

function wrongLines({ lines }: AcceptAllocationsInput): InvalidInput | undefined {
  if (lines.length < 1 || lines.length > linesMaximum)
    return new InvalidInput('lines', {
      zh: `方案项须为 1 至 ${linesMaximum} 个。请改正后重试。`,
      en: `Send 1 to ${linesMaximum} lines. Correct it and try again.`,
    });
  for (const [index, { amount }] of lines.entries()) {
    const read = readAmount(amount, `lines.${index}.amount`);
    if (isRefusal(read)) return read;
  }
  return undefined;
}

function keyOf(line: { readonly donationId: string; readonly lotId?: string | null }): StockKey {
  const donationId = localId('Donation', line.donationId);
  return { donationId, lotId: line.lotId == null ? null : localId('DonationLot', line.lotId) };
}

function caseKey(line: { readonly needId: string; readonly claimId?: string | null }): string {
  return `${line.needId} ${line.claimId ?? ''}`;
}

function badInput(zh: string, en: string): Fault {
  return new Fault('BAD_USER_INPUT', { zh, en });
}
