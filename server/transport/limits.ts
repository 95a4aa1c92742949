/** Promises every limit of both transports in one place; a test may tighten one, the product uses these. */

export interface Limits {
  /** Size of a request body and of one WebSocket message. */
  readonly messageBytes: number;
  readonly documentTokens: number;
  readonly depth: number;
  /** Introspection nests deeper than any query of the product (codegen asks 13 levels). */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly directivesPerNode: number;
  /** Fields after all fragments are put in their places. */
  readonly fields: number;
  readonly fragments: number;
  /** How often one response key may stand in one selection set; the members of a result union repeat theirs. */
  readonly repetitions: number;
  /** How many fields with a selection of their own may repeat one beside them: each pair is compared through all levels. */
  readonly repeatedSelections: number;
  /** One for each field, times the page size of what contains it. */
  readonly cost: number;
  /** Assumed length of a list that is not paged. */
  readonly listLength: number;
  readonly sensitiveMutations: number;
  readonly errors: number;
  readonly answerBytes: number;

  /** Within this time headers and body of a request must have come. */
  readonly requestMilliseconds: number;
  readonly connectionCheckMilliseconds: number;
  /** How long health says 503 before the server stops listening, so that a load balancer looks elsewhere first; production only. */
  readonly lameDuckMilliseconds: number;

  readonly sockets: number;
  readonly socketsPerAccount: number;
  readonly subscriptionsPerSocket: number;
  readonly initialisationMilliseconds: number;
  readonly pingMilliseconds: number;
  readonly sweepMilliseconds: number;
  /** A socket with more unsent bytes than this is closed. */
  readonly bufferedBytes: number;
  /** The same for all sockets of one account, and of the whole process: the fullest are closed until it fits. */
  readonly bufferedBytesOfAccount: number;
  readonly bufferedBytesOfProcess: number;
  /** Above this, subscriptions wait for the reader; one that reads nothing for the stall time is closed. */
  readonly waterlineBytes: number;
  readonly stallMilliseconds: number;
  /** From close to termination of a socket that does not answer the closing handshake. */
  readonly closeMilliseconds: number;
  /** Messages and pings of one socket: a burst, and how many of it come back each second. */
  readonly messageBurst: number;
  readonly messagesPerSecond: number;
}

export const productLimits: Limits = {
  messageBytes: 64 * 1024,
  documentTokens: 2_000,
  depth: 10,
  introspectionDepth: 16,
  aliases: 15,
  directives: 30,
  directivesPerNode: 4,
  fields: 400,
  fragments: 50,
  repetitions: 20,
  repeatedSelections: 30,
  cost: 10_000,
  listLength: 10,
  sensitiveMutations: 1,
  errors: 10,
  answerBytes: 4 * 1024 * 1024,

  requestMilliseconds: 10_000,
  connectionCheckMilliseconds: 2_000,
  lameDuckMilliseconds: 2_000,

  sockets: 20_000,
  socketsPerAccount: 20,
  subscriptionsPerSocket: 20,
  initialisationMilliseconds: 3_000,
  pingMilliseconds: 12_000,
  sweepMilliseconds: 1_000,
  bufferedBytes: 1024 * 1024,
  bufferedBytesOfAccount: 4 * 1024 * 1024,
  bufferedBytesOfProcess: 256 * 1024 * 1024,
  waterlineBytes: 256 * 1024,
  stallMilliseconds: 10_000,
  closeMilliseconds: 1_000,
  messageBurst: 100,
  messagesPerSecond: 20,
};
