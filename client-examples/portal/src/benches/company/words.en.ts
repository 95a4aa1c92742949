/** Promises the English words of the bench of those who give. */
import type { SameWords } from '../../language/language';
import { lots } from '../../language/terms/lots.en';
import { terms } from '../../language/terms/words.en';
import { giving } from './giving-words.en';
import { more } from './more-words.en';
import type { CompanyWords } from './words.zh';

const words: SameWords<CompanyWords> = {
  exported: 'Donations pledged',
  gifts: {
    title: 'My donations',
    filter: 'Filter by state',
    all: 'All',
    empty: 'No donation yet',
    emptyHint: 'Once the first one is registered, this page shows how far it has come.',
    receipted: 'Receipt issued',
  },
  gift: {
    title: 'Where a donation went',
    back: '← Back to my donations',
    to: 'Given to',
    for: 'For',
    pledgedAt: 'Promised',
    receivedAt: 'Received',
    value: 'Value of the goods',
    revised: 'Revised {{count}} times',
    expires: 'Usable until {{day}}',
  },
  journey: {
    title: 'From the promise to the confirmed delivery',
    summary: '{{whole}} in all, {{confirmed}} confirmed',
    table: 'Stations of {{title}}',
    stage: 'Station',
    reached: 'Came here',
    resting: 'Rests here',
    since: 'First arrival',
    notYet: 'Not yet',
    waits: '{{amount}} waiting',
  },
  stage: {
    PLEDGED: 'Promised',
    RECEIVED: 'Received',
    RESERVED: 'Set aside',
    DELIVERED: 'Handed over',
    CONFIRMED: 'Confirmed',
    RETURNED: 'Given back',
    LOST: 'Lost',
    EXPIRED: 'Expired',
  },
  parts: {
    title: 'Where each part went',
    privacy: 'Told only as finely as five households share it; no household can be recognised.',
    placeWithheld: 'Where it went is not told',
    empty: 'There is nothing to show of this donation.',
  },
  receipt: {
    title: 'Donation receipt',
    checkCode: 'Check code',
    download: 'Download the receipt (PDF)',
    verify: 'Open the page that checks it',
  },
  status: { PLEDGED: 'Promised', RECEIVED: 'Received', WITHDRAWN: 'Withdrawn' },
  form: {
    MONEY: 'Money',
    GOODS: 'Goods',
    SERVICE: 'Services',
    hint: { MONEY: 'Exact to the fen', GOODS: 'Lot by lot', SERVICE: 'By places' },
  },
  valueKind: { CLAIMED: 'Value as stated', EVIDENCED: 'Value proven' },
  earmark: { any: 'For anything', aProject: 'A project', aWish: 'A micro-wish' },
  count: { places: '{{number}} places', lots: '{{first}} and more, {{count}} lots' },
  change: {
    ofWish: 'This is a share of a micro-wish.',
    toWishes: 'Withdraw it on the page of wishes',
    DONATION_PLEDGED: 'A donation was promised',
    DONATION_PLEDGE_REVISED: 'A promise was revised',
    DONATION_PLEDGE_WITHDRAWN: 'A promise was withdrawn',
    DONATION_RECEIVED: 'A donation was received',
    DONATION_ALLOCATED: 'Part of a donation was set aside for a need',
    DONATION_ALLOCATION_RELEASED: 'What was set aside is free again',
    DONATION_DELIVERED: 'Part of a donation was delivered and confirmed',
    DONATION_DELIVERY_REVERSED: 'A delivery was reversed',
    DONATION_RETURNED: 'Part of a donation was given back',
    DONATION_LOST: 'Part of a donation was lost',
    DONATION_EXPIRED: 'Part of a donation expired',
    DONATION_USE_CHANGED: 'The use of a donation was changed',
    DONATION_RECEIPTED: 'A receipt was issued',
    RECEIPT_VOIDED: 'A receipt was voided',
  },
  ...giving,
  ...lots,
  ...more,
  serviceKind: terms.serviceKind,
  situation: terms.situation,
  ageBand: terms.ageBand,
};

export default words;
