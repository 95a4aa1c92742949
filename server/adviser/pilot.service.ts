/** Promises that a street is a pilot of the scheme since a day that its bureau set, written down. */
import type { MarkPilotStreetInput } from '../../schema/adviser/pilot';
import { AreaLevel } from '../../schema/area/area';
import type { Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { AreaEntity } from '../area/area.entity';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Actor } from '../identity/actor';
import { setsPilots } from './adviser.policy';

export class PilotService {
  constructor(
    private readonly commands: Commands,
    private readonly areas: AreaRepository,
  ) {}

  /** From that day on the staffing rule holds in the street and its communities. A day set before is replaced. */
  markPilotStreet(actor: Actor, input: MarkPilotStreetInput): Promise<AreaEntity | Refusal> {
    const { areaCode, since } = input;
    const line = {
      ...{ accountId: actor.accountId, operation: 'markPilotStreet', subjectType: 'Area' },
      details: { areaCode, since },
    };
    return this.commands.run<AreaEntity>(line, input.commandId, input, async (tx, repeated) => {
      const area = await this.areas.findArea(tx, areaCode);
      if (!area || !setsPilots(actor, area.code)) return new NotFound('Area');
      if (area.level !== AreaLevel.SUBDISTRICT) return notAStreet();
      return repeated ? area : this.areas.markPilot(tx, area.code, since);
    });
  }
}

function notAStreet(): InvalidInput {
  return new InvalidInput('areaCode', {
    zh: '试点以街道、乡、镇为单位，请填写9位区划代码。',
    en: 'A pilot is a street, township or town: give its code of 9 digits.',
  });
}
