/** Promises swaps by consent: proposed, answered by each party for itself, and done at once on the last agreement or not at all. */
import { v7 } from 'uuid';
import { localId } from '../../schema/global-id';
import { DecisionKind } from '../../schema/matching/decision';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { SwapAnswer, SwapStatus, SwapVoidReason } from '../../schema/swap/enums';
import type { AgreeToSwapInput, DeclineSwapInput, ProposeSwapsInput } from '../../schema/swap/inputs';
import { SwapVoid } from '../../schema/swap/results';
import type { AuditLine, AuditTrail } from '../audit/audit';
import type { Commands } from '../audit/commands';
import type { ClaimRow } from '../claim/claim.repository';
import type { ClaimingService } from '../claim/claiming.service';
import type { ExchangeRepository } from '../claim/exchange.repository';
import type { Database, Transaction } from '../database/database';
import { actsFor, forbidden, type Actor } from '../identity/actor';
import type { MatchingService } from '../matching/matching.service';
import type { NeedRepository } from '../need/need.repository';
import type { SwapEnding } from './swap.ending';
import type { SwapExecution } from './swap.execution';
import { areasToPropose, partiesOf } from './swap.policy';
import type { NewLeg, SwapRepository, SwapRow } from './swap.repository';
import type { FoundLeg, FoundSwap, FoundSwaps, SwapSearch } from './swap.search';

export interface SwapParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly commands: Commands;
  readonly needs: NeedRepository;
  readonly exchanges: ExchangeRepository;
  readonly claiming: Pick<ClaimingService, 'leasesStarted'>;
  readonly matching: Pick<MatchingService, 'writeDown'>;
  readonly swaps: SwapRepository;
  readonly search: SwapSearch;
  readonly ending: SwapEnding;
  readonly execution: SwapExecution;
}

export interface ProposedRound {
  readonly swaps: readonly SwapRow[];
  readonly complete: boolean;
}

/** What the schedule of swaps does with a new one, after the commit; the sweep finds all. */
export type ProposalReaction = (swapId: string, expiresAt: Date) => void;

interface Agreement {
  readonly swap: SwapRow;
  readonly made: readonly ClaimRow[];
}

/** How many claims one search looks at; the oldest are. */
const claimMaximum = 2_000;
/** How long the parties have to answer. */
const hoursToAnswer = 24;
const areaShape = /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?)?$/;

export class SwapService {
  private readonly proposalReactions: ProposalReaction[] = [];

  constructor(private readonly parts: SwapParts) {}

  onProposed(reaction: ProposalReaction): void {
    this.proposalReactions.push(reaction);
  }

  /**
   * Seeks swaps among the claims that may move and stores what it finds; proposals never share a claim, nor a claim of a
   * swap that is open. A retry with the same id answers with the same swaps. Announces SwapProposed to the parties.
   */
  async proposeSwaps(actor: Actor, input: ProposeSwapsInput): Promise<ProposedRound | Refusal> {
    const { database, exchanges, search, swaps } = this.parts;
    if (input.areaCode != null && !areaShape.test(input.areaCode)) return malformedArea();
    const areaCodes = areasToPropose(actor, input.areaCode ?? undefined);
    if (areaCodes?.length === 0) throw forbidden();
    const wanted = { areaCodes, serviceKind: input.serviceKind ?? undefined };
    const listed = await exchanges.listExchangeable(database, { ...wanted, limit: claimMaximum + 1 });
    const taken = await swaps.inOpenSwaps(
      database,
      listed.map((claim) => claim.id),
    );
    const claims = listed.slice(0, claimMaximum).filter((claim) => !taken.has(claim.id));
    const found = await search.search(database, claims);
    const complete = found.complete && listed.length <= claimMaximum;
    const round = await database.transaction((tx) => this.store(tx, actor, input, { ...found, complete }));
    if (isRefusal(round)) return round;
    for (const swap of round.swaps)
      for (const react of this.proposalReactions) if (!swap.over) react(swap.id, swap.expiresAt);
    return round;
  }

