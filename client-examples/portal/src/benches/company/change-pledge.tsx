/** Promises that a promise can be said anew or taken back, with what that changes told before. */
import { useState } from 'react';
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatFen } from '../../parts/format';
import { LotFields } from '../../parts/lot-fields';
import { goodsValue, wholeLots, type LotDraft } from '../../parts/lots';
import { fenOfYuan, yuanOfFen } from '../../parts/money';
import { newId } from '../../parts/new-id';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { RevisePledge, WithdrawPledge, type GiftFragment } from './gifts.documents';
import { lotOfGift } from './draft';
import { sayGift } from './say';

interface ChangeProps {
  readonly gift: GiftFragment;
  readonly onChanged: () => void;
}

export function ChangePledge({ gift, onChanged }: ChangeProps) {
  const { t } = useWords('company');
  const [asked, setAsked] = useState<'revise' | 'withdraw'>();
  if (gift.earmark.needId)
    return (
      <p className="row soft">
        {t('change.ofWish')} <Link to="/company/wishes">{t('change.toWishes')}</Link>
      </p>
    );
  const close = () => setAsked(undefined);
  const changed = () => {
    close();
    onChanged();
  };
  return (
    <div className="row">
      {gift.form !== 'SERVICE' && <Button onClick={() => setAsked('revise')}>{t('revise.go')}</Button>}
      <Button danger onClick={() => setAsked('withdraw')}>
        {t('withdraw.go')}
      </Button>
      {asked === 'revise' && <Revise gift={gift} onChanged={changed} onClose={close} />}
      {asked === 'withdraw' && <Withdraw gift={gift} onChanged={changed} onClose={close} />}
    </div>
  );
}

function Withdraw({ gift, onChanged, onClose }: ChangeProps & { readonly onClose: () => void }) {
  const { t, language } = useWords('company');
  const { run, isRunning, outcome } = useCommand(WithdrawPledge);
  const withdraw = async () => {
    const { kind } = await run((commandId) => ({ input: { commandId, donationId: gift.id } }));
    if (kind !== 'done') return;
    announce(t('withdraw.done'));
    onChanged();
  };
  return (
    <Question
      open
      title={t('withdraw.title', { gift: sayGift(gift, t, language) })}
      yes={t('withdraw.yes')}
      isDanger
      isRunning={isRunning}
      onYes={() => void withdraw()}
      onNo={onClose}
    >
      <ul className="changes">
        <li>{t('withdraw.changesPromise')}</li>
        <li>{t('withdraw.changesNobody')}</li>
        <li>{t('withdraw.changesAgain')}</li>
      </ul>
      <OutcomeNotice outcome={outcome} />
    </Question>
  );
}

function Revise({ gift, onChanged, onClose }: ChangeProps & { readonly onClose: () => void }) {
  const { t, language } = useWords('company');
  const { run, isRunning, outcome } = useCommand(RevisePledge);
  const [yuan, setYuan] = useState(yuanOfFen(gift.moneyFen ?? '0'));
  const [lots, setLots] = useState<readonly LotDraft[]>(() => gift.lots.map((lot) => lotOfGift(lot, newId())));
  const isMoney = gift.form === 'MONEY';
  const fen = fenOfYuan(yuan);
  const whole = wholeLots(lots);
  const isReady = isMoney ? fen !== undefined && fen !== '0' : whole !== undefined;
  const before = isMoney ? (gift.moneyFen ?? '0') : goodsValue(gift.lots);
  const after = isMoney ? (fen ?? '0') : goodsValue(whole ?? []);
  const revise = async () => {
    const contents = isMoney ? { moneyFen: fen } : { lots: whole };
    const { kind } = await run((revisionId) => ({ input: { revisionId, donationId: gift.id, ...contents } }));
    if (kind !== 'done') return;
    announce(t('revise.done'));
    onChanged();
  };
  return (
    <Question
      open
      title={t('revise.title')}
      yes={t('revise.yes')}
      isRunning={isRunning}
      canSayYes={isReady}
      onYes={() => void revise()}
      onNo={onClose}
    >
      {isMoney ? (
        <label className="field">
          {t('give.amount')}
          <input inputMode="decimal" value={yuan} onChange={(event) => setYuan(event.target.value)} />
        </label>
      ) : (
        <LotFields bench="company" lots={lots} onChange={setLots} />
      )}
      <p className="before-after" role="status">
        <span>{formatFen(before, language)}</span>
        <span aria-hidden="true">→</span>
        <span className="unseen">{t('revise.becomes')}</span>
        <strong>{isReady ? formatFen(after, language) : '—'}</strong>
        {isReady && <span className="soft">{difference(before, after, t('revise.same'), language)}</span>}
      </p>
      <ul className="changes">
        <li>{t('revise.changesPromise')}</li>
        <li>{t('revise.keepsPurpose')}</li>
        <li>{t('revise.changesReceipt')}</li>
      </ul>
      <OutcomeNotice outcome={outcome} />
    </Question>
  );
}

function difference(before: string, after: string, same: string, language: 'zh' | 'en'): string {
  const more = BigInt(after) - BigInt(before);
  if (more === 0n) return same;
  return `${more > 0n ? '+' : ''}${formatFen(String(more), language)}`;
}
