/** Promises that who came a moment too late hears it kindly, and what could be taken instead. */
import Button from 'antd/es/button';
import { said, useWords } from '../../language/language';
import { nextBest, type Entry, type OpenNeed } from './open-needs';

export interface LostProps {
  readonly refusal: { readonly messageZh: string; readonly messageEn: string };
  readonly lost: OpenNeed;
  readonly entries: readonly Entry[];
  readonly onClaim: (need: OpenNeed) => void;
  readonly onClose: () => void;
}

export function Lost({ refusal, lost, entries, onClaim, onClose }: LostProps) {
  const { t } = useWords('organisation');
  const others = nextBest(entries, lost.id, 3);
  return (
    <section className="card stack lost" role="alert">
      <h2>{t('feed.lostTitle')}</h2>
      <p className="soft">{said(refusal)}</p>
      <p>{others.length > 0 ? t('feed.lostNext') : t('feed.lostNone')}</p>
      <ul className="stack">
        {others.map(({ need }) => (
          <li key={need.id} className="row">
            <strong>{t(`serviceKind.${need.serviceKind}`)}</strong>
            <span className="soft">
              {t(`urgency.${need.urgency}`)} · {need.area?.name}
            </span>
            <Button type="primary" ghost onClick={() => onClaim(need)}>
              {t('feed.claim')}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={onClose}>{t('feed.close')}</Button>
      </div>
    </section>
  );
}
