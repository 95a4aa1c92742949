/** Promises for whom one acts: the organisation of the roles that one holds, and the areas that one serves. */
import { useMemo } from 'react';
import { useSession, type Role } from './session';

/** The organisation for which one acts with one of these roles; the first when there are several. */
export function useActing(roles: readonly Role[]): { organisationId: string | undefined } {
  const session = useSession();
  return useMemo(() => {
    const held = session.phase === 'signed-in' ? session.account.roles : [];
    const acting = held.find((grant) => roles.includes(grant.role) && grant.organisationId);
    return { organisationId: acting?.organisationId ?? undefined };
  }, [session, roles]);
}

/** The areas that one serves with one of these roles. */
export function useAreas(roles: readonly Role[]): readonly string[] {
  const session = useSession();
  return useMemo(() => {
    if (session.phase !== 'signed-in') return [];
    const held = session.account.roles.filter((grant) => roles.includes(grant.role) && grant.areaCode);
    return [...new Set(held.map((grant) => grant.areaCode!))];
  }, [session, roles]);
}

/** What people call an area that one serves; its code where it has no name any more. */
export function useAreaNames(): (code: string) => string {
  const session = useSession();
  return useMemo(() => {
    const held = session.phase === 'signed-in' ? session.account.roles : [];
    return (code) => held.find((grant) => grant.areaCode === code)?.area?.name ?? code;
  }, [session]);
}
