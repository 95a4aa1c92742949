/** Promises that a "no" and a fault are said in words of the contract, in the language spoken, with what can be done about it. */
import type { ReactNode } from 'react';
import type { Fault } from '../graphql/client';
import { said, useWords } from '../language/language';
import type { Said } from './use-command';
import './parts.css';

export interface NoticeProps {
  readonly kind: 'told' | 'done' | 'refused' | 'failed';
  readonly children: ReactNode;
  /** What can be done, for instance buttons. */
  readonly action?: ReactNode;
}

export function Notice({ kind, children, action }: NoticeProps) {
  return (
    <div className={`notice ${kind}`} role={kind === 'failed' || kind === 'refused' ? 'alert' : 'status'}>
      <p>{children}</p>
      {action}
    </div>
  );
}

export function FaultNotice({ fault, onRetry }: { readonly fault: Fault; readonly onRetry?: () => void }) {
  const { t } = useWords();
  const unreachable = fault.code === 'UNREACHABLE';
  return (
    <Notice
      kind="failed"
      action={
        onRetry && (
          <button className="quiet-button" type="button" onClick={onRetry}>
            {t('again')}
          </button>
        )
      }
    >
      {unreachable ? t('fault.unreachable') : said(fault) || t('fault.other', { code: fault.code })}
    </Notice>
  );
}

type AnyOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Said }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** What became of a command, unless all went well: then the page itself shows it. */
export function OutcomeNotice({
  outcome,
  action,
}: {
  readonly outcome: AnyOutcome | undefined;
  readonly action?: ReactNode;
}) {
  if (!outcome || outcome.kind === 'done') return null;
  if (outcome.kind === 'failed') return <FaultNotice fault={outcome.fault} />;
  return (
    <Notice kind="refused" action={action}>
      {said(outcome.refusal)}
    </Notice>
  );
}
