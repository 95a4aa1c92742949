/** Promises applications of the contract made from rows; their policy and department are read by their own field resolvers. */
import { ApplicationAuthority, ApplicationDocument, PolicyApplication } from '../../schema/application/application';
import { globalId } from '../../schema/global-id';
import type { ApplicationRow } from './application.repository';

/** With what the field resolvers of the room need. */
export type PresentedApplication = PolicyApplication & { readonly policyId: string };

export function presentApplication(row: ApplicationRow): PresentedApplication {
  const { mode, status, begunOn, householdId, policyId } = row;
  const known = <Value>(value: Value | null) => value ?? undefined;
  return Object.assign(new PolicyApplication(), {
    ...{ id: globalId('PolicyApplication', row.id), mode, status, begunOn, householdId, policyId },
    memberIds: row.memberIds.map((id) => globalId('HouseholdMember', id)),
    authority: authorityOf(row),
    documents: row.documents.map((document) =>
      Object.assign(new ApplicationDocument(), {
        ...{ ...document, applicationId: row.id, providedOn: known(document.providedOn) },
      }),
    ),
    ...{ submittedOn: known(row.submittedOn), acceptedOn: known(row.acceptedOn), reviewDueOn: known(row.reviewDueOn) },
    ...{ decidedOn: known(row.decidedOn), decisionNumber: known(row.decisionNumber) },
    ...{ appealUntil: known(row.appealUntil), withdrawalReason: known(row.withdrawalReason) },
  });
}

function authorityOf(row: ApplicationRow): ApplicationAuthority | undefined {
  if (row.authorityMemberId === null) return undefined;
  return Object.assign(new ApplicationAuthority(), {
    memberId: globalId('HouseholdMember', row.authorityMemberId),
    ...{ scope: row.authorityScope!, until: row.authorityUntil!, method: row.authorityMethod! },
  });
}
