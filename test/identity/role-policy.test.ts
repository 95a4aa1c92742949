/** Shows the truth table of granting: every role asked for, by every kind of actor, in reach and out of it. */
import { Role, areaRoles, organisationRoles } from '../../schema/identity/role';
import type { Actor, RoleHeld } from '../../server/identity/actor';
import { administers, isComplete, mayGrant, maySeeAccount, type RoleInPlace } from '../../server/identity/role.policy';

const inside = { area: '640104001', organisation: 'ours' };
const outside = { area: '640105001', organisation: 'theirs' };

function actor(...roles: RoleHeld[]): Actor {
  return { accountId: 'me', displayName: 'me', roles };
}

function place(role: Role, where: typeof inside): RoleInPlace {
  if ((areaRoles as readonly Role[]).includes(role)) return { role, areaCode: where.area };
  if ((organisationRoles as readonly Role[]).includes(role)) return { role, organisationId: where.organisation };
  return { role };
}

const holders: Record<string, Actor> = {
  nobody: actor(),
  adviser: actor({ role: Role.ADVISER, areaCode: '640104001' }),
  streetOfficer: actor({ role: Role.STREET_OFFICER, areaCode: '640104001' }),
  bureau: actor({ role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: '640104' }),
  member: actor({ role: Role.ORGANISATION_MEMBER, organisationId: 'ours', organisationStatus: 'APPROVED' }),
  administrator: actor({
    role: Role.ORGANISATION_ADMINISTRATOR,
    organisationId: 'ours',
    organisationStatus: 'APPROVED',
  }),
  federation: actor({ role: Role.FEDERATION_STAFF, organisationId: 'ours', organisationStatus: 'APPROVED' }),
  partner: actor({ role: Role.COMPANY_PARTNER, organisationId: 'ours', organisationStatus: 'APPROVED' }),
  auditor: actor({ role: Role.AUDITOR }),
};
const everyRole = Object.values(Role);

/** What each may grant inside its reach; outside nobody but a system administrator grants anything. */
const granted: Record<string, Role[]> = {
  bureau: [Role.ADVISER, Role.STREET_OFFICER],
  administrator: [Role.ORGANISATION_MEMBER, Role.ORGANISATION_ADMINISTRATOR],
};

describe('the policy of roles', () => {
  test.each(Object.keys(holders))(
    'attacks 64 and 66: %s grants exactly its roles inside its reach and none outside',
    (name) => {
      const holder = holders[name]!;
      expect(everyRole.filter((role) => mayGrant(holder, place(role, inside)))).toEqual(granted[name] ?? []);
      expect(everyRole.filter((role) => mayGrant(holder, place(role, outside)))).toEqual([]);
    },
  );

  test('66: a member here who administers elsewhere does not administer here', () => {
    const mixed = actor(
      { role: Role.ORGANISATION_MEMBER, organisationId: 'ours', organisationStatus: 'APPROVED' },
      { role: Role.ORGANISATION_ADMINISTRATOR, organisationId: 'theirs', organisationStatus: 'APPROVED' },
      { role: Role.ADVISER, areaCode: '640104' },
      { role: Role.CIVIL_AFFAIRS_BUREAU, areaCode: '640105' },
    );
    expect(everyRole.filter((role) => mayGrant(mixed, place(role, inside)))).toEqual([]);
    expect(everyRole.filter((role) => mayGrant(mixed, place(role, outside)))).toEqual([
      Role.ADVISER,
      Role.STREET_OFFICER,
      Role.ORGANISATION_MEMBER,
      Role.ORGANISATION_ADMINISTRATOR,
    ]);
  });

  test('a system administrator grants every role anywhere, its API key none', () => {
    const system = actor({ role: Role.SYSTEM_ADMINISTRATOR });
    expect(everyRole.filter((role) => mayGrant(system, place(role, outside)))).toEqual(everyRole);
    const key = { ...system, apiKey: { id: 'key', scopes: [] } };
    expect(everyRole.filter((role) => mayGrant(key, place(role, inside)))).toEqual([]);
  });

  test('the administrator of a suspended organisation grants nothing, but may still take away', () => {
    const suspended = actor({
      role: Role.ORGANISATION_ADMINISTRATOR,
      organisationId: 'ours',
      organisationStatus: 'SUSPENDED',
    });
    const membership = place(Role.ORGANISATION_MEMBER, inside);
    expect(mayGrant(suspended, membership)).toBe(false);
    expect(administers(suspended, membership)).toBe(true);
  });

  test('an account is seen by itself and by those who administer one of its roles', () => {
    const places = [place(Role.ADVISER, inside), place(Role.ORGANISATION_MEMBER, outside)];
    expect(maySeeAccount(holders.bureau!, 'other', places)).toBe(true);
    expect(maySeeAccount(holders.administrator!, 'other', places)).toBe(false);
    expect(maySeeAccount(holders.adviser!, 'other', places)).toBe(false);
    expect(maySeeAccount(holders.adviser!, 'me', [])).toBe(true);
  });

  test.each(everyRole)('%s is complete with exactly the relation it holds by', (role) => {
    const ofArea = (areaRoles as readonly Role[]).includes(role);
    const ofOrganisation = (organisationRoles as readonly Role[]).includes(role);
    expect([
      isComplete({ role }),
      isComplete({ role, areaCode: '64' }),
      isComplete({ role, organisationId: 'ours' }),
      isComplete({ role, areaCode: '64', organisationId: 'ours' }),
    ]).toEqual([!ofArea && !ofOrganisation, ofArea, ofOrganisation, false]);
  });
});
