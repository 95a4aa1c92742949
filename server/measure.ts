/** Promises one shape for everything that is counted: the room that owns the rows says once what counts; `indicator` sums, groups and lists it. */
import type { Message } from './message';

export interface Measure {
  /** Stable, SCREAMING_SNAKE: HOUSEHOLDS_VISITED. */
  readonly code: string;
  readonly title: Message;
  /** What counts, from when, and the row of the published case that it answers. */
  readonly definition: Message;
  /** COUNT counts each `counted` once in a period however often it occurs; FEN sums `amount`; SECONDS takes its median, or another `percentile`. */
  readonly unit: 'COUNT' | 'FEN' | 'SECONDS';
  /** Of SECONDS: below which part of a hundred durations it tells, 90 for nine of ten; the median, 50, when left out. */
  readonly percentile?: number;
  /** True where `counted` are people or households: counts below five are suppressed for whoever may not read each of them. */
  readonly personal: boolean;
  /** GIVING is told to the federation as well; CARE, what is meant when nothing is said, to the bureau, streets and auditor. */
  readonly domain?: 'CARE' | 'GIVING';
  /**
   * What lasts instead of happening (registered recipients, open watches): `rows` then has a column `ended` timestamptz, null while
   * it lasts, and a period counts what lasts at its end. Left out, a period counts what has its `at` in it.
   */
  readonly lasting?: true;
  /**
   * Of restricted cases: told only to the bureau and auditor, for the whole district, never below five, never grouped by place,
   * organisation or adviser, and never listed.
   */
  readonly restricted?: true;
  /** What a further division by kind is of (service kind, party kind, dispute type); `rows` then has a column `facet` text, a code or null. */
  readonly facet?: Message;
  /**
   * One SELECT without parameters, with these columns in any order: counted uuid; amount bigint (1, fen or seconds); at timestamptz, when it
   * counts; community text, an area code of any level or null; organisation uuid or null, whose work it is; adviser uuid, an account,
   * or null; subject_type text and subject uuid, the node that a drill-down opens; `ended` and `facet` where declared above.
   * A table is named in the room that owns it: take a column of a lower room's table from a fragment that this room exports
   * (`needPlace` of need.measures.ts, `organisationPlace`, `householdPlace`, `donationPlace`).
   */
  readonly rows: string;
}
