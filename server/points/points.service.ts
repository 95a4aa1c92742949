/** Promises points by rule: given for a deed by who manages the street, never to oneself, never above the rule, never below nothing. */
import { AreaLevel } from '../../schema/area/area';
import { localId } from '../../schema/global-id';
import type {
  AwardPointsInput,
  CommendAdviserInput,
  EndPointsRuleInput,
  MakePointsRuleInput,
  WithdrawPointsInput,
} from '../../schema/points/inputs';
import { PointsTooFew, YearlyMaximumReached } from '../../schema/points/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { managesCorps, maySeeAdviser, requireOfOthers } from '../adviser/adviser.policy';
import type { AdviserRepository, AdviserRow } from '../adviser/adviser.repository';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Statements, Transaction } from '../database/database';
import { accountScope, areaChainScopes } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import { requirePublishable } from '../household/publishable';
import type { Actor } from '../identity/actor';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { CommendationRow, PointsAwardRow, PointsRepository, PointsRuleRow } from './points.repository';

export interface PointsParts {
  readonly commands: Commands;
  readonly areas: AreaRepository;
  readonly advisers: AdviserRepository;
  readonly ledger: LedgerRepository;
  readonly points: PointsRepository;
}

export const pointsLevels: readonly AreaLevel[] = [AreaLevel.DISTRICT, AreaLevel.SUBDISTRICT];

export class PointsService {
  constructor(private readonly parts: PointsParts) {}

  makePointsRule(actor: Actor, input: MakePointsRuleInput): Promise<PointsRuleRow | Refusal> {
    const { areas, commands, points } = this.parts;
    const line = lineOf(actor, 'PointsRule', 'makePointsRule', input.ruleId);
    return commands.run<PointsRuleRow>(line, input.ruleId, input, async (tx, repeated) => {
      const area = await areas.findArea(tx, input.areaCode);
      if (!area || !managesCorps(actor, area.code)) return new NotFound('Area');
      if (repeated) return (await points.findRule(tx, input.ruleId))!;
      if (!pointsLevels.includes(area.level)) return wrongPointsArea();
      const title = requireText('title', input.title, { maximum: 60 });
      if (isRefusal(title)) return title;
      if (!within(input.points, 1, 1000)) return outside('points', 1, 1000);
      const yearlyMaximum = input.yearlyMaximum ?? null;
      if (yearlyMaximum !== null && !within(yearlyMaximum, input.points, 1_000_000))
        return outside('yearlyMaximum', input.points, 1_000_000);
      const row = { id: input.ruleId, areaCode: area.code, title, points: input.points, yearlyMaximum };
      return points.insertRule(tx, { ...row, madeBy: actor.accountId });
    });
  }

  endPointsRule(actor: Actor, input: EndPointsRuleInput): Promise<PointsRuleRow | Refusal> {
    const { commands, points } = this.parts;
    const id = localId('PointsRule', input.ruleId);
    const line = lineOf(actor, 'PointsRule', 'endPointsRule', id);
    return commands.run<PointsRuleRow>(line, input.commandId, input, async (tx, repeated) => {
      const row = await points.findRule(tx, id);
      if (!row || !managesCorps(actor, row.areaCode)) return new NotFound('PointsRule');
      if (repeated) return row;
      return (await points.endRule(tx, id)) ?? new WrongState('ENDED', ['IN_FORCE']);
    });
  }

  awardPoints(actor: Actor, input: AwardPointsInput): Promise<PointsAwardRow | Refusal> {
    const { commands, ledger, points } = this.parts;
    const id = input.awardId;
    const line = lineOf(actor, 'PointsAward', 'awardPoints', id);
    return commands.run<PointsAwardRow>(line, id, input, async (tx, repeated) => {
      const adviser = await this.managed(tx, actor, input.adviserId);
      if (isRefusal(adviser)) return adviser;
      if (repeated) return (await points.findAward(tx, id))!;
      if (adviser.endedOn !== null) return new WrongState('ENDED', ['STANDING']);
      const rule = await points.findRule(tx, localId('PointsRule', input.ruleId));
      if (!rule || rule.endedAt !== null || !adviser.areaCode.startsWith(rule.areaCode))
        return new NotFound('PointsRule');
      const note = requirePublishable('note', input.note, { maximum: 200 });
      if (isRefusal(note)) return note;
      const { earnedOn } = input;
      if (earnedOn < adviser.appointedOn || earnedOn > (await this.parts.advisers.today(tx)))
        return wrongDay('earnedOn');
      await ledger.openHoldings(tx, [{ id: adviser.id, kind: 'POINTS' }]);
      await ledger.hold(tx, [adviser.id]);
      const given = rule.yearlyMaximum === null ? 0 : await points.givenInYear(tx, adviser.id, rule.id, earnedOn);
      const left = (rule.yearlyMaximum ?? Number.MAX_SAFE_INTEGER) - given;
      if (rule.points > left) return new YearlyMaximumReached(left);
      const award = { id, adviserId: adviser.id, ruleId: rule.id, points: rule.points, earnedOn, note };
      await points.insertAward(tx, { ...award, awardedBy: actor.accountId });
      const booked = await ledger.transfer(tx, {
        ...{
          id,
          kind: 'SINGLE',
          reason: 'POINTS_AWARDED',
          subjectId: id,
          holdingId: adviser.id,
          holdingKind: 'POINTS',
        },
        ...{ from: 'SOURCE', to: 'RECEIVED', amount: BigInt(rule.points) },
      });
      if (!booked) throw new Error(`the books under the id of adviser ${adviser.id} are those of something else`);
      await announcePoints(tx, 'PointsAwarded', adviser, { awardId: id, points: rule.points });
      return (await points.findAward(tx, id))!;
    });
  }

