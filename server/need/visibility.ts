/** Promises to tell how organisations are involved in needs, as the rooms below (referral, claim) report it. */
import type { Statements } from '../database/database';

/**
 * OFFERED: it is offered to the organisation, alone, and the offer is not over. REFERRED: an open referral stands.
 * REFERRED_DIRECTLY: a directed referral stands. CLAIMANT: holds a claim on it now, or has completed one; a released, expired
 * or revoked claim gives nothing. SWAP: an open swap would bring it. SHARER: gives a share of the wish, or
 * receives it.
 */
export type Involvement = 'OFFERED' | 'REFERRED' | 'REFERRED_DIRECTLY' | 'CLAIMANT' | 'SWAP' | 'SHARER';

/** Which of the needs (of all needs, when undefined) involve one of the organisations. */
export type InvolvementReader = (
  statements: Statements,
  needIds: readonly string[] | undefined,
  organisationIds: readonly string[],
) => Promise<Set<string>>;

const none: ReadonlySet<Involvement> = new Set();

export class NeedVisibility {
  private readonly readers: { readonly involvement: Involvement; readonly read: InvolvementReader }[] = [];

  /** Wired by the composition: a lower room tells which needs involve an organisation in one way. */
  registerInvolvement(involvement: Involvement, read: InvolvementReader): void {
    this.readers.push({ involvement, read });
  }

  /** How the organisations are involved in each of the needs; needs without involvement have an empty set. */
  async involvementsIn(
    statements: Statements,
    needIds: readonly string[],
    organisationIds: readonly string[],
  ): Promise<(needId: string) => ReadonlySet<Involvement>> {
    const found = new Map<string, Set<Involvement>>();
    if (needIds.length > 0 && organisationIds.length > 0)
      for (const { involvement, read } of this.readers)
        for (const needId of await read(statements, needIds, organisationIds))
          found.set(needId, (found.get(needId) ?? new Set()).add(involvement));
    return (needId) => found.get(needId) ?? none;
  }

  /** The needs in which the organisations are involved in one of the ways. */
  async needsInvolving(
    statements: Statements,
    organisationIds: readonly string[],
    ...ways: readonly Involvement[]
  ): Promise<string[]> {
    const found = new Set<string>();
    if (organisationIds.length > 0)
      for (const { involvement, read } of this.readers)
        if (ways.includes(involvement))
          for (const needId of await read(statements, undefined, organisationIds)) found.add(needId);
    return [...found];
  }
}