  /**
   * One party's yes. The last one exchanges all claims in the same transaction; what changed meanwhile voids the swap as a
   * whole, with SwapVoid. Agreeing twice is agreeing once; a retry with the same id answers with the swap as it is. Announces
   * SwapAgreed, and SwapExecuted for each need that moved.
   */
  async agreeToSwap(actor: Actor, input: AgreeToSwapInput): Promise<SwapRow | Refusal> {
    const swapId = localId('Swap', input.swapId);
    const organisationId = localId('Organisation', input.organisationId);
    const line = lineOf(actor, 'agreeToSwap', swapId, { organisationId });
    const result = await this.parts.commands.run<Agreement>(line, input.commandId, input, (tx, repeated) =>
      this.agree(tx, actor, { swapId, organisationId, repeated }),
    );
    if (result instanceof SwapVoid) await this.parts.ending.voidSwap(swapId, result.reason);
    if (isRefusal(result)) return result;
    this.parts.claiming.leasesStarted(result.made);
    return result.swap;
  }

  /** One party's no, with its coded reason: nothing moves. Declining twice is declining once. Announces SwapDeclined. */
  declineSwap(actor: Actor, input: DeclineSwapInput): Promise<SwapRow | Refusal> {
    const { commands, ending, swaps } = this.parts;
    const { reason } = input;
    const organisationId = localId('Organisation', input.organisationId);
    const swapId = localId('Swap', input.swapId);
    const line = lineOf(actor, 'declineSwap', swapId, { organisationId, reason });
    return commands.run<SwapRow>(line, input.commandId, input, async (tx, repeated) => {
      const swap = await swaps.lockSwap(tx, swapId);
      const refused = refusalOfParty(actor, swap, organisationId);
      if (refused || !swap) return refused ?? new NotFound('Swap');
      const own = swap.parties.find((party) => party.organisationId === organisationId)!;
      if (repeated || own.answer === SwapAnswer.DECLINED) return swap;
      if (swap.status !== SwapStatus.PROPOSED || swap.over) return wrongState(swap);
      const { accountId } = actor;
      await swaps.answer(tx, swap.id, organisationId, { answer: SwapAnswer.DECLINED, accountId, reason });
      const declined = (await swaps.end(tx, swap.id, SwapStatus.DECLINED))!;
      await ending.announce(tx, declined, 'SwapDeclined');
      return declined;
    });
  }

  private async store(
    tx: Transaction,
    actor: Actor,
    input: ProposeSwapsInput,
    found: FoundSwaps,
  ): Promise<ProposedRound | Refusal> {
    const { audit, ending, exchanges, needs, swaps } = this.parts;
    const { roundId } = input;
    const { complete } = found;
    const line = {
      accountId: actor.accountId,
      operation: 'proposeSwaps',
      subjectType: 'SwapRound',
      subjectId: roundId,
    };
    const once = await audit.recordOnce(tx, { ...line, details: { complete } }, roundId, input);
    if (isRefusal(once)) return once;
    if (once === 'repeated') {
      const [earlier] = await audit.linesOfSubject(tx, roundId, 1);
      return { swaps: await swaps.listOfRound(tx, roundId), complete: earlier?.details.complete === true };
    }
    for (const needId of found.swaps.flatMap((swap) => swap.legs.map((leg) => leg.needId)).sort())
      await needs.lockNeed(tx, needId);
    const claimIds = found.swaps.flatMap((swap) => swap.legs.map((leg) => leg.claimId));
    const able = await exchanges.listExchangeable(tx, { claimIds, limit: claimIds.length });
    const taken = await swaps.inOpenSwaps(tx, claimIds);
    const free = new Set(able.map((claim) => claim.id).filter((id) => !taken.has(id)));
    const stored: SwapRow[] = [];
    const stands = (swap: FoundSwap) => swap.legs.every((leg) => free.has(leg.claimId));
    for (const { gain, legs } of found.swaps.filter(stands)) {
      const swap = { id: v7(), roundId, gain, rulesetVersion: found.rulesetVersion, proposedBy: actor.accountId };
      stored.push(await swaps.insertSwap(tx, swap, await this.writeDown(tx, legs), hoursToAnswer));
      await ending.tell(tx, stored.at(-1)!, 'proposeSwap', 'SwapProposed', actor.accountId);
    }
    return { swaps: stored, complete };
  }

