/** Promises one person at a client: signs in, asks over HTTP, and follows a feed that resumes by itself after a lost connection. */
import WebSocket from 'ws';
import { follow, type Following } from '../follow/follow';

export interface FeedEvent {
  readonly cursor: string;
  readonly type: string;
  readonly needId?: string;
  readonly donationId?: string;
  readonly need?: { readonly cardText: string; readonly status: string };
}

const feeds = {
  organisation: `subscription ($of: ID!, $after: String) {
    organisationFeed(organisationId: $of, after: $after) { cursor type needId need { cardText status } } }`,
  area: `subscription ($of: String!, $after: String) {
    areaFeed(areaCode: $of, after: $after) { cursor type needId need { cardText status } } }`,
  giving: `subscription ($of: ID!, $after: String) {
    donationProgress(organisationId: $of, after: $after) { cursor type donationId } }`,
};

/** The need or the donation that an event tells of. */
const subjectOf = (event: FeedEvent) => event.needId ?? event.donationId;

export class Person {
  private accessToken?: string;
  private readonly feeds: Following[] = [];

  constructor(
    public name: string,
    private readonly url: string,
  ) {}

  async signIn(login: string, password: string): Promise<this> {
    const { signIn } = await this.request<{ signIn: { accessToken?: string; messageEn?: string } }>(
      `mutation ($input: SignInInput!) { signIn(input: $input) {
         ... on Session { accessToken } ... on Refusal { messageZh messageEn } } }`,
      { input: { login, password } },
    );
    if (!signIn.accessToken) throw new Error(`${this.name} could not sign in: ${signIn.messageEn}`);
    this.accessToken = signIn.accessToken;
    return this;
  }

  /** Posts one operation and returns its data. Throws when the server answers with errors. */
  async request<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.accessToken ? { authorization: `Bearer ${this.accessToken}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: { message: string }[] };
    if (answer.errors?.length)
      throw new Error(`${this.name}: ${answer.errors.map((error) => error.message).join('; ')}`);
    return answer.data!;
  }

  /** One mutation with one input; the answer is the member of its union that came back. */
  async act<Result extends { __typename: string }>(
    mutation: string,
    inputType: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<Result> {
    const data = await this.request<Record<string, Result>>(
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { __typename ${selection} ... on Refusal { messageZh messageEn } } }`,
      { input },
    );
    return data[mutation]!;
  }

  /** Follows a feed from now on; after a lost connection it goes on where it stopped. */
  follow(kind: keyof typeof feeds, of: string, after: string): Feed {
    const feed = new Feed(this.name);
    const following = follow<FeedEvent>({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      token: () => this.accessToken!,
      query: feeds[kind],
      variables: { of },
      after,
      onEvent: (event) => feed.take(event),
      onEnd: ({ code, messages }) => feed.fail(new Error(`${code}: ${messages.join('; ')}`)),
    });
    this.feeds.push(following);
    return feed;
  }

  async leave(): Promise<void> {
    for (const following of this.feeds) await following.stop();
  }
}

export class Feed {
  readonly events: FeedEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private failure?: Error;

  constructor(private readonly name: string) {}

  take(event: FeedEvent): void {
    this.events.push(event);
    for (const look of [...this.waiting]) look();
  }

  fail(error: Error): void {
    this.failure = error;
    for (const look of [...this.waiting]) look();
  }

  /** The first event of a type about a need or a donation; waits for it. Throws when it does not come in time. */
  async until(type: string, subjectId: string, milliseconds = 10_000): Promise<FeedEvent> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        settle();
      };
      const look = () => {
        const found = this.events.find((event) => event.type === type && subjectOf(event) === subjectId);
        if (found) end(() => resolve(found));
        else if (this.failure) end(() => reject(this.failure!));
      };
      const timer = setTimeout(
        () => end(() => reject(new Error(`${this.name} did not hear ${type} within ${milliseconds} ms`))),
        milliseconds,
      );
      this.waiting.add(look);
      look();
    });
  }

  /** The types of what was heard about one need since it was referred, or about one donation, in order. */
  heard(subjectId: string): string[] {
    const types = this.events.filter((event) => subjectOf(event) === subjectId).map((event) => event.type);
    return types.includes('NEED_REFERRED') ? types.slice(types.indexOf('NEED_REFERRED')) : types;
  }
}
