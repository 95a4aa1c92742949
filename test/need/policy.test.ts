/** Shows the rule of sight as a truth table: who is related how to a need of which state, and how much is seen. */
import { NeedKind } from '../../schema/need/enums';
import { sightOf } from '../../server/need/need.policy';

const grid = '640104001001001';

describe('the policy of the need', () => {
  test('66: given every combination of relation, involvement, restriction and state, then the sight is the stated one', () => {
    const role = (changes: object) => ({ accountId: 'a', displayName: 'a', roles: [changes] }) as never;
    const actors = {
      area: role({ role: 'ADVISER', areaCode: '640104' }),
      elsewhere: role({ role: 'ADVISER', areaCode: '640105' }),
      approved: role({ role: 'ORGANISATION_MEMBER', organisationId: 'o', organisationStatus: 'APPROVED' }),
      suspended: role({ role: 'ORGANISATION_MEMBER', organisationId: 'o', organisationStatus: 'SUSPENDED' }),
      partner: role({ role: 'COMPANY_PARTNER', organisationId: 'o', organisationStatus: 'APPROVED' }),
      auditor: role({ role: 'AUDITOR' }),
    };
    const involvements = {
      none: [],
      told: ['REFERRED'],
      named: ['REFERRED_DIRECTLY'],
      holder: ['REFERRED', 'CLAIMANT'],
    } as const;
    const table = Object.entries(actors).map(([who, actor]) => {
      const cells = Object.entries(involvements).flatMap(([how, ways]) =>
        (['open', 'claimed', 'restricted'] as const).map((state) => {
          const need = {
            areaCode: grid,
            kind: NeedKind.NEED,
            restricted: state === 'restricted',
            status: (state === 'open' ? 'PUBLISHED' : state === 'claimed' ? 'CLAIMED' : 'RESTRICTED') as never,
          };
          return `${how} ${state}: ${sightOf(actor, need, new Set(ways)) ?? '-'}`;
        }),
      );
      return [who, cells] as const;
    });
    const all = (sight: string) =>
      Object.keys(involvements).flatMap((how) =>
        ['open', 'claimed', 'restricted'].map((state) => `${how} ${state}: ${sight}`),
      );
    const involved = [
      'told open: CARD',
      'told claimed: CARD',
      'told restricted: -',
      'named open: CARD',
      'named claimed: CARD',
      'named restricted: CARD',
      'holder open: CLAIMANT',
      'holder claimed: CLAIMANT',
      'holder restricted: CLAIMANT',
    ];
    expect(Object.fromEntries(table)).toEqual({
      area: all('AREA'),
      elsewhere: all('-'),
      approved: ['none open: CARD', 'none claimed: -', 'none restricted: -', ...involved],
      suspended: all('-'),
      partner: ['none open: -', 'none claimed: -', 'none restricted: -', ...involved],
      auditor: all('-'),
    });
  });
});
