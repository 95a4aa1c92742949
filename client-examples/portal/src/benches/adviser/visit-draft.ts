/** Promises a visit as it is written down on the stairs: on the device from its first moment, without a name, a number or an address. */
import type { Said } from '../../parts/use-command';
import { newId } from '../../parts/new-id';
import type { KeptThing } from '../../parts/kept';
import type { VisitTrigger } from './today.documents';
import type { Barrier, NeedOrigin, NextStep, RootCause, ServiceKind, VisitResult } from './visit.documents';

export type { Barrier, NextStep, RootCause, ServiceKind, VisitResult, VisitTrigger };

export interface VisitDraft extends KeptThing {
  readonly visitedAt: string;
  readonly householdId?: string;
  readonly foundPersonId?: string;
  /** The obligations that it settles. */
  readonly obligationIds: readonly string[];
  readonly trigger?: VisitTrigger;
  /** Name of the community, to tell drafts apart. */
  readonly placeName: string;
  readonly result?: VisitResult;
  readonly rootCauses: readonly RootCause[];
  readonly barriers: readonly Barrier[];
  /** Each is taken down as a draft of a need before the visit is recorded. */
  readonly needs: readonly { readonly needId: string; readonly serviceKind: ServiceKind }[];
  readonly seen: readonly SeenKey[];
  readonly note: string;
  readonly nextStep: NextStep;
  readonly photoIds: readonly string[];
  readonly state: 'draft' | 'waiting' | 'refused';
  /** Something of it may have reached the server: its contents stay as they are until there is an answer. */
  readonly isTried: boolean;
  readonly refusal?: Said;
}

export interface KeptPhoto extends KeptThing {
  readonly visitId: string;
  readonly picture: Blob;
}

/** Changes a draft; by a function of what it is then, where something was waited for. */
export type Change = (part: Partial<VisitDraft> | ((now: VisitDraft) => Partial<VisitDraft>)) => void;

/** What one sees at a glance, by a tap. The record is written in Chinese. */
export const seenPhrases = {
  ALONE: '独自在家',
  IN_BED: '卧床',
  LOW_SPIRITS: '情绪低落',
  TAKES_MEDICINE: '长期服药',
  HOUSE_AT_RISK: '住房有安全隐患',
  NO_HEATING: '取暖不足',
  LITTLE_FOOD: '食物不足',
  ALL_WELL: '生活正常',
} as const;
export type SeenKey = keyof typeof seenPhrases;

export const visitResults: readonly VisitResult[] = ['COMPLETED', 'NOT_AT_HOME', 'REFUSED', 'MOVED_AWAY', 'NOT_FOUND'];
export const rootCauses: readonly RootCause[] = [
  ...(['ILLNESS', 'DISABILITY', 'COST_OF_EDUCATION', 'DISASTER', 'ACCIDENT', 'LOSS_OF_PROVIDER'] as const),
  ...(['LACK_OF_LABOUR', 'LACK_OF_SKILL', 'UNEMPLOYMENT', 'DEBT', 'FAMILY_CONFLICT', 'OTHER'] as const),
];
export const barriers: readonly Barrier[] = ['UNAWARE', 'UNABLE_TO_APPLY', 'AFRAID'];
export const nextSteps: readonly NextStep[] = ['NONE', 'VISIT_AGAIN', 'REGISTER_NEED', 'APPLY_FOR_POLICY', 'OPEN_CASE'];
/** What is often needed. Whatever touches what must not be told widely is taken down by itself, not by a tap. */
export const needsByTap: readonly ServiceKind[] = [
  ...(['CLEANING', 'HOME_VISIT', 'MEDICAL_SUPPORT', 'PROXY_SERVICE', 'HEART_TO_HEART', 'EDUCATION_SUPPORT'] as const),
  ...(['EMPLOYMENT_SUPPORT', 'DISABILITY_SUPPORT', 'AGE_FRIENDLY_MODIFICATION', 'POLICY_GUIDANCE'] as const),
];

export interface Beginning {
  readonly accountId: string;
  readonly householdId?: string;
  readonly foundPersonId?: string;
  readonly obligationIds: readonly string[];
  readonly trigger?: VisitTrigger;
  readonly placeName: string;
}

export function beginVisit(beginning: Beginning, now: number): VisitDraft {
  const at = new Date(now).toISOString();
  return {
    ...{ ...beginning, id: newId(), begunAt: at, visitedAt: at },
    ...{ rootCauses: [], barriers: [], needs: [], seen: [], note: '', nextStep: 'NONE', photoIds: [] },
    ...{ state: 'draft', isTried: false },
  };
}

/** What is recorded as found, or nothing. */
export function findingsOf({ seen, note }: Pick<VisitDraft, 'seen' | 'note'>): string | undefined {
  const parts = [seen.map((key) => seenPhrases[key]).join('、'), note.trim()].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join('。');
}

/** Why the need became known. */
export function originOf({ trigger }: Pick<VisitDraft, 'trigger'>): NeedOrigin {
  return trigger ?? 'DAILY_VISIT';
}

/** The visit as it is sent: what was found counts only where somebody was met. */
export function recordOf(draft: VisitDraft, needIds: readonly string[], photoIds: readonly string[]) {
  const met = draft.result === 'COMPLETED';
  return {
    ...{ visitId: draft.id, visitedAt: draft.visitedAt, obligationIds: draft.obligationIds },
    ...{ householdId: draft.householdId, foundPersonId: draft.foundPersonId },
    result: draft.result!,
    rootCauses: met ? draft.rootCauses : [],
    barriers: met ? draft.barriers : [],
    ...{ needIds, photoIds, nextStep: draft.nextStep, findings: findingsOf(draft) },
  };
}
