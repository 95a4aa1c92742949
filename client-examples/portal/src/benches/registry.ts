/** Promises the list of benches in the order in which they are offered: one entry each, nothing loaded before it is needed. */
import type { Bench } from './bench';

export const benches: readonly Bench[] = [
  {
    name: 'company',
    roles: ['COMPANY_PARTNER'],
    words: { zh: () => import('./company/words.zh'), en: () => import('./company/words.en') },
    load: () => import('./company/pages'),
  },
  {
    name: 'organisation',
    roles: ['ORGANISATION_MEMBER', 'ORGANISATION_ADMINISTRATOR'],
    words: { zh: () => import('./organisation/words.zh'), en: () => import('./organisation/words.en') },
    load: () => import('./organisation/pages'),
  },
  {
    name: 'bureau',
    roles: ['CIVIL_AFFAIRS_BUREAU', 'AUDITOR'],
    words: { zh: () => import('./bureau/words.zh'), en: () => import('./bureau/words.en') },
    load: () => import('./bureau/pages'),
  },
  {
    name: 'adviser',
    roles: ['ADVISER', 'STREET_OFFICER'],
    words: { zh: () => import('./adviser/words.zh'), en: () => import('./adviser/words.en') },
    load: () => import('./adviser/pages'),
  },
  {
    name: 'federation',
    roles: ['FEDERATION_STAFF'],
    words: { zh: () => import('./federation/words.zh'), en: () => import('./federation/words.en') },
    load: () => import('./federation/pages'),
  },
];
