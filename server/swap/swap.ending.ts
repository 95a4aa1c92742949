/** Promises that a swap that cannot be any more ends as a whole, at once or by the next sweep, and that its parties hear of it. */
import { SwapStatus, SwapVoidReason } from '../../schema/swap/enums';
import type { AuditTrail } from '../audit/audit';
import type { ClaimRow } from '../claim/claim.repository';
import type { ExchangeRepository } from '../claim/exchange.repository';
import type { Database, Statements, Transaction } from '../database/database';
import { organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { NeedRepository } from '../need/need.repository';
import type { SwapLegRow, SwapRepository, SwapRow } from './swap.repository';
import type { SwapSearch } from './swap.search';

const batch = 200;
const firstId = '00000000-0000-0000-0000-000000000000';

export class SwapEnding {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly needs: NeedRepository,
    private readonly exchanges: ExchangeRepository,
    private readonly search: SwapSearch,
    private readonly swaps: SwapRepository,
  ) {}

  /** Ends one swap if its time is over by the clock of the database; exactly one of any number of callers does it. */
  expireSwap(swapId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const ended = await this.swaps.end(tx, swapId, SwapStatus.EXPIRED, { afterTime: true });
      if (ended) await this.tell(tx, ended, 'expireSwap', 'SwapExpired');
      return ended !== undefined;
    });
  }

  /** The sweep: ends swaps whose time is over, and voids those whose claims are not what they were. Returns how many. */
  async expireSwaps(): Promise<number> {
    let ended = 0;
    for (const swapId of await this.swaps.listOver(this.database, batch)) if (await this.expireSwap(swapId)) ended += 1;
    for (let after = firstId; ;) {
      const legs = await this.swaps.listOpenLegs(this.database, after, batch);
      const changed = await this.changedOf(this.database, legs);
      for (const swapId of new Set(changed.map((leg) => leg.swapId)))
        if (await this.voidSwap(swapId, SwapVoidReason.CLAIM_CHANGED)) ended += 1;
      const last = legs.at(-1)?.swapId;
      if (last === undefined) return ended;
      after = last;
    }
  }

  /** The legs whose claim is not any more what was proposed to move. */
  async changedOf(statements: Statements, legs: readonly SwapLegRow[]): Promise<SwapLegRow[]> {
    if (legs.length === 0) return [];
    const claimIds = legs.map((leg) => leg.claimId);
    const able = await this.exchanges.listExchangeable(statements, { claimIds, limit: claimIds.length });
    const standing = new Set(able.map((claim) => claim.id));
    return legs.filter((leg) => !standing.has(leg.claimId));
  }

  voidSwap(swapId: string, reason: SwapVoidReason): Promise<boolean> {
    return this.database.transaction((tx) => this.voidIn(tx, swapId, reason));
  }

  /** Reaction: a claim that ended takes its open swap with it. */
  async voidOfClaim(tx: Transaction, claim: ClaimRow): Promise<void> {
    const swapId = await this.swaps.findOpenOfClaim(tx, claim.id);
    if (swapId !== undefined) await this.voidIn(tx, swapId, SwapVoidReason.CLAIM_CHANGED);
  }

  /** Reaction: an organisation that may not act any more gets nothing by a swap. */
  async voidOfReceiver(tx: Transaction, organisationId: string): Promise<void> {
    for (const leg of await this.swaps.openLegsTo(tx, organisationId))
      await this.voidIn(tx, leg.swapId, SwapVoidReason.ORGANISATION_CHANGED);
  }

  /** Reaction: a restricted need goes to nobody without the household's consent, and is not shown to it any longer. */
  async voidWithoutConsent(tx: Transaction, householdId: string, organisationId: string): Promise<void> {
    const legs = await this.swaps.openLegsTo(tx, organisationId);
    const needs = await this.needs.findNeeds(
      tx,
      legs.map((leg) => leg.needId),
    );
    const concerned = new Set(
      needs.filter((need) => need.restricted && need.householdId === householdId).map((need) => need.id),
    );
    for (const leg of legs.filter((one) => concerned.has(one.needId))) {
      const fit = await this.search.fit(tx, leg.needId, leg.toOfferingId, 1);
      if (!fit || fit.explanation.gates.some((gate) => gate.gate === 'CONSENT' && !gate.passed))
        await this.voidIn(tx, leg.swapId, SwapVoidReason.GATE_CLOSED);
    }
  }

  /** Writes down what happened to a swap and tells all its parties: ids and states, never who holds what. */
  async tell(tx: Transaction, swap: SwapRow, operation: string, type: EventType, accountId?: string): Promise<void> {
    await this.audit.record(tx, {
      accountId,
      operation,
      subjectType: 'Swap',
      subjectId: swap.id,
      details: { status: swap.status, reason: swap.voidReason },
    });
    await this.announce(tx, swap, type);
  }

  /** Tells all parties of a swap what happened to it; whoever calls it has written the line of the command. */
  async announce(tx: Transaction, swap: SwapRow, type: EventType): Promise<void> {
    await append(tx, {
      type,
      subjectId: swap.id,
      audience: swap.parties.map((party) => organisationScope(party.organisationId)),
      payload: { swapId: swap.id, status: swap.status },
    });
  }

  private async voidIn(tx: Transaction, swapId: string, reason: SwapVoidReason): Promise<boolean> {
    const ended = await this.swaps.end(tx, swapId, SwapStatus.VOID, { reason });
    if (ended) await this.tell(tx, ended, 'voidSwap', 'SwapVoided');
    return ended !== undefined;
  }
}
