/** Promises the feed of donations: all of an organisation's, or one of them, for those who may see it as its donor or its charity. */
import { Role } from '../../schema/identity/role';
import { globalId, localId } from '../../schema/global-id';
import { DonationChange } from '../../schema/live/donation-change';
import type { Database } from '../database/database';
import { donationScope } from '../donation/announcing';
import type { DonationRepository } from '../donation/donation.repository';
import { organisationScope } from '../event/audience';
import { actsFor, organisationsOf, type Actor } from '../identity/actor';
import { eventTypesTold, topicOf } from '../webhook/message';
import type { Feed } from './feed';
import { feedNotFound, organisationRefused } from './live.policy';

export const donationFollowers = [Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR, Role.FEDERATION_STAFF];

/** Whose they are, and which; all of them when none is named. */
export interface DonationsFollowed {
  readonly organisationId: string;
  readonly donationId?: string;
}

/** Whether a donation is of the organisation never changes: it is asked once; whether one acts for the organisation, always. */
export function donationFeed(database: Database, donations: DonationRepository): Feed<DonationsFollowed> {
  return {
    field: 'donationProgress',
    subject: (args) => {
      const donationId = args.donationId as string | null | undefined;
      return {
        organisationId: localId('Organisation', String(args.organisationId)),
        donationId: donationId == null ? undefined : localId('Donation', donationId),
      };
    },
    route: ({ organisationId, donationId }) => ({
      scopes: [donationId === undefined ? organisationScope(organisationId) : donationScope(donationId)],
      types: eventTypesTold,
    }),
    mayFollow: mayFollowDonations,
    refused: (actor, { organisationId }) => organisationRefused(actor, organisationId),
    find: async ({ organisationId, donationId }) => {
      if (donationId === undefined) return;
      const found = await donations.findDonation(database, donationId);
      if (![found?.donorOrganisationId, found?.recipientOrganisationId].includes(organisationId)) throw feedNotFound();
    },
    present: ({ type, cursor, at, payload }) => {
      const id = String(payload.donationId);
      const change = { cursor, at, type: topicOf(type), donationId: globalId('Donation', id), localDonationId: id };
      return Object.assign(new DonationChange(), change);
    },
  };
}

function mayFollowDonations(actor: Actor, { organisationId }: DonationsFollowed): boolean {
  return (
    actsFor(actor, organisationId, ...donationFollowers) &&
    organisationsOf(actor, { approvedOnly: true }).includes(organisationId)
  );
}
