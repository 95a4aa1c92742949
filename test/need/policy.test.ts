/** Shows the rule of sight as a truth table: who is related how to a need of which state, and how much is seen. */
import { Role } from '../../schema/identity/role';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import { sightOf } from '../../server/need/need.policy';
import type { Involvement } from '../../server/need/visibility';

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

  test('given a need that is offered, then its area sees it and the organisation asked, whatever others were told before', () => {
    const need = { areaCode: grid, kind: NeedKind.NEED, restricted: false, status: NeedStatus.OFFERED };
    const member = { role: Role.ORGANISATION_MEMBER, organisationId: 'o', organisationStatus: 'APPROVED' };
    const sight = (role: object, ...ways: Involvement[]) =>
      sightOf({ accountId: 'a', displayName: 'a', roles: [role] } as never, need, new Set(ways));
    expect(sight({ role: Role.ADVISER, areaCode: '640104' })).toBe('AREA');
    expect(sight({ role: Role.ADVISER, areaCode: '640105' }, 'OFFERED')).toBeUndefined();
    expect(sight(member)).toBeUndefined();
    expect(sight(member, 'REFERRED', 'REFERRED_DIRECTLY')).toBeUndefined();
    expect(sight(member, 'OFFERED')).toBe('CARD');
    expect(sight({ ...member, organisationStatus: 'SUSPENDED' }, 'OFFERED')).toBeUndefined();
  });
});
