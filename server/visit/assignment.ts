/** Promises the right adviser for each obligation: of the team nearest to the place, who has the least open; given anew when a role ends. */
import { Role } from '../../schema/identity/role';
import type { Database, Statements, Transaction } from '../database/database';
import type { AccountRepository, AreaHolder } from '../identity/account.repository';
import type { AssignmentRepository, Team } from './assignment.repository';
import { announceObligation } from './announcing';
import type { VisitObligationRow } from './visit-obligation.repository';

const visitors: readonly Role[] = [Role.ADVISER, Role.STREET_OFFICER];

/** Which accounts lead a team, as backbones of the community or street of an area. */
export type BackbonesOf = (statements: Statements, areaCodes: readonly string[]) => Promise<ReadonlySet<string>>;

export interface AssignmentParts {
  readonly database: Database;
  readonly accounts: Pick<AccountRepository, 'holdersOver'>;
  readonly assignments: AssignmentRepository;
  readonly backbonesOf: BackbonesOf;
}

/**
 * Who may visit in an area: the advisers whose role is for the smallest area around it (its grid, else its community, else its
 * street); where there is none, the officers of the street. A backbone comes first among those with equally much open.
 */
export function teamsFor(
  areaCodes: readonly string[],
  holders: readonly AreaHolder[],
  backbones: ReadonlySet<string>,
): Team[] {
  const teams = new Map<string, { areaCodes: string[]; accountIds: string[] }>();
  for (const areaCode of areaCodes) {
    const around = holders.filter((holder) => areaCode.startsWith(holder.areaCode));
    const advisers = around.filter((holder) => holder.role === Role.ADVISER);
    const able = advisers.length > 0 ? advisers : around;
    if (able.length === 0) continue;
    const nearest = Math.max(...able.map((holder) => holder.areaCode.length));
    const ids = [...new Set(able.filter((one) => one.areaCode.length === nearest).map((one) => one.accountId))];
    const key = `${able === advisers ? Role.ADVISER : Role.STREET_OFFICER} ${areaCode.slice(0, nearest)}`;
    const accountIds = [...ids.filter((one) => backbones.has(one)), ...ids.filter((one) => !backbones.has(one))];
    const team = teams.get(key) ?? { areaCodes: [], accountIds };
    team.areaCodes.push(areaCode);
    teams.set(key, team);
  }
  return [...teams].map(([key, team]) => ({ key, ...team }));
}

export class Assignment {
  constructor(private readonly parts: AssignmentParts) {}

  /** Gives what nobody has in these areas, as many as there are. What no one may have stays open for the street to see. */
  async assign(tx: Transaction, areaCodes: readonly string[]): Promise<VisitObligationRow[]> {
    const teams = await this.teams(tx, areaCodes);
    return teams.length === 0 ? [] : this.parts.assignments.assign(tx, teams);
  }

  /** The same for very many. Returns how many were given. */
  async assignMany(tx: Transaction, areaCodes: readonly string[]): Promise<number> {
    const teams = await this.teams(tx, areaCodes);
    return teams.length === 0 ? 0 : this.parts.assignments.assignMany(tx, teams);
  }

  private async teams(tx: Transaction, areaCodes: readonly string[]): Promise<Team[]> {
    const { accounts, backbonesOf } = this.parts;
    if (areaCodes.length === 0) return [];
    const holders = await accounts.holdersOver(tx, areaCodes, visitors);
    return teamsFor(areaCodes, holders, await backbonesOf(tx, areaCodes));
  }

  /**
   * Gives anew what is with accounts that hold no role for its area any more, and what nobody has. Safe to run twice and on several
   * servers: the second finds nothing. Returns how many were given.
   */
  async reassign(): Promise<number> {
    const { accounts, assignments, database } = this.parts;
    return database.transaction(async (tx) => {
      const held = await assignments.heldOpen(tx);
      const codes = [...new Set([...held.map((one) => one.areaCode), ...(await assignments.areasLacking(tx))])].sort();
      if (codes.length === 0) return 0;
      const holders = await accounts.holdersOver(tx, codes, visitors);
      const serves = (accountId: string, areaCode: string) =>
        holders.some((holder) => holder.accountId === accountId && areaCode.startsWith(holder.areaCode));
      const lost = held.filter((one) => !serves(one.adviserId, one.areaCode));
      if (lost.length > 0) await assignments.release(tx, lost);
      const given = await this.assign(tx, await assignments.areasLacking(tx));
      for (const row of given) await announceObligation(tx, 'VisitAssigned', row);
      return given.length;
    });
  }
}
