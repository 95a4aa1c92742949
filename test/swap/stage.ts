/** Promises two organisations that hold each other's better needs, and one look at everything a swap touches. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Actor } from '../../server/identity/actor';
import type { SwapRow } from '../../server/swap/swap.repository';
import { accepted, claimed, memberOf, type Provider } from '../stage/claims';
import type { TestDatabase } from '../stage/database';
import { areaActor } from '../stage/households';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import type { TestServer } from '../stage/server';

/** Two communities of one district, in different streets. */
export const communities = ['640104001002', '640104002004'] as const;

export interface Crossed {
  readonly givers: Provider[];
  readonly needs: StagedNeed[];
  readonly claims: { readonly id: string; readonly globalId: string }[];
  readonly bureau: Actor;
}

/** An organisation that serves the district, and names one community of it: there it is closest. */
export async function closeTo(server: TestServer, community: string, capacityMaximum = 1): Promise<Provider> {
  const { organisationId, offeringIds } = await approvedOrganisation(server, {
    offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104', community], capacityMaximum }],
  });
  const member = await memberOf(server, organisationId);
  return { organisationId, id: globalId('Organisation', organisationId), offeringId: offeringIds[0]!, member };
}

/** Each holds the need beside the other: a swap of two brings each need to the organisation of its own community. */
export async function crossed(server: TestServer, capacityMaximum = 1): Promise<Crossed> {
  const givers: Provider[] = [];
  const needs: StagedNeed[] = [];
  for (const areaCode of communities) needs.push(await referredNeed(server, { areaCode }));
  for (const community of [...communities].reverse()) givers.push(await closeTo(server, community, capacityMaximum));
  const claims = [];
  for (const [index, who] of givers.entries()) claims.push(await claimed(server, who, needs[index]!));
  return { givers, needs, claims, bureau: await areaActor(server, '640104', Role.CIVIL_AFFAIRS_BUREAU) };
}

/** What the bureau's search proposes. */
export async function proposed(server: TestServer, bureau: Actor): Promise<readonly SwapRow[]> {
  return accepted(await server.app.composition.swapService.proposeSwaps(bureau, { roundId: v7() })).swaps;
}

export function agree(server: TestServer, swap: { readonly id: string }, who: Provider) {
  return server.app.composition.swapService.agreeToSwap(who.member, {
    commandId: v7(),
    swapId: globalId('Swap', swap.id),
    organisationId: who.id,
  });
}

/** Takes everything a test made out of the way of the next one's search. */
export async function clear(server: TestServer): Promise<void> {
  await server.database.query('UPDATE service_offering SET withdrawn_at = now() WHERE withdrawn_at IS NULL');
}

export interface Holding {
  readonly needStatus: string;
  readonly quantityClaimed: number;
  /** The organisations whose claims on it live. */
  readonly holders: string[];
}

export async function holdingOf(database: TestDatabase, needId: string): Promise<Holding> {
  const [row] = await database.query<Holding>(
    `SELECT n.status AS "needStatus", n.quantity_claimed AS "quantityClaimed",
            ARRAY(SELECT organisation_id::text FROM claim WHERE need_id = n.id
                     AND status NOT IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED', 'COMPLETED')) AS holders
       FROM need n WHERE n.id = $1`,
    [needId],
  );
  return row!;
}

export async function swapState(database: TestDatabase, swapId: string): Promise<(string | null)[]> {
  const [row] = await database.query<{ status: string; reason: string | null }>(
    'SELECT status, void_reason AS reason FROM swap WHERE id = $1',
    [swapId],
  );
  return [row!.status, row!.reason];
}
