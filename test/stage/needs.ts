/** Promises needs on the stage: a household, its need, verified and referred through the service. */
import { v7 } from 'uuid';
import { NeedKind, NeedOrigin, Urgency } from '../../schema/need/enums';
import { globalId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';
import type { Actor } from '../../server/identity/actor';
import { areaActor, household, type StagedHousehold } from './households';
import type { TestServer } from './server';

export interface StagedNeedOptions {
  readonly needId?: string;
  /** Of whom; a new one in the area when left out. */
  readonly household?: StagedHousehold;
  readonly serviceKind?: ServiceKind;
  readonly kind?: NeedKind;
  /** A community (12 digits) or grid (15) of the sample district. */
  readonly areaCode?: string;
  readonly quantity?: number;
  readonly quantityUnit?: string;
  readonly priceCeilingFen?: bigint;
  readonly urgency?: Urgency;
  readonly cardText?: string;
  readonly wantedBy?: string;
  readonly situations?: readonly Situation[];
  readonly languages?: readonly string[];
  readonly skills?: readonly string[];
}

export interface StagedNeed {
  readonly needId: string;
  /** The id as clients name it. */
  readonly id: string;
  readonly household: StagedHousehold;
  readonly areaCode: string;
  /** The adviser who took it down; serves the whole district. */
  readonly adviser: Actor;
}

/** The first community of the district. */
export const stagedCommunity = '640104001002';

function must<Result>(result: Result): Exclude<Result, { messageEn: string }> {
  if (isRefusal(result)) throw new Error(`refused: ${result.constructor.name}: ${JSON.stringify(result)}`);
  return result as Exclude<Result, { messageEn: string }>;
}

/** A drafted need of a household made for it (or of the one named). */
export async function draftedNeed(server: TestServer, options: StagedNeedOptions = {}): Promise<StagedNeed> {
  const { needService } = server.app.composition;
  const areaCode = options.areaCode ?? stagedCommunity;
  const adviser = await areaActor(server, '640104');
  const staged = options.household ?? (await household(server, { areaCode }));
  const needId = options.needId ?? v7();
  const wish = options.kind === NeedKind.MICRO_WISH;
  must(
    await needService.draftNeed(adviser, {
      needId,
      householdId: staged.id,
      kind: options.kind ?? NeedKind.NEED,
      serviceKind: options.serviceKind ?? (wish ? ServiceKind.MICRO_WISH : ServiceKind.CLEANING),
      origin: NeedOrigin.DAILY_VISIT,
      urgency: options.urgency ?? Urgency.ROUTINE,
      cardText: options.cardText ?? '独居老人需要帮助打扫房间',
      wantedBy: options.wantedBy,
      quantity: options.quantity ?? 1,
      quantityUnit: options.quantityUnit,
      priceCeilingFen: options.priceCeilingFen ?? (wish ? 20_000n : undefined),
      situations: [...(options.situations ?? [])],
      languages: [...(options.languages ?? [])],
      skills: [...(options.skills ?? [])],
    }),
  );
  return { needId, id: globalId('Need', needId), household: staged, areaCode, adviser };
}

/** A verified need. */
export async function verifiedNeed(server: TestServer, options: StagedNeedOptions = {}): Promise<StagedNeed> {
  const staged = await draftedNeed(server, options);
  must(await server.app.composition.needService.verifyNeed(staged.adviser, { needId: staged.id }));
  return staged;
}

/** A need in the open pool, referred to every organisation that matches. */
export async function referredNeed(server: TestServer, options: StagedNeedOptions = {}): Promise<StagedNeed> {
  const staged = await verifiedNeed(server, options);
  must(await server.app.composition.referralService.referNeed(staged.adviser, { needId: staged.id }));
  return staged;
}

/** A need referred by name to the organisations; for restricted kinds the household's consents must be there. */
export async function directlyReferredNeed(
  server: TestServer,
  organisationIds: readonly string[],
  options: StagedNeedOptions = {},
): Promise<StagedNeed> {
  const staged = await verifiedNeed(server, options);
  must(
    await server.app.composition.referralService.referNeedDirectly(staged.adviser, {
      needId: staged.id,
      organisationIds: organisationIds.map((organisationId) => globalId('Organisation', organisationId)),
    }),
  );
  return staged;
}
