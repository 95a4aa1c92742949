/** Promises how partners register many donations by one file. */
import { DonationImportRepository } from '../import/import.repository';
import { DonationImportResolver } from '../import/import.resolver';
import { DonationImportService } from '../import/import.service';
import type { Giving } from './giving';
import type { Ground } from './ground';

export function composeImport({ audit, database, pledging }: Ground & Giving) {
  const imports = new DonationImportRepository();
  const importService = new DonationImportService({ database, audit, imports, pledging });
  const resolvers: object[] = [new DonationImportResolver(importService)];
  return { importService, resolvers };
}
