/** Promises to tell how organisations are involved in needs, as the rooms below (referral, claim) report it. */
import type { Statements } from '../database/database';
import type { Bind } from '../database/part';

/**
 * OFFERED: it is offered to the organisation, alone, and the offer is not over. REFERRED: an open referral stands.
 * REFERRED_DIRECTLY: a directed referral stands. CLAIMANT: holds a claim on it now, or has completed one; a released, expired
 * or revoked claim gives nothing. SWAP: an open swap would bring it. SHARER: gives a share of the wish, or
 * receives it.
 */
export type Involvement = 'OFFERED' | 'REFERRED' | 'REFERRED_DIRECTLY' | 'CLAIMANT' | 'SWAP' | 'SHARER';

/**
 * SQL of one room: as `need_id` the needs, of those asked for or of all, that involve one of the organisations. Both are given as what
 * stands for a list of ids in the statement.
 */
export type InvolvementPart = (organisations: string, needs?: string) => string;

/** The condition that a column of ids is one of those asked for, after others. */
export function among(column: string, ids: string | undefined): string {
  return ids === undefined ? '' : `AND ${column} = ANY (${ids})`;
}

interface Involved {
  readonly involvement: Involvement;
  readonly needId: string;
}

const none: ReadonlySet<Involvement> = new Set();

export class NeedVisibility {
  private readonly parts: { readonly involvement: Involvement; readonly part: InvolvementPart }[] = [];

  /** Wired by the composition: a lower room tells which needs involve an organisation in one way. */
  registerInvolvement(involvement: Involvement, part: InvolvementPart): void {
    this.parts.push({ involvement, part });
  }

  /** How the organisations are involved in each of the needs; needs without involvement have an empty set. */
  async involvementsIn(
    statements: Statements,
    needIds: readonly string[],
    organisationIds: readonly string[],
  ): Promise<(needId: string) => ReadonlySet<Involvement>> {
    const found = new Map<string, Set<Involvement>>();
    for (const { involvement, needId } of await this.read(statements, this.parts, organisationIds, needIds))
      found.set(needId, (found.get(needId) ?? new Set()).add(involvement));
    return (needId) => found.get(needId) ?? none;
  }

  /** The needs in which the organisations are involved in one of the ways. */
  async needsInvolving(
    statements: Statements,
    organisationIds: readonly string[],
    ...ways: readonly Involvement[]
  ): Promise<string[]> {
    const found = await this.read(statements, this.partsOf(ways), organisationIds);
    return [...new Set(found.map(({ needId }) => needId))];
  }

  /** The same as a value of another statement: a list of ids, each once. */
  needsInvolvingValue(organisationIds: readonly string[], ...ways: readonly Involvement[]): (bind: Bind) => string {
    return (bind) => {
      const organisations = `${bind(organisationIds)}::uuid[]`;
      return `SELECT ARRAY(${this.partsOf(ways)
        .map(({ part }) => `SELECT need_id FROM (${part(organisations)}) involved`)
        .join(' UNION ')})`;
    };
  }

  private partsOf(ways: readonly Involvement[]): NeedVisibility['parts'] {
    return this.parts.filter(({ involvement }) => ways.includes(involvement));
  }

  /** By one statement: what several rooms tell of a need is of one moment. */
  private async read(
    statements: Statements,
    parts: NeedVisibility['parts'],
    organisationIds: readonly string[],
    needIds?: readonly string[],
  ): Promise<Involved[]> {
    if (parts.length === 0 || organisationIds.length === 0 || needIds?.length === 0) return [];
    const needs = needIds && '$2::uuid[]';
    const selects = parts.map(
      ({ involvement, part }) =>
        `SELECT '${involvement}' AS involvement, need_id AS "needId" FROM (${part('$1::uuid[]', needs)}) involved`,
    );
    return statements.query<Involved>(
      `/* need.involvements */ ${selects.join(' UNION ALL ')}`,
      needIds ? [organisationIds, needIds] : [organisationIds],
    );
  }
}
