/** Promises a password of one's own: the new one typed twice, why not in words, signed in again with it at once. */
import { useState, type FormEvent } from 'react';
import { Link, Navigate } from 'react-router-dom';
import Button from 'antd/es/button';
import { said, useWords } from '../language/language';
import { Notice } from '../parts/notices';
import { PageTitle } from '../parts/page-title';
import { changePassword, SessionFault, useSession } from '../session/session';
import { BareFrame, Brand, LanguageSwitch } from './frame';
import { Waiting } from './waiting';

type Why = { readonly messageZh?: string; readonly messageEn?: string } | 'unreachable' | 'different';

export function PasswordPage() {
  const { t } = useWords();
  const session = useSession();
  const [why, setWhy] = useState<Why>();
  const [step, setStep] = useState<'asking' | 'sending' | 'done'>('asking');
  if (session.phase === 'nobody' && step !== 'sending')
    return <Navigate to="/sign-in" replace state={{ from: '/password' }} />;
  if (session.phase === 'opening') return <Waiting />;
  const isGiven = session.phase === 'signed-in' && session.account.mustChangePassword;

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [current, next, again] = [...new FormData(event.currentTarget).values()].map(String) as [
      string,
      string,
      string,
    ];
    setWhy(next === again ? undefined : 'different');
    if (next !== again) return;
    setStep('sending');
    try {
      const refused = await changePassword(current, next);
      setWhy(refused);
      setStep(refused ? 'asking' : 'done');
    } catch (error) {
      setWhy(error instanceof SessionFault && error.messageZh ? error : 'unreachable');
      setStep('asking');
    }
  };
  return (
    <BareFrame>
      <div className="sign-in stack">
        <div className="row page-title">
          <Brand />
          <LanguageSwitch />
        </div>
        {step === 'done' ? (
          <div className="card stack">
            <PageTitle title={t('password.title')} />
            <Notice kind="done">{t('password.done')}</Notice>
            <Link to="/">{t('password.back')}</Link>
          </div>
        ) : (
          <form className="card stack" onSubmit={(event) => void send(event)}>
            <PageTitle title={t('password.title')} />
            {isGiven && <Notice kind="told">{t('password.given')}</Notice>}
            <PasswordField name="current" kind="current-password" />
            <PasswordField name="next" kind="new-password" hint={t('password.rule')} />
            <PasswordField name="again" kind="new-password" />
            {why && <Notice kind="refused">{wordsOf(why, t)}</Notice>}
            <Button type="primary" htmlType="submit" size="large" block loading={step === 'sending'}>
              {t('password.go')}
            </Button>
          </form>
        )}
      </div>
    </BareFrame>
  );
}

function wordsOf(why: Why, t: (key: string) => string): string {
  if (why === 'unreachable') return t('signIn.failed');
  return why === 'different' ? t('password.different') : said(why);
}

interface PasswordFieldProps {
  readonly name: 'current' | 'next' | 'again';
  readonly kind: 'current-password' | 'new-password';
  readonly hint?: string;
}

function PasswordField({ name, kind, hint }: PasswordFieldProps) {
  const { t } = useWords();
  return (
    <label className="field">
      {t(`password.${name}`)}
      <input name={name} type="password" autoComplete={kind} required />
      {hint !== undefined && <small className="soft">{hint}</small>}
    </label>
  );
}
