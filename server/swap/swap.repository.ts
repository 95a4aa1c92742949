/** Promises the only SQL for swaps, their legs and the answers of their parties. */
import type { ReferralRejectionReason } from '../../schema/referral/enums';
import type { SwapAnswer, SwapStatus, SwapVoidReason } from '../../schema/swap/enums';
import type { Statements, Transaction } from '../database/database';
import { among, type InvolvementPart } from '../need/visibility';
import type { SwapEntity, SwapLegEntity, SwapPartyEntity } from './swap.entity';

/** `over`: the time to answer has run out by the clock of the database. */
export type SwapHead = SwapEntity & { readonly over: boolean };
export type SwapLegRow = SwapLegEntity;
export type SwapPartyRow = SwapPartyEntity;

/** A swap with all that belongs to it. `needAreas` are filled by who knows needs. */
export interface SwapRow extends SwapHead {
  readonly legs: readonly SwapLegRow[];
  readonly parties: readonly SwapPartyRow[];
}

export type NewSwap = Pick<SwapEntity, 'id' | 'roundId' | 'gain' | 'rulesetVersion' | 'proposedBy'>;
export type NewLeg = Omit<SwapLegEntity, 'swapId' | 'position' | 'open' | 'madeClaimId'>;

export interface SwapListing {
  readonly organisationId: string;
  readonly statuses?: readonly SwapStatus[];
  readonly after?: string;
  readonly limit: number;
}

const columns = `id, round_id AS "roundId", status, gain, ruleset_version AS "rulesetVersion", proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", expires_at AS "expiresAt", expires_at <= now() AS over, status_since AS "statusSince",
  void_reason AS "voidReason"`;
const legColumns = `swap_id AS "swapId", position, claim_id AS "claimId", need_id AS "needId",
  from_organisation_id AS "fromOrganisationId", from_offering_id AS "fromOfferingId",
  to_organisation_id AS "toOrganisationId", to_offering_id AS "toOfferingId", before, after, open,
  before_decision_id AS "beforeDecisionId", after_decision_id AS "afterDecisionId", made_claim_id AS "madeClaimId"`;
const partyColumns = `swap_id AS "swapId", organisation_id AS "organisationId", answer, reason, answered_by AS "answeredBy",
  answered_at AS "answeredAt"`;

export class SwapRepository {
  async findSwap(statements: Statements, id: string): Promise<SwapRow | undefined> {
    const [row] = await this.withParts(
      statements,
      await statements.query<SwapHead>(`/* swap.findSwap */ SELECT ${columns} FROM swap WHERE id = $1`, [id]),
    );
    return row;
  }

  /** Holds the swap until the end of the transaction; after the locks of its needs. */
  async lockSwap(tx: Transaction, id: string): Promise<SwapRow | undefined> {
    const heads = await tx.query<SwapHead>(`/* swap.lockSwap */ SELECT ${columns} FROM swap WHERE id = $1 FOR UPDATE`, [
      id,
    ]);
    return (await this.withParts(tx, heads))[0];
  }

  /** What one search proposed, the greatest gain first. */
  async listOfRound(statements: Statements, roundId: string): Promise<SwapRow[]> {
    const heads = await statements.query<SwapHead>(
      `/* swap.listOfRound */ SELECT ${columns} FROM swap WHERE round_id = $1 ORDER BY gain DESC, id`,
      [roundId],
    );
    return this.withParts(statements, heads);
  }

  /** The swaps to which an organisation is a party, the newest first. */
  async listSwaps(statements: Statements, listing: SwapListing): Promise<SwapRow[]> {
    const heads = await statements.query<SwapHead>(
      `/* swap.listSwaps */
       SELECT ${columns} FROM swap
        WHERE id IN (SELECT swap_id FROM swap_party WHERE organisation_id = $1)
          AND ($2::text[] IS NULL OR status = ANY ($2::text[])) AND ($3::uuid IS NULL OR id < $3::uuid)
        ORDER BY id DESC LIMIT $4`,
      [listing.organisationId, listing.statuses ?? null, listing.after ?? null, listing.limit],
    );
    return this.withParts(statements, heads);
  }

  /** Of these claims, those that stand in an open swap. */
  async inOpenSwaps(statements: Statements, claimIds: readonly string[]): Promise<Set<string>> {
    const rows = await statements.query<{ claimId: string }>(
      '/* swap.inOpenSwaps */ SELECT claim_id AS "claimId" FROM swap_leg WHERE open AND claim_id = ANY ($1::uuid[])',
      [claimIds],
    );
    return new Set(rows.map((row) => row.claimId));
  }

  /** Needs that an open swap would bring. */
  readonly needsOffered: InvolvementPart = (organisations, needs) => `
       SELECT need_id FROM swap_leg JOIN swap ON swap.id = swap_leg.swap_id
        WHERE open AND expires_at > now() AND to_organisation_id = ANY (${organisations}) ${among('need_id', needs)}`;

  /** Open legs that bring something to an organisation. */
  openLegsTo(statements: Statements, organisationId: string): Promise<SwapLegRow[]> {
    return statements.query<SwapLegRow>(
      `/* swap.openLegsTo */ SELECT ${legColumns} FROM swap_leg WHERE open AND to_organisation_id = $1 ORDER BY swap_id`,
      [organisationId],
    );
  }

