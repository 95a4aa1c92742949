/** Promises a reader of the hub without a socket: it takes what it is handed, or stops taking it. */
import type { SharedPayload } from '../../server/context';
import type { RecordedEvent } from '../../server/event/outbox';
import { eventTypes, type EventType } from '../../server/event/event-type';
import type { LiveHub } from '../../server/live/hub';
import type { Ending, Member, Outlet } from '../../server/live/member';
import { sharedPayload } from '../../server/live/payload';
import { turns } from './hub-stage';

export interface Opening {
  readonly scopes: string[];
  readonly types?: readonly EventType[];
  readonly after?: string;
  /** Answers that may wait unread before the hub is told to stop. */
  readonly waterline?: number;
  /** Of the process that resolving an event takes. */
  readonly turns?: number;
}

/** Takes answers at once while it reads; while it does not, they wait. */
export class Reader implements Outlet {
  readonly seen: string[] = [];
  readonly endings: Ending[] = [];
  waiting: string[] = [];
  mostWaiting = 0;
  private reads = true;
  private wake: () => void = () => undefined;

  constructor(private readonly waterline: number) {}

  write(payloads: readonly SharedPayload[]): boolean {
    const texts = payloads.map(({ text }) => JSON.parse(text) as string);
    if (this.reads) this.seen.push(...texts);
    else this.waiting.push(...texts);
    this.mostWaiting = Math.max(this.mostWaiting, this.waiting.length);
    return this.waiting.length <= this.waterline;
  }

  drained(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }

  end(ending: Ending): void {
    this.endings.push(ending);
    this.wake();
  }

  stop(): void {
    this.reads = false;
  }

  goOn(): void {
    this.reads = true;
    this.seen.push(...this.waiting.splice(0));
    this.wake();
  }
}

/** Answers with the subject of each event, as JSON. */
export async function renderSubjects(events: readonly RecordedEvent[]): Promise<SharedPayload[]> {
  // One turn later, as a resolver with arguments answers.
  await Promise.resolve();
  return events.map((event) => sharedPayload(JSON.stringify(event.subjectId)));
}

/** Resolves nothing until told to go on. */
export function gatedRender() {
  let goOn = () => undefined as void;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  return { goOn, render: (events: readonly RecordedEvent[]) => gate.then(() => renderSubjects(events)) };
}

/** Joins a group of those who ask for the same scopes and types. */
export async function joinHub(hub: LiveHub, opening: Opening): Promise<{ reader: Reader; member: Member }> {
  const { scopes, types = eventTypes, after, waterline = 10, turns: turnsToResolve = 0 } = opening;
  const reader = new Reader(waterline);
  const member = await hub.admit(reader, after);
  const render = async (events: readonly RecordedEvent[]) => {
    await turns(turnsToResolve);
    return renderSubjects(events);
  };
  hub.join(member, { key: JSON.stringify([scopes, types]), route: { scopes, types }, render });
  return { reader, member };
}
