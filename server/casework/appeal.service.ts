/** Promises that the public hears of a household only with its consent to that, without knowing whose appeal it is, and past two people. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { AppealStatus, CaseStatus } from '../../schema/casework/enums';
import type {
  DraftMediaAppealInput,
  PublishMediaAppealInput,
  WithdrawMediaAppealInput,
} from '../../schema/casework/appeal';
import { AppealRevealsIdentity, ConsentNeeded, SecondPersonNeeded } from '../../schema/casework/refusals';
import { localId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { Statements, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { append } from '../event/outbox';
import type { EventType } from '../event/event-type';
import type { ConsentRepository } from '../household/consent.repository';
import type { HouseholdService } from '../household/household.service';
import type { Actor } from '../identity/actor';
import type { AppealRepository, AppealRow } from './appeal.repository';
import type { CaseRow } from './case.repository';
import { isRestricted, viewerOf } from './casework.policy';
import type { CaseCommands, CommandParts } from './command';

export interface AppealParts extends CommandParts {
  readonly appeals: AppealRepository;
  readonly consents: ConsentRepository;
  readonly identities: Pick<HouseholdService, 'revealsIdentity'>;
}

export class AppealService {
  constructor(
    private readonly parts: AppealParts,
    private readonly commands: CaseCommands,
  ) {}

  async draftMediaAppeal(actor: Actor, input: DraftMediaAppealInput): Promise<AppealRow | Refusal> {
    const { appeals, cases, identities } = this.parts;
    const { appealId } = input;
    const [caseId, organisationId] = [localId('CareCase', input.caseId), localId('Organisation', input.organisationId)];
    try {
      const line = lineOf(actor, 'draftMediaAppeal', appealId);
      return await this.commands.run<AppealRow>(line, appealId, input, async (tx, repeated) => {
        const row = await cases.lockCase(tx, viewerOf(actor), caseId);
        if (row?.sight !== 'WORK') return new NotFound('CareCase');
        if (repeated) return (await appeals.findAppeal(tx, appealId))!;
        if (isRestricted(row.kind)) return neverOfRestricted();
        if (row.status !== CaseStatus.IN_SERVICE) return new WrongState(row.status, [CaseStatus.IN_SERVICE]);
        const until = await this.consentedUntil(tx, row.householdId, organisationId);
        if (until === undefined) return new ConsentNeeded(ConsentPurpose.MEDIA_APPEAL);
        const text = requireText('text', input.text, { minimum: 10, maximum: 1000, multiline: true });
        if (isRefusal(text)) return text;
        const kinds = await identities.revealsIdentity(tx, row.householdId, text);
        if (kinds.length > 0) return new AppealRevealsIdentity(kinds);
        const appeal = { id: appealId, caseId, organisationId, until, draftedBy: actor.accountId, text };
        const drafted = await appeals.insertAppeal(tx, appeal);
        await this.tell(tx, 'MediaAppealDrafted', row, appealId);
        return drafted;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'media_appeal_pkey') return new IdempotencyMismatch();
      throw error;
    }
  }

  /** Consent and words are looked at again: the household may have changed its mind, or its name become known. */
  publishMediaAppeal(actor: Actor, input: PublishMediaAppealInput): Promise<AppealRow | Refusal> {
    return this.decide(actor, 'publishMediaAppeal', input, async (tx, appeal, row) => {
      if (appeal.status !== AppealStatus.DRAFT) return new WrongState(appeal.status, [AppealStatus.DRAFT]);
      if (appeal.draftedBy === actor.accountId) return new SecondPersonNeeded();
      const until = await this.consentedUntil(tx, row.householdId, appeal.organisationId);
      if (until === undefined) return new ConsentNeeded(ConsentPurpose.MEDIA_APPEAL);
      const kinds = await this.parts.identities.revealsIdentity(tx, row.householdId, appeal.text!);
      if (kinds.length > 0) return new AppealRevealsIdentity(kinds);
      await this.tell(tx, 'MediaAppealPublished', row, appeal.id);
      return (await this.parts.appeals.publish(tx, appeal.id, actor.accountId, until))!;
    });
  }

  withdrawMediaAppeal(actor: Actor, input: WithdrawMediaAppealInput): Promise<AppealRow | Refusal> {
    return this.decide(actor, 'withdrawMediaAppeal', input, async (tx, appeal, row) => {
      const [withdrawn] = await this.parts.appeals.withdraw(tx, { id: appeal.id });
      if (withdrawn === undefined) return appeal;
      await this.tell(tx, 'MediaAppealWithdrawn', row, appeal.id);
      return withdrawn;
    });
  }

  /** The household changed its mind: nothing of it is shown any more. Wired to the withdrawal of a consent. */
  async consentWithdrawn(
    tx: Transaction,
    withdrawn: { readonly householdId: string; readonly organisationId: string; readonly purpose: ConsentPurpose },
    actor?: Actor,
  ): Promise<void> {
    if (withdrawn.purpose !== ConsentPurpose.MEDIA_APPEAL) return;
    if ((await this.consentedUntil(tx, withdrawn.householdId, withdrawn.organisationId)) !== undefined) return;
    for (const { id } of await this.parts.appeals.withdraw(tx, withdrawn)) {
      const line = { accountId: actor?.accountId, operation: 'withdrawMediaAppeal', subjectType: 'MediaAppeal' };
      await this.parts.audit.record(tx, { ...line, subjectId: id, details: { because: 'CONSENT_WITHDRAWN' } });
    }
  }

  listPublished(after: { instant: string; id: string } | undefined, limit: number) {
    return this.parts.appeals.listPublished(this.parts.database, after, limit);
  }

  /** The appeals of a case that the caller has found to be the actor's to see. */
  appealsOf(caseId: string): Promise<AppealRow[]> {
    return this.parts.appeals.appealsOf(this.parts.database, caseId);
  }

  private decide(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly appealId: string },
    work: (tx: Transaction, appeal: AppealRow, row: CaseRow) => Promise<AppealRow | Refusal>,
  ): Promise<AppealRow | Refusal> {
    const { appeals, cases } = this.parts;
    const id = localId('MediaAppeal', input.appealId);
    return this.commands.run<AppealRow>(lineOf(actor, operation, id), input.commandId, input, async (tx, repeated) => {
      const found = await appeals.findAppeal(tx, id);
      const row = found && (await cases.lockCase(tx, viewerOf(actor), found.caseId));
      const appeal = row && (await appeals.findAppeal(tx, id));
      if (row?.sight !== 'WORK' || appeal === undefined) return new NotFound('MediaAppeal');
      return repeated ? appeal : work(tx, appeal, row);
    });
  }

  /** Until when the household lets this organisation tell the public of it; undefined when it does not. */
  private async consentedUntil(
    statements: Statements,
    householdId: string,
    organisationId: string,
  ): Promise<Date | undefined> {
    const consents = await this.parts.consents.consentsOf(statements, householdId, [organisationId]);
    const ends = consents
      .filter((one) => one.purpose === ConsentPurpose.MEDIA_APPEAL)
      .map((one) => one.expiresAt.getTime());
    return ends.length > 0 ? new Date(Math.max(...ends)) : undefined;
  }

  private async tell(tx: Transaction, type: EventType, row: CaseRow, appealId: string): Promise<void> {
    const audience = await this.commands.audienceOf(tx, row);
    await append(tx, { type, subjectId: appealId, audience, payload: { appealId, caseId: row.id } });
  }
}

function lineOf(actor: Actor, operation: string, appealId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'MediaAppeal', subjectId: appealId };
}

function neverOfRestricted(): InvalidInput {
  return new InvalidInput('caseId', {
    zh: '限定个案不得向媒体发布。',
    en: 'A restricted case is never told to the public.',
  });
}
