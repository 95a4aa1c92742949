/** Promises the feed of what was received and may go to the claims of an organisation, for its members; who gave it is not in it. */
import type { DonationForm } from '../../schema/donation/enums';
import { globalId, localId } from '../../schema/global-id';
import { GoodsForClaims } from '../../schema/live/goods-for-claims';
import { goodsScope } from '../event/audience';
import type { Feed } from './feed';
import { mayFollowOrganisation, organisationRefused } from './live.policy';

/** The subject is the local id of the organisation. */
export const goodsFeed: Feed<string> = {
  field: 'goodsForMyClaims',
  subject: (args) => localId('Organisation', String(args.organisationId)),
  route: (organisationId) => ({ scopes: [goodsScope(organisationId)], types: ['DonationReceived'] }),
  mayFollow: mayFollowOrganisation,
  refused: organisationRefused,
  present: ({ cursor, at, payload }, organisationId) =>
    Object.assign(new GoodsForClaims(), {
      ...{ cursor, at, organisationId, form: payload.form as DonationForm },
      charityId: globalId('Organisation', String(payload.charityId)),
      localDonationId: String(payload.donationId),
    }),
};
