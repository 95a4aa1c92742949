/** Promises the English words of the household's page. */
import type { SameWords } from '../language/language';
import type { HouseholdWords } from './words.zh';

const words: SameWords<HouseholdWords> = {
  title: 'My contact card',
  intro: 'Enter the number on your card. No account is needed, and nothing stays on this device.',
  code: 'Number on the card',
  go: 'Look',
  unknown: 'Nothing was found under this number. Compare it with the card once more, or ask your relief adviser.',
  community: 'The community that looks after you',
  issued: 'Card of {{day}}',
  consents: 'What you have agreed to',
  noConsents: 'No organisation may use what is known of your household at present.',
  consent: '{{who}} may see: {{what}}',
  consentUntil: 'until {{day}}',
  bureau: 'The civil affairs bureau',
  withdraw: 'Take it back',
  withdrawTitle: 'Take this consent back?',
  withdrawText: 'They can no longer see this of your household, from now on. An adviser can write it down anew later.',
  withdrawn: 'Taken back, from now on.',
  leave: 'Done, leave',
  purpose: {
    MEANS_CHECK: 'Checking income and property',
    MEDIA_APPEAL: 'Appeal in the media',
    REFERRAL: 'Being referred for help',
    SERVICE_DELIVERY: 'Help at home',
  },
  kind: {
    ADDRESS: 'address',
    NAME: 'name',
    PHONE: 'phone',
    RESIDENT_NUMBER: 'resident number',
    SITUATION: 'situation',
  },
};

export default words;
