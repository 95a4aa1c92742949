/** Promises the search of the audit for auditors. */
import { AuditReadingRepository } from '../audit/reading.repository';
import { caseSubjects } from '../casework/command';
import { InspectionResolver } from '../inspection/inspection.resolver';
import { InspectionService } from '../inspection/inspection.service';
import type { Ground } from './ground';

export function composeInspection({ audit, database }: Ground) {
  const inspectionService = new InspectionService(database, audit, new AuditReadingRepository(), caseSubjects);
  const resolvers: object[] = [new InspectionResolver(inspectionService)];
  return { inspectionService, resolvers };
}
