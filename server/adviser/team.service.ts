/** Promises teams of advisers: formed in a street or community, and dissolved when nobody is in them. */
import type { DissolveAdviserTeamInput, FormAdviserTeamInput } from '../../schema/adviser/team';
import { AreaLevel } from '../../schema/area/area';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Actor } from '../identity/actor';
import { managesCorps } from './adviser.policy';
import { corpsLine } from './announcing';
import type { TeamRepository, TeamRow } from './team.repository';

/** Where teams and service points are. */
export const corpsLevels: readonly AreaLevel[] = [AreaLevel.SUBDISTRICT, AreaLevel.COMMUNITY];

export class TeamService {
  constructor(
    private readonly commands: Commands,
    private readonly areas: AreaRepository,
    private readonly teams: TeamRepository,
  ) {}

  formAdviserTeam(actor: Actor, input: FormAdviserTeamInput): Promise<TeamRow | Refusal> {
    const line = corpsLine(actor, 'AdviserTeam', 'formAdviserTeam', input.teamId);
    return this.commands.run<TeamRow>(line, input.teamId, input, async (tx, repeated) => {
      const area = await this.areas.findArea(tx, input.areaCode);
      if (!area || !managesCorps(actor, area.code)) return new NotFound('Area');
      if (repeated) return (await this.teams.findTeam(tx, input.teamId))!;
      if (!corpsLevels.includes(area.level)) return wrongLevel();
      const name = requireText('name', input.name, { maximum: 60 });
      if (isRefusal(name)) return name;
      return this.teams.insertTeam(tx, { id: input.teamId, areaCode: area.code, name, formedBy: actor.accountId });
    });
  }

  dissolveAdviserTeam(actor: Actor, input: DissolveAdviserTeamInput): Promise<TeamRow | Refusal> {
    const id = localId('AdviserTeam', input.teamId);
    const line = corpsLine(actor, 'AdviserTeam', 'dissolveAdviserTeam', id);
    return this.commands.run<TeamRow>(line, input.commandId, input, async (tx, repeated) => {
      const row = await this.teams.lockTeam(tx, id);
      if (!row || !managesCorps(actor, row.areaCode)) return new NotFound('AdviserTeam');
      if (repeated) return row;
      const state = row.dissolvedAt === null ? 'HAS_MEMBERS' : 'DISSOLVED';
      return (await this.teams.dissolveTeam(tx, id)) ?? new WrongState(state, ['EMPTY']);
    });
  }
}

export function wrongLevel(): InvalidInput {
  return new InvalidInput('areaCode', {
    zh: '区划须为街道（乡镇）或社区（村）。',
    en: 'The area must be a street, town or community.',
  });
}
