/** Promises a household registered once, and then what it authorised; each refusal at the place that it is about. */
import { useState } from 'react';
import { said } from '../../language/language';
import { useCommand } from '../../parts/use-command';
import { consentOf, householdOf, type RegisterDraft } from './register-draft';
import { RecordMeansConsent, RegisterHousehold } from './register.documents';

export function useRegister(draft: RegisterDraft) {
  const registering = useCommand(RegisterHousehold);
  const consenting = useCommand(RecordMeansConsent);
  const [householdId, setHouseholdId] = useState<string>();
  const consent = async (id: string) => {
    await consenting.run((consentId) => ({ input: consentOf(draft, id, consentId) }));
  };
  const register = async (): Promise<boolean> => {
    const outcome = await registering.run((id) => ({ input: householdOf(draft, id)! }));
    if (outcome.kind !== 'done') return false;
    setHouseholdId(outcome.answer.id);
    if (draft.consent !== 'NONE') await consent(outcome.answer.id);
    return true;
  };
  const { outcome } = registering;
  const refusal = outcome?.kind === 'refused' ? outcome.refusal : undefined;
  const wrongAt = (path: string) =>
    refusal?.__typename === 'InvalidInput' && refusal.field === path ? said(refusal) : undefined;
  return {
    ...{ register, consent, householdId, wrongAt, outcome },
    isKnown: refusal?.__typename === 'PersonAlreadyRegistered',
    isRunning: registering.isRunning || consenting.isRunning,
    consentOutcome: consenting.outcome,
  };
}

export type Registering = ReturnType<typeof useRegister>;
