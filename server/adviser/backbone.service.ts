/** Promises who is a backbone of which street or community, and the staffing rule over the district as it stands today. */
import type { DesignateBackboneInput, RelieveBackboneInput } from '../../schema/adviser/backbone';
import { StaffingRule } from '../../schema/adviser/backbone';
import { BackboneAlreadyDesignated, RoleOfAreaNeeded } from '../../schema/adviser/refusals';
import { AreaLevel } from '../../schema/area/area';
import { localId } from '../../schema/global-id';
import type { Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Statements } from '../database/database';
import { dayOf } from '../database/today';
import type { AccountRepository, RoleGrantRow } from '../identity/account.repository';
import { forbidden, type Actor } from '../identity/actor';
import { adviserRoles, managesCorps, maySeeAdviser, partsManaged, requireOfOthers } from './adviser.policy';
import type { AdviserRepository } from './adviser.repository';
import { announceAdviser, corpsLine } from './announcing';
import type { BackboneHolding, BackboneRepository, BackboneRow } from './backbone.repository';
import type { ServicePointRepository } from './service-point.repository';
import { intersection, rulesOf, standingOf, union, type Period, type Standing } from './staffing';
import { corpsLevels, wrongLevel } from './team.service';

export interface BackboneParts {
  readonly commands: Commands;
  readonly areas: AreaRepository;
  readonly accounts: AccountRepository;
  readonly advisers: AdviserRepository;
  readonly backbones: BackboneRepository;
  readonly points: ServicePointRepository;
}

export class BackboneService {
  constructor(private readonly parts: BackboneParts) {}

  designateBackbone(actor: Actor, input: DesignateBackboneInput): Promise<BackboneRow | Refusal> {
    const { advisers, areas, backbones, commands } = this.parts;
    const adviserId = localId('Adviser', input.adviserId);
    const line = corpsLine(actor, 'Backbone', 'designateBackbone', input.backboneId, { adviserId });
    return commands.run<BackboneRow>(line, input.backboneId, input, async (tx, repeated) => {
      const adviser = await advisers.lockAdviser(tx, adviserId);
      if (!adviser || !maySeeAdviser(actor, adviser)) return new NotFound('Adviser');
      requireOfOthers(actor, adviser);
      const area = await areas.findArea(tx, input.areaCode);
      if (!area || !managesCorps(actor, area.code)) return new NotFound('Area');
      if (repeated) return (await backbones.findBackbone(tx, input.backboneId))!;
      if (!corpsLevels.includes(area.level)) return wrongLevel();
      if (adviser.endedOn !== null) return new WrongState('ENDED', ['STANDING']);
      if (input.sinceOn < adviser.appointedOn || input.sinceOn > (await advisers.today(tx))) return wrongDay();
      const reason = requireText('reason', input.reason, { maximum: 200 });
      if (isRefusal(reason)) return reason;
      const grants = (await this.parts.accounts.roleGrantsOf(tx, [adviser.accountId])).filter(covering(area.code));
      if (!grants.some((grant) => grant.revokedAt === null)) return new RoleOfAreaNeeded();
      const { backboneId: id, sinceOn } = input;
      const row = await backbones.insertBackbone(tx, {
        ...{ id, adviserId, areaCode: area.code, sinceOn, reason, designatedBy: actor.accountId },
      });
      if (!row) return new BackboneAlreadyDesignated();
      await announceAdviser(tx, 'BackboneDesignated', adviser, { areaCode: area.code });
      return row;
    });
  }

