/** Promises that a consent is given per recipient and purpose, ends by itself, and is withdrawn as easily as given. */
import type { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { AgeBand } from '../../schema/household/household';
import type {
  RecordConsentInput,
  WithdrawConsentByCardInput,
  WithdrawConsentInput,
} from '../../schema/household/inputs';
import { GuardianConsentNeeded } from '../../schema/household/refusals';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { ConsentRepository, ConsentRow } from './consent.repository';
import type { ContactCardService } from './contact-card.service';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository, HouseholdRow } from './household.repository';

export interface WithdrawnConsent {
  readonly consentId: string;
  readonly householdId: string;
  readonly organisationId: string;
  readonly purpose: ConsentPurpose;
  /** True: nobody took it back, its last day is over. */
  readonly expired?: boolean;
}

/**
 * What a higher room must do when a consent to an organisation ends: in the same transaction. The actor is missing for the bearer of
 * a card, and where the consent ran out.
 */
export type ConsentReaction = (tx: Transaction, withdrawn: WithdrawnConsent, actor?: Actor) => Promise<void>;

/** What must happen when a household no longer authorises a means check. */
export type MeansCheckReaction = (tx: Transaction, householdId: string) => Promise<void>;

type RecordConsentAnswer = ConsentRow | NotFound | InvalidInput | GuardianConsentNeeded | IdempotencyMismatch;

export class ConsentService {
  private readonly reactions: ConsentReaction[] = [];
  private readonly meansCheckReactions: MeansCheckReaction[] = [];

  constructor(
    private readonly database: Database,
    private readonly households: HouseholdRepository,
    private readonly consents: ConsentRepository,
    private readonly cards: ContactCardService,
    private readonly audit: AuditTrail,
  ) {}

  onConsentWithdrawn(reaction: ConsentReaction): void {
    this.reactions.push(reaction);
  }

  onMeansCheckWithdrawn(reaction: MeansCheckReaction): void {
    this.meansCheckReactions.push(reaction);
  }

  /** Records a consent as the household gave it. Refuses without a guardian when a member is under 14. */
  async recordConsent(actor: Actor, input: RecordConsentInput): Promise<RecordConsentAnswer> {
    try {
      return await this.database.transaction((tx) => this.recordIn(tx, actor, input));
    } catch (error) {
      if (violatedConstraint(error) === 'consent_recipient_organisation_id_fkey') return new NotFound('Organisation');
      throw error;
    }
  }

  private async recordIn(tx: Transaction, actor: Actor, input: RecordConsentInput): Promise<RecordConsentAnswer> {
    const householdId = localId('Household', input.householdId);
    const organisationId = input.recipientOrganisationId
      ? localId('Organisation', input.recipientOrganisationId)
      : undefined;
    const details = { consentId: input.consentId, organisationId, purpose: input.purpose, dataKinds: input.dataKinds };
    const line = {
      accountId: actor.accountId,
      operation: 'recordConsent',
      subjectType: 'Household',
      subjectId: householdId,
      details,
    };
    const once = await this.audit.recordOnce(tx, line, input.consentId, input);
    if (isRefusal(once)) return once;
    const household = await this.households.lockHousehold(tx, householdId);
    if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
    if (once === 'repeated') return (await this.consents.findConsent(tx, input.consentId))!;
    const mistake = await this.mistakeIn(tx, input);
    if (mistake) return mistake;
    const child = await this.households.hasMemberOfAge(tx, householdId, [AgeBand.UNDER_14]);
    if (child && !input.guardianGiven) return new GuardianConsentNeeded();
    const consent = await this.consents.insertConsent(tx, {
      id: input.consentId,
      householdId,
      organisationId,
      purpose: input.purpose,
      dataKinds: [...new Set(input.dataKinds)],
      method: input.method,
      guardianGiven: input.guardianGiven,
      expiresOn: input.expiresOn,
      recordedBy: actor.accountId,
    });
    await this.announce(tx, 'ConsentRecorded', consent, household);
    return consent;
  }

  /** The consents of a household that stand, for the bearer of its card. */
  standing(householdId: string): Promise<ConsentRow[]> {
    return this.consents.consentsOf(this.database, householdId);
  }

  /** Ends a consent for an adviser of the area. One that has ended is answered as it is, and nothing happens twice. */
  withdrawConsent(actor: Actor, input: WithdrawConsentInput): Promise<ConsentRow | NotFound> {
    const consentId = localId('Consent', input.consentId);
    return this.database.transaction(async (tx) => {
      const consent = await this.consents.findConsent(tx, consentId);
      const household = consent && (await this.households.findHousehold(tx, consent.householdId));
      if (consent === undefined || household === undefined || !householdPolicy.maySee(actor, household))
        return new NotFound('Consent');
      return this.withdrawIn(tx, consent, household, actor);
    });
  }

