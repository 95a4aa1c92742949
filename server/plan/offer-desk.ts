/** Promises the planner's view of the room of offers: what stands, what was asked, and how a planned need is offered. */
import type { Statements, Transaction } from '../database/database';
import type { OfferWindow } from './world';

export interface Proposal {
  readonly needId: string;
  readonly organisationId: string;
  readonly offeringId: string;
  readonly score: number;
  readonly rulesetVersion: string;
}

export interface OfferDesk {
  /** The windows of all needs that are being offered, or of those named. */
  windows(statements: Statements, needIds?: readonly string[]): Promise<OfferWindow[]>;
  /** Needs that wait for an offer now. */
  waiting(statements: Statements): Promise<string[]>;
  /** Makes the offers that can still be made. Returns how many. */
  offer(tx: Transaction, proposals: readonly Proposal[]): Promise<number>;
  /** The plan has nobody for the need: it opens to everybody now. */
  open(tx: Transaction, needId: string): Promise<void>;
}

/** Where nothing is offered one by one: everything is in the open pool. */
export const noOffers: OfferDesk = {
  windows: () => Promise.resolve([]),
  waiting: () => Promise.resolve([]),
  offer: () => Promise.resolve(0),
  open: () => Promise.resolve(),
};
