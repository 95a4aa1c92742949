/** Promises who takes down what a household asks of its data, and who decides on it. Pure. */
import { Role } from '../../schema/identity/role';
import { servesArea, type Actor } from '../identity/actor';

/** Officers of the street and of the bureau, in person: an adviser takes down, and does not decide. */
export function mayDecide(actor: Actor, household: { readonly areaCode: string }): boolean {
  return (
    actor.apiKey === undefined &&
    servesArea(actor, household.areaCode.slice(0, 12), Role.STREET_OFFICER, Role.CIVIL_AFFAIRS_BUREAU)
  );
}
