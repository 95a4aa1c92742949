/** Promises that what a subscriber may hear is decided by its authority of now, read again when an event says that it changed. */
import type { Actor } from '../identity/actor';
import type { EventType } from '../event/event-type';
import type { RecordedEvent } from '../event/outbox';
import { Fault } from '../../schema/fault';
import { Turns } from './turns';
import { visibilityScopeOf } from './visibility-scope';

/** After these the actors concerned are read again before anything more is delivered to them. */
const changesOfAuthority: ReadonlySet<EventType> = new Set<EventType>([
  'AuthorityChanged',
  'SessionRevoked',
  'OrganisationApproved',
  'OrganisationSuspended',
  'OrganisationRecertificationRequired',
]);

/** Read again after so long in any case: an API key may end without an event. */
const trustedMilliseconds = 60_000;
/** Whoever could not be read for so long is not trusted any more. */
const doubtedMilliseconds = 2 * trustedMilliseconds;
/** Actors that are read again at the same time; thousands of them are no reason to keep the pool from requests. */
const renewalsAtOnce = 2;

/** The actor of a credential as it is now; nobody when the credential is worth nothing any more. */
export type Reread = () => Promise<Actor | undefined>;

/** One actor shared by all its subscriptions in this process: read once, and once more after each change. */
class WatchedActor {
  readonly watches = new Set<AuthorityWatch>();
  private reading?: Promise<Actor | undefined>;
  private readAt = 0;
  private version = 0;
  private isRenewing = false;

  constructor(
    readonly credential: string,
    private last: Actor,
    private readonly reread: Reread,
    private readonly onRead: (watched: WatchedActor, before: readonly string[]) => void,
  ) {}

  get keys(): string[] {
    return keysOf(this.last);
  }

  isOld(now: number): boolean {
    return this.readAt > 0 && !this.isRenewing && now - this.readAt > trustedMilliseconds;
  }

  /** Reads the actor again while its subscriptions go on; they are disturbed only when it is another than before. */
  async renew(turns: Turns, now: number): Promise<void> {
    this.isRenewing = true;
    const { version } = this;
    try {
      const actor = await turns.take(() => this.reread()).catch(nobodyOrThrow);
      if (version !== this.version || this.watches.size === 0) return;
      if (!isSame(actor, this.last)) return this.invalidate();
      this.readAt = now;
      this.reading = Promise.resolve(this.last);
    } catch {
      // It cannot be read now: asked again at the next sweep, but not for ever.
      if (now - this.readAt > doubtedMilliseconds) this.invalidate();
    } finally {
      this.isRenewing = false;
    }
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
      if (actor && actor !== this.last) {
        const before = this.keys;
        this.last = actor;
        this.onRead(this, before);
      }
      return actor && !hasEnded(actor) ? actor : undefined;
    }
  }

  private read(): Promise<Actor | undefined> {
    this.readAt = Date.now();
    const reading = this.reread()
      .catch(nobodyOrThrow)
      .catch((error: unknown) => {
        if (this.reading === reading) this.reading = undefined;
        throw error;
      });
    return reading;
  }
}

function nobodyOrThrow(error: unknown): undefined {
  if (error instanceof Fault && error.extensions.code === 'UNAUTHENTICATED') return undefined;
  throw error;
}

/** Whether both may hear the same until the same moment. */
function isSame(actor: Actor | undefined, before: Actor): boolean {
  if (!actor || actor.accountId !== before.accountId || actor.expiresAt !== before.expiresAt) return false;
  return visibilityScopeOf(actor).key === visibilityScopeOf(before).key;
}

/** Whom a change of authority may concern: its account, and the organisations that it acts for. */
function keysOf(actor: Actor): string[] {
  return [...new Set([actor.accountId, ...actor.roles.flatMap((held) => held.organisationId ?? [])])];
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
  private readonly byKey = new Map<string, Set<WatchedActor>>();
  private readonly renewals = new Turns(renewalsAtOnce);

  watch(actor: Actor, reread: Reread): AuthorityWatch {
    const credential = `${actor.accountId} ${actor.sessionId ?? actor.apiKey?.id ?? ''} ${actor.expiresAt ?? ''}`;
    let watched = this.byCredential.get(credential);
    if (!watched) {
      watched = new WatchedActor(credential, actor, reread, (read, before) => this.refile(read, before));
      this.byCredential.set(credential, watched);
      this.file(watched);
    }
    const held = watched;
    const watch = new AuthorityWatch(held, () => this.forget(held));
    held.watches.add(watch);
    return watch;
  }

  /** Takes each event as it arrives, before anything is made of it: those concerned are told in the same turn. */
  passing(event: RecordedEvent): void {
    if (!changesOfAuthority.has(event.type)) return;
    const named = event.audience.flatMap((scope) => /^(?:account|organisation):(.+)$/.exec(scope)?.[1] ?? []);
    const concerned = new Set([event.subjectId, ...named].flatMap((key) => [...(this.byKey.get(key) ?? [])]));
    for (const watched of concerned) watched.invalidate();
  }

  /** Reads again those whom nothing concerned for long: what ends without an event is noticed all the same. */
  async sweep(now: number): Promise<void> {
    const old = [...this.byCredential.values()].filter((watched) => watched.isOld(now));
    await Promise.all(old.map((watched) => watched.renew(this.renewals, now)));
  }

  get size(): number {
    return this.byCredential.size;
  }

  private file(watched: WatchedActor): void {
    for (const key of watched.keys) this.byKey.set(key, (this.byKey.get(key) ?? new Set()).add(watched));
  }

  private unfile(watched: WatchedActor, keys: readonly string[]): void {
    for (const key of keys) {
      const filed = this.byKey.get(key);
      if (filed?.delete(watched) && filed.size === 0) this.byKey.delete(key);
    }
  }

  private refile(watched: WatchedActor, before: readonly string[]): void {
    this.unfile(watched, before);
    if (this.byCredential.get(watched.credential) === watched) this.file(watched);
  }

  private forget(watched: WatchedActor): void {
    this.byCredential.delete(watched.credential);
    this.unfile(watched, watched.keys);
  }
}

function hasEnded(actor: Actor): boolean {
  return actor.expiresAt !== undefined && actor.expiresAt * 1_000 <= Date.now();
}
