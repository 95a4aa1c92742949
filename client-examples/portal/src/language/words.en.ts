/** Promises the English words of what all benches share. */
import type { SameWords } from './language';
import type { MainWords } from './words.zh';

const words: SameWords<MainWords> = {
  brand: 'Linkage',
  tagline: 'A need in the neighbourhood, an answer close by',
  skip: 'Skip to the content',
  again: 'Try again',
  cancel: 'Cancel',
  undo: 'Undo',
  menu: 'Places',
  language: 'Change the language',
  otherLanguage: '中文',
  signOut: 'Sign out',
  leave: {
    title: '{{count}} not sent yet',
    text: 'Signing out deletes them from this device for good. You can go online first and sign out once they are sent.',
    yes: 'Delete and sign out',
  },
  benches: 'Workbenches',
  organisationChoice: 'Organisation',
  bench: {
    company: 'Giving desk',
    organisation: 'Needs desk',
    bureau: 'Bureau',
    adviser: 'Adviser',
    federation: 'Federation desk',
  },
  page: {
    home: 'Home',
    signIn: 'Sign in',
    card: 'My contact card',
    notFound: 'There is no such page',
  },
  notFound: { text: 'The address may be mistyped, or the page has moved.', back: 'Back to the start' },
  home: {
    greeting: 'Good day, {{name}}',
    choose: 'Choose a workbench',
    none: 'Your account has no workbench yet. Ask your administrator.',
  },
  signIn: {
    login: 'Login',
    password: 'Password',
    go: 'Sign in',
    card: 'We are a household: look with our contact card',
    receipt: 'Check a donation receipt',
    failed: 'The server could not be reached. Try again in a moment.',
  },
  unreachable: 'The server cannot be reached at the moment. Check your connection.',
  fault: {
    unreachable: 'The server did not answer; what you wrote is still here.',
    other: 'That did not work ({{code}}). Try again in a moment.',
  },
  list: {
    loading: 'Loading …',
    more: 'Show more',
    stale: 'This was read earlier; it could not be read again just now.',
  },
  picture: {
    asTable: 'As a table',
    colon: ': ',
    area: 'Area',
    withheld: 'below 5, withheld',
    withheldShort: '< 5',
    unknown: 'not known',
    upTo: 'up to {{value}}',
    none: 'none',
    moveHint: 'Arrow keys go from area to area.',
  },
  live: {
    connecting: 'Connecting',
    live: 'Live',
    away: 'The line is down; coming back by itself',
    ended: 'No longer live',
    missed: '{{count}} came while the line was down and are shown now',
  },
  time: {
    left: '{{left}} left',
    over: 'Time is over',
    until: 'until {{time}}',
    daysHours: '{{days}} d {{hours}} h',
    hoursMinutes: '{{hours}} h {{minutes}} min',
    minutesSeconds: '{{minutes}} min {{seconds}} s',
  },
  failure: {
    title: 'Something went wrong on this page',
    text: 'Load it again; what you sent is not done twice.',
    reload: 'Load again',
  },
};

export default words;
