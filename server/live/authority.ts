/** Promises that what a subscriber may hear is decided by its authority of now, read again when an event says that it changed. */
import type { Actor } from '../identity/actor';
import type { EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';
import { Fault } from '../../schema/fault';

/** After these the actors concerned are read again before anything more is delivered to them. */
const changesOfAuthority: ReadonlySet<EventType> = new Set<EventType>([
  'AuthorityChanged',
  'SessionRevoked',
  'OrganisationApproved',
  'OrganisationSuspended',
  'OrganisationRecertificationRequired',
]);

/** Read again after so long in any case: an API key may end without an event. */
const trustedMilliseconds = 30_000;

/** The actor of a credential as it is now; nobody when the credential is worth nothing any more. */
export type Reread = () => Promise<Actor | undefined>;

/** One actor shared by all its subscriptions in this process: read once, and once more after each change. */
class WatchedActor {
  readonly watches = new Set<AuthorityWatch>();
  private reading?: Promise<Actor | undefined>;
  private readAt = 0;
  private version = 0;

  constructor(
    readonly credential: string,
    readonly accountId: string,
    private last: Actor,
    private readonly reread: Reread,
  ) {}

  concerns(event: RecordedEvent): boolean {
    const { subjectId, audience } = event;
    const keys = [this.accountId, ...this.last.roles.flatMap((held) => held.organisationId ?? [])];
    return keys.some(
      (key) => key === subjectId || audience.includes(`account:${key}`) || audience.includes(`organisation:${key}`),
    );
  }

  invalidate(): void {
    this.version += 1;
    this.reading = undefined;
    for (const watch of [...this.watches]) watch.onChange();
  }

  async current(): Promise<Actor | undefined> {
    for (;;) {
      const { version } = this;
      if (Date.now() - this.readAt > trustedMilliseconds) this.reading = undefined;
      this.reading ??= this.read();
      const actor = await this.reading;
      // Changed while it was read: what was read may be from before.
      if (version !== this.version) continue;
      if (actor) this.last = actor;
      return actor && !hasEnded(actor) ? actor : undefined;
    }
  }

  private read(): Promise<Actor | undefined> {
    this.readAt = Date.now();
    const reading = this.reread().catch((error: unknown) => {
      if (error instanceof Fault && error.extensions.code === 'UNAUTHENTICATED') return undefined;
      if (this.reading === reading) this.reading = undefined;
      throw error;
    });
    return reading;
  }
}

/** One subscription's view of its actor. */
export class AuthorityWatch {
  /** Called when the authority may have changed. */
  onChange: () => void = () => undefined;

  constructor(
    private readonly watched: WatchedActor,
    private readonly forget: () => void,
  ) {}

  /** The actor of now. Rejects with RETRYABLE when it cannot be read. */
  current(): Promise<Actor | undefined> {
    return this.watched.current();
  }

  stop(): void {
    this.watched.watches.delete(this);
    if (this.watched.watches.size === 0) this.forget();
  }
}

export class Authorities {
  private readonly byCredential = new Map<string, WatchedActor>();

  watch(actor: Actor, reread: Reread): AuthorityWatch {
    const credential = `${actor.accountId} ${actor.sessionId ?? actor.apiKey?.id ?? ''} ${actor.expiresAt ?? ''}`;
    const watched = this.byCredential.get(credential) ?? new WatchedActor(credential, actor.accountId, actor, reread);
    this.byCredential.set(credential, watched);
    const watch = new AuthorityWatch(watched, () => this.byCredential.delete(credential));
    watched.watches.add(watch);
    return watch;
  }

  /** Takes each event before it is delivered to anybody. */
  passing(event: RecordedEvent): void {
    if (!changesOfAuthority.has(event.type)) return;
    for (const watched of [...this.byCredential.values()]) if (watched.concerns(event)) watched.invalidate();
  }

  get size(): number {
    return this.byCredential.size;
  }
}

function hasEnded(actor: Actor): boolean {
  return actor.expiresAt !== undefined && actor.expiresAt * 1_000 <= Date.now();
}
