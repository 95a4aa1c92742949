/** Promises the two answers to a need of the feed: take it, or say no to the offer of it; each leaves the list once it is settled. */
import { useCallback, useState } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { useCommand } from '../../parts/use-command';
import { ClaimNeed, DeclineOffer, type ReferralRejectionReason } from './feed.documents';
import type { OpenNeed } from './open-needs';

export function useTaking(organisationId: string, forget: (needId: string) => void) {
  const { t } = useWords('organisation');
  const claiming = useCommand(ClaimNeed);
  const declining = useCommand(DeclineOffer);
  /** What was tried last to be taken. */
  const [tried, setTried] = useState<OpenNeed>();
  /** What is about to be declined. */
  const [asked, setAsked] = useState<OpenNeed>();

  const { run: runClaim } = claiming;
  const claim = useCallback(
    async (need: OpenNeed) => {
      setTried(need);
      const { kind } = await runClaim((claimId) => ({ input: { claimId, needId: need.id, organisationId } }));
      if (kind !== 'done') return;
      forget(need.id);
      announce(t('feed.claimedAloud'));
    },
    [runClaim, forget, organisationId, t],
  );

  const { run: runDecline } = declining;
  const decline = useCallback(
    async (need: OpenNeed, reason: ReferralRejectionReason) => {
      const offerId = need.offer!.id;
      const { kind } = await runDecline((commandId) => ({ input: { commandId, offerId, reason } }));
      setAsked(undefined);
      if (kind !== 'done') return;
      forget(need.id);
      announce(t('feed.declined'));
    },
    [runDecline, forget, t],
  );
  return { claiming, declining, tried, asked, ask: setAsked, claim, decline };
}
