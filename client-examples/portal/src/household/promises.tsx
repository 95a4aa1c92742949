/** Promises that a household sees who has promised what and how far it is, and has the last word on it: received, or not right. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../language/language';
import { formatDay } from '../parts/format';
import { Notice, OutcomeNotice } from '../parts/notices';
import { useCommand } from '../parts/use-command';
import { ConfirmDelivery, DisputeDelivery, SayThanks, type DisputeReason } from './card.documents';
import { PromiseQuestion, type Asked } from './promise-questions';
import { useReadAloud } from './read-aloud';
import { StatePicture } from './state-picture';
import type { CardPromise } from './promise';

export interface PromisesProps {
  readonly code: string;
  readonly promises: readonly CardPromise[];
  readonly onChanged: () => void;
}

export function Promises({ code, promises, onChanged }: PromisesProps) {
  const { t } = useWords('household');
  const [asked, setAsked] = useState<Asked>();
  const word = useWord(code, () => {
    setAsked(undefined);
    onChanged();
  });
  return (
    <section className="stack" aria-labelledby="promises">
      <h2 id="promises">{t('promises')}</h2>
      {word.done && <Notice kind="done">{t(`done.${word.done}`)}</Notice>}
      <OutcomeNotice outcome={word.outcome} />
      {promises.length === 0 && <p className="card">{t('noPromises')}</p>}
      <ul className="stack">
        {promises.toSorted(awaitingFirst).map((promise) => (
          <PromiseCard key={promise.claimId} promise={promise} onAsk={(step) => setAsked({ promise, step })} />
        ))}
      </ul>
      {asked && (
        <PromiseQuestion
          asked={asked}
          isRunning={word.isRunning}
          onConfirm={() => word.confirm(asked.promise)}
          onDispute={(reason) => word.dispute(asked.promise, reason)}
          onThank={(text) => word.thank(asked.promise, text)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

/** What waits for the word of the household comes first; the others stay as they were told. */
function awaitingFirst(a: CardPromise, b: CardPromise): number {
  return Number(b.status === 'DELIVERED') - Number(a.status === 'DELIVERED');
}

/** What the household says of a delivery, each once. After any answer the card is looked at anew. */
function useWord(cardCode: string, onAnswered: () => void) {
  const confirming = useCommand(ConfirmDelivery);
  const disputing = useCommand(DisputeDelivery);
  const thanking = useCommand(SayThanks);
  const all = { confirmed: confirming, disputed: disputing, thanked: thanking };
  const forget = () => Object.values(all).forEach((one) => one.forget());
  const say = async (saying: Promise<{ readonly kind: 'done' | 'refused' | 'failed' }>) => {
    if ((await saying).kind !== 'failed') onAnswered();
  };
  return {
    isRunning: Object.values(all).some((one) => one.isRunning),
    done: (Object.keys(all) as (keyof typeof all)[]).find((one) => all[one].outcome?.kind === 'done'),
    outcome: Object.values(all).find((one) => one.outcome && one.outcome.kind !== 'done')?.outcome,
    confirm: ({ claimId }: CardPromise) => {
      forget();
      void say(confirming.run((commandId) => ({ input: { commandId, claimId, cardCode } })));
    },
    dispute: ({ claimId }: CardPromise, reason: DisputeReason) => {
      forget();
      void say(disputing.run((commandId) => ({ input: { commandId, claimId, cardCode, reason } })));
    },
    thank: ({ wishId }: CardPromise, text: string) => {
      forget();
      void say(thanking.run((thanksId) => ({ input: { thanksId, wishId: wishId!, cardCode, text } })));
    },
  };
}

interface PromiseCardProps {
  readonly promise: CardPromise;
  readonly onAsk: (step: Asked['step']) => void;
}

function PromiseCard({ promise, onAsk }: PromiseCardProps) {
  const { t, language } = useWords('household');
  const { status, organisationName, wantedBy, thanks } = promise;
  const what = promise.item ?? t(`serviceKind.${promise.serviceKind}`);
  const count =
    promise.quantity > 1 ? t('count', { count: promise.quantity, unit: promise.quantityUnit ?? '' }) : undefined;
  const state = t(`state.${status}`, { who: organisationName });
  const readAloud = useReadAloud(language);
  const byWhen = wantedBy && status !== 'COMPLETED' ? t('byWhen', { day: formatDay(wantedBy, language) }) : undefined;
  const sentences = [what, count, organisationName, state, byWhen].filter((one) => one !== undefined);
  const stop = language === 'zh' ? '。' : '. ';
  return (
    <li className={`card stack promise ${status.toLowerCase().replace('_', '-')}`} data-promise={promise.claimId}>
      <div className="promise-head">
        <StatePicture status={status} />
        <div>
          <h3>
            {what} {count}
          </h3>
          <p>{organisationName}</p>
        </div>
      </div>
      <p className="promise-state">{state}</p>
      {byWhen && <p className="soft">{byWhen}</p>}
      {thanks && <p className="soft">{t(`thanks.${thanks}`)}</p>}
      <Choices promise={promise} onAsk={onAsk} />
      {readAloud && (
        <button type="button" className="quiet-button" onClick={() => readAloud(sentences.join(stop))}>
          {t('readAloud')}
        </button>
      )}
    </li>
  );
}

function Choices({ promise: { status, wishId, thanks }, onAsk }: PromiseCardProps) {
  const { t } = useWords('household');
  if (status === 'DELIVERED' || status === 'DISPUTED')
    return (
      <div className="promise-choices">
        <Button type="primary" size="large" block onClick={() => onAsk('confirm')}>
          {t(status === 'DELIVERED' ? 'received' : 'receivedNow')}
        </Button>
        {status === 'DELIVERED' && (
          <Button size="large" block danger onClick={() => onAsk('dispute')}>
            {t('notRight')}
          </Button>
        )}
      </div>
    );
  if (status === 'COMPLETED' && wishId && !thanks)
    return (
      <Button size="large" block onClick={() => onAsk('thank')}>
        {t('thank')}
      </Button>
    );
  return null;
}
