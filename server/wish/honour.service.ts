/** Promises that nobody is on the honour board who did not agree, and nobody any longer who withdrew. */
import { v7 } from 'uuid';
import { DonorKind, UseConsentMethod } from '../../schema/donation/enums';
import { localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AgreeToHonourInput, WithdrawHonourInput } from '../../schema/wish/honour';
import type { AuditLine, AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import { givesFor, receivesFor } from '../donation/donation.policy';
import type { DonationRepository } from '../donation/donation.repository';
import type { IdentityVault } from '../household/vault';
import { actsFor, organisationsOf, type Actor } from '../identity/actor';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { openName, sealName } from './honour.name';
import type { ConsentRow, HonourRepository } from './honour.repository';

export interface HonourParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly vault: IdentityVault;
  readonly organisations: Pick<OrganisationRepository, 'findOrganisation'>;
  readonly donations: DonationRepository;
  readonly honours: HonourRepository;
}

interface Whose {
  readonly organisationId?: string | null;
  readonly donorId?: string | null;
}

/** A consent with its name in the open, while it stands. */
export type OpenConsent = ConsentRow & { readonly displayName: string | undefined };

const nameMaximum = 60;
/** Organisations that come to the counter; every other agrees by itself. */
const counterKinds: readonly OrganisationKind[] = [OrganisationKind.SHOP, OrganisationKind.INDIVIDUAL];
const counterMethods = [UseConsentMethod.WRITTEN, UseConsentMethod.PHONE];

export class HonourService {
  constructor(private readonly parts: HonourParts) {}

  /** Writes down that a donor agreed, under which name and whether with its amount; one consent stands at a time. */
  agreeToHonour(actor: Actor, input: AgreeToHonourInput): Promise<OpenConsent | Refusal> {
    const { audit, database, honours, vault } = this.parts;
    const { consentId: id, showAmount } = input;
    return database.transaction(async (tx) => {
      const once = await audit.recordOnce(tx, line(actor, 'agreeToHonour', id, { showAmount }), id, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return this.open((await honours.findConsent(tx, id))!);
      const donor = await this.donorFor(tx, actor, input);
      if (isRefusal(donor)) return donor;
      const method = input.method ?? UseConsentMethod.PORTAL;
      if (counterMethods.includes(method) === donor.own) return otherMethod();
      const displayName = requireText('displayName', input.displayName, { maximum: nameMaximum });
      if (isRefusal(displayName)) return displayName;
      const said = { donorId: donor.id, showsAmount: showAmount, method, recordedBy: actor.accountId };
      const row = await honours.insertConsent(tx, { ...sealName(vault, id, displayName), ...said });
      return row ? this.open(row) : new WrongState('AGREED', ['WITHDRAWN']);
    });
  }

  /** At any time, also for an organisation that may not act otherwise. Withdrawing twice is withdrawing once. */
  withdrawHonour(actor: Actor, input: WithdrawHonourInput): Promise<OpenConsent | Refusal> {
    const { audit, database, honours } = this.parts;
    const id = localId('HonourConsent', input.consentId);
    return database.transaction(async (tx) => {
      const once = await audit.recordOnce(tx, line(actor, 'withdrawHonour', id), input.commandId, input);
      if (isRefusal(once)) return once;
      const found = await honours.findConsent(tx, id);
      if (!found || !(await this.looksAfter(tx, actor, found))) return new NotFound('HonourConsent');
      await honours.withdraw(tx, id, actor.accountId);
      return this.open((await honours.findConsent(tx, id))!);
    });
  }

  /** The standing consent of a donor, for who may withdraw it. */
  async standing(actor: Actor, whose: Whose): Promise<OpenConsent | undefined> {
    const { database, donations, honours } = this.parts;
    const donorId =
      whose.organisationId == null
        ? localId('Donor', whose.donorId ?? '')
        : (await donations.findDonorOf(database, localId('Organisation', whose.organisationId)))?.id;
    const found = donorId === undefined ? undefined : await honours.findStanding(database, donorId);
    return found && (await this.looksAfter(database, actor, found)) ? this.open(found) : undefined;
  }

  /** Who agrees: an organisation by itself, or at the counter of a charity somebody who gave to it. */
  private async donorFor(
    tx: Transaction,
    actor: Actor,
    whose: Whose,
  ): Promise<{ readonly id: string; readonly own: boolean } | Refusal> {
    const { donations, organisations } = this.parts;
    if ((whose.organisationId == null) === (whose.donorId == null)) return oneOfBoth();
    if (whose.donorId != null) {
      const donor = await donations.findDonor(tx, localId('Donor', whose.donorId));
      if (!donor || donor.kind === DonorKind.ORGANISATION || !(await this.atCounter(tx, actor, donor.id)))
        return new NotFound('Donor');
      return donor.kind === DonorKind.ANONYMOUS ? staysAnonymous() : { id: donor.id, own: false };
    }
    const organisationId = localId('Organisation', whose.organisationId!);
    const own = givesFor(actor, organisationId);
    const organisation = await organisations.findOrganisation(tx, organisationId);
    if (organisation?.status !== OrganisationStatus.APPROVED || !(own || counterKinds.includes(organisation.kind)))
      return new NotFound('Organisation');
    const id = await donations.donorOfOrganisation(tx, v7(), organisationId);
    return own || (await this.atCounter(tx, actor, id)) ? { id, own } : new NotFound('Organisation');
  }

  private async looksAfter(statements: Statements, actor: Actor, consent: ConsentRow): Promise<boolean> {
    const { id, organisationId } = (await this.parts.donations.findDonor(statements, consent.donorId))!;
    const roles = [Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR];
    return (
      (organisationId !== null && actsFor(actor, organisationId, ...roles)) || this.atCounter(statements, actor, id)
    );
  }

  /** Whether the donor gives, or gave, to a charity that the actor receives for. */
  private async atCounter(statements: Statements, actor: Actor, donorId: string): Promise<boolean> {
    const charities = organisationsOf(actor, { approvedOnly: true }).filter((one) => receivesFor(actor, one));
    return charities.length > 0 && this.parts.donations.givesToAny(statements, donorId, charities);
  }

  private open(row: ConsentRow): OpenConsent {
    return { ...row, displayName: openName(this.parts.vault, row) };
  }
}

function line(actor: Actor, operation: string, id: string, details: AuditLine['details'] = {}): AuditLine {
  return { accountId: actor.accountId, operation, subjectType: 'HonourConsent', subjectId: id, details };
}

function oneOfBoth(): InvalidInput {
  return new InvalidInput('donorId', {
    zh: '捐赠组织与捐赠人须填且只填一项。请改正后重试。',
    en: 'Name either the organisation or the registered donor. Correct it and try again.',
  });
}

function staysAnonymous(): InvalidInput {
  return new InvalidInput('donorId', {
    zh: '匿名捐赠人不上荣誉榜。请另选捐赠人。',
    en: 'An anonymous donor is not named. Choose another.',
  });
}

function otherMethod(): InvalidInput {
  return new InvalidInput('method', {
    zh: '捐赠人本人确认为 PORTAL；由慈善组织代为记录须为 WRITTEN 或 PHONE。请改正后重试。',
    en: 'It is PORTAL when the donor agrees by itself, WRITTEN or PHONE when a charity records it. Correct it and try again.',
  });
}
