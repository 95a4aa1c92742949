/** Promises a need as organisations read it: what the contract lets them see and nothing else. */
import { useWords } from '../../language/language';
import { formatDay, formatFen } from '../../parts/format';
import { UrgencyTag } from '../../parts/urgency-tag';
import type { AsSeenFragment } from './intake.documents';

export function SeenCard({ need }: { readonly need: AsSeenFragment }) {
  const { t, language } = useWords('adviser');
  const facts = [
    ...need.situations.map((situation) => t(`situation.${situation}`)),
    ...need.languages,
    ...need.skills,
    ...(need.wishedItem ? [need.wishedItem] : []),
    ...(need.quantity > 1 ? [`${need.quantity} ${need.quantityUnit ?? ''}`.trim()] : []),
    ...(need.priceCeilingFen ? [t('intake.ceiling', { money: formatFen(need.priceCeilingFen, language) })] : []),
    ...(need.wantedBy ? [t('intake.until', { day: formatDay(need.wantedBy, language) })] : []),
  ];
  return (
    <div className="seen-card stack">
      <div className="row">
        <strong>{t(`serviceKind.${need.serviceKind}`)}</strong>
        <UrgencyTag of={need.urgency}>{t(`urgency.${need.urgency}`)}</UrgencyTag>
        {need.restricted && <span className="tag sky">{t('intake.restricted')}</span>}
        <span className="soft">{need.area?.name}</span>
      </div>
      <p>{need.cardText}</p>
      {facts.length > 0 && (
        <ul className="row">
          {facts.map((fact) => (
            <li key={fact} className="tag">
              {fact}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