  async insertSwap(tx: Transaction, swap: NewSwap, legs: readonly NewLeg[], hours: number): Promise<SwapRow> {
    await tx.query(
      `/* swap.insertSwap */
       INSERT INTO swap (id, round_id, status, gain, ruleset_version, proposed_by, expires_at)
       VALUES ($1, $2, 'PROPOSED', $3, $4, $5, now() + make_interval(hours => $6))`,
      [swap.id, swap.roundId, swap.gain, swap.rulesetVersion, swap.proposedBy, hours],
    );
    for (const [position, leg] of legs.entries())
      await tx.query(
        `/* swap.insertLeg */
         INSERT INTO swap_leg (swap_id, position, claim_id, need_id, from_organisation_id, from_offering_id,
                               to_organisation_id, to_offering_id, before, after, before_decision_id, after_decision_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $12)`,
        [
          ...[swap.id, position, leg.claimId, leg.needId, leg.fromOrganisationId, leg.fromOfferingId],
          ...[leg.toOrganisationId, leg.toOfferingId, JSON.stringify(leg.before), JSON.stringify(leg.after)],
          ...[leg.beforeDecisionId, leg.afterDecisionId],
        ],
      );
    const parties = [...new Set(legs.flatMap((leg) => [leg.fromOrganisationId, leg.toOrganisationId]))];
    await tx.query(
      '/* swap.insertParties */ INSERT INTO swap_party (swap_id, organisation_id) SELECT $1, unnest($2::uuid[])',
      [swap.id, parties],
    );
    return (await this.findSwap(tx, swap.id))!;
  }

  /** Writes the answer of a party that has given none. The swap is held by the caller. */
  async answer(
    tx: Transaction,
    swapId: string,
    organisationId: string,
    given: { readonly answer: SwapAnswer; readonly accountId: string; readonly reason?: ReferralRejectionReason },
  ): Promise<void> {
    await tx.query(
      `/* swap.answer */
       UPDATE swap_party SET answer = $3, answered_by = $4, reason = $5, answered_at = now()
        WHERE swap_id = $1 AND organisation_id = $2`,
      [swapId, organisationId, given.answer, given.accountId, given.reason ?? null],
    );
  }

  /** Ends a swap that is proposed. Undefined, and nothing changed, when it is not; with `afterTime`, only once its time is over. */
  async end(
    tx: Transaction,
    id: string,
    to: SwapStatus,
    how: { readonly reason?: SwapVoidReason; readonly afterTime?: boolean } = {},
  ): Promise<SwapRow | undefined> {
    const ended = await tx.query<SwapHead>(
      `/* swap.end */
       UPDATE swap SET status = $2, void_reason = $3, status_since = now()
        WHERE id = $1 AND status = 'PROPOSED' AND (NOT $4::boolean OR expires_at <= now()) RETURNING ${columns}`,
      [id, to, how.reason ?? null, how.afterTime ?? false],
    );
    if (ended.length > 0)
      await tx.query('/* swap.closeLegs */ UPDATE swap_leg SET open = false WHERE swap_id = $1', [id]);
    return (await this.withParts(tx, ended))[0];
  }

  async setMade(tx: Transaction, swapId: string, position: number, claimId: string): Promise<void> {
    await tx.query('/* swap.setMade */ UPDATE swap_leg SET made_claim_id = $3 WHERE swap_id = $1 AND position = $2', [
      swapId,
      position,
      claimId,
    ]);
  }

  /** Open swaps whose time is over, the longest ago first. */
  async listOver(statements: Statements, limit: number): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* swap.listOver */
       SELECT id FROM swap WHERE status = 'PROPOSED' AND expires_at <= now() ORDER BY expires_at, id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /** Legs of open swaps after an id, whole swaps, in the order of their ids. */
  listOpenLegs(statements: Statements, after: string, limit: number): Promise<SwapLegRow[]> {
    return statements.query<SwapLegRow>(
      `/* swap.listOpenLegs */
       SELECT ${legColumns} FROM swap_leg
        WHERE swap_id IN (SELECT id FROM swap WHERE status = 'PROPOSED' AND id > $1 ORDER BY id LIMIT $2)
        ORDER BY swap_id, position`,
      [after, limit],
    );
  }

  async findOpenOfClaim(statements: Statements, claimId: string): Promise<string | undefined> {
    const [row] = await statements.query<{ swapId: string }>(
      '/* swap.findOpenOfClaim */ SELECT swap_id AS "swapId" FROM swap_leg WHERE claim_id = $1 AND open',
      [claimId],
    );
    return row?.swapId;
  }

  private async withParts(statements: Statements, heads: readonly SwapHead[]): Promise<SwapRow[]> {
    if (heads.length === 0) return [];
    const ids = [heads.map((head) => head.id)];
    const legs = await statements.query<SwapLegRow>(
      `/* swap.legsOf */ SELECT ${legColumns} FROM swap_leg WHERE swap_id = ANY ($1::uuid[]) ORDER BY swap_id, position`,
      ids,
    );
    const parties = await statements.query<SwapPartyRow>(
      `/* swap.partiesOf */
       SELECT ${partyColumns} FROM swap_party WHERE swap_id = ANY ($1::uuid[]) ORDER BY swap_id, organisation_id`,
      ids,
    );
    return heads.map((head) => ({
      ...head,
      legs: legs.filter((leg) => leg.swapId === head.id),
      parties: parties.filter((party) => party.swapId === head.id),
    }));
  }
}
