/**
 * Promises that what was written down is sent once: tried until there is an answer, under ids made when it was begun, one device page at a
 * time; what the server refuses comes back to its writer with the words of the refusal.
 */
import { isPassing, type Fault } from '../../graphql/client';
import { forget, forgetOld, keep, keptOf, keptThing } from '../../parts/kept';
import { sendPhoto } from '../../parts/photo';
import { attempt, type Said } from '../../parts/use-command';
import terms from '../../language/terms/words.zh';
import { originOf, recordOf, type KeptPhoto, type VisitDraft } from './visit-draft';
import { DraftFoundNeed, RecordVisit } from './visit.documents';

export interface OutboxState {
  readonly isRead: boolean;
  readonly drafts: readonly VisitDraft[];
  readonly isSending: boolean;
  /** How many were sent since the page was opened. */
  readonly sent: number;
  /** This device keeps nothing: private browsing, or no room. */
  readonly keepsNothing: boolean;
}

type Ended = 'sent' | 'later' | Said;

let accountId = '';
let state: OutboxState = { isRead: false, drafts: [], isSending: false, sent: 0, keepsNothing: false };
const listeners = new Set<() => void>();
/** What the device did not take: it is sent from this page or not at all. */
const unkept = new Set<string>();
const patience = 20_000;
/** Asked for while it was sending: the line came back, or something more was written. */
let isAskedAgain = false;

function become(part: Partial<OutboxState>): void {
  state = { ...state, ...part };
  for (const listener of listeners) listener();
}

export const outboxState = (): OutboxState => state;

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function read(): Promise<void> {
  try {
    const kept = await keptOf<VisitDraft>('visits', accountId);
    const drafts = [...kept.filter(({ id }) => !unkept.has(id)), ...state.drafts.filter(({ id }) => unkept.has(id))];
    become({ isRead: true, drafts: drafts.sort((a, b) => a.begunAt.localeCompare(b.begunAt)) });
  } catch {
    become({ isRead: true, keepsNothing: true });
  }
}

/** Opens the box of one account; tries now, when the line is back, and every twenty seconds while something waits. */
export function openOutbox(account: string): () => void {
  if (accountId !== account) become({ isRead: false, drafts: [], sent: 0 });
  accountId = account;
  const now = () => void send();
  void forgetOld()
    .catch(() => undefined)
    .then(read)
    .then(send);
  window.addEventListener('online', now);
  const timer = window.setInterval(() => waiting().length > 0 && now(), patience);
  return () => {
    window.removeEventListener('online', now);
    window.clearInterval(timer);
  };
}

export const waiting = (): readonly VisitDraft[] => state.drafts.filter((draft) => draft.state === 'waiting');

/** Puts a draft on the device. Refused (by throwing) where the device keeps nothing. */
export async function put(draft: VisitDraft): Promise<void> {
  const known = state.drafts.some((one) => one.id === draft.id);
  become({
    drafts: known ? state.drafts.map((one) => (one.id === draft.id ? draft : one)) : [...state.drafts, draft],
  });
  try {
    await keep('visits', draft);
    unkept.delete(draft.id);
  } catch (error) {
    unkept.add(draft.id);
    become({ keepsNothing: true });
    throw error;
  }
}

export async function discard(draft: VisitDraft): Promise<void> {
  await forget({ visits: [draft.id], photos: draft.photoIds }).catch((error: unknown) => {
    if (!unkept.delete(draft.id)) throw error;
  });
  become({ drafts: state.drafts.filter((one) => one.id !== draft.id) });
}

export async function send(): Promise<void> {
  if (waiting().length === 0 || !navigator.onLine) return;
  isAskedAgain = state.isSending;
  if (isAskedAgain) return;
  become({ isSending: true });
  try {
    // Two pages of one browser would both send; the server keeps one, but the second would wait for nothing.
    if ('locks' in navigator) await navigator.locks.request('linkage-outbox', sendAll);
    else await sendAll();
  } finally {
    become({ isSending: false });
  }
  if (isAskedAgain) await send();
}

async function sendAll(): Promise<void> {
  await read();
  const mine = accountId;
  for (const draft of waiting()) {
    await put({ ...draft, isTried: true }).catch(() => undefined);
    const ended = await sendOne(draft).catch((): Ended => 'later');
    // Somebody else has signed in meanwhile: nothing of this account is touched.
    if (mine !== accountId || ended === 'later') return;
    if (ended === 'sent') {
      await discard(draft);
      become({ sent: state.sent + 1 });
    } else await put({ ...draft, state: 'refused', isTried: false, refusal: ended }).catch(() => undefined);
  }
}

async function sendOne(draft: VisitDraft): Promise<Ended> {
  const photoIds: string[] = [];
  for (const id of draft.photoIds) {
    const photo = await keptThing<KeptPhoto>('photos', id, draft.accountId);
    if (!photo) continue;
    const answer = await sendPhoto(id, { householdId: draft.householdId ?? '' }, photo.picture);
    if ('code' in answer) return endOf(answer);
    photoIds.push(answer.id);
  }
  const needIds: string[] = [];
  for (const { needId, serviceKind } of draft.result === 'COMPLETED' ? draft.needs : []) {
    const outcome = await attempt(DraftFoundNeed, {
      input: {
        ...{ needId, serviceKind, householdId: draft.householdId ?? '', kind: 'NEED', origin: originOf(draft) },
        ...{ urgency: 'ROUTINE', cardText: `走访时发现，需要${terms.serviceKind[serviceKind]}服务` },
      },
    });
    if (outcome.kind === 'failed') return endOf(outcome.fault);
    if (outcome.kind === 'refused') return outcome.refusal;
    needIds.push(outcome.answer.id);
  }
  const outcome = await attempt(RecordVisit, { input: recordOf(draft, needIds, photoIds) });
  if (outcome.kind === 'failed') return endOf(outcome.fault);
  return outcome.kind === 'refused' ? outcome.refusal : 'sent';
}

/** A fault that passes is waited for; one that stays goes back to the writer. */
function endOf(fault: Fault): Ended {
  if (isPassing(fault) || fault.code === 'UNAUTHENTICATED' || fault.code === 'LIMIT_EXCEEDED') return 'later';
  return { messageZh: fault.messageZh ?? `没有成功（${fault.code}）`, messageEn: fault.messageEn ?? fault.code };
}
