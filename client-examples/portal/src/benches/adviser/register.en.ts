/** Promises the English words of registering a household. */
import type { SameWords } from '../../language/language';
import type { RegisterWords } from './register.zh';

export const register: SameWords<RegisterWords> = {
  register: {
    title: 'Register a household',
    begin: 'Register a household',
    hint: 'Say first what is registered, why, and who may see it. Names, phones, addresses and numbers are sealed; each reading needs a reason and is written down.',
    members: 'Members',
    member: 'Member {{number}}',
    relation: 'Relation to the head',
    addMember: 'Add a member',
    remove: 'Remove',
    removeMember: 'Remove member {{number}}',
    number: 'Resident number',
    numberHint: 'Without a number leave it empty and choose an age. Nobody is registered twice.',
    ageBand: 'Age',
    place: 'Community or grid',
    phone: 'Mobile phone (may stay empty)',
    category: 'Low-income category',
    situations: 'Situations',
    consent: 'Does it authorise a means check?',
    consentMethod: { NONE: 'Not now', WRITTEN: 'In writing', SPOKEN_WITH_WITNESS: 'Spoken, with a witness' },
    consentHint: {
      NONE: 'it is registered and may ask for help all the same',
      WRITTEN: 'for a year, withdrawn at any time',
      SPOKEN_WITH_WITNESS: 'for a year, withdrawn at any time',
    },
    guardian: 'A member is under 14',
    guardianGiven: 'A guardian authorised it',
    go: 'Register',
    notKept:
      'This is personal: it is on this page only and not kept on the device. Without a network leave the page open.',
    done: 'The household is registered.',
    consented: 'The authorisation is written down.',
    consentAgain: 'Write the authorisation down again',
    next: 'What next',
    toCard: 'Issue a contact card',
    toCardHint: 'so that the household itself sees what happens, confirms and withdraws',
    toNeedHint: 'write what is needed, and see first what organisations will read',
    toWishHint: 'one thing, up to a thousand yuan',
    search: 'Look in my area',
    searchHint: 'It may have been registered before. Look whether it is in your area; the search is written down.',
    here: 'Found: this member is in a household of your area already. There is nothing to register.',
    open: 'Open the household',
    elsewhere:
      'Not in your area. To protect people it is not said where; ask the street or the civil affairs bureau. The household may ask for help all the same.',
  },
};
