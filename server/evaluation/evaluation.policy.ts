/** Promises who evaluates, who was evaluated, and who reads what of it. Pure. */
import { EvaluationSubjectKind } from '../../schema/evaluation/enums';
import { Role } from '../../schema/identity/role';
import { actsFor, areasServed, holds, servesArea, type Actor } from '../identity/actor';

export const evaluationReaders = [
  Role.CIVIL_AFFAIRS_BUREAU,
  Role.STREET_OFFICER,
  Role.ADVISER,
  Role.AUDITOR,
  Role.ORGANISATION_ADMINISTRATOR,
  Role.FEDERATION_STAFF,
];

/** Who may say that a result is wrong: those who answer for the subject. */
export const appellants = evaluationReaders.filter(
  (role) => role !== Role.CIVIL_AFFAIRS_BUREAU && role !== Role.AUDITOR,
);

/** The bureau of the district, in person. */
export function evaluates(actor: Actor, areaCode: string): boolean {
  return actor.apiKey === undefined && servesArea(actor, areaCode, Role.CIVIL_AFFAIRS_BUREAU);
}

/** Whether the subject is the actor's own: its street, its organisation, itself. */
export function answersFor(actor: Actor, kind: EvaluationSubjectKind, subjectKey: string): boolean {
  if (actor.apiKey !== undefined) return false;
  if (kind === EvaluationSubjectKind.ADVISER) return subjectKey === actor.accountId;
  if (kind === EvaluationSubjectKind.ORGANISATION)
    return actsFor(actor, subjectKey, Role.ORGANISATION_ADMINISTRATOR, Role.FEDERATION_STAFF);
  return servesArea(actor, subjectKey, Role.STREET_OFFICER);
}

/** For SQL: which results an actor reads. */
export interface EvaluationSight {
  /** Schemes of these areas, whatever their state. */
  readonly bureauAreas: readonly string[];
  /** All that are published, without their lines. */
  readonly auditor: boolean;
  readonly officerAreas: readonly string[];
  /** Organisations and the account itself. */
  readonly keys: readonly string[];
}

export function sightOf(actor: Actor): EvaluationSight {
  if (actor.apiKey !== undefined) return { bureauAreas: [], auditor: false, officerAreas: [], keys: [] };
  const answering: readonly Role[] = [Role.ORGANISATION_ADMINISTRATOR, Role.FEDERATION_STAFF];
  const own = actor.roles.flatMap((held) => (answering.includes(held.role) ? (held.organisationId ?? []) : []));
  return {
    bureauAreas: areasServed(actor, Role.CIVIL_AFFAIRS_BUREAU),
    auditor: holds(actor, Role.AUDITOR),
    officerAreas: areasServed(actor, Role.STREET_OFFICER),
    keys: [...own, actor.accountId],
  };
}
