/** Promises the English words of the cases of a household. */
import type { SameWords } from '../../language/language';
import type { CasesWords } from './cases.zh';

export const cases: SameWords<CasesWords> = {
  cases: {
    title: 'Cases',
    hint: 'Cases of mental care and of family disputes are restricted: those on their list see them, and each look is written down.',
    show: 'Show the cases',
    none: 'There is no case that you may see.',
    since: 'opened {{day}}',
    review: 'review by {{day}}',
    restricted: 'A restricted case: you are on its list, and this look is written down. Tell nobody.',
    open: 'Open the record',
    openTitle: 'Why do you need to read it?',
    reason: 'Reason',
    reasonHint: 'At least 4 characters, without names, phones and addresses; it is kept for long.',
    writtenDown: 'This reading and its reason are written down.',
    notAssessed: 'Not assessed yet.',
    strengths: 'Strengths: {{text}}',
    risks: 'Risks: {{text}}',
    stepDone: 'done',
    stepDue: 'by {{day}}',
    readings: 'Who read it ({{count}} times)',
    looked: 'looked',
  },
  caseKind: { GENERAL: 'General case', MENTAL_CARE: 'Mental care', FAMILY_DISPUTE: 'Family dispute' },
  caseStatus: { OPEN: 'Opened', ASSESSED: 'Assessed', IN_SERVICE: 'In service', CLOSED: 'Closed' },
};
