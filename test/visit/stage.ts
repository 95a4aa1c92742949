/** Promises triggers and visits on the stage, told over HTTP as their users do. */
import { randomUUID } from 'node:crypto';
import { newResidentNumber } from '../stage/households';
import type { Person } from '../stage/people';
import { commands, type Run } from '../stage/commands';
import type { TestServer } from '../stage/server';

export const community = '640104001002';
export const otherCommunity = '640104001003';

/** A person who is in no household of the stage, unless a number is given. */
export const somebody = (more = {}) => ({
  ...{ name: '赵秀英', residentNumber: newResidentNumber(), phone: '13900001234', address: '银河巷3号2单元' },
  ...{ areaCode: community, ...more },
});

export const obligationFields =
  'dueOn obligation { id trigger state areaCode dueOn reportedOn adviserId household { id } foundPerson { id outcome } }';

export interface Discovery {
  readonly run: Run;
  report(person: Pick<Person, 'token'>, input: Record<string, unknown>): Promise<any>;
  visit(person: Pick<Person, 'token'>, input: Record<string, unknown>): Promise<any>;
  tend(): Promise<number>;
}

export function discovery(server: TestServer, today: () => string): Discovery {
  const run = commands(server);
  return {
    run,
    report: (person, input) =>
      run(
        person,
        'reportTrigger',
        { obligationId: randomUUID(), trigger: 'HOSPITALISATION', occurredOn: today(), ...input },
        obligationFields,
      ),
    visit: (person, input) =>
      run(
        person,
        'recordVisit',
        {
          ...{
            visitId: randomUUID(),
            obligationIds: [],
            result: 'COMPLETED',
            rootCauses: [],
            barriers: [],
            needIds: [],
          },
          ...{ nextStep: 'NONE', ...input },
        },
        'id visitedAt result rootCauses barriers hasFindings needs { id } household { id } foundPerson { id outcome }',
      ),
    tend: () => server.app.composition.visitTending.tend(),
  };
}
