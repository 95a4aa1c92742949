/** Promises the log of an address: each message, what came of each attempt, and sending it again. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatMoment, formatNumber } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import {
  Deliveries,
  ReplayWebhookDelivery,
  type DeliveriesQuery,
  type WebhookDeliveryStatus,
} from './programs.documents';

type Delivery = DeliveriesQuery['webhookDeliveries']['edges'][number]['node'];

const statuses: readonly WebhookDeliveryStatus[] = ['PENDING', 'DELIVERED', 'FAILED'];
const tones = { PENDING: 'amber', DELIVERED: 'pine', FAILED: 'persimmon' } as const;

export function DeliveryLog({ endpointId }: { readonly endpointId: string }) {
  const { t } = useWords('company');
  const [status, setStatus] = useState<WebhookDeliveryStatus>();
  const list = useList(Deliveries, { endpointId, status }, (result) => result.webhookDeliveries);
  return (
    <div className="stack">
      <div className="row" role="group" aria-label={t('log.filter')}>
        {[undefined, ...statuses].map((one) => (
          <button
            key={one ?? 'ALL'}
            type="button"
            className="quiet-button"
            aria-pressed={one === status}
            onClick={() => setStatus(one)}
          >
            {one ? t(`log.status.${one}`) : t('gifts.all')}
          </button>
        ))}
        <button type="button" className="quiet-button" onClick={list.refresh}>
          {t('log.refresh')}
        </button>
      </div>
      <ListStates list={list} empty={t('log.empty')}>
        <ul className="stack">
          {list.items.map((delivery) => (
            <li key={delivery.id}>
              <DeliveryRow delivery={delivery} onReplayed={list.refresh} />
            </li>
          ))}
        </ul>
      </ListStates>
    </div>
  );
}

function DeliveryRow({ delivery, onReplayed }: { readonly delivery: Delivery; readonly onReplayed: () => void }) {
  const { t, language } = useWords('company');
  const { run, isRunning, outcome } = useCommand(ReplayWebhookDelivery);
  const replay = async () => {
    const { kind } = await run((commandId) => ({ input: { commandId, deliveryId: delivery.id } }));
    if (kind !== 'done') return;
    announce(t('log.replayed'));
    onReplayed();
  };
  return (
    <article className="card stack delivery" data-status={delivery.status}>
      <div className="row">
        <span className={`tag ${tones[delivery.status]}`}>{t(`log.status.${delivery.status}`)}</span>
        <strong>{t(`topic.${delivery.topic}`)}</strong>
        <time className="soft" dateTime={delivery.createdAt}>
          {formatMoment(delivery.createdAt, language)}
        </time>
        {delivery.status !== 'PENDING' && (
          <Button loading={isRunning} onClick={() => void replay()}>
            {t('log.replay')}
          </Button>
        )}
        {delivery.nextAttemptAt && delivery.status === 'PENDING' && (
          <span className="soft">{t('log.next', { at: formatMoment(delivery.nextAttemptAt, language) })}</span>
        )}
      </div>
      <ol className="attempts">
        {delivery.attempts.map(({ number, at, outcome: came, statusCode, milliseconds }) => (
          <li key={number}>
            {t('log.attempt', { number })} · {formatMoment(at, language)} · {t(`log.outcome.${came}`)}
            {statusCode !== null && ` (${statusCode})`} · {formatNumber(milliseconds, language)} ms
          </li>
        ))}
      </ol>
      <OutcomeNotice outcome={outcome} />
    </article>
  );
}
