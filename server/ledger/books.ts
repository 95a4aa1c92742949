/** Promises the closed vocabularies of the ledger: what is counted, in which books, and how it moves between them. */

export const holdingKinds = ['MONEY', 'LOT', 'BUDGET', 'POINTS'] as const;
/** Fen of a donation, pieces of a lot of goods, fen of a project's budget, points of an adviser. */
export type HoldingKind = (typeof holdingKinds)[number];

export const books = ['SOURCE', 'PLEDGED', 'RECEIVED', 'RESERVED', 'DELIVERED', 'RETURNED', 'LOST', 'EXPIRED'] as const;
/** RECEIVED is what is there and free; what is allocated has gone on to RESERVED. */
export type Book = (typeof books)[number];

export type TransferKind = 'SINGLE' | 'PENDING' | 'POSTED' | 'VOIDED' | 'REVERSAL';

/** Where the whole of one holding is. */
export type Balances = Readonly<Record<Book, bigint>>;
