/** Shows every statutory clock at golden dates: leap years, ends of months and years, and midnight in Asia/Shanghai. */
import { FundraisingMode, ProjectStatus } from '../../schema/project/enums';
import { ObligationRule } from '../../schema/supervision/obligation';
import { addDays, addMonths, dayOf } from '../../server/day';
import {
  clockOfDealing,
  clockOfRecognition,
  clocksOfProject,
  clocksOfYear,
  sources,
  type ProjectFacts,
} from '../../server/supervision/rules';

const facts = (more: Partial<ProjectFacts> = {}): ProjectFacts => ({
  status: ProjectStatus.OPEN,
  fundraisingMode: FundraisingMode.PUBLIC,
  draftedOn: '2026-01-02',
  startsOn: '2026-03-01',
  endsOn: '2026-05-31',
  filedOn: '2026-02-19',
  closedOn: null,
  settledOn: null,
  disclosedOn: null,
  leftoverFen: null,
  partnered: false,
  ...more,
});
const days = (clocks: readonly { rule: string; anchorOn: string; dueOn: string }[], rule: ObligationRule) =>
  clocks.filter((clock) => clock.rule === String(rule)).map((clock) => [clock.anchorOn, clock.dueOn]);

describe('the calendar', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-05', -10, '2025-12-26'],
    ['2024-03-05', -10, '2024-02-24'],
    ['2023-03-05', -10, '2023-02-23'],
  ])('given %s, then %i days later is %s', (day, count, expected) => expect(addDays(day, count)).toBe(expected));

  test.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2026-12-31', 3, '2027-03-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2023-02-28', 12, '2024-02-28'],
    ['2026-10-15', 3, '2027-01-15'],
    ['2026-12-01', 12, '2027-12-01'],
  ])('given %s, then %i months later is %s', (day, count, expected) => expect(addMonths(day, count)).toBe(expected));

  test('given instants around midnight in Asia/Shanghai, then the day is the one there, whatever the zone of the server', () => {
    expect(dayOf(new Date('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31');
    expect(dayOf(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
    expect(dayOf(new Date('2024-02-28T16:00:00Z'))).toBe('2024-02-29');
  });
});

describe('the statutory clocks', () => {
  test.each([
    ['2026-03-01', '2026-02-19'],
    ['2024-03-05', '2024-02-24'],
    ['2027-01-05', '2026-12-26'],
  ])('given a public campaign that starts on %s, then it is filed by %s', (startsOn, dueOn) => {
    const draft = facts({ status: ProjectStatus.DRAFT, startsOn, endsOn: '2027-12-31', filedOn: null });
    expect(clocksOfProject(draft)).toEqual([{ rule: 'FILING', anchorOn: '2026-01-02', dueOn, fulfilledOn: undefined }]);
    expect(clocksOfProject({ ...draft, fundraisingMode: FundraisingMode.DIRECTED })).toEqual([]);
  });

  test('given a window of six months to the day, then no progress is owed; one day more, then after three months', () => {
    const six = facts({ startsOn: '2026-03-01', endsOn: '2026-08-31' });
    expect(days(clocksOfProject(six), ObligationRule.PROGRESS_REPORT)).toEqual([]);
    const more = facts({ startsOn: '2026-03-01', endsOn: '2026-09-01' });
    expect(days(clocksOfProject(more), ObligationRule.PROGRESS_REPORT)).toEqual([['2026-03-01', '2026-06-01']]);
  });

  test('given a window of fifteen months from 30 November, then every three months over a leap year, each counted from the start', () => {
    const long = facts({ startsOn: '2027-11-30', endsOn: '2029-02-28' });
    expect(days(clocksOfProject(long), ObligationRule.PROGRESS_REPORT)).toEqual([
      ['2027-11-30', '2028-02-29'],
      ['2028-02-29', '2028-05-30'],
      ['2028-05-30', '2028-08-30'],
      ['2028-08-30', '2028-11-30'],
    ]);
    const ended = { ...long, status: ProjectStatus.CLOSED, closedOn: '2028-08-30' };
    expect(days(clocksOfProject(ended), ObligationRule.PROGRESS_REPORT)).toEqual([
      ['2027-11-30', '2028-02-29'],
      ['2028-02-29', '2028-05-30'],
    ]);
  });

  test.each([
    ['2026-11-30', '2027-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-12-31', '2027-03-31'],
  ])('given an end on %s, then report, leftover property and evaluation are due on %s', (closedOn, dueOn) => {
    const closed = facts({ status: ProjectStatus.CLOSED, closedOn, partnered: true });
    for (const rule of [
      ObligationRule.FULL_REPORT,
      ObligationRule.LEFTOVER_PROPERTY,
      ObligationRule.PARTNER_EVALUATION,
    ])
      expect(days(clocksOfProject(closed), rule)).toEqual([[closedOn, dueOn]]);
    const nothingLeft = { ...closed, status: ProjectStatus.SETTLED, settledOn: closedOn, leftoverFen: 0n };
    expect(days(clocksOfProject(nothingLeft), ObligationRule.LEFTOVER_PROPERTY)).toEqual([]);
    const alone = { ...closed, partnered: false };
    expect(days(clocksOfProject(alone), ObligationRule.PARTNER_EVALUATION)).toEqual([]);
  });

  test.each([
    ['2024-01-31', '2024-03-01'],
    ['2023-01-31', '2023-03-02'],
    ['2026-12-15', '2027-01-14'],
  ])('given a dealing with a related party on %s, then it is published by %s', (day, dueOn) =>
    expect(clockOfDealing(ObligationRule.RELATED_PARTY_DEALING, day).dueOn).toBe(dueOn),
  );

  test('given a year, then its reports are due on 31 May, and major projects of one without the qualification', () => {
    expect(clocksOfYear('2028-02-29', true).map((clock) => [clock.rule, clock.dueOn])).toEqual([
      ['ANNUAL_REPORT', '2028-05-31'],
      ['RELATED_PARTY_LIST', '2028-05-31'],
    ]);
    expect(clocksOfYear('2026-12-31', false).map((clock) => clock.rule)).toContain('MAJOR_PROJECTS');
  });

  test.each([
    ['2024-02-29', '2025-02-28'],
    ['2027-02-28', '2028-02-28'],
    ['2026-12-31', '2027-12-31'],
  ])('given a recognition of rigid expenditure on %s, then it is looked at again by %s', (day, dueOn) =>
    expect(clockOfRecognition(day).dueOn).toBe(dueOn),
  );

  test('given every rule, then its source is stated', () => {
    for (const rule of Object.values(ObligationRule)) expect(sources[rule]).toMatch(/\p{Script=Han}{4}/u);
  });
});