  relieveBackbone(actor: Actor, input: RelieveBackboneInput): Promise<BackboneRow | Refusal> {
    const { advisers, backbones, commands } = this.parts;
    const id = localId('Backbone', input.backboneId);
    const line = corpsLine(actor, 'Backbone', 'relieveBackbone', id);
    return commands.run<BackboneRow>(line, input.commandId, input, async (tx, repeated) => {
      const row = await backbones.findBackbone(tx, id);
      const adviser = row && (await advisers.lockAdviser(tx, row.adviserId));
      if (!row || !adviser || !maySeeAdviser(actor, adviser)) return new NotFound('Backbone');
      requireOfOthers(actor, adviser);
      if (repeated) return row;
      const relieved = await backbones.relieveBackbone(tx, id);
      if (!relieved) return new WrongState('ENDED', ['STANDING']);
      await announceAdviser(tx, 'BackboneRelieved', adviser, { areaCode: row.areaCode });
      return relieved;
    });
  }

  /** How each street and community of the scheme stands today, as far as the actor manages it; those that lack something only if asked. */
  async staffing(actor: Actor, areaCode: string, lackingOnly: boolean): Promise<Standing[]> {
    const { advisers, areas, commands } = this.parts;
    const parts = partsManaged(actor, areaCode);
    if (parts.length === 0) throw forbidden();
    const { database } = commands;
    const day = await advisers.today(database);
    const scheme = (await areas.listPilots(database, parts)).filter((area) => area.since <= day);
    const codes = scheme.map((area) => area.code);
    const backbones = await this.backbonePeriods(database, codes);
    const points = await this.pointPeriods(database, scheme);
    return scheme
      .flatMap((area) =>
        rulesOf(area.level).map((rule) => {
          const of = rule === StaffingRule.STREET_SERVICE_POINT ? points : backbones;
          return standingOf(rule, area, of.get(area.code) ?? [], day);
        }),
      )
      .filter((line) => !lackingOnly || line.missing > 0);
  }

  /** A post counts on the days on which it was held, the appointment stood and a role of the account covered the area. */
  private async backbonePeriods(statements: Statements, codes: readonly string[]): Promise<Map<string, Period[]>> {
    const holdings = await this.parts.backbones.holdingsOf(statements, codes);
    const accountIds = [...new Set(holdings.map((holding) => holding.accountId))];
    const grants = await this.parts.accounts.roleGrantsOf(statements, accountIds);
    const byHolder = new Map<string, BackboneHolding[]>();
    for (const holding of holdings) {
      const key = `${holding.areaCode} ${holding.accountId}`;
      byHolder.set(key, [...(byHolder.get(key) ?? []), holding]);
    }
    const found = new Map<string, Period[]>();
    for (const posts of byHolder.values()) {
      const { accountId, areaCode } = posts[0]!;
      const held = posts.flatMap((post) =>
        intersection([{ from: post.sinceOn, until: post.untilOn }], [{ from: post.appointedOn, until: post.endedOn }]),
      );
      const covered = grants
        .filter((grant) => grant.accountId === accountId)
        .filter(covering(areaCode))
        .map((grant) => ({ from: dayOf(grant.grantedAt), until: grant.revokedAt && dayOf(grant.revokedAt) }));
      found.set(areaCode, [...(found.get(areaCode) ?? []), ...intersection(union(held), union(covered))]);
    }
    return found;
  }

  private async pointPeriods(
    statements: Statements,
    scheme: readonly { readonly code: string; readonly level: AreaLevel }[],
  ): Promise<Map<string, Period[]>> {
    const streets = scheme.filter((area) => area.level === AreaLevel.SUBDISTRICT).map((area) => area.code);
    const found = new Map(streets.map((code) => [code, [] as Period[]]));
    for (const point of await this.parts.points.ofStreets(statements, streets))
      found
        .get(point.areaCode.slice(0, 9))!
        .push({ from: dayOf(point.openedAt), until: point.closedAt && dayOf(point.closedAt) });
    return found;
  }
}

function covering(areaCode: string): (grant: RoleGrantRow) => boolean {
  return ({ role, areaCode: code }) =>
    (adviserRoles as readonly Role[]).includes(role) && code !== null && areaCode.startsWith(code);
}

function wrongDay(): InvalidInput {
  return new InvalidInput('sinceOn', {
    zh: '起始日须在任职日至今天之间。',
    en: 'The day must lie between that of the appointment and today.',
  });
}
