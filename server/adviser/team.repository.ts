/** Promises the only SQL for teams of advisers. */
import type { Statements, Transaction } from '../database/database';
import type { AdviserTeamEntity } from './adviser.entity';

export type TeamRow = AdviserTeamEntity;

const columns = `id, area_code AS "areaCode", name, formed_by AS "formedBy", formed_at AS "formedAt", dissolved_at AS "dissolvedAt"`;

export class TeamRepository {
  findTeams(statements: Statements, ids: readonly string[]): Promise<TeamRow[]> {
    return statements.query<TeamRow>(
      `/* adviserTeam.findTeams */ SELECT ${columns} FROM adviser_team WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  async findTeam(statements: Statements, id: string): Promise<TeamRow | undefined> {
    return (await this.findTeams(statements, [id]))[0];
  }

  /** The team, held: nobody joins what is dissolved meanwhile. */
  async lockTeam(tx: Transaction, id: string): Promise<TeamRow | undefined> {
    const [row] = await tx.query<TeamRow>(
      `/* adviserTeam.lockTeam */ SELECT ${columns} FROM adviser_team WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  listTeams(
    statements: Statements,
    areaCodes: readonly string[],
    after: string | undefined,
    limit: number,
  ): Promise<TeamRow[]> {
    return statements.query<TeamRow>(
      `/* adviserTeam.listTeams */
       SELECT ${columns} FROM adviser_team
        WHERE EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(area_code, code))
          AND dissolved_at IS NULL AND ($2::uuid IS NULL OR id > $2)
        ORDER BY id LIMIT $3`,
      [areaCodes, after ?? null, limit],
    );
  }

  async insertTeam(tx: Transaction, row: Pick<TeamRow, 'id' | 'areaCode' | 'name' | 'formedBy'>): Promise<TeamRow> {
    const [inserted] = await tx.query<TeamRow>(
      `/* adviserTeam.insertTeam */
       INSERT INTO adviser_team (id, area_code, name, formed_by) VALUES ($1, $2, $3, $4) RETURNING ${columns}`,
      [row.id, row.areaCode, row.name, row.formedBy],
    );
    return inserted!;
  }

  /** Dissolves a team without members. No row when it has some, or is dissolved. */
  async dissolveTeam(tx: Transaction, id: string): Promise<TeamRow | undefined> {
    const [row] = await tx.query<TeamRow>(
      `/* adviserTeam.dissolveTeam */
       UPDATE adviser_team SET dissolved_at = now()
        WHERE id = $1 AND dissolved_at IS NULL AND NOT EXISTS (SELECT FROM adviser WHERE team_id = $1 AND ended_on IS NULL)
       RETURNING ${columns}`,
      [id],
    );
    return row;
  }
}
