/** Promises what a subscription would have brought last month, read anew a moment after the last change. */
import { useEffect, useState } from 'react';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { formatDay, formatNumber } from '../../parts/format';
import { FaultNotice } from '../../parts/notices';
import { UrgencyTag } from '../../parts/urgency-tag';
import { PreviewOffering, type PreviewOfferingQuery } from './offerings.documents';
import type { Draft, Offering } from './offering';

type Preview = NonNullable<PreviewOfferingQuery['previewOffering']>;
const settleMilliseconds = 350;

export interface OfferingPreviewProps {
  readonly organisationId: string;
  readonly draft: Draft;
  readonly offering: Offering | undefined;
}

export function OfferingPreview({ organisationId, draft, offering }: OfferingPreviewProps) {
  const { t } = useWords('organisation');
  const input = JSON.stringify({
    organisationId,
    serviceKind: draft.serviceKind,
    areaCodes: draft.areas.map((area) => area.code),
    situations: draft.situations,
    languages: offering?.languages ?? [],
    skills: offering?.skills ?? [],
    minimumUrgency: draft.minimumUrgency,
  });
  const preview = usePreview(input, draft.areas.length > 0);
  return (
    <aside className="preview" aria-live="polite" aria-label={t('offerings.preview')}>
      <h3>{t('offerings.preview')}</h3>
      {preview === undefined && <p className="soft">{t('offerings.previewLoading')}</p>}
      {preview === 'no area' && <p>{t('offerings.previewNoArea')}</p>}
      {typeof preview === 'object' &&
        ('code' in preview ? <FaultNotice fault={preview} /> : <Told preview={preview} />)}
    </aside>
  );
}

/** The answer to the last question; what was asked before and answered late is not shown. */
function usePreview(input: string, hasAreas: boolean): Preview | Fault | 'no area' | undefined {
  const [preview, setPreview] = useState<Preview | Fault>();
  useEffect(() => {
    if (!hasAreas) return;
    let isLeft = false;
    const ask = async () => {
      const { data, error } = await client
        .query<PreviewOfferingQuery>(PreviewOffering, { input: JSON.parse(input) as object })
        .toPromise();
      if (!isLeft) setPreview(error ? faultOf(error) : (data?.previewOffering ?? { code: 'NOT_FOUND' }));
    };
    const timer = window.setTimeout(() => void ask(), settleMilliseconds);
    return () => {
      isLeft = true;
      window.clearTimeout(timer);
    };
  }, [input, hasAreas]);
  return hasAreas ? preview : 'no area';
}

function Told({ preview: { days, count, examples } }: { readonly preview: Preview }) {
  const { t, language } = useWords('organisation');
  return (
    <>
      <p className="preview-count">{count == null ? t('offerings.few') : formatNumber(count, language)}</p>
      <p>{t(count == null ? 'offerings.previewFew' : 'offerings.previewCount', { days })}</p>
      {examples.length > 0 && (
        <ul className="stack">
          {examples.map((example, index) => (
            <li key={index} className="preview-example">
              <UrgencyTag of={example.urgency}>{t(`urgency.${example.urgency}`)}</UrgencyTag>{' '}
              {[formatDay(example.referredOn, language), example.streetName].filter(Boolean).join(' · ')}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