  /** Both sides of each leg as decisions, and the legs as they are kept. */
  private async writeDown(tx: Transaction, legs: readonly FoundLeg[]): Promise<NewLeg[]> {
    const fits = legs.flatMap(({ before, after }) => [before, after]);
    const decisionIds = await this.parts.matching.writeDown(tx, DecisionKind.SWAP, fits);
    return legs.map(({ claimId, needId, before, after }, place) => ({
      ...{ claimId, needId, before: before.explanation, after: after.explanation },
      ...{ fromOrganisationId: before.organisationId, fromOfferingId: before.offeringId! },
      ...{ toOrganisationId: after.organisationId, toOfferingId: after.offeringId! },
      ...{ beforeDecisionId: decisionIds[2 * place]!, afterDecisionId: decisionIds[2 * place + 1]! },
    }));
  }

  private async agree(
    tx: Transaction,
    actor: Actor,
    { swapId, organisationId, repeated }: { swapId: string; organisationId: string; repeated: boolean },
  ): Promise<Agreement | Refusal> {
    const { ending, execution, needs, swaps } = this.parts;
    const found = await swaps.findSwap(tx, swapId);
    const refused = refusalOfParty(actor, found, organisationId);
    if (refused || !found) return refused ?? new NotFound('Swap');
    // Four eyes: whoever proposed it does not agree to it as well.
    if (found.proposedBy === actor.accountId) throw forbidden();
    for (const needId of found.legs.map((leg) => leg.needId).sort()) await needs.lockNeed(tx, needId);
    const swap = (await swaps.lockSwap(tx, swapId))!;
    const own = swap.parties.find((party) => party.organisationId === organisationId)!;
    if (repeated) return { swap, made: [] };
    if (swap.status === SwapStatus.VOID) return new SwapVoid(swap.voidReason!);
    if (own.answer === SwapAnswer.AGREED && [SwapStatus.PROPOSED, SwapStatus.EXECUTED].includes(swap.status))
      return { swap, made: [] };
    if (swap.status !== SwapStatus.PROPOSED || swap.over) return wrongState(swap);
    if ((await ending.changedOf(tx, swap.legs)).length > 0) return new SwapVoid(SwapVoidReason.CLAIM_CHANGED);
    await swaps.answer(tx, swapId, organisationId, { answer: SwapAnswer.AGREED, accountId: actor.accountId });
    const agreed = (await swaps.findSwap(tx, swapId))!;
    await ending.announce(tx, agreed, 'SwapAgreed');
    if (agreed.parties.some((party) => party.answer !== SwapAnswer.AGREED)) return { swap: agreed, made: [] };
    const made = await execution.execute(tx, agreed, actor.accountId);
    if (isRefusal(made)) return made;
    return { swap: (await swaps.findSwap(tx, swapId))!, made };
  }
}

function lineOf({ accountId }: Actor, operation: string, subjectId: string, details: AuditLine['details']): AuditLine {
  return { accountId, operation, subjectType: 'Swap', subjectId, details };
}

function refusalOfParty(actor: Actor, swap: SwapRow | undefined, organisationId: string): NotFound | undefined {
  const named = swap?.parties.map((party) => party.organisationId) ?? [];
  if (!named.includes(organisationId) || !actsFor(actor, organisationId)) return new NotFound('Swap');
  if (!partiesOf(actor, [organisationId]).length) throw forbidden();
  return undefined;
}

function wrongState(swap: SwapRow): WrongState {
  const over = swap.status === SwapStatus.PROPOSED && swap.over;
  return new WrongState(over ? SwapStatus.EXPIRED : swap.status, [SwapStatus.PROPOSED]);
}

function malformedArea(): InvalidInput {
  return new InvalidInput('areaCode', {
    zh: '区划代码须为 2 至 15 位数字。请改正后重试。',
    en: 'An area code has 2 to 15 digits. Correct it and try again.',
  });
}
