/** Promises that accepted lines of the plan are offered once each, however many they are, and that claims wait for no more than a few of them. */
import { localId } from '../../schema/global-id';
import type { AcceptPlanInput } from '../../schema/plan/inputs';
import { PlanIsStale } from '../../schema/plan/results';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { Rivals } from '../database/rivals';
import { forbidden, type Actor } from '../identity/actor';
import { offersAtOnce, type OfferService } from '../offer/offer.service';
import type { AcceptanceRepository, AcceptedPlan } from './acceptance.repository';
import { runsPlan } from './plan.policy';
import type { PlanRepository } from './plan.repository';

/** Lines that are named one by one. */
const namedMaximum = 500;

export interface AcceptanceParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly plans: Pick<PlanRepository, 'findNewest'>;
  readonly acceptances: AcceptanceRepository;
  readonly offerService: Pick<OfferService, 'offerFromPool'>;
}

export class AcceptanceService {
  constructor(private readonly parts: AcceptanceParts) {}

  /**
   * Offers planned lines to their organisations now, out of the pool: all of them, or those named. Each has its own outcome, and one
   * that cannot be offered, or is planned otherwise than in the version that was looked at, keeps no other from it. Refuses a version
   * that was never published. A retry with the same id answers as the first time, or goes on where that was cut off.
   */
  async acceptPlan(actor: Actor, input: AcceptPlanInput): Promise<AcceptedPlan | Refusal> {
    if (!runsPlan(actor)) throw forbidden();
    const { acceptanceId: id } = input;
    const needIds = input.needIds ? [...new Set(input.needIds.map((needId) => localId('Need', needId)))] : undefined;
    if (needIds && (needIds.length < 1 || needIds.length > namedMaximum)) return wrongNumberOfLines();
    const refused = await this.begin(actor, input, needIds);
    if (refused) return refused;
    let after = await this.offerNext(actor, id, { limit: offersAtOnce }, 'PASSED_OVER');
    while (after !== undefined) after = await this.offerNext(actor, id, { after, limit: offersAtOnce }, 'PASSED_OVER');
    // Lines that others held are tried again alone: only so they are waited for.
    while ((await this.offerNext(actor, id, { limit: 1 }, 'AWAITED')) !== undefined);
    return this.parts.acceptances.findAcceptance(this.parts.database, id);
  }

  /** Takes down what is accepted, once. */
  private begin(actor: Actor, input: AcceptPlanInput, needIds: string[] | undefined): Promise<Refusal | undefined> {
    const { database, audit, plans, acceptances } = this.parts;
    const { accountId } = actor;
    const { acceptanceId, planVersion } = input;
    return database.transaction(async (tx) => {
      const line = { accountId, operation: 'acceptPlan', subjectType: 'Plan', details: { version: planVersion } };
      const once = await audit.recordOnce(tx, line, acceptanceId, { version: planVersion, needIds: needIds ?? null });
      if (isRefusal(once)) return once;
      if (once === 'repeated') return undefined;
      const newest = await plans.findNewest(tx);
      const version = versionIn(planVersion, newest?.version);
      if (!newest || version === undefined) return new PlanIsStale(newest && String(newest.version));
      const { rulesetVersion } = newest;
      await acceptances.insertAcceptance(tx, {
        id: acceptanceId,
        version,
        acceptedBy: accountId,
        rulesetVersion,
        needIds,
      });
      return undefined;
    });
  }

  /** Offers the next lines in a transaction of their own. Returns the need of the last of them; undefined when there were none. */
  private offerNext(
    actor: Actor,
    id: string,
    page: { readonly after?: string; readonly limit: number },
    rivals: Rivals,
  ): Promise<string | undefined> {
    const { database, acceptances, offerService } = this.parts;
    return database.transaction(async (tx) => {
      const lines = await acceptances.holdLines(tx, id, page);
      if (lines.length === 0) return undefined;
      const outcomes = (await offerService.offerFromPool(tx, actor, lines, rivals)).flatMap(
        ({ proposal: { needId }, offer, refused }) =>
          refused === 'PASSED_OVER' ? [] : [{ needId, outcome: refused ?? 'OFFERED', offerId: offer?.id ?? null }],
      );
      await acceptances.settleLines(tx, id, outcomes);
      return lines.at(-1)!.needId;
    });
  }
}

/** The version, when it was published: versions are counted from 1. */
function versionIn(text: string, newest: bigint | undefined): bigint | undefined {
  if (newest === undefined || !/^[1-9]\d{0,17}$/.test(text)) return undefined;
  const version = BigInt(text);
  return version <= newest ? version : undefined;
}

function wrongNumberOfLines(): InvalidInput {
  return new InvalidInput('needIds', {
    zh: `一次最多指定 ${namedMaximum} 行。请指定 1 到 ${namedMaximum} 个需求；要全部采纳，请不要指定。`,
    en: `At most ${namedMaximum} lines are named at once. Name 1 to ${namedMaximum} needs, or none to accept all.`,
  });
}
