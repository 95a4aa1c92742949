/** Promises the way in: login and password, why not in words, and for households the way to their card. */
import { useState, type FormEvent } from 'react';
import { Link, Navigate, useLocation } from 'react-router-dom';
import Button from 'antd/es/button';
import { said, useWords } from '../language/language';
import { Notice } from '../parts/notices';
import { PageTitle } from '../parts/page-title';
import { SessionFault, signIn, useSession } from '../session/session';
import { BareFrame, Brand, LanguageSwitch } from './frame';

type Why = { readonly messageZh?: string; readonly messageEn?: string } | 'unreachable';

export function SignInPage() {
  const { t } = useWords();
  const session = useSession();
  const location = useLocation();
  const [why, setWhy] = useState<Why>();
  const [isSending, setSending] = useState(false);
  const from = (location.state as { from?: string } | null)?.from ?? '/';
  if (session.phase === 'signed-in') return <Navigate to={from} replace />;

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSending(true);
    setWhy(undefined);
    try {
      setWhy(await signIn(textOf(form, 'login'), textOf(form, 'password')));
    } catch (error) {
      setWhy(error instanceof SessionFault && error.messageZh ? error : 'unreachable');
    }
    setSending(false);
  };
  return (
    <BareFrame>
      <div className="sign-in stack">
        <div className="row page-title">
          <Brand />
          <LanguageSwitch />
        </div>
        <p className="soft">{t('tagline')}</p>
        <form className="card stack" onSubmit={(event) => void send(event)}>
          <PageTitle title={t('page.signIn')} />
          <label className="field">
            {t('signIn.login')}
            <input name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
          </label>
          <label className="field">
            {t('signIn.password')}
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          {why && <Notice kind="refused">{why === 'unreachable' ? t('signIn.failed') : said(why)}</Notice>}
          <Button type="primary" htmlType="submit" size="large" block loading={isSending}>
            {t('signIn.go')}
          </Button>
        </form>
        <p>
          <Link className="way" to="/card">
            {t('signIn.card')}
          </Link>
        </p>
        <p>
          <Link className="way" to="/receipt">
            {t('signIn.receipt')}
          </Link>
        </p>
      </div>
    </BareFrame>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
