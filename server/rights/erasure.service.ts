/**
 * Promises a household erased for good: its consents and open needs are ended first, each by its own room and announced as ever; then every
 * room takes out what is of the person, and the key is destroyed, in one transaction. Every step can be done again.
 */
import { globalId } from '../../schema/global-id';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { RightsRequestStatus } from '../../schema/rights/request';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { ConsentRepository } from '../household/consent.repository';
import type { ConsentService } from '../household/consent.service';
import type { HouseholdRepository } from '../household/household.repository';
import type { Actor } from '../identity/actor';
import type { ActorRepository } from '../identity/actor.repository';
import type { NeedRepository } from '../need/need.repository';
import { withdrawable, type NeedService } from '../need/need.service';
import type { HouseholdHoldings } from './holdings.service';
import type { RequestRow, RightsRepository } from './rights.repository';

export interface ErasureParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly actors: ActorRepository;
  readonly households: HouseholdRepository;
  readonly consents: ConsentRepository;
  readonly consentService: ConsentService;
  readonly needs: NeedRepository;
  readonly needService: NeedService;
  readonly requests: RightsRepository;
  readonly holdings: HouseholdHoldings;
  readonly endings: readonly HouseholdEnding[];
}

/** What a room ends and announces of a household that is erased, before anything of it is taken out. */
export type HouseholdEnding = (tx: Transaction, householdId: string, accountId: string) => Promise<void>;

const rounds = 5;

export class ErasureService {
  constructor(private readonly parts: ErasureParts) {}

  /** Carries out an approved erasure. A need that is written down meanwhile is ended in another round. */
  async carryOut(actor: Actor, request: RequestRow): Promise<RequestRow> {
    for (let round = 1; ; round += 1) {
      await this.endConsents(actor, request.householdId);
      await this.endNeeds(actor, request.householdId);
      const done = await this.parts.database.transaction((tx) => this.eraseIn(tx, actor, request));
      if (done) return done;
      if (round === rounds) throw new Error('needs of a household that is to be erased keep coming');
    }
  }

  /** What a crash left half done. Returns how many were finished. For the job. */
  async finishAll(): Promise<number> {
    const { actors, database, requests } = this.parts;
    const unfinished = await requests.listUnfinished(database);
    for (const request of unfinished) {
      const actor = await actors.ofAccount(database, request.decidedBy!);
      if (actor) await this.carryOut(actor, request);
    }
    return unfinished.length;
  }

  private async eraseIn(tx: Transaction, actor: Actor, request: RequestRow): Promise<RequestRow | undefined> {
    const { audit, holdings, households, needs, requests } = this.parts;
    const { householdId } = request;
    await households.lockHousehold(tx, householdId);
    await households.beginErasure(tx, householdId);
    const current = (await requests.lockRequest(tx, request.id))!;
    if (current.status === RightsRequestStatus.DONE) return current;
    const open = await needs.listOfHousehold(tx, householdId);
    if (open.some((need) => withdrawable.includes(need.status))) return undefined;
    await audit.record(tx, {
      ...{ accountId: actor.accountId, operation: 'eraseHousehold', subjectType: 'Household', subjectId: householdId },
      details: { requestId: request.id, tables: holdings.all.flatMap(({ table, erase }) => (erase ? [table] : [])) },
    });
    for (const end of this.parts.endings) await end(tx, householdId, actor.accountId);
    await holdings.erase(tx, householdId, actor.accountId);
    return requests.finish(tx, request.id, RightsRequestStatus.APPROVED);
  }

  private async endConsents(actor: Actor, householdId: string): Promise<void> {
    const { consents, consentService, database } = this.parts;
    for (const consent of await consents.historyOf(database, [householdId]))
      if (consent.withdrawnAt === null)
        await consentService.withdrawConsent(actor, { consentId: globalId('Consent', consent.id) });
  }

  private async endNeeds(actor: Actor, householdId: string): Promise<void> {
    const { database, needs, needService } = this.parts;
    for (const need of await needs.listOfHousehold(database, householdId))
      if (withdrawable.includes(need.status))
        await needService.withdrawNeed(actor, {
          needId: globalId('Need', need.id),
          reason: NeedWithdrawalReason.NO_LONGER_WANTED,
        });
  }
}
