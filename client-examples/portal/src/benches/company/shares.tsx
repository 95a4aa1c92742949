/** Promises one's own shares of wishes: how far each came, the thanks that were let through, and taking back what was not received. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatFen, formatMoment } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { MyShares, WithdrawShare, type MySharesQuery } from './wishes.documents';

type Share = MySharesQuery['wishShares']['edges'][number]['node'];

export interface SharesProps {
  readonly organisationId: string;
  readonly onWithdrawn: () => void;
}

export function Shares({ organisationId, onWithdrawn }: SharesProps) {
  const { t } = useWords('company');
  const list = useList(MyShares, { organisationId }, (result) => result.wishShares);
  const [asked, setAsked] = useState<Share>();
  return (
    <>
      <ListStates list={list} empty={t('wishes.noShare')}>
        <ul className="stack">
          {list.items.map((share) => (
            <li key={share.id}>
              <ShareCard share={share} onWithdraw={() => setAsked(share)} />
            </li>
          ))}
        </ul>
      </ListStates>
      {asked && (
        <Withdraw
          share={asked}
          onClose={() => setAsked(undefined)}
          onWithdrawn={() => {
            setAsked(undefined);
            onWithdrawn();
          }}
        />
      )}
    </>
  );
}

function ShareCard({ share, onWithdraw }: { readonly share: Share; readonly onWithdraw: () => void }) {
  const { t, language } = useWords('company');
  const thanks = share.wish?.wish?.thanks?.text;
  return (
    <article className="card stack share" data-share={share.id}>
      <div className="row">
        <strong>{formatFen(share.amountFen, language)}</strong>
        <span className="tag plum">{t(`wishes.status.${share.status}`)}</span>
        {share.status === 'HELD' && share.leaseUntil && (
          <span className="soft">{t('wishes.until', { at: formatMoment(share.leaseUntil, language) })}</span>
        )}
        {share.status === 'HELD' && (
          <Button danger onClick={onWithdraw}>
            {t('wishes.withdraw')}
          </Button>
        )}
      </div>
      {share.wish && <p>{share.wish.cardText}</p>}
      {thanks && <blockquote>{thanks}</blockquote>}
    </article>
  );
}

interface WithdrawProps {
  readonly share: Share;
  readonly onWithdrawn: () => void;
  readonly onClose: () => void;
}

function Withdraw({ share, onWithdrawn, onClose }: WithdrawProps) {
  const { t } = useWords('company');
  const { run, isRunning, outcome } = useCommand(WithdrawShare);
  const withdraw = async () => {
    const { kind } = await run((commandId) => ({ input: { commandId, shareId: share.id } }));
    if (kind !== 'done') return;
    announce(t('wishes.withdrawn'));
    onWithdrawn();
  };
  return (
    <Question
      open
      title={t('wishes.withdrawTitle')}
      yes={t('wishes.withdraw')}
      isDanger
      isRunning={isRunning}
      onYes={() => void withdraw()}
      onNo={onClose}
    >
      <p>{t('wishes.withdrawText')}</p>
      <OutcomeNotice outcome={outcome} />
    </Question>
  );
}