  /** What was given by mistake is taken away, as far as it is still there. */
  withdrawPoints(actor: Actor, input: WithdrawPointsInput): Promise<PointsAwardRow | Refusal> {
    const { advisers, commands, ledger, points } = this.parts;
    const line = lineOf(actor, 'PointsAward', 'withdrawPoints', input.awardId);
    return commands.run<PointsAwardRow>(line, input.commandId, input, async (tx, repeated) => {
      const award = await points.findAward(tx, input.awardId);
      const adviser = award && (await advisers.findAdviser(tx, award.adviserId));
      if (!award || !adviser || !maySeeAdviser(actor, adviser)) return new NotFound('PointsAward');
      requireOfOthers(actor, adviser);
      if (repeated) return award;
      if (!(await points.withdrawAward(tx, award.id))) return new WrongState('WITHDRAWN', ['AWARDED']);
      const taken = await ledger.transfer(tx, {
        ...{ id: input.commandId, kind: 'SINGLE', reason: 'POINTS_WITHDRAWN', subjectId: award.id },
        ...{ holdingId: adviser.id, from: 'RECEIVED', to: 'LOST', amount: BigInt(award.points) },
      });
      if (!taken) return new PointsTooFew(await balanceOf(ledger, tx, adviser.id));
      await announcePoints(tx, 'PointsWithdrawn', adviser, { awardId: award.id, points: award.points });
      return (await points.findAward(tx, award.id))!;
    });
  }

  commendAdviser(actor: Actor, input: CommendAdviserInput): Promise<CommendationRow | Refusal> {
    const { advisers, commands, points } = this.parts;
    const id = input.commendationId;
    const line = lineOf(actor, 'Commendation', 'commendAdviser', id);
    return commands.run<CommendationRow>(line, id, input, async (tx, repeated) => {
      const adviser = await this.managed(tx, actor, input.adviserId);
      if (isRefusal(adviser)) return adviser;
      if (repeated) return (await points.findCommendation(tx, id))!;
      const title = requirePublishable('title', input.title, { maximum: 60 });
      if (isRefusal(title)) return title;
      const citation = requirePublishable('citation', input.citation, { maximum: 500, multiline: true });
      if (isRefusal(citation)) return citation;
      const { commendedOn } = input;
      if (commendedOn < adviser.appointedOn || commendedOn > (await advisers.today(tx))) return wrongDay('commendedOn');
      const row = { id, adviserId: adviser.id, areaCode: adviser.areaCode, title, citation, commendedOn };
      const written = await points.insertCommendation(tx, { ...row, commendedBy: actor.accountId });
      await announcePoints(tx, 'AdviserCommended', adviser, { commendationId: id });
      return written;
    });
  }

  /** An adviser that the actor manages, held; FORBIDDEN for its own. */
  private async managed(tx: Transaction, actor: Actor, globalAdviserId: string): Promise<AdviserRow | NotFound> {
    const adviser = await this.parts.advisers.lockAdviser(tx, localId('Adviser', globalAdviserId));
    if (!adviser || !maySeeAdviser(actor, adviser)) return new NotFound('Adviser');
    requireOfOthers(actor, adviser);
    return adviser;
  }
}

export async function balanceOf(ledger: LedgerRepository, statements: Statements, adviserId: string): Promise<number> {
  return Number((await ledger.balances(statements, [adviserId])).get(adviserId)?.RECEIVED ?? 0n);
}

export function announcePoints(
  tx: Transaction,
  type: EventType,
  adviser: AdviserRow,
  payload: Record<string, unknown>,
): Promise<void> {
  const audience = [...areaChainScopes(adviser.areaCode), accountScope(adviser.accountId)];
  return append(tx, { type, subjectId: adviser.id, audience, payload: { adviserId: adviser.id, ...payload } });
}

export function lineOf(actor: Actor, subjectType: string, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType, subjectId };
}

export function within(value: number, first: number, last: number): boolean {
  return Number.isInteger(value) && value >= first && value <= last;
}

export function outside(field: string, first: number, last: number): InvalidInput {
  return new InvalidInput(field, {
    zh: `须为 ${first} 至 ${last} 的整数。`,
    en: `It is a whole number from ${first} to ${last}.`,
  });
}

export function wrongPointsArea(): InvalidInput {
  return new InvalidInput('areaCode', { zh: '区划须为区县或街道。', en: 'The area is a district or a street.' });
}

function wrongDay(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '日期须在任职日至今天之间。',
    en: 'The day lies between that of the appointment and today.',
  });
}
