/** Promises the receipt as the file that was stored when it was issued: read when it is asked for, kept nowhere on the page. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { FaultNotice } from '../../parts/notices';
import { saveFile } from '../../parts/save-file';
import { ReceiptFile, type ReceiptFileQuery, type ReceiptLookFragment } from './giving.documents';

export function ReceiptFileButton({ receipt }: { readonly receipt: ReceiptLookFragment }) {
  const { t } = useWords('federation');
  const [isReading, setReading] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const read = async () => {
    setReading(true);
    setFault(undefined);
    const { data, error } = await client
      .query<ReceiptFileQuery>(ReceiptFile, { id: receipt.id }, { requestPolicy: 'network-only' })
      .toPromise();
    setReading(false);
    const page = data?.receipt?.page;
    if (error || !page) return setFault(error ? faultOf(error) : { code: 'NOT_FOUND' });
    saveFile(`${receipt.face.code}-${receipt.face.number}.pdf`, 'application/pdf', page);
  };
  return (
    <>
      <Button type="primary" loading={isReading} onClick={() => void read()}>
        {t('receipt.download')}
      </Button>
      {fault && <FaultNotice fault={fault} onRetry={() => void read()} />}
    </>
  );
}
