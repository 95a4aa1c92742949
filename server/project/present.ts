/** Promises the objects of the contract made from the rows of projects. */
import { globalId } from '../../schema/global-id';
import {
  CharityProject,
  FundraisingPartnership,
  FundraisingPlan,
  FundraisingQualification,
  ProjectDay,
  ProjectProgress,
} from '../../schema/project/project';
import type { PartnershipRow, QualificationRow } from './partnership.repository';
import type { Day, Progress } from './progress';
import type { PlanRow, ProjectRow } from './project.repository';

export function presentProject(row: ProjectRow): CharityProject {
  return Object.assign(new CharityProject(), {
    ...row,
    id: globalId('CharityProject', row.id),
    projectId: row.id,
    filedOn: row.filedOn ?? undefined,
    filingNumber: row.filingNumber ?? undefined,
    closedOn: row.closedOn ?? undefined,
    settledOn: row.settledOn ?? undefined,
    disclosedOn: row.disclosedOn ?? undefined,
    leftoverFen: row.leftoverFen ?? undefined,
    leftoverDisposal: row.leftoverDisposal ?? undefined,
  });
}

export function presentPlan(row: PlanRow, window: Pick<ProjectRow, 'startsOn' | 'endsOn'>): FundraisingPlan {
  return Object.assign(new FundraisingPlan(), { ...row, startsOn: window.startsOn, endsOn: window.endsOn });
}

export function presentPartnership(row: PartnershipRow): FundraisingPartnership {
  return Object.assign(new FundraisingPartnership(), {
    organisationId: globalId('Organisation', row.organisationId),
    agreementNumber: row.agreementNumber,
    agreedOn: row.agreedOn,
    confirmedAt: row.confirmedAt ?? undefined,
  });
}

export function presentQualification(row: QualificationRow): FundraisingQualification {
  return Object.assign(new FundraisingQualification(), {
    certificateNumber: row.certificateNumber,
    charitySince: row.charitySince,
    grantedOn: row.grantedOn,
    revokedOn: row.revokedOn ?? undefined,
  });
}

export function presentDay(day: Day): ProjectDay {
  return Object.assign(new ProjectDay(), day);
}

export function presentProgress(progress: Progress): ProjectProgress {
  return Object.assign(new ProjectProgress(), progress);
}
