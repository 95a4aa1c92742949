/** Promises a pledge of services: donation and offering together or neither; matched as offerings are, used up if it is one-off. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { DonationForm } from '../../schema/donation/enums';
import type { PledgeServiceInput } from '../../schema/donation/service';
import { localId } from '../../schema/global-id';
import { CapacityStatus } from '../../schema/organisation/offering';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import type { OfferingService } from '../organisation/offering.service';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { announce, donationLine } from './announcing';
import { takenId } from './desk';
import { givesFor } from './donation.policy';
import type { DonationRepository, DonationRow } from './donation.repository';

export interface ServicePledgeParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly organisations: OrganisationRepository;
  readonly offerings: OfferingService;
  readonly donations: DonationRepository;
}

export class ServicePledgeService {
  constructor(private readonly parts: ServicePledgeParts) {}

  /**
   * By the organisation that gives, in person or by its key. Refuses what publishing an offering refuses, and a capacity of none.
   * Announces OfferingPublished and DonationPledged.
   */
  pledgeService(actor: Actor, input: PledgeServiceInput): Promise<DonationRow | Refusal> {
    return this.parts.database.transaction((tx) => this.pledgeIn(tx, actor, input)).catch(takenId);
  }

  private async pledgeIn(tx: Transaction, actor: Actor, input: PledgeServiceInput): Promise<DonationRow | Refusal> {
    const { audit, donations, offerings, organisations } = this.parts;
    const { donationId, offeringId, standing } = input;
    const once = await audit.recordOnce(tx, donationLine(actor, 'pledgeService', donationId), donationId, input);
    if (isRefusal(once)) return once;
    if (once === 'repeated') return (await donations.findDonation(tx, donationId))!;
    const donorOrganisationId = localId('Organisation', input.donorOrganisationId);
    if (!givesFor(actor, donorOrganisationId)) return new NotFound('Organisation');
    const recipientOrganisationId = localId('Organisation', input.recipientOrganisationId);
    const recipient = await organisations.findOrganisation(tx, recipientOrganisationId);
    if (recipient?.kind !== OrganisationKind.CHARITY_FEDERATION || recipient.status !== OrganisationStatus.APPROVED)
      return new NotFound('Organisation');
    if (input.capacityMaximum < 1) return noCapacity();
    // Else a repeated publication of what is offered already would become a gift.
    if (await organisations.findOffering(tx, offeringId)) return new IdempotencyMismatch();
    const offered = {
      ...{ offeringId, organisationId: donorOrganisationId, serviceKind: input.serviceKind, name: input.name },
      ...{ areaCodes: input.areaCodes, situations: input.situations, languages: input.languages, skills: input.skills },
      ...{ takesRestricted: false, capacityStatus: CapacityStatus.CAPACITY, capacityMaximum: input.capacityMaximum },
    };
    const offering = await offerings.publishIn(tx, actor, offered, standing ? 'STANDING' : 'ONE_OFF');
    if (isRefusal(offering)) return offering;
    const donorId = await donations.donorOfOrganisation(tx, v7(), donorOrganisationId);
    const row = { id: donationId, donorId, recipientOrganisationId, form: DonationForm.SERVICE, moneyFen: null };
    await donations.insertDonations(tx, [{ ...row, offeringId, standing, pledgedBy: actor.accountId }]);
    const donation = (await donations.findDonation(tx, donationId))!;
    await announce(tx, 'DonationPledged', donation, { standing });
    return donation;
  }
}

function noCapacity(): InvalidInput {
  return new InvalidInput('capacityMaximum', {
    zh: '认捐的服务至少能承接一项需求。请改正后重试。',
    en: 'A pledge of services takes on one need at least. Correct it and try again.',
  });
}
