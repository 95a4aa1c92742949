/** Promises each part of a gift: how much, for what kind of need, how far it came and when; of the household only what the server tells. */
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import type { DonationForm, GiftJourneyQuery } from './gifts.documents';
import { sayAmount } from './say';

export type Part = NonNullable<GiftJourneyQuery['donation']>['journey']['edges'][number]['node'];

export function PartsList({ parts, form }: { readonly parts: readonly Part[]; readonly form: DonationForm }) {
  return (
    <ul className="stack">
      {parts.map((part) => (
        <li key={part.id}>
          <PartCard part={part} form={form} />
        </li>
      ))}
    </ul>
  );
}

function PartCard({ part, form }: { readonly part: Part; readonly form: DonationForm }) {
  const { t, language } = useWords('company');
  const amount = sayAmount({ form, unit: part.unit ?? undefined }, part.amount, t, language);
  return (
    <article className={`card part at-${part.stage.toLowerCase()}`} data-stage={part.stage}>
      <div className="row">
        <strong className="part-amount">{part.item ? `${part.item} ${amount}` : amount}</strong>
        <span className="tag">{t(`stage.${part.stage}`)}</span>
        {part.needKind && <span className="tag plum">{t(`serviceKind.${part.needKind}`)}</span>}
        <Place place={part.place} isForNeed={part.steps.some((step) => step.stage === 'RESERVED')} />
      </div>
      <ol className="steps-taken">
        {part.steps.map(({ stage, at }) => (
          <li key={stage}>
            <span>{t(`stage.${stage}`)}</span>
            <time dateTime={at}>{formatMoment(at, language)}</time>
          </li>
        ))}
      </ol>
    </article>
  );
}

/** As finely as five households share it; nothing when fewer do. */
function Place({ place, isForNeed }: { readonly place: Part['place']; readonly isForNeed: boolean }) {
  const { t } = useWords('company');
  if (!place) return isForNeed ? <span className="soft">{t('parts.placeWithheld')}</span> : null;
  const words = [
    place.area.name,
    ...place.situations.map((one) => t(`situation.${one}`)),
    ...place.ageBands.map((one) => t(`ageBand.${one}`)),
  ];
  return <span>{words.join(' · ')}</span>;
}
