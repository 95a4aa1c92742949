/** Promises what an event means for the plan: the rows to read again, or that everything has to be read anew. */
import { eventTypes, type EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';

/** These change what an organisation can take, or for whom: its offerings are read again. */
const ofOfferings: ReadonlySet<string> = new Set<EventType>([
  'NeedClaimed',
  'ClaimReleased',
  'ClaimRevoked',
  'ClaimLeaseExpired',
  'DeliveryConfirmed',
  'RevisitCompleted',
  'SwapExecuted',
  'OrganisationApproved',
  'OrganisationSuspended',
  'OrganisationRecertificationRequired',
  'CapacityUpdated',
  'OfferingPublished',
  'OfferingWithdrawn',
]);

/** The plan's own news, and what is told of a need without changing what is planned, change nothing. */
const ofNobody: ReadonlySet<string> = new Set<EventType>([
  'PlanChanged',
  'AuthorityChanged',
  'SessionRevoked',
  'ServiceRecorded',
  'NeedDrafted',
  'NeedVerified',
  'RevisitDue',
  'PolicyPublished',
  'PolicyLinked',
  'RegisterEntriesImported',
  'RegisterExited',
  'ApplicationMoved',
  'RegisterRevisitDue',
  'RegisterRevisitCompleted',
  'RevisitRoundCompleted',
  'SwapProposed',
  'SwapAgreed',
  'SwapDeclined',
  'SwapExpired',
  'SwapVoided',
  'WishShareReceived',
  'WishPaid',
  'WishGoodsChecked',
  'ThanksSaid',
  'ThanksApproved',
  'ThanksRejected',
  'DonationReceipted',
  'ReceiptVoided',
  'WarningRaised',
  'WarningEscalated',
  'WarningAcknowledged',
  'WarningResolved',
  'WarningLapsed',
]);

const known: ReadonlySet<string> = new Set(eventTypes);

/** Ids of rows to read again, gathered until there is time for them. */
export class Changes {
  needIds = new Set<string>();
  organisationIds = new Set<string>();
  /** An event that this release does not know, or a history that broke: only a fresh reading is right. */
  everything = false;

  get isEmpty(): boolean {
    return this.needIds.size === 0 && this.organisationIds.size === 0 && !this.everything;
  }

  note(event: RecordedEvent): void {
    // What everybody is ranked by was counted: all scores moved.
    if (!known.has(event.type) || event.type === 'StandingsCounted') {
      this.everything = true;
      return;
    }
    if (ofNobody.has(event.type)) return;
    const { needId, organisationId, formerOrganisationId } = event.payload;
    if (typeof needId === 'string') this.needIds.add(needId);
    else if (event.type.startsWith('Need')) this.needIds.add(event.subjectId);
    if (!ofOfferings.has(event.type)) return;
    if (typeof formerOrganisationId === 'string') this.organisationIds.add(formerOrganisationId);
    if (typeof organisationId === 'string') this.organisationIds.add(organisationId);
    else for (const scope of event.audience) if (isOrganisation(scope)) this.organisationIds.add(scope.slice(prefix));
  }

  /** What has been gathered; gathering begins again. */
  take(): Changes {
    const taken = Object.assign(new Changes(), this);
    this.needIds = new Set();
    this.organisationIds = new Set();
    this.everything = false;
    return taken;
  }
}

const prefix = 'organisation:'.length;

function isOrganisation(scope: string): boolean {
  return scope.startsWith('organisation:');
}
