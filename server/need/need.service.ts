/** Promises the rules of a need from its draft to its end; state, audit line, event and reactions are one transaction. */
import { localId } from '../../schema/global-id';
import { NeedStatus } from '../../schema/need/enums';
import type { DraftNeedInput, VerifyNeedInput, WithdrawNeedInput } from '../../schema/need/inputs';
import { CardRevealsIdentity } from '../../schema/need/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import type { AuditLine, AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import { householdEnds } from '../household/ending';
import type { HouseholdRepository } from '../household/household.repository';
import type { HouseholdService } from '../household/household.service';
import { forbidden, type Actor } from '../identity/actor';
import type { PhotoLinks } from '../photo/photo-links';
import { asDrafted, checkDraft, writtenTextOf } from './draft';
import type { NeedLoader } from './need.loader';
import { managesNeed } from './need.policy';
import type { NeedRepository, NeedRow, NewNeed } from './need.repository';

/**
 * What the end of a need causes in a lower room, in the same transaction: claims end, referrals are cancelled.
 * Returns the organisations that must hear of it; the need's one event is addressed to them too.
 */
export type NeedReaction = (
  tx: Transaction,
  need: NeedRow,
  actor: Actor | undefined,
) => Promise<readonly string[] | void>;

export const withdrawable = [
  NeedStatus.DRAFT,
  NeedStatus.VERIFIED,
  NeedStatus.OFFERED,
  NeedStatus.PUBLISHED,
  NeedStatus.RESTRICTED,
  NeedStatus.PARTIALLY_CLAIMED,
  NeedStatus.CLAIMED,
  NeedStatus.IN_SERVICE,
];
const expiryBatch = 100;

export class NeedService {
  private readonly withdrawalReactions: NeedReaction[] = [];
  private readonly expiryReactions: NeedReaction[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly households: Pick<HouseholdRepository, 'keepHousehold'>,
    private readonly householdService: Pick<HouseholdService, 'revealsIdentity'>,
    private readonly needs: NeedRepository,
    private readonly loader: NeedLoader,
    private readonly photos: Pick<PhotoLinks, 'link'>,
  ) {}

  /** Declares what else happens when a need is withdrawn. Wired by the composition. */
  onWithdrawn(reaction: NeedReaction): void {
    this.withdrawalReactions.push(reaction);
  }

  /** Declares what else happens when a need expires unclaimed. Wired by the composition. */
  onExpired(reaction: NeedReaction): void {
    this.expiryReactions.push(reaction);
  }

