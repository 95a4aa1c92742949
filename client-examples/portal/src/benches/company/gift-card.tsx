/** Promises one gift on one card: what, for what, where it is now, and the way to its journey. */
import { memo } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { GiftBars } from './gift-bar';
import type { GiftFragment } from './gifts.documents';
import { sayEarmark, sayGift } from './say';

const tones = { PLEDGED: 'sky', RECEIVED: 'pine', WITHDRAWN: '' } as const;

export const GiftCard = memo(function GiftCard({ gift }: { readonly gift: GiftFragment }) {
  const { t, language } = useWords('company');
  const title = sayGift(gift, t, language);
  return (
    <article className={`card gift ${gift.form.toLowerCase()} ${gift.status.toLowerCase()}`} data-gift={gift.id}>
      <header className="row">
        <h2>
          <Link to={`/company/gift/${encodeURIComponent(gift.id)}`}>{title}</Link>
        </h2>
        <span className={`tag ${tones[gift.status]}`}>{t(`status.${gift.status}`)}</span>
        {gift.receipt && <span className="tag amber">{t('gifts.receipted')}</span>}
        <span className="soft gift-when">{formatMoment(gift.pledgedAt, language)}</span>
      </header>
      <div className="row soft">
        <span>{gift.recipient?.name}</span>
        <Purposes gift={gift} />
      </div>
      {gift.status !== 'WITHDRAWN' && <GiftBars gift={gift} />}
    </article>
  );
});

export function Purposes({ gift }: { readonly gift: GiftFragment }) {
  const { t } = useWords('company');
  const purposes = sayEarmark(gift.earmark, t);
  if (gift.form === 'SERVICE') return null;
  if (purposes.length === 0) return <span className="tag">{t('earmark.any')}</span>;
  return purposes.map((purpose) => (
    <span key={purpose} className="tag plum">
      {purpose}
    </span>
  ));
}
