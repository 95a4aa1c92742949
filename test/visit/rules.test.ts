/** Shows the last day of a visit after each of the five triggers, also over the ends of months and years. */
import { VisitObligationState, VisitTrigger } from '../../schema/visit/enums';
import type { AreaHolder } from '../../server/identity/account.repository';
import { Role } from '../../schema/identity/role';
import { teamsFor } from '../../server/visit/assignment';
import { dueOn, stateOn } from '../../server/visit/rules';

describe('the clock of a visit', () => {
  test.each([
    [VisitTrigger.DISASTER, '2023-12-31', '2024-01-01'],
    [VisitTrigger.DEATH, '2024-02-27', '2024-03-01'],
    [VisitTrigger.DEATH, '2023-02-27', '2023-03-02'],
    [VisitTrigger.SUDDEN_MISFORTUNE, '2023-04-28', '2023-05-01'],
    [VisitTrigger.HOSPITALISATION, '2023-02-22', '2023-03-01'],
    [VisitTrigger.HOSPITALISATION, '2023-12-25', '2024-01-01'],
    [VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT, '2023-01-31', '2023-02-28'],
    [VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT, '2024-01-31', '2024-02-29'],
    [VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT, '2023-05-31', '2023-06-30'],
    [VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT, '2023-12-15', '2024-01-15'],
  ])('given %s told on %s, then the last day is %s', (trigger, told, last) => {
    expect(dueOn(trigger, told)).toBe(last);
  });

  test('given its last day, then it is overdue on the next, and a visit on the last day was in time', () => {
    const { DUE, OVERDUE, DONE, DONE_LATE } = VisitObligationState;
    const open = { dueOn: '2024-02-29', doneOn: null };
    expect([stateOn(open, '2024-02-29'), stateOn(open, '2024-03-01')]).toEqual([DUE, OVERDUE]);
    const done = (doneOn: string) => stateOn({ ...open, doneOn }, '2024-06-01');
    expect([done('2024-02-29'), done('2024-03-01')]).toEqual([DONE, DONE_LATE]);
  });
});

describe('the team for a place', () => {
  const holder = (accountId: string, areaCode: string, role = Role.ADVISER): AreaHolder => ({
    accountId,
    areaCode,
    role,
  });
  const holders = [
    holder('street', '640104001'),
    holder('b', '640104001002'),
    holder('a', '640104001002'),
    holder('officer', '640104001', Role.STREET_OFFICER),
    holder('second officer', '640104002', Role.STREET_OFFICER),
  ];
  const teams = (codes: string[], backbones: string[] = []) => teamsFor(codes, holders, new Set(backbones));

  test('given advisers of the community and of the street, then the nearest are the team of all its grids, the backbone first', () => {
    const areaCodes = ['640104001002', '640104001002001', '640104001002002'];
    expect(teams(areaCodes)).toEqual([{ key: 'ADVISER 640104001002', areaCodes, accountIds: ['b', 'a'] }]);
    expect(teams(areaCodes, ['a', 'elsewhere'])[0]!.accountIds).toEqual(['a', 'b']);
  });

  test('given no adviser of the community, then those of the street; given none at all, then its officers; given nobody, then no team', () => {
    expect(teams(['640104001003'])[0]!.accountIds).toEqual(['street']);
    expect(teams(['640104002001'])[0]!.accountIds).toEqual(['second officer']);
    expect(teams(['640104003001'])).toEqual([]);
  });
});
