/** Promises the receipt of a gift: its number, its page as a file, and the way to have it verified by anybody. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { Link } from 'react-router-dom';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { formatDay, formatFen } from '../../parts/format';
import { FaultNotice } from '../../parts/notices';
import { saveFile } from '../../parts/save-file';
import { hashOf } from '../../receipt/asked';
import { ReceiptPage, type GiftFragment, type ReceiptPageQuery } from './gifts.documents';

type Receipt = NonNullable<GiftFragment['receipt']>;

export function ReceiptCard({ receipt }: { readonly receipt: Receipt }) {
  const { t, language } = useWords('company');
  const [isLoading, setLoading] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const { code, number, checkCode, issuedOn, amountFen } = receipt.face;
  const download = async () => {
    setLoading(true);
    setFault(undefined);
    const asked = { requestPolicy: 'network-only' } as const;
    const { data, error } = await client.query<ReceiptPageQuery>(ReceiptPage, { id: receipt.id }, asked).toPromise();
    setLoading(false);
    const page = data?.receipt?.page;
    if (page) saveFile(`receipt-${code}-${number}.pdf`, 'application/pdf', page);
    else setFault(error ? faultOf(error) : { code: 'NOT_FOUND' });
  };
  return (
    <section className="card receipt" aria-labelledby="receipt-title">
      <div>
        <h2 id="receipt-title">{t('receipt.title')}</h2>
        <p className="receipt-number">
          {code} <strong>{number}</strong>
        </p>
        <p className="soft">
          {formatDay(issuedOn, language)} · {formatFen(amountFen, language)} · {t('receipt.checkCode')} {checkCode}
        </p>
      </div>
      <div className="row">
        <Button type="primary" loading={isLoading} onClick={() => void download()}>
          {t('receipt.download')}
        </Button>
        <Link to={{ pathname: '/receipt', hash: hashOf({ code, number, checkCode }) }}>{t('receipt.verify')}</Link>
      </div>
      {fault && <FaultNotice fault={fault} onRetry={() => void download()} />}
    </section>
  );
}