  /**
   * Takes down a need as a draft. Refuses a card that names the household. Announces NeedDrafted to the area.
   * A retry with the same id answers with the need as it is now.
   */
  draftNeed(actor: Actor, input: DraftNeedInput): Promise<NeedRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const once = await this.audit.recordOnce(
        tx,
        line(actor, 'draftNeed', input.needId, { kind: input.kind, serviceKind: input.serviceKind }),
        input.needId,
        input,
      );
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await this.needs.findNeed(tx, input.needId)) ?? new NotFound('Need');
      const draft = await this.checked(tx, actor, input);
      if (isRefusal(draft)) return draft;
      const row = await this.needs.insertNeed(tx, draft);
      const unlinked = await this.photos.link(tx, row, input.photoIds);
      if (unlinked) return unlinked;
      await this.announce(tx, 'NeedDrafted', row);
      return row;
    });
  }

  /** The need as it would be taken down, or what draftNeed would refuse. Keeps nothing. */
  async previewNeed(actor: Actor, input: DraftNeedInput): Promise<NeedRow | Refusal> {
    const draft = await this.database.transaction((tx) => this.checked(tx, actor, input));
    return isRefusal(draft) ? draft : asDrafted(draft, new Date());
  }

  /** Confirms that the need was checked. Refuses anything but a draft. Announces NeedVerified to the area. */
  verifyNeed(actor: Actor, input: VerifyNeedInput): Promise<NeedRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const found = await this.managed(tx, actor, input.needId);
      if (isRefusal(found)) return found;
      const row = await this.needs.setStatus(tx, found.id, [NeedStatus.DRAFT], NeedStatus.VERIFIED);
      if (!row) return new WrongState(found.status, [NeedStatus.DRAFT]);
      await this.audit.record(tx, line(actor, 'verifyNeed', row.id));
      await this.announce(tx, 'NeedVerified', row);
      return row;
    });
  }

  /**
   * Ends a need on behalf of its household. Holds the need; what is claimed and referred of it ends in the same transaction.
   * Announces one NeedWithdrawn to the area and to every organisation that held or was told of it.
   */
  withdrawNeed(actor: Actor, input: WithdrawNeedInput): Promise<NeedRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const found = await this.managed(tx, actor, input.needId);
      if (isRefusal(found)) return found;
      const row = await this.needs.setStatus(tx, found.id, withdrawable, NeedStatus.WITHDRAWN, {
        reason: input.reason,
      });
      if (!row) return new WrongState(found.status, withdrawable);
      await this.audit.record(tx, line(actor, 'withdrawNeed', row.id, { from: found.status, reason: input.reason }));
      const told = await react(tx, this.withdrawalReactions, row, actor);
      await this.announce(tx, 'NeedWithdrawn', row, told);
      return row;
    });
  }

  /** Ends unclaimed needs whose wanted-by date has passed, in small transactions. Returns how many ended. For the job. */
  async expireNeeds(): Promise<number> {
    for (let total = 0; ;) {
      const ended = await this.database.transaction(async (tx) => {
        const rows = await this.needs.expireWanted(tx, expiryBatch);
        for (const row of rows) {
          await this.audit.record(tx, { operation: 'expireNeed', subjectType: 'Need', subjectId: row.id });
          const told = await react(tx, this.expiryReactions, row, undefined);
          await this.announce(tx, 'NeedExpired', row, told);
        }
        return rows.length;
      });
      total += ended;
      if (ended < expiryBatch) return total;
    }
  }

  /**
   * The need, held until the end of the transaction, for a command of its area.
   * Refuses with NotFound what the actor may not see; throws FORBIDDEN at those who see it and do not manage it.
   */
  async managed(tx: Transaction, actor: Actor, id: string): Promise<NeedRow | NotFound> {
    const row = await this.needs.lockNeed(tx, localId('Need', id));
    if (!row) return new NotFound('Need');
    if (managesNeed(actor, row)) return row;
    const sight = await this.loader.sightsOf(tx, actor, [row]);
    if (sight(row) === undefined) return new NotFound('Need');
    throw forbidden();
  }

  /** What is written of a need: its household is the actor's to serve, each rule holds, and no free text names anybody of it. */
  private async checked(tx: Transaction, actor: Actor, input: DraftNeedInput): Promise<NewNeed | Refusal> {
    const household = await this.households.keepHousehold(tx, localId('Household', input.householdId));
    if (!household || !managesNeed(actor, household)) return new NotFound('Household');
    if (household.ends) return householdEnds('householdId');
    const draft = checkDraft(input, await this.needs.today(tx));
    if (isRefusal(draft)) return draft;
    const revealed = await this.householdService.revealsIdentity(tx, household.id, writtenTextOf(draft));
    if (revealed.length > 0) return new CardRevealsIdentity(revealed);
    return { ...draft, householdId: household.id, areaCode: household.areaCode, createdBy: actor.accountId };
  }

  private announce(
    tx: Transaction,
    type: 'NeedDrafted' | 'NeedVerified' | 'NeedWithdrawn' | 'NeedExpired',
    need: NeedRow,
    organisationIds: readonly string[] = [],
  ): Promise<void> {
    return append(tx, {
      type,
      subjectId: need.id,
      audience: [...areaChainScopes(need.areaCode), ...organisationIds.map(organisationScope)],
      payload: { needId: need.id, status: need.status },
    });
  }
}

async function react(
  tx: Transaction,
  reactions: readonly NeedReaction[],
  need: NeedRow,
  actor: Actor | undefined,
): Promise<string[]> {
  const told: string[] = [];
  for (const reaction of reactions) told.push(...((await reaction(tx, need, actor)) ?? []));
  return told;
}

function line(actor: Actor, operation: string, needId: string, details: Record<string, unknown> = {}): AuditLine {
  return { accountId: actor.accountId, operation, subjectType: 'Need', subjectId: needId, details };
}
