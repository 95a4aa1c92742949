/** Promises the newest events of one process in memory, bounded, and a plain answer when a position lies before them. */
import { beginning, comparePositions, type Position } from './cursor';
import type { RecordedEvent } from './outbox';

export interface RingPage {
  readonly events: RecordedEvent[];
  /** Everything that matches up to here is in the page. */
  readonly upTo: Position;
  /** Nothing that matches stands between upTo and the head. */
  readonly complete: boolean;
}

export class EventRing {
  private events: RecordedEvent[] = [];
  /** The same events by each of their scope keys, so that whoever resumes looks at no more than its own. */
  private byScope = new Map<string, RecordedEvent[]>();
  private start: Position = beginning;
  private end: Position = beginning;

  constructor(readonly size: number) {}

  /** The newest position known to this process. */
  get head(): Position {
    return this.end;
  }

  get length(): number {
    return this.events.length;
  }

  /** Replaces the contents: all events after `floor` up to `head`. */
  reset(floor: Position, events: readonly RecordedEvent[], head: Position): void {
    this.start = floor;
    this.events = [];
    this.byScope.clear();
    this.end = floor;
    this.append(events);
    this.end = head;
  }

  append(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.file(event);
    }
    this.end = events.at(-1)?.position ?? this.end;
    // Cut in steps, since each cut moves the whole array.
    if (this.events.length > this.size * 1.05) {
      const cut = this.events.length - this.size;
      this.start = this.events[cut - 1]!.position;
      for (const scope of new Set(this.events.slice(0, cut).flatMap((event) => event.audience))) this.shorten(scope);
      this.events = this.events.slice(cut);
    }
  }

  /** Whether all events after the position are here. */
  covers(after: Position): boolean {
    return comparePositions(after, this.start) >= 0;
  }

  /** The first events after a position that match, at most so many. Ask `covers` first. */
  read(after: Position, limit: number, matches: (event: RecordedEvent) => boolean): RingPage {
    const events: RecordedEvent[] = [];
    for (let index = indexAfter(this.events, after); index < this.events.length; index += 1) {
      const event = this.events[index]!;
      if (!matches(event)) continue;
      if (events.length === limit) return { events, upTo: events.at(-1)!.position, complete: false };
      events.push(event);
    }
    const upTo = comparePositions(after, this.end) > 0 ? after : this.end;
    return { events, upTo, complete: true };
  }

  /** The first events after a position and not beyond another that hold one of the scope keys and match. Ask `covers` first. */
  readScopes(
    after: Position,
    upTo: Position,
    scopes: readonly string[],
    limit: number,
    matches: (event: RecordedEvent) => boolean,
  ): RecordedEvent[] {
    const found = new Set<RecordedEvent>();
    for (const scope of scopes) {
      const filed = this.byScope.get(scope) ?? [];
      let taken = 0;
      for (let index = indexAfter(filed, after); index < filed.length && taken < limit; index += 1) {
        const event = filed[index]!;
        if (comparePositions(event.position, upTo) > 0) break;
        if (!matches(event)) continue;
        found.add(event);
        taken += 1;
      }
    }
    const events = [...found];
    if (scopes.length > 1) events.sort((a, b) => comparePositions(a.position, b.position));
    return events.slice(0, limit);
  }

  private file(event: RecordedEvent): void {
    for (const scope of event.audience) {
      const filed = this.byScope.get(scope);
      if (filed) filed.push(event);
      else this.byScope.set(scope, [event]);
    }
  }

  private shorten(scope: string): void {
    const filed = this.byScope.get(scope)!;
    const first = indexAfter(filed, this.start);
    if (first === filed.length) this.byScope.delete(scope);
    else this.byScope.set(scope, filed.slice(first));
  }
}

function indexAfter(events: readonly RecordedEvent[], position: Position): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePositions(events[middle]!.position, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
