/** Promises a need taken down, verified and referred, each step once; where one is refused, what was done before stands and is told. */
import { useState } from 'react';
import { useCommand } from '../../parts/use-command';
import { ReferNeed, TakeDownNeed, VerifyNeed, type DraftNeedInput } from './intake.documents';

export type Reached = 'DRAFT' | 'VERIFIED' | 'REFERRED';

export function useReferring() {
  const takingDown = useCommand(TakeDownNeed);
  const verifying = useCommand(VerifyNeed);
  const referring = useCommand(ReferNeed);
  const [reached, setReached] = useState<Reached>();

  /** From a draft or a verified need as far as it goes. */
  const refer = async (needId: string, isVerified: boolean) => {
    if (!isVerified && (await verifying.run(() => ({ input: { needId } }))).kind !== 'done') return;
    setReached('VERIFIED');
    if ((await referring.run(() => ({ input: { needId } }))).kind === 'done') setReached('REFERRED');
  };
  const takeDown = async (make: (needId: string) => DraftNeedInput, andRefer: boolean) => {
    const outcome = await takingDown.run((needId) => ({ input: make(needId) }));
    if (outcome.kind !== 'done') return;
    setReached('DRAFT');
    if (andRefer) await refer(outcome.answer.id, false);
  };
  return {
    ...{ takeDown, refer, reached },
    isRunning: takingDown.isRunning || verifying.isRunning || referring.isRunning,
    outcomes: [takingDown.outcome, verifying.outcome, referring.outcome],
  };
}
