/** Promises for whom one acts: the organisation of the roles that one holds, chosen once when there are several. */
import { useMemo, useSyncExternalStore } from 'react';
import { useSession, type Account, type Role } from './session';

let chosen: string | undefined;
const listeners = new Set<() => void>();

export function chooseOrganisation(organisationId: string): void {
  chosen = organisationId;
  for (const listener of listeners) listener();
}

export function organisationsOf(account: Account, roles: readonly Role[]): string[] {
  const held = account.roles.filter((grant) => roles.includes(grant.role) && grant.organisationId);
  return [...new Set(held.map((grant) => grant.organisationId!))];
}

/** The organisation for which one acts with one of these roles, and all that one could choose. */
export function useActing(roles: readonly Role[]): { organisationId: string | undefined; choices: readonly string[] } {
  const session = useSession();
  const wish = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
  return useMemo(() => {
    const choices = session.phase === 'signed-in' ? organisationsOf(session.account, roles) : [];
    return { organisationId: choices.find((one) => one === wish) ?? choices[0], choices };
  }, [session, roles, wish]);
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
