/** Promises the one statement that decides who holds a need, and the reads that tell why somebody does not. */
import type { NeedStatus } from '../../schema/need/enums';
import type { Statements, Transaction } from '../database/database';
import { missingColumn } from '../database/failure';
import { compose, type Part } from '../database/part';
import type { Rivals } from '../database/rivals';
import { askedKeys, inPlaces, Together } from '../database/together';
import { needColumns, type NeedRow } from '../need/need.row';
import { lastDirected, type ClaimRow } from './claim.repository';
import { claimingStatement } from './claiming.statement';

export interface WantedClaim {
  readonly claimId: string;
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId: string;
  readonly quantity: number;
  readonly accountId: string;
  readonly leaseMinutes: number;
  readonly route: ClaimRoute;
}

/**
 * What allows the claim, by the state in which the need was seen. POOL: it is there for everybody. DIRECTED: a standing directed
 * referral. OFFERED: the standing offer, while its time lasts. SHARED: donors have paid for the whole wish, and somebody is to bring it.
 */
export type ClaimRoute = 'POOL' | 'DIRECTED' | 'OFFERED' | 'SHARED';

export interface MadeClaim {
  readonly claim: ClaimRow;
  /** Other organisations with a standing referral of the need: they hear of the claim. */
  readonly told: readonly string[];
}

/** What decides whether an organisation may try, and what it may be told if not. */
export interface ClaimSituation {
  /** The row as the same statement read it: what matching decides from. */
  readonly need: NeedRow;
  readonly needStatus: NeedStatus;
  readonly restricted: boolean;
  readonly areaCode: string;
  readonly serviceKind: string;
  readonly quantity: number;
  readonly remaining: number;
  /** The newest referral was a directed one: the need is not, and was not last, in the open pool. */
  readonly directedOnly: boolean;
  readonly standing: boolean;
  readonly standingDirected: boolean;
  /** It is offered to the organisation, and the time of the offer lasts. */
  readonly offered: boolean;
  readonly claimant: boolean;
  /** The account that asks referred the need itself. */
  readonly referredByAsker: boolean;
  /** Organisations that hold a part of it now, or have served it. */
  readonly holders: readonly string[];
}

interface SituationAsked {
  readonly needId: string;
  readonly organisationId: string;
  readonly accountId: string;
}

type SituationRow = NeedRow & Omit<ClaimSituation, 'need' | 'needStatus'> & { readonly place: number };

export class ClaimingRepository {
  private readonly situations = new Together<SituationAsked, ClaimSituation | undefined>(async (statements, asked) => {
    const rows = await statements.query<SituationRow>(
      `/* claim.findSituations */
       SELECT asked.place::int AS place, ${needColumns}, need.quantity - need.quantity_claimed AS remaining,
              coalesce((SELECT ${lastDirected('r')} FROM referral r WHERE r.need_id = need.id ORDER BY r.referred_at DESC, r.id DESC LIMIT 1),
                       false) AS "directedOnly",
              EXISTS (SELECT FROM referral r WHERE r.need_id = need.id AND r.organisation_id = asked.organisation
                         AND r.status IN ('REQUESTED', 'ACCEPTED')) AS standing,
              EXISTS (SELECT FROM referral r WHERE r.need_id = need.id AND r.organisation_id = asked.organisation AND r.mode = 'DIRECTED'
                         AND r.status IN ('REQUESTED', 'ACCEPTED')) AS "standingDirected",
              EXISTS (SELECT FROM offer o WHERE o.need_id = need.id AND o.organisation_id = asked.organisation
                         AND o.status = 'OFFERED' AND o.offered_until > now()) AS offered,
              EXISTS (SELECT FROM claim c WHERE c.need_id = need.id AND c.organisation_id = asked.organisation
                         AND c.status NOT IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED')) AS claimant,
              (need.referred_by = asked.account) IS TRUE
                OR EXISTS (SELECT FROM referral r WHERE r.need_id = need.id AND r.referred_by = asked.account) AS "referredByAsker",
              ARRAY(SELECT DISTINCT c.organisation_id FROM claim c WHERE c.need_id = need.id
                       AND c.status NOT IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED')) AS holders
         FROM ${askedKeys({ need: 'uuid', organisation: 'uuid', account: 'uuid' })}
         JOIN need ON need.id = asked.need`,
      [asked.map((one) => one.needId), asked.map((one) => one.organisationId), asked.map((one) => one.accountId)],
    );
    return inPlaces(rows, asked.length).map((row) => row && { ...row, need: row, needStatus: row.status });
  });

