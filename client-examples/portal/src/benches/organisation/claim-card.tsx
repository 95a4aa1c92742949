/** Promises one claim on one card: for what, how far it has come, how long the lease runs, and the next step as one button. */
import { memo, useCallback } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { formatDay, formatFen, formatMoment } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { TimeLeft } from '../../parts/time-left';
import type { Asked } from './claim-questions';
import { ClaimSupplies } from './claim-supplies';
import { Contact } from './contact';
import { laneOf, stepOf, stepsOfClaim, type BoardClaim } from './lanes';
import { Records } from './records';
import type { StepOutcome, Steps } from './use-steps';

export interface ClaimCardProps {
  readonly claim: BoardClaim;
  readonly steps: Steps;
  readonly isRunning: boolean;
  readonly outcome: StepOutcome | undefined;
  readonly onAsk: (asked: Asked) => void;
}

/** While something can still be brought to the household. */
const canBeSupplied: readonly BoardClaim['status'][] = ['ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD'];

export const ClaimCard = memo(function ClaimCard({ claim, steps, isRunning, outcome, onAsk }: ClaimCardProps) {
  const { t } = useWords('organisation');
  const { need, status } = claim;
  const isLiving = laneOf(claim) !== 'ended';
  return (
    <article
      className={`card claim ${status.toLowerCase().replace('_', '-')}`}
      data-claim={claim.id}
      tabIndex={-1}
      aria-label={`${need ? t(`serviceKind.${need.serviceKind}`) : t('board.unseen')} · ${t(`claimStatus.${status}`)}`}
    >
      <ClaimHead claim={claim} />
      <Progress claim={claim} />
      <p className="claim-text">{need?.cardText ?? t('board.unseenText')}</p>
      <Facts claim={claim} />
      {need?.restricted && <p className="tag sky claim-restricted">{t('board.restricted')}</p>}
      <OutcomeNotice outcome={outcome} />
      {isLiving && <NextSteps claim={claim} steps={steps} isRunning={isRunning} onAsk={onAsk} />}
      {isLiving && <Contact claimId={claim.id} />}
      {canBeSupplied.includes(status) && <ClaimSupplies claimId={claim.id} />}
      <Records id={claim.id} records={claim.records} />
    </article>
  );
});

function ClaimHead({ claim: { need, status, leaseUntil } }: { readonly claim: BoardClaim }) {
  const { t } = useWords('organisation');
  const aloud = useCallback(
    (left: string) => t('board.leaseAloud', { kind: need ? t(`serviceKind.${need.serviceKind}`) : '', left }),
    [t, need],
  );
  const colour = { DISPUTED: 'persimmon', ON_HOLD: 'amber', COMPLETED: 'pine', IN_PROGRESS: 'sky', DELIVERED: 'plum' };
  return (
    <header className="claim-head">
      <h3>{need ? t(`serviceKind.${need.serviceKind}`) : t('board.unseen')}</h3>
      <span className={`tag ${colour[status as keyof typeof colour] ?? ''}`}>{t(`claimStatus.${status}`)}</span>
      {need && need.urgency !== 'ROUTINE' && (
        <span className={`tag ${need.urgency === 'EMERGENCY' ? 'persimmon' : 'amber'}`}>
          {t(`urgency.${need.urgency}`)}
        </span>
      )}
      {status === 'ACCEPTED' && leaseUntil && <TimeLeft until={leaseUntil} aloud={aloud} />}
    </header>
  );
}

/** How far it has come, as a line of five beads. */
function Progress({ claim }: { readonly claim: BoardClaim }) {
  const { t } = useWords('organisation');
  const step = stepOf(claim);
  if (step === undefined) return null;
  return (
    <div
      className="beads"
      role="img"
      aria-label={t('board.progress', { step, all: stepsOfClaim, status: t(`claimStatus.${claim.status}`) })}
    >
      {Array.from({ length: stepsOfClaim }, (_, index) => (
        <i key={index} className={index < step ? 'done' : ''} />
      ))}
    </div>
  );
}

function Facts({ claim }: { readonly claim: BoardClaim }) {
  const { t, language } = useWords('organisation');
  const { need, status, reason } = claim;
  const unit = need?.quantityUnit ?? '';
  const why =
    reason && t(`${{ ON_HOLD: 'holdReason', DISPUTED: 'disputeReason' }[status as string] ?? 'rejection'}.${reason}`);
  const facts = [
    need?.area?.name,
    claim.quantity > 1 && t('feed.quantity', { count: claim.quantity, unit }),
    claim.quantityDelivered != null && t('board.deliveredCount', { count: claim.quantityDelivered, unit }),
    need?.priceCeilingFen && t('feed.ceiling', { money: formatFen(need.priceCeilingFen, language) }),
    need?.wantedBy && t('feed.wantedBy', { day: formatDay(need.wantedBy, language) }),
    t('board.since', { time: formatMoment(claim.statusSince, language) }),
  ];
  return (
    <>
      {why && <p className="claim-why">{t(status === 'DISPUTED' ? 'board.disputedWhy' : 'board.why', { why })}</p>}
      <p className="soft claim-facts">{facts.filter(Boolean).join(' · ')}</p>
    </>
  );
}

type NextStepsProps = Pick<ClaimCardProps, 'claim' | 'steps' | 'isRunning' | 'onAsk'>;

function NextSteps({ claim, steps, isRunning, onAsk }: NextStepsProps) {
  const { t } = useWords('organisation');
  const ask = (step: Asked['step']) => () => onAsk({ claim, step });
  const acts: Record<string, () => void> = {
    confirm: () => void steps.confirm(claim),
    resume: () => void steps.resume(claim),
    hold: ask('hold'),
    release: ask('release'),
    record: ask('record'),
    report: ask('report'),
  };
  const [main, ...others] = stepsOf(claim);
  if (!main) return <p className="soft">{t('board.householdsTurn')}</p>;
  return (
    <div className="row claim-steps">
      <Button type="primary" loading={isRunning} onClick={acts[main]}>
        {t(`board.${main}`)}
      </Button>
      {others.map((one) => (
        <button key={one} type="button" className="quiet-button" disabled={isRunning} onClick={acts[one]}>
          {t(`board.${one}`)}
        </button>
      ))}
    </div>
  );
}

/** What can be done with a claim as it stands, what is next first. */
function stepsOf({ status, records }: BoardClaim): readonly string[] {
  switch (status) {
    case 'ACCEPTED':
      return ['confirm', 'release'];
    case 'CONFIRMED':
      return ['record', 'report', 'hold', 'release'];
    case 'IN_PROGRESS':
      return records.length > 0 ? ['report', 'record', 'hold', 'release'] : ['record', 'report', 'hold', 'release'];
    case 'ON_HOLD':
      return ['resume', 'release'];
    case 'DISPUTED':
      return ['report', 'release'];
    default:
      return [];
  }
}
