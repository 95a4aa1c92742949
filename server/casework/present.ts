/** Promises the objects of casework as the contract has them. */
import { MediaAppeal } from '../../schema/casework/appeal';
import {
  CareCase,
  CaseAccess,
  CaseAssessment,
  CaseGoal,
  CaseReading,
  CaseRecord,
  CaseReview,
  CaseService,
  CaseStep,
} from '../../schema/casework/case';
import { HouseholdWatch } from '../../schema/casework/watch';
import { globalId } from '../../schema/global-id';
import type { AuditLineRow } from '../audit/audit';
import type { AppealRow } from './appeal.repository';
import type { AccessRow, CaseRow } from './case.repository';
import type { CareServiceEntity } from './casework.entity';
import type { OpenRecord } from './record.service';
import { presentResilience } from './resilience';
import type { WatchRow } from './watch.repository';

export function presentCase(row: CaseRow): CareCase {
  return Object.assign(new CareCase(), {
    ...{ id: globalId('CareCase', row.id), caseId: row.id, householdId: row.householdId },
    ...{ kind: row.kind, disputeKind: row.disputeKind ?? undefined, status: row.status },
    workerId: globalId('Account', row.workerId),
    providerOrganisationId: row.providerOrganisationId ?? undefined,
    agreementMethod: row.agreementMethod,
    resilienceBefore: row.resilienceBefore ? presentResilience(row.resilienceBefore) : undefined,
    resilienceAfter: row.resilienceAfter ? presentResilience(row.resilienceAfter) : undefined,
    nextReviewOn: row.nextReviewOn ?? undefined,
    closureReason: row.closureReason ?? undefined,
    disputeOutcome: row.disputeOutcome ?? undefined,
    ...{ openedAt: row.openedAt, closedAt: row.closedAt ?? undefined },
  });
}

export function presentRecord({ row, written, open }: OpenRecord): CaseRecord {
  const steps = written.steps.map((step) => ({
    goalId: step.goalId,
    step: Object.assign(new CaseStep(), {
      ...{ id: globalId('CaseStep', step.id), text: open('care_step', 'sealed', step.id, step.sealed) },
      ...{ ownerId: globalId('Account', step.ownerId), dueOn: step.dueOn, doneOn: step.doneOn ?? undefined },
      overdue: step.overdue,
    }),
  }));
  return Object.assign(new CaseRecord(), {
    assessments: written.assessments.map((one) =>
      Object.assign(new CaseAssessment(), {
        ...{ domains: one.domains, assessedAt: one.assessedAt },
        strengths: open('care_assessment', 'strengths', one.id, one.strengths),
        risks: open('care_assessment', 'risks', one.id, one.risks),
      }),
    ),
    goals: written.goals.map((goal) =>
      Object.assign(new CaseGoal(), {
        ...{ id: globalId('CaseGoal', goal.id), kind: goal.kind, status: goal.status },
        text: open('care_goal', 'sealed', goal.id, goal.sealed),
        steps: steps.filter((one) => one.goalId === goal.id).map((one) => one.step),
      }),
    ),
    reviews: written.reviews.map((review) =>
      Object.assign(new CaseReview(), {
        note: open('care_review', 'note', review.id, review.note),
        ...{ resilience: presentResilience(review.resilience), reviewedAt: review.reviewedAt },
      }),
    ),
    closingNote: row.closingNote ? open('care_case', 'closing_note', row.id, row.closingNote) : undefined,
  });
}

export function presentAccess(row: AccessRow): CaseAccess {
  return Object.assign(new CaseAccess(), {
    ...{ accountId: globalId('Account', row.accountId), ground: row.ground, reason: row.reason ?? undefined },
    ...{ since: row.since, until: row.until ?? undefined },
  });
}

export function presentReading(line: AuditLineRow): CaseReading {
  return Object.assign(new CaseReading(), {
    accountId: line.accountId ? globalId('Account', line.accountId) : undefined,
    what: line.operation === 'readCaseRecord' ? 'RECORD' : line.operation === 'breakGlass' ? 'BREAK_GLASS' : 'CASE',
    ...{ reason: line.details.reason as string | undefined, at: line.at },
  });
}

export function presentService(row: CareServiceEntity): CaseService {
  return Object.assign(new CaseService(), {
    ...{ subjectId: globalId(row.subjectType, row.subjectId), linkedAt: row.linkedAt },
  });
}

export function presentWatch(row: WatchRow): HouseholdWatch {
  return Object.assign(new HouseholdWatch(), {
    ...{ id: globalId('HouseholdWatch', row.id), watchId: row.id, householdId: row.householdId },
    ...{ intervalDays: row.intervalDays, nextReviewOn: row.nextReviewOn ?? undefined, overdue: row.overdue },
    ...{ startedAt: row.startedAt, endedAt: row.endedAt ?? undefined },
  });
}

export function presentAppeal(row: AppealRow): MediaAppeal {
  return Object.assign(new MediaAppeal(), {
    ...{ id: globalId('MediaAppeal', row.id), status: row.status, text: row.text ?? undefined },
    ...{ publishedAt: row.publishedAt ?? undefined, organisationId: row.organisationId },
  });
}
