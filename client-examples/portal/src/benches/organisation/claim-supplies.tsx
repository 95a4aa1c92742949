/** Promises what fits one claim, read when somebody wants to know it, in one request. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { useAnswer } from '../../parts/use-answer';
import { GoodsOfClaim } from './goods.documents';
import './supplies.css';
import { Supplies } from './supplies';

export function ClaimSupplies({ claimId }: { readonly claimId: string }) {
  const { t } = useWords('organisation');
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'goods.hide' : 'goods.show')}
      </button>
      {isOpen && <Fitting claimId={claimId} />}
    </div>
  );
}

function Fitting({ claimId }: { readonly claimId: string }) {
  const answer = useAnswer(GoodsOfClaim, { claimId });
  return (
    <AnswerStates answer={answer}>
      {({ claim }) => claim && <Supplies claim={claim} supplies={claim.fittingSupplies ?? []} />}
    </AnswerStates>
  );
}
