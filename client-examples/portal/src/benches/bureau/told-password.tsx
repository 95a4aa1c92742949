/** Promises a password shown once, to be told to its owner: it is nowhere else, and gone when the page is left. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { Notice } from '../../parts/notices';

export interface TellPassword {
  readonly what: 'created' | 'resetDone';
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

export function ToldPassword({ told, onKnown }: { readonly told: TellPassword; readonly onKnown: () => void }) {
  const { t } = useWords('bureau');
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(told.password).catch(() => undefined);
    setCopied(true);
  };
  return (
    <Notice
      kind="done"
      action={
        <span className="row">
          {'clipboard' in navigator && (
            <button type="button" className="quiet-button" onClick={() => void copy()}>
              {t(isCopied ? 'accounts.copied' : 'accounts.copy')}
            </button>
          )}
          <button type="button" className="quiet-button" onClick={onKnown}>
            {t('accounts.known')}
          </button>
        </span>
      }
    >
      {t(`accounts.${told.what}`, { name: told.name, login: told.login })}
      <output className="told-password">{told.password}</output>
      <span className="soft">{t('accounts.tellIt')}</span>
    </Notice>
  );
}