  /**
   * Claims, each with what other rooms write about it, or changes nothing of it: it has no answer when its need is not there to be
   * taken. Fails as a whole where a need was taken and a later row is not as it must be (`isWithoutPlace`).
   */
  async claimNeeds(
    tx: Transaction,
    wanted: readonly WantedClaim[],
    about: readonly Part[],
    rivals: Rivals,
  ): Promise<(MadeClaim | undefined)[]> {
    const rows = await tx.query<ClaimRow & { readonly told: string[]; readonly place: number }>(
      ...compose(claimingStatement(about, rivals), [
        wanted.map((one) => one.claimId),
        wanted.map((one) => one.needId),
        wanted.map((one) => one.organisationId),
        wanted.map((one) => one.offeringId),
        wanted.map((one) => one.quantity),
        wanted.map((one) => one.accountId),
        wanted.map((one) => one.leaseMinutes),
        wanted.map((one) => one.route),
      ]),
    );
    return inPlaces(rows, wanted.length).map((row) => {
      if (!row) return undefined;
      const { told, ...claim } = row;
      return { claim, told };
    });
  }

  /**
   * Holds the first of the needs that can still be claimed; undefined when there is none any more. SKIP LOCKED lets organisations
   * that want the best need at the same instant take different ones instead of waiting in line. When rivals hold all that are
   * left, it waits for them: whether a need is left is known when they are done, and not before.
   */
  async holdFirst(tx: Transaction, needIds: readonly string[]): Promise<string | undefined> {
    const first = (name: string, others: '' | 'SKIP LOCKED') =>
      tx.query<{ id: string }>(
        `/* claim.${name} */
         SELECT n.id
           FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place) JOIN need n USING (id)
          WHERE n.status IN ('PUBLISHED', 'PARTIALLY_CLAIMED', 'RESTRICTED', 'OFFERED') AND n.quantity_claimed < n.quantity AND n.held_fen = 0
          ORDER BY wanted.place LIMIT 1 FOR UPDATE OF n ${others}`,
        [needIds],
      );
    const [row] = await first('holdFirst', 'SKIP LOCKED');
    return (row ?? (await first('awaitFirst', ''))[0])?.id;
  }

  /** The need, and what there is to say of it to an organisation, in one read; undefined when there is no such need. */
  findSituation(
    statements: Statements,
    needId: string,
    organisationId: string,
    accountId: string,
  ): Promise<ClaimSituation | undefined> {
    return this.situations.ask(statements, { needId, organisationId, accountId });
  }

  /** Whether the claim accepted an offer: then nobody else has been told of the need yet. */
  async acceptedOffer(statements: Statements, claimId: string): Promise<boolean> {
    const rows = await statements.query('/* claim.acceptedOffer */ SELECT FROM offer WHERE claim_id = $1', [claimId]);
    return rows.length > 0;
  }

  /** Organisations with a standing referral of the need. */
  async listTold(statements: Statements, needId: string): Promise<string[]> {
    const rows = await statements.query<{ organisationId: string }>(
      `/* claim.listTold */
       SELECT organisation_id AS "organisationId" FROM referral WHERE need_id = $1 AND status IN ('REQUESTED', 'ACCEPTED')`,
      [needId],
    );
    return rows.map((row) => row.organisationId);
  }
}

/** Whether the claiming statement failed because a row after the need was not as it must be. */
export function isWithoutPlace(error: unknown): boolean {
  const missing = missingColumn(error);
  return missing?.table === 'claim' && missing.column === 'offering_id';
}
