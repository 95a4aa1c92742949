/** Promises one need on one card: what, where, how soon, why it fits, and one tap to take it. */
import { memo, useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { formatDay, formatFen, formatMoment, formatNumber } from '../../parts/format';
import { UrgencyTag } from '../../parts/urgency-tag';
import type { Entry, OpenNeed } from './open-needs';
import { Why } from './why';

export interface NeedCardProps {
  readonly entry: Entry;
  readonly organisationId: string;
  /** The need is being taken just now. */
  readonly isClaiming: boolean;
  readonly onClaim: (need: OpenNeed) => void;
  readonly onDecline: (need: OpenNeed) => void;
}

export const NeedCard = memo(function NeedCard(props: NeedCardProps) {
  const { entry, organisationId, isClaiming, onClaim, onDecline } = props;
  const { need, isGone } = entry;
  const { t } = useWords('organisation');
  const [isOpen, setOpen] = useState(false);
  return (
    <article className={`card need ${need.urgency.toLowerCase()} ${isGone ? 'gone' : ''}`} data-need={need.id}>
      <NeedHead entry={entry} />
      <p className="need-text">{need.cardText}</p>
      <NeedTags need={need} />
      {need.offer?.status === 'OFFERED' && <Offered need={need} />}
      <div className="row">
        {isGone ? (
          <span className="soft">{t('feed.gone')}</span>
        ) : (
          <Button type="primary" loading={isClaiming} onClick={() => onClaim(need)}>
            {isClaiming ? t('feed.claiming') : t('feed.claim')}
          </Button>
        )}
        {!isGone && need.offer?.status === 'OFFERED' && (
          <Button onClick={() => onDecline(need)}>{t('feed.decline')}</Button>
        )}
        <Button type="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('feed.hideWhy') : t('feed.why')}
        </Button>
      </div>
      {isOpen && <Why needId={need.id} organisationId={organisationId} />}
    </article>
  );
});

function NeedHead({ entry: { need, score, isNew } }: { readonly entry: Entry }) {
  const { t, language } = useWords('organisation');
  return (
    <header className="row">
      <h2>{t(`serviceKind.${need.serviceKind}`)}</h2>
      <UrgencyTag of={need.urgency}>{t(`urgency.${need.urgency}`)}</UrgencyTag>
      {need.kind === 'MICRO_WISH' && <span className="tag plum">{t('kind.MICRO_WISH')}</span>}
      {need.restricted && <span className="tag sky">{t('feed.restricted')}</span>}
      {isNew && <span className="tag pine">{t('feed.isNew')}</span>}
      <span className="need-where soft">
        {need.area?.name}
        {score !== undefined && ` · ${t('feed.score', { score: formatNumber(Math.round(score / 100), language) })}`}
      </span>
    </header>
  );
}

function NeedTags({ need }: { readonly need: OpenNeed }) {
  const { t, language } = useWords('organisation');
  const facts = [
    ...need.situations.map((situation) => t(`situation.${situation}`)),
    ...need.languages,
    ...need.skills,
    ...(need.quantity > 1
      ? [t('feed.quantity', { count: need.quantityRemaining, unit: need.quantityUnit ?? '' })]
      : []),
    ...(need.priceCeilingFen ? [t('feed.ceiling', { money: formatFen(need.priceCeilingFen, language) })] : []),
    ...(need.wantedBy ? [t('feed.wantedBy', { day: formatDay(need.wantedBy, language) })] : []),
  ];
  if (facts.length === 0) return null;
  return (
    <ul className="row">
      {facts.map((fact) => (
        <li key={fact} className="tag">
          {fact}
        </li>
      ))}
    </ul>
  );
}

function Offered({ need }: { readonly need: OpenNeed }) {
  const { t, language } = useWords('organisation');
  return <p className="tag pine">{t('feed.yoursUntil', { time: formatMoment(need.offer!.offeredUntil, language) })}</p>;
}
