/** Promises registered advisers on the stage, appointed over HTTP by an officer of their street. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import type { Run } from './commands';
import { people, type Person } from './people';
import type { TestServer } from './server';

export interface StagedAdviser extends Person {
  /** The appointment, as clients name it. */
  readonly id: string;
  readonly adviserId: string;
}

export async function appointed(
  server: TestServer,
  run: Run,
  officer: Person,
  options: { readonly areaCode?: string; readonly appointedOn?: string } = {},
): Promise<StagedAdviser> {
  const areaCode = options.areaCode ?? '640104001';
  const person = await people(server).adviser(areaCode);
  const adviserId = v7();
  const answer = await run(officer, 'registerAdviser', {
    ...{ adviserId, accountId: globalId('Account', person.accountId), areaCode: areaCode.slice(0, 9) },
    ...{ kind: 'VOLUNTEER', competences: [], appointedOn: options.appointedOn ?? '2022-03-01', reason: '择优选配' },
  });
  if (answer.__typename !== 'Adviser') throw new Error(`not appointed: ${JSON.stringify(answer)}`);
  return { ...person, adviserId, id: globalId('Adviser', adviserId) };
}
