/** Promises that anybody who holds a receipt learns whether it is genuine: by its link or by typing, in large type, without an account. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import Button from 'antd/es/button';
import { useLocation, useNavigate } from 'react-router-dom';
import '../design/large-type.css';
import { BareFrame, Brand, LanguageSwitch } from '../frame/frame';
import { client, faultOf, type Fault } from '../graphql/client';
import { useWords } from '../language/language';
import { announce } from '../parts/announcer';
import { formatDay, formatFen } from '../parts/format';
import { FaultNotice } from '../parts/notices';
import { PageTitle } from '../parts/page-title';
import { askedBy, askedIn, type Asked } from './asked';
import { CheckReceipt, type CheckReceiptQuery } from './receipt.documents';
import './receipt.css';

type Checked = NonNullable<CheckReceiptQuery['verifyReceipt']>;
type State =
  | { readonly kind: 'asking' | 'checking' | 'unknown' }
  | { readonly kind: 'found'; readonly checked: Checked }
  | { readonly kind: 'failed'; readonly fault: Fault; readonly asked: Asked };

export function ReceiptPage() {
  const { t } = useWords('receipt');
  const { state, check, again } = useChecking();
  return (
    <BareFrame>
      <div className="large-type stack">
        <div className="row page-title">
          <Brand />
          <LanguageSwitch />
        </div>
        <PageTitle title={t('title')} />
        {state.kind === 'found' && <Found {...state.checked} onAgain={again} />}
        {state.kind === 'unknown' && (
          <section className="card check-answer wrong" role="alert">
            <h2>
              <span aria-hidden="true">✕ </span>
              {t('unknown')}
            </h2>
            <p>{t('unknownHint')}</p>
          </section>
        )}
        {state.kind === 'failed' && <FaultNotice fault={state.fault} onRetry={() => void check(state.asked)} />}
        {state.kind !== 'found' && (
          <AskForm isChecking={state.kind === 'checking'} onAsk={(asked) => void check(asked)} />
        )}
      </div>
    </BareFrame>
  );
}

/** What the link of a receipt says is read once and taken out of the address, so that no history keeps it. */
function useChecking() {
  const { t } = useWords('receipt');
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [state, setState] = useState<State>({ kind: 'asking' });
  const check = async (asked: Asked) => {
    setState({ kind: 'checking' });
    const { data, error } = await client
      .query<CheckReceiptQuery>(CheckReceipt, { ...asked }, { requestPolicy: 'network-only' })
      .toPromise();
    const checked = data?.verifyReceipt;
    setState(
      error
        ? { kind: 'failed', fault: faultOf(error), asked }
        : checked
          ? { kind: 'found', checked }
          : { kind: 'unknown' },
    );
    if (checked) announce(t(checked.status === 'ISSUED' ? 'valid' : 'voided'));
  };
  const latest = useRef(check);
  latest.current = check;
  useEffect(() => {
    if (hash === '') return;
    const asked = askedBy(hash);
    void navigate('/receipt', { replace: true });
    if (asked) void latest.current(asked);
  }, [hash, navigate]);
  return { state, check, again: () => setState({ kind: 'asking' }) };
}

function AskForm({ isChecking, onAsk }: { readonly isChecking: boolean; readonly onAsk: (asked: Asked) => void }) {
  const { t } = useWords('receipt');
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAsk(askedIn(new FormData(event.currentTarget)));
  };
  const plain = { required: true, autoComplete: 'off', spellCheck: false } as const;
  return (
    <form className="card stack" onSubmit={send}>
      <p>{t('intro')}</p>
      <label className="field">
        {t('code')}
        <input name="code" inputMode="numeric" {...plain} />
      </label>
      <label className="field">
        {t('number')}
        <input name="number" inputMode="numeric" {...plain} />
      </label>
      <label className="field">
        {t('checkCode')}
        <input name="checkCode" autoCapitalize="characters" {...plain} />
      </label>
      <Button type="primary" htmlType="submit" size="large" block loading={isChecking}>
        {t(isChecking ? 'checking' : 'go')}
      </Button>
    </form>
  );
}

function Found({ status, face, onAgain }: Checked & { readonly onAgain: () => void }) {
  const { t, language } = useWords('receipt');
  const isValid = status === 'ISSUED';
  const facts: readonly (readonly [string, string])[] = [
    ['payer', face.payer],
    ['capitals', face.amountInCapitals],
    ['payee', face.payee],
    ['project', face.projectName],
    ['issuedOn', formatDay(face.issuedOn, language)],
    ['numbers', `${face.code} ${face.number}`],
  ];
  return (
    <>
      <section className={`card check-answer ${isValid ? 'right' : 'wrong'}`}>
        <h2>
          <span aria-hidden="true">{isValid ? '✓ ' : '✕ '}</span>
          {t(isValid ? 'valid' : 'voided')}
        </h2>
        <p className="check-sum">{formatFen(face.amountFen, language)}</p>
        <p>{t(isValid ? 'validHint' : 'voidedHint')}</p>
      </section>
      <section className="card stack" aria-label={face.title}>
        <dl className="check-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{t(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>{t('lines')}</dt>
            {face.lines.map((line, place) => (
              <dd key={place}>
                {t('line', { item: line.item, quantity: line.quantity, unit: line.unit })}{' '}
                <span className="soft">{formatFen(line.amountFen, language)}</span>
              </dd>
            ))}
          </div>
        </dl>
      </section>
      <Button size="large" onClick={onAgain}>
        {t('again')}
      </Button>
    </>
  );
}
