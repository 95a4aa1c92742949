/** Promises register entries of the contract made from rows. */
import { globalId } from '../../schema/global-id';
import { RegisterEntry, RegisterImport } from '../../schema/register/register';
import type { RegisterEntryRow } from './register.repository';
import type { ImportedEntries } from './register.service';

export function presentEntry(row: RegisterEntryRow): RegisterEntry {
  return Object.assign(new RegisterEntry(), {
    id: globalId('RegisterEntry', row.id),
    ...{ areaCode: row.areaCode, category: row.category, enteredOn: row.enteredOn },
    householdId: row.householdId ?? undefined,
    decisionNumber: row.decisionNumber ?? undefined,
    exitedOn: row.exitedOn ?? undefined,
    exitReason: row.exitReason ?? undefined,
    exitDecisionNumber: row.exitDecisionNumber ?? undefined,
  });
}

export function presentImport(done: ImportedEntries): RegisterImport {
  return Object.assign(new RegisterImport(), done);
}
