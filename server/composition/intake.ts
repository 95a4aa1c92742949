/** Promises the intake of triggers by file. */
import { IntakeService } from '../intake/intake.service';
import { TriggerImportRepository } from '../intake/trigger-import.repository';
import { TriggerReceiver } from '../intake/receiver';
import { TriggerImportResolver } from '../intake/intake.resolver';
import { printMessage } from '../message';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Visiting } from './visit';

export type Intaking = ReturnType<typeof composeIntake>;

export function composeIntake(parts: Ground & Parties & Care & Visiting) {
  const { areas, audit, bulkTriggers, database, households, organisations, vault } = parts;
  const triggerImports = new TriggerImportRepository();
  const intakeService = new IntakeService({
    ...{ database, audit, areas, organisations, households, vault, imports: triggerImports, bulk: bulkTriggers },
    // What is wrong may quote a file: only that it went wrong is said; the import is read anew when it is sent again.
    onError: () =>
      printMessage({
        zh: '读取一份必访情形文件时出错，可重新报送。',
        en: 'Reading a file of triggers failed; it can be sent again.',
      }),
  });
  const resolvers: object[] = [new TriggerImportResolver(database, intakeService, triggerImports)];
  return { intakeService, triggerImports, triggerReceiver: new TriggerReceiver(intakeService), resolvers };
}
