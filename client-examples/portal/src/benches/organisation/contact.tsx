/** Promises how to reach the household, read only when it is asked for: each reading is written down, and the reader is told so first. */
import { useState } from 'react';
import { client, faultOf, type Fault } from '../../graphql/client';
import { said, useWords } from '../../language/language';
import { formatList } from '../../parts/format';
import { FaultNotice } from '../../parts/notices';
import { ContactOfClaim, type ContactOfClaimQuery } from './board.documents';

type Answer = NonNullable<ContactOfClaimQuery['claim']>['contact'];

export function Contact({ claimId }: { readonly claimId: string }) {
  const { t } = useWords('organisation');
  const [answer, setAnswer] = useState<Answer | Fault>();
  const [isReading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    const { data, error } = await client
      .query<ContactOfClaimQuery>(ContactOfClaim, { claimId }, { requestPolicy: 'network-only' })
      .toPromise();
    setReading(false);
    setAnswer(error ? faultOf(error) : (data?.claim?.contact ?? { code: 'NOT_FOUND' }));
  };
  if (answer === undefined)
    return (
      <div className="contact-ask">
        <button type="button" className="link-button" disabled={isReading} onClick={() => void read()}>
          {t('contact.show')}
        </button>
        <span className="soft claim-facts">{t('contact.writtenDown')}</span>
      </div>
    );
  if ('code' in answer) return <FaultNotice fault={answer} onRetry={() => void read()} />;
  if (answer.__typename !== 'ClaimContact') return <p role="status">{said(answer)}</p>;
  return <Told contact={answer} onHide={() => setAnswer(undefined)} />;
}

interface ToldProps {
  readonly contact: Extract<Answer, { __typename: 'ClaimContact' }>;
  readonly onHide: () => void;
}

function Told({ contact, onHide }: ToldProps) {
  const { t, language } = useWords('organisation');
  const { name, phone, address, missingConsent } = contact;
  return (
    <div className="contact" role="status">
      {name && <strong>{name}</strong>}
      {phone && <a href={`tel:${phone}`}>{phone}</a>}
      {address && <span>{address}</span>}
      {missingConsent.length > 0 && (
        <span className="soft">
          {t('contact.missing', {
            kinds: formatList(
              missingConsent.map((kind) => t(`dataKind.${kind}`)),
              language,
            ),
          })}
        </span>
      )}
      <button type="button" className="link-button" onClick={onHide}>
        {t('contact.hide')}
      </button>
    </div>
  );
}
