/** Promises the frame of every page: a skip link, the places of the bench, the language, who is signed in, one main content, and focus that stays on it. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router-dom';
import { speak, useWords } from '../language/language';
import { Announcer } from '../parts/announcer';
import { useSession } from '../session/session';
import './frame.css';
import { useKeptFocus } from './kept-focus';
import { Leave } from './leave';

export interface Place {
  readonly to: string;
  readonly title: string;
  readonly isStart?: boolean;
}

export function LanguageSwitch() {
  const { t, language } = useWords();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="quiet-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => void speak(other)}
    >
      <span className="unseen">{t('language')} </span>
      {t('otherLanguage')}
    </button>
  );
}

export function Brand() {
  const { t } = useWords();
  return (
    <Link className="brand" to="/">
      <img src="/mark.svg" alt="" />
      {t('brand')}
    </Link>
  );
}

export function Frame({ places = [], children }: { readonly places?: readonly Place[]; readonly children: ReactNode }) {
  const { t } = useWords();
  const session = useSession();
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useKeptFocus();
  useEffect(() => {
    // On a phone the bar is longer than the screen: where one is, is in sight.
    nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname, places.length]);
  return (
    <>
      <a className="skip unseen" href="#content">
        {t('skip')}
      </a>
      <div className="frame">
        <header className="rail">
          <Brand />
          {places.length > 0 && (
            <nav ref={nav} className="places" aria-label={t('menu')}>
              {places.map((place) => (
                <NavLink key={place.to} to={place.to} end={place.isStart}>
                  {place.title}
                </NavLink>
              ))}
            </nav>
          )}
          <div className="rail-end">
            {session.phase === 'signed-in' && (
              <Link className="name soft" to="/password" title={t('password.title')}>
                {session.account.displayName}
                <span className="unseen"> {t('password.title')}</span>
              </Link>
            )}
            <LanguageSwitch />
            {session.phase === 'signed-in' && <Leave accountId={session.account.id} />}
          </div>
        </header>
        <main id="content" className="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Announcer />
    </>
  );
}

/** A page without places: signing in, the household's page. */
export function BareFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  useKeptFocus();
  return (
    <>
      <a className="skip unseen" href="#content">
        {t('skip')}
      </a>
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
      <Announcer />
    </>
  );
}