  /** Ends a consent for the bearer of the household's contact card. A wrong code and a foreign consent look the same. */
  withdrawConsentByCard(
    clientHash: string | undefined,
    input: WithdrawConsentByCardInput,
  ): Promise<ConsentRow | NotFound> {
    const consentId = localId('Consent', input.consentId);
    return this.cards.withCard<ConsentRow | NotFound>(clientHash, input.cardCode, 'Consent', async (tx, card) => {
      const consent = await this.consents.findConsent(tx, consentId);
      if (consent === undefined || consent.householdId !== card.householdId) return new NotFound('Consent');
      const household = await this.households.findHousehold(tx, consent.householdId);
      return this.withdrawIn(tx, consent, household!);
    });
  }

  private async withdrawIn(
    tx: Transaction,
    consent: ConsentRow,
    household: HouseholdRow,
    actor?: Actor,
  ): Promise<ConsentRow> {
    const withdrawn = await this.consents.withdrawConsent(tx, consent.id);
    if (withdrawn === undefined) return (await this.consents.findConsent(tx, consent.id))!;
    await this.audit.record(tx, {
      accountId: actor?.accountId,
      operation: actor ? 'withdrawConsent' : 'withdrawConsentByCard',
      subjectType: 'Household',
      subjectId: household.id,
      details: { consentId: consent.id, organisationId: consent.organisationId, purpose: consent.purpose },
    });
    await this.announce(tx, 'ConsentWithdrawn', withdrawn, household);
    await this.follow(tx, withdrawn, { actor });
    return withdrawn;
  }

  /**
   * After midnight: what rests on a consent that ran out ends with it, unless another for the same stands. Announces ConsentExpired
   * to those who heard of its beginning. Returns how many ran out.
   */
  async followExpired(): Promise<number> {
    let followed = 0;
    // What was followed is not taken again.
    while (await this.database.transaction((tx) => this.followOneExpired(tx))) followed += 1;
    return followed;
  }

  private async followOneExpired(tx: Transaction): Promise<boolean> {
    const expired = await this.consents.takeExpired(tx);
    if (expired === undefined) return false;
    const { id: consentId, householdId, organisationId, purpose } = expired;
    const household = await this.households.findHousehold(tx, householdId);
    await this.announce(tx, 'ConsentExpired', expired, household!);
    const standing = await this.consents.consentsOf(tx, householdId);
    if (standing.some((one) => one.purpose === purpose && one.organisationId === organisationId)) return true;
    const details = { consentId, organisationId, purpose };
    const line = { operation: 'followExpiredConsent', subjectType: 'Household', subjectId: householdId, details };
    await this.audit.record(tx, line);
    await this.follow(tx, expired, { expired: true });
    return true;
  }

  private async follow(tx: Transaction, ended: ConsentRow, how: { actor?: Actor; expired?: true }): Promise<void> {
    const { id: consentId, householdId, organisationId, purpose } = ended;
    if (organisationId === null) {
      for (const react of this.meansCheckReactions) await react(tx, householdId);
      return;
    }
    const withdrawn = { consentId, householdId, organisationId, purpose, expired: how.expired };
    for (const react of this.reactions) await react(tx, withdrawn, how.actor);
  }

  private async mistakeIn(tx: Transaction, input: RecordConsentInput): Promise<InvalidInput | undefined> {
    if (input.dataKinds.length === 0)
      return new InvalidInput('dataKinds', { zh: '请至少选择一种信息。', en: 'Name at least one kind of data.' });
    const check = input.purpose === ConsentPurpose.MEANS_CHECK;
    if (check === Boolean(input.recipientOrganisationId)) return wrongRecipient(check);
    const { today, consentLimit } = await this.households.readCalendar(tx);
    if (input.expiresOn <= today || input.expiresOn > consentLimit)
      return new InvalidInput('expiresOn', {
        zh: '到期日须在今天之后且不超过三年。请改正后重试。',
        en: 'The last day must be after today and within three years. Correct it and try again.',
      });
    return undefined;
  }

  private announce(tx: Transaction, type: EventType, consent: ConsentRow, household: HouseholdRow): Promise<void> {
    return append(tx, {
      type,
      subjectId: consent.id,
      audience: [
        ...(consent.organisationId ? [organisationScope(consent.organisationId)] : []),
        ...areaChainScopes(household.areaCode),
      ],
      payload: { consentId: consent.id, organisationId: consent.organisationId, purpose: consent.purpose },
    });
  }
}

function wrongRecipient(check: boolean): InvalidInput {
  return check
    ? new InvalidInput('recipientOrganisationId', {
        zh: '经济状况核对由民政部门办理，不填写接收组织。请去掉后重试。',
        en: 'A means check is done for the civil affairs bureau: name no organisation.',
      })
    : new InvalidInput('recipientOrganisationId', {
        zh: '请填写接收组织。',
        en: 'Name the organisation that may receive the data.',
      });
}
