/** Promises what is asked of the engine for a project, and names for what it proposes. */
import type { ProposeQuery } from './funding.documents';

/** What each need is to get for each piece of its quantity. */
export type Wanted =
  { readonly amountFen: string } | { readonly item: string; readonly unit: string; readonly pieces: string };

export interface Asked {
  readonly projectId: string;
  readonly wanted: Wanted;
}

export type Proposed = Extract<ProposeQuery['proposeAllocations'], { __typename: 'AllocationProposal' }>;

export type Considered = Proposed['considered'][number];
