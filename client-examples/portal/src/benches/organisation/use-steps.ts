/** Promises the steps of a claim: each sent once, its answer put on the board, its "no" kept beside the claim it was said of. */
import { useCallback, useState } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { useCommand, type Outcome } from '../../parts/use-command';
import {
  ConfirmClaim,
  HoldClaim,
  RecordService,
  ReleaseClaim,
  ReportDelivery,
  ResumeClaim,
  type HoldReason,
  type ReleaseReason,
} from './board.documents';
import type { BoardClaim } from './lanes';

export interface ServiceWritten {
  readonly servedOn: string;
  readonly minutes: number | undefined;
  readonly note: string;
}

export type StepOutcome = Outcome<BoardClaim | { readonly messageZh: string; readonly messageEn: string }>;

export interface Steps {
  /** The claim that a step is being taken for. */
  readonly running: string | undefined;
  /** What became of the last step, and of which claim. */
  readonly last: { readonly claimId: string; readonly outcome: StepOutcome } | undefined;
  readonly forget: () => void;
  readonly confirm: (claim: BoardClaim) => Promise<boolean>;
  readonly resume: (claim: BoardClaim) => Promise<boolean>;
  readonly hold: (claim: BoardClaim, reason: HoldReason) => Promise<boolean>;
  readonly release: (claim: BoardClaim, reason: ReleaseReason, note: string) => Promise<boolean>;
  readonly record: (claim: BoardClaim, written: ServiceWritten) => Promise<boolean>;
  readonly report: (claim: BoardClaim, quantityDelivered: number) => Promise<boolean>;
}

export function useSteps(put: (claim: BoardClaim) => void, readAgain: () => void): Steps {
  const { running, last, forget, take } = useTaken(put, readAgain);
  const confirming = useCommand(ConfirmClaim).run;
  const resuming = useCommand(ResumeClaim).run;
  const holding = useCommand(HoldClaim).run;
  const releasing = useCommand(ReleaseClaim).run;
  const recording = useCommand(RecordService).run;
  const reporting = useCommand(ReportDelivery).run;
  return {
    ...{ running, last, forget },
    confirm: (claim) =>
      take(
        claim,
        confirming((commandId) => ({ input: { commandId, claimId: claim.id } })),
      ),
    resume: (claim) =>
      take(
        claim,
        resuming((commandId) => ({ input: { commandId, claimId: claim.id } })),
      ),
    hold: (claim, reason) =>
      take(
        claim,
        holding((commandId) => ({ input: { commandId, claimId: claim.id, reason } })),
      ),
    release: (claim, reason, note) =>
      take(
        claim,
        releasing((commandId) => ({ input: { commandId, claimId: claim.id, reason, note: note.trim() || null } })),
      ),
    record: (claim, written) =>
      take(
        claim,
        recording((recordId) => ({ input: { recordId, claimId: claim.id, ...written } })),
      ),
    report: (claim, quantityDelivered) =>
      take(
        claim,
        reporting((commandId) => ({ input: { commandId, claimId: claim.id, quantityDelivered } })),
      ),
  };
}

/** One step after another: which claim is waited for, and how the last one ended. */
function useTaken(put: (claim: BoardClaim) => void, readAgain: () => void) {
  const { t } = useWords('organisation');
  const [running, setRunning] = useState<string>();
  const [last, setLast] = useState<Steps['last']>();
  const take = useCallback(
    async (claim: BoardClaim, step: Promise<StepOutcome>): Promise<boolean> => {
      setRunning(claim.id);
      setLast(undefined);
      const outcome = await step;
      setRunning(undefined);
      setLast({ claimId: claim.id, outcome });
      if (outcome.kind === 'done') {
        const { answer } = outcome;
        put(answer);
        announce(t('board.isNow', { status: t(`claimStatus.${answer.status}`) }));
        goTo(answer.id);
      } else if (outcome.kind === 'refused') readAgain();
      return outcome.kind === 'done';
    },
    [t, put, readAgain],
  );
  const forget = useCallback(() => setLast(undefined), []);
  return { running, last, forget, take };
}

/** It may stand in another lane now; whoever works by keyboard goes with it, once it is drawn and no dialog is open. */
function goTo(claimId: string): void {
  window.setTimeout(() => document.querySelector<HTMLElement>(`[data-claim="${claimId}"]`)?.focus(), 50);
}

export interface QuestionOfStep {
  readonly claim: BoardClaim;
  readonly steps: Steps;
  readonly onClose: () => void;
}
