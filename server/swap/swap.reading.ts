/** Promises each swap as far as its reader may see it: overseers the whole, a party what it gives and gets itself. */
import { globalId, localId } from '../../schema/global-id';
import { Swap, SwapLeg, SwapParty } from '../../schema/swap/swap';
import type { Database } from '../database/database';
import { forbidden, type Actor } from '../identity/actor';
import { presentExplanation } from '../matching/present';
import type { NeedRepository } from '../need/need.repository';
import { oversees, partiesOf } from './swap.policy';
import type { SwapListing, SwapLegRow, SwapRepository, SwapRow } from './swap.repository';

/** Undefined: sees everything. */
type Sight = readonly string[] | undefined;

export class SwapReading {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly swaps: SwapRepository,
  ) {}

  /** The swap with a global id; undefined when there is none for the actor. */
  findVisible(actor: Actor, id: string): Promise<Swap | undefined> {
    return this.findSwap(actor, localId('Swap', id));
  }

  /** The same by its local id. */
  async findSwap(actor: Actor, swapId: string): Promise<Swap | undefined> {
    const row = await this.swaps.findSwap(this.database, swapId);
    return row && (await this.present(actor, [row]))[0];
  }

  /** The swaps to which an organisation is a party. Throws FORBIDDEN for who neither speaks for it nor oversees swaps. */
  async listSwaps(actor: Actor, listing: SwapListing): Promise<SwapRow[]> {
    if (!partiesOf(actor, [listing.organisationId]).length && !oversees(actor, [])) throw forbidden();
    return this.swaps.listSwaps(this.database, listing);
  }

  /** The swaps as the actor sees them, in their order; those it does not see are left out. */
  async present(actor: Actor, rows: readonly SwapRow[]): Promise<Swap[]> {
    const needs = await this.needs.findNeeds(
      this.database,
      rows.flatMap((row) => row.legs.map((leg) => leg.needId)),
    );
    const areas = new Map(needs.map((need) => [need.id, need.areaCode]));
    return rows.flatMap((row) => {
      const all = oversees(
        actor,
        row.legs.map((leg) => areas.get(leg.needId)!),
      );
      const own = partiesOf(
        actor,
        row.parties.map((party) => party.organisationId),
      );
      if (!all && own.length === 0) return [];
      return [presentSwap(row, all ? undefined : own)];
    });
  }
}

function presentSwap(row: SwapRow, sight: Sight): Swap {
  const sees = (organisationId: string) => sight === undefined || sight.includes(organisationId);
  return Object.assign(new Swap(), {
    id: globalId('Swap', row.id),
    status: row.status,
    voidReason: row.voidReason ?? undefined,
    gain: sight === undefined ? row.gain : undefined,
    rulesetVersion: row.rulesetVersion,
    proposedAt: row.proposedAt,
    expiresAt: row.expiresAt,
    statusSince: row.statusSince,
    legs: row.legs
      .filter((leg) => sees(leg.fromOrganisationId) || sees(leg.toOrganisationId))
      .map((leg) => presentLeg(leg, sees)),
    parties: row.parties.map((party) =>
      Object.assign(new SwapParty(), {
        organisationId: sees(party.organisationId) ? globalId('Organisation', party.organisationId) : undefined,
        answer: party.answer ?? undefined,
        reason: sees(party.organisationId) ? (party.reason ?? undefined) : undefined,
      }),
    ),
  });
}

function presentLeg(leg: SwapLegRow, sees: (organisationId: string) => boolean): SwapLeg {
  const [from, to] = [sees(leg.fromOrganisationId), sees(leg.toOrganisationId)];
  return Object.assign(new SwapLeg(), {
    claimId: from ? globalId('Claim', leg.claimId) : undefined,
    madeClaimId: to && leg.madeClaimId ? globalId('Claim', leg.madeClaimId) : undefined,
    fromOrganisationId: from ? globalId('Organisation', leg.fromOrganisationId) : undefined,
    toOrganisationId: to ? globalId('Organisation', leg.toOrganisationId) : undefined,
    before: from ? presentExplanation(leg.before) : undefined,
    after: to ? presentExplanation(leg.after) : undefined,
    beforeDecisionId: from && leg.beforeDecisionId ? globalId('Decision', leg.beforeDecisionId) : undefined,
    afterDecisionId: to && leg.afterDecisionId ? globalId('Decision', leg.afterDecisionId) : undefined,
    needId: leg.needId,
  });
}
