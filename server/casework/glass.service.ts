/** Promises that the bureau reaches a restricted case in an emergency: with a reason, for a day, and never unnoticed by its list. */
import type { BreakGlassInput } from '../../schema/casework/inputs';
import { AccessGround } from '../../schema/casework/enums';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import type { Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { append } from '../event/outbox';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdService } from '../household/household.service';
import { readReason } from '../household/written-text';
import { forbidden, type Actor } from '../identity/actor';
import type { CaseRow } from './case.repository';
import { mayBreakGlass, viewerOf } from './casework.policy';
import type { CaseCommands, CommandParts } from './command';

const hours = 24;
const reasonMinimum = 10;
/** Openings of one account within a day, whether they found anything or not: it must not become a search. */
const openingsPerDay = 20;

export class GlassService {
  constructor(
    private readonly parts: CommandParts & { readonly identities: Pick<HouseholdService, 'revealsIdentity'> },
    private readonly commands: CaseCommands,
  ) {}

  /** Opens the restricted cases of a household that are not closed. That there are none is an answer too, and written down. */
  async breakGlass(actor: Actor, input: BreakGlassInput): Promise<readonly CaseRow[] | Refusal> {
    const { audit, cases, households, identities } = this.parts;
    const householdId = localId('Household', input.householdId);
    const line = { accountId: actor.accountId, operation: 'breakGlassOfHousehold', subjectType: 'Household' };
    const begun = { ...line, subjectId: householdId };
    return this.commands.run<readonly CaseRow[]>(begun, input.commandId, input, async (tx, repeated) => {
      const household = await households.findHousehold(tx, householdId);
      if (household === undefined || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
      if (!mayBreakGlass(actor, household.areaCode)) throw forbidden();
      const ids = await cases.restrictedOf(tx, householdId);
      if (repeated) return cases.findCases(tx, viewerOf(actor), ids);
      const reason = readReason(input.reason, reasonMinimum);
      if (reason === undefined || (await identities.revealsIdentity(tx, householdId, reason)).length > 0)
        return reasonWrong();
      if ((await audit.countInTurn(tx, actor.accountId, line.operation, 24)) > openingsPerDay) throw tooMany();
      for (const id of ids) {
        await audit.record(tx, {
          ...line,
          operation: 'breakGlass',
          subjectType: 'CareCase',
          subjectId: id,
          details: { reason },
        });
        const access = { caseId: id, accountId: actor.accountId, grantedBy: actor.accountId };
        await cases.grant(tx, { ...access, ground: AccessGround.BREAK_GLASS, reason, hours });
      }
      const opened = await cases.findCases(tx, viewerOf(actor), ids);
      for (const row of opened) {
        const audience = await this.commands.audienceOf(tx, row);
        await append(tx, { type: 'CaseOpenedByForce', subjectId: row.id, audience, payload: { caseId: row.id } });
      }
      return opened;
    });
  }
}

function reasonWrong(): InvalidInput {
  return new InvalidInput('reason', {
    zh: `请写明紧急查阅的理由（${reasonMinimum} 至 200 个字，不含可识别该家庭的信息）。`,
    en: `State why, in ${reasonMinimum} to 200 characters, without anything that tells who the household is.`,
  });
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: '今日紧急查阅次数已达上限，请明日再试或联系管理员',
    en: 'the daily number of openings is used up, try tomorrow or ask the administrator',
  });
}
