/** Promises the map as its readers may see it, and population figures brought in whole or not at all. */
import { AreaLevel } from '../../schema/area/area';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import type { GridPopulationInput, ImportPopulationInput } from '../../schema/outreach/inputs';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import { forbidden, type Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import type { NeedCountingRepository } from '../need/need-counting.repository';
import { mapOf, type AreaGap, type MapLevel } from './map';
import { areasMapped, bringsPopulation } from './outreach.policy';
import type { OutreachRepository, PopulationOfGrid } from './outreach.repository';

/** What was seen within a year is held against what three years teach of the groups of the population. */
const days = { recent: 365, before: 3 * 365 };
const gridsMaximum = 400;
const peopleMaximum = 1_000_000;
const groups = ['residents', 'aged60Plus', 'livingAlone80Plus', 'disabled', 'lowIncome', 'under14'] as const;

export interface OutreachParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly needs: Pick<NeedRepository, 'today'>;
  readonly needCounts: NeedCountingRepository;
  readonly outreach: OutreachRepository;
}

export interface RankedGap extends AreaGap {
  /** 1 for the greatest gap of its level in its district. */
  readonly rank: number;
}

export class OutreachService {
  constructor(private readonly parts: OutreachParts) {}

  /** The areas of a level within a subtree, as far as the actor maps it, the greatest gap first. Throws FORBIDDEN for any other. */
  async map(actor: Actor, level: MapLevel, areaCode: string): Promise<RankedGap[]> {
    const mapped = areasMapped(actor);
    const within = mapped.flatMap((code) =>
      areaCode.startsWith(code) ? [areaCode] : code.startsWith(areaCode) ? [code] : [],
    );
    if (within.length === 0) throw forbidden();
    const { database, needCounts, outreach } = this.parts;
    const district = areaCode.slice(0, 6);
    const population = await outreach.listPopulation(database, district);
    const seen = await needCounts.countSeen(database, district, days);
    const counts = {
      grids: population.map((grid) => ({ code: grid.areaCode, structure: groups.map((group) => grid[group]) })),
      seen: new Map(seen.map((one) => [one.areaCode, one.recent])),
      seenBefore: new Map(seen.map((one) => [one.areaCode, one.before])),
    };
    return mapOf(counts, level)
      .map((gap, index) => ({ ...gap, rank: index + 1 }))
      .filter(({ code }) => within.some((area) => code.startsWith(area)));
  }

  importPopulation(actor: Actor, input: ImportPopulationInput): Promise<number | Refusal> {
    const { database, audit, areas, needs, outreach } = this.parts;
    return database.transaction(async (tx) => {
      const details = { grids: input.grids.length, countedOn: input.countedOn };
      const line = { accountId: actor.accountId, operation: 'importPopulation', subjectType: 'Population', details };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return input.grids.length;
      if (input.countedOn > (await needs.today(tx)))
        return new InvalidInput('countedOn', {
          zh: '统计日期不能晚于今天。请核对后重试。',
          en: 'The day of the figures must not be after today.',
        });
      const rows = checkGrids(input.grids);
      if (isRefusal(rows)) return rows;
      const known = await areas.findAreas(
        tx,
        rows.map((row) => row.areaCode),
      );
      const grids = new Set(known.filter((area) => area.level === AreaLevel.GRID).map((area) => area.code));
      const strange = rows.findIndex((row) => !grids.has(row.areaCode) || !bringsPopulation(actor, row.areaCode));
      if (strange >= 0) return noGrid(strange);
      await outreach.writePopulation(tx, rows, { countedOn: input.countedOn, importedBy: actor.accountId });
      return rows.length;
    });
  }
}

function checkGrids(grids: readonly GridPopulationInput[]): PopulationOfGrid[] | InvalidInput {
  if (grids.length < 1 || grids.length > gridsMaximum)
    return new InvalidInput('grids', {
      zh: `一次导入 1 到 ${gridsMaximum} 个网格。`,
      en: `Bring in 1 to ${gridsMaximum} grids at a time.`,
    });
  const codes = new Set<string>();
  for (const [index, grid] of grids.entries()) {
    if (codes.has(grid.areaCode)) return noGrid(index);
    codes.add(grid.areaCode);
    for (const group of groups)
      if (grid[group] < 0 || grid[group] > peopleMaximum || grid[group] > grid.residents) return tooMany(index, group);
    if (grid.livingAlone80Plus > grid.aged60Plus) return tooMany(index, 'livingAlone80Plus');
    if (grid.aged60Plus + grid.under14 > grid.residents) return tooMany(index, 'under14');
  }
  return grids.map((grid) => ({ ...grid }));
}

function noGrid(index: number): InvalidInput {
  return new InvalidInput(`grids.${index}.areaCode`, {
    zh: '不是本辖区的网格，或重复出现。请核对网格代码。',
    en: 'This is no grid of your district, or it is there twice. Check the code.',
  });
}

function tooMany(index: number, group: string): InvalidInput {
  return new InvalidInput(`grids.${index}.${group}`, {
    zh: '人数不能为负，也不能多于其所属的总数。请核对数字。',
    en: 'A group is not below nothing, and not more than the whole that it is part of.',
  });
}
