/** Promises a household that was visited and has a helper, and somebody found who is in no household, each with words that only some may read. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ContactChannel } from '../../schema/pairing/pairing';
import { NextStep, VisitResult, VisitTrigger } from '../../schema/visit/enums';
import { dayOf } from '../../server/database/today';
import { accepted } from '../stage/claims';
import { commands } from '../stage/commands';
import { appointed } from '../stage/corps';
import { newResidentNumber, type StagedHousehold } from '../stage/households';
import { stagedCommunity } from '../stage/needs';
import { people } from '../stage/people';
import type { TestServer } from '../stage/server';

/** What was written down of them, by what it is. */
export const discovered = {
  found: '走访情况里只给有关人员看的标记',
  foundName: '鸾翎钗',
  contacted: '结对联系里只给有关人员看的标记',
};

export async function discover(server: TestServer, family: StagedHousehold): Promise<void> {
  const { pairingService, triggerService, visitService } = server.app.composition;
  const officer = await people(server).streetOfficer(stagedCommunity.slice(0, 9));
  const helper = await appointed(server, commands(server), officer, { areaCode: stagedCommunity });
  const trigger = { trigger: VisitTrigger.HOSPITALISATION, occurredOn: dayOf(new Date()) };
  const person = { name: discovered.foundName, residentNumber: newResidentNumber(), areaCode: stagedCommunity };
  accepted(await triggerService.reportTrigger(officer.actor, { obligationId: v7(), ...trigger, person }));
  accepted(
    await visitService.recordVisit(helper.actor, {
      ...{
        visitId: v7(),
        householdId: family.id,
        obligationIds: [],
        visitedAt: new Date(),
        result: VisitResult.COMPLETED,
      },
      ...{ rootCauses: [], barriers: [], needIds: [], nextStep: NextStep.NONE, findings: discovered.found },
    }),
  );
  const pairing = { pairingId: v7(), householdId: family.id, helperAccountId: globalId('Account', helper.accountId) };
  accepted(await pairingService.pairHousehold(officer.actor, { ...pairing, startedOn: trigger.occurredOn }));
  const pairingId = globalId('Pairing', pairing.pairingId);
  accepted(
    await pairingService.recordPairingContact(helper.actor, {
      ...{ contactId: v7(), pairingId, contactedOn: trigger.occurredOn, channel: ContactChannel.HOME_VISIT },
      note: discovered.contacted,
    }),
  );
}
