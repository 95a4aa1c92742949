/** Promises for whom one acts: the organisations of the roles that one holds, and the areas that one serves. */
import { useMemo } from 'react';
import { useSession, type Role } from './session';

export interface Acting {
  /** The first of them. */
  readonly organisationId: string | undefined;
  readonly organisationIds: readonly string[];
}

/** The organisations for which one acts with one of these roles. */
export function useActing(roles: readonly Role[]): Acting {
  const session = useSession();
  return useMemo(() => {
    const held = session.phase === 'signed-in' ? session.account.roles : [];
    const acting = held.filter((grant) => roles.includes(grant.role)).flatMap((grant) => grant.organisationId ?? []);
    const organisationIds = [...new Set(acting)];
    return { organisationId: organisationIds[0], organisationIds };
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
