/** Promises the household's page: by the code of its card, without an account, in large type; the code stays in memory and in no address. */
import { useState, type FormEvent } from 'react';
import Button from 'antd/es/button';
import '../design/large-type.css';
import { BareFrame, Brand, LanguageSwitch } from '../frame/frame';
import { client, faultOf, type Fault } from '../graphql/client';
import { useWords } from '../language/language';
import { formatDay } from '../parts/format';
import { FaultNotice, Notice } from '../parts/notices';
import { PageTitle } from '../parts/page-title';
import { LookByCard, type LookByCardQuery } from './card.documents';
import { Consents } from './consents';
import './household.css';
import { Promises } from './promises';

type View = NonNullable<LookByCardQuery['householdByCard']>;
type Looked = { readonly code: string; readonly view: View } | 'unknown' | Fault;

export function CardPage() {
  const { t } = useWords('household');
  const [looked, setLooked] = useState<Looked>();
  const [isLooking, setLooking] = useState(false);

  const look = async (code: string) => {
    setLooking(true);
    const { data, error } = await client
      .query<LookByCardQuery>(LookByCard, { code }, { requestPolicy: 'network-only' })
      .toPromise();
    setLooking(false);
    const view = data?.householdByCard;
    setLooked(error ? faultOf(error) : view ? { code, view } : 'unknown');
  };
  const isOpen = typeof looked === 'object' && 'view' in looked;
  return (
    <BareFrame>
      <div className="household large-type stack">
        <div className="row page-title">
          <Brand />
          <LanguageSwitch />
        </div>
        <PageTitle title={t('title')} />
        {isOpen ? (
          <OpenCard {...looked} onChanged={() => void look(looked.code)} onLeave={() => setLooked(undefined)} />
        ) : (
          <CodeForm isLooking={isLooking} onLook={(code) => void look(code)} />
        )}
        {looked === 'unknown' && <Notice kind="refused">{t('unknown')}</Notice>}
        {typeof looked === 'object' && 'code' in looked && !('view' in looked) && <FaultNotice fault={looked} />}
      </div>
    </BareFrame>
  );
}

function CodeForm({ isLooking, onLook }: { readonly isLooking: boolean; readonly onLook: (code: string) => void }) {
  const { t } = useWords('household');
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = new FormData(event.currentTarget).get('code');
    if (typeof code === 'string') onLook(code);
  };
  return (
    <form className="card stack" onSubmit={send}>
      <p>{t('intro')}</p>
      <label className="field">
        {t('code')}
        <input name="code" required autoComplete="off" autoCapitalize="characters" spellCheck={false} />
      </label>
      <Button type="primary" htmlType="submit" size="large" block loading={isLooking}>
        {t('go')}
      </Button>
    </form>
  );
}

interface OpenCardProps {
  readonly code: string;
  readonly view: View;
  readonly onChanged: () => void;
  readonly onLeave: () => void;
}

function OpenCard({ code, view, onChanged, onLeave }: OpenCardProps) {
  const { t, language } = useWords('household');
  return (
    <>
      <section className="card">
        <p className="soft">{t('community')}</p>
        <h2>{view.communityName}</h2>
        <p className="soft">{t('issued', { day: formatDay(view.issuedOn, language) })}</p>
      </section>
      <Promises code={code} promises={view.promises} onChanged={onChanged} />
      <Consents code={code} consents={view.consents} onChanged={onChanged} />
      <Button size="large" onClick={onLeave}>
        {t('leave')}
      </Button>
    </>
  );
}
