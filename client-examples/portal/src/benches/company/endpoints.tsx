/** Promises the addresses that are told of one's donations: made, switched off and on, their secret changed, their log read. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Chips } from '../../parts/choices';
import { formatMoment } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { DeliveryLog } from './delivery-log';
import { ProgramSection, type Secret } from './program-section';
import {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  RotateWebhookSecret,
  type EndpointFragment,
  type WebhookTopic,
} from './programs.documents';

export interface EndpointsProps {
  readonly organisationId: string;
  readonly endpoints: readonly EndpointFragment[];
  readonly onChanged: () => void;
  readonly onSecret: (secret: Secret) => void;
}

const topics: readonly WebhookTopic[] = [
  'DONATION_PLEDGED',
  'DONATION_PLEDGE_REVISED',
  'DONATION_PLEDGE_WITHDRAWN',
  'DONATION_RECEIVED',
  'DONATION_ALLOCATED',
  'DONATION_ALLOCATION_RELEASED',
  'DONATION_DELIVERED',
  'DONATION_DELIVERY_REVERSED',
  'DONATION_RETURNED',
  'DONATION_LOST',
  'DONATION_EXPIRED',
  'DONATION_USE_CHANGED',
  'DONATION_RECEIPTED',
  'RECEIPT_VOIDED',
];

export function Endpoints({ organisationId, endpoints, onChanged, onSecret }: EndpointsProps) {
  const { t } = useWords('company');
  return (
    <ProgramSection
      name="endpoints"
      title={t('hooks.title')}
      add={t('hooks.new')}
      none={t('hooks.none')}
      items={endpoints.map((endpoint) => (
        <li key={endpoint.id}>
          <EndpointCard endpoint={endpoint} onChanged={onChanged} onSecret={onSecret} />
        </li>
      ))}
      form={(onMade) => <NewEndpoint organisationId={organisationId} onMade={onMade} />}
      onMade={(secret) => {
        onSecret(secret);
        onChanged();
      }}
    />
  );
}

type CardProps = Pick<EndpointsProps, 'onChanged' | 'onSecret'> & { readonly endpoint: EndpointFragment };

function EndpointCard({ endpoint, onChanged, onSecret }: CardProps) {
  const { t, language } = useWords('company');
  const changing = useCommand(ChangeWebhookEndpoint);
  const [isAsked, setAsked] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const isOn = endpoint.disabledAt === null;
  const turn = async () => {
    const { kind } = await changing.run((commandId) => ({
      input: { commandId, endpointId: endpoint.id, enabled: !isOn },
    }));
    if (kind === 'done') onChanged();
  };
  return (
    <article className="stack sunken" data-endpoint={endpoint.id}>
      <div className="row">
        <strong>{endpoint.name}</strong>
        <code className="address">{endpoint.url}</code>
        <span className={`tag ${isOn ? 'pine' : 'persimmon'}`}>
          {isOn ? t('hooks.on') : t(`hooks.because.${endpoint.disabledBecause ?? 'BY_HAND'}`)}
        </span>
      </div>
      <p className="row soft">
        {endpoint.topics.map((topic) => (
          <span key={topic} className="tag">
            {t(`topic.${topic}`)}
          </span>
        ))}
        {endpoint.previousSecretUntil && (
          <span>{t('hooks.oldSecret', { at: formatMoment(endpoint.previousSecretUntil, language) })}</span>
        )}
      </p>
      <div className="row">
        <button type="button" className="quiet-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('hooks.log')}
        </button>
        <Button loading={changing.isRunning} onClick={() => void turn()}>
          {t(isOn ? 'hooks.turnOff' : 'hooks.turnOn')}
        </Button>
        <Button onClick={() => setAsked(true)}>{t('hooks.rotate')}</Button>
      </div>
      <OutcomeNotice outcome={changing.outcome} />
      {isOpen && <DeliveryLog endpointId={endpoint.id} />}
      {isAsked && (
        <Rotate
          endpoint={endpoint}
          onClose={() => setAsked(false)}
          onRotated={(secret) => {
            setAsked(false);
            onSecret(secret);
            onChanged();
          }}
        />
      )}
    </article>
  );
}

interface RotateProps {
  readonly endpoint: EndpointFragment;
  readonly onRotated: EndpointsProps['onSecret'];
  readonly onClose: () => void;
}

function Rotate({ endpoint, onRotated, onClose }: RotateProps) {
  const { t } = useWords('company');
  const { run, isRunning, outcome } = useCommand(RotateWebhookSecret);
  const rotate = async () => {
    const ended = await run((rotationId) => ({ input: { rotationId, endpointId: endpoint.id } }));
    if (ended.kind !== 'done') return;
    announce(t('hooks.rotated'));
    onRotated({ name: endpoint.name, text: ended.answer.secret });
  };
  return (
    <Question
      open
      title={t('hooks.rotateTitle', { name: endpoint.name })}
      yes={t('hooks.rotate')}
      isRunning={isRunning}
      onYes={() => void rotate()}
      onNo={onClose}
    >
      <p>{t('hooks.rotateText')}</p>
      <OutcomeNotice outcome={outcome} />
    </Question>
  );
}

interface NewEndpointProps {
  readonly organisationId: string;
  readonly onMade: EndpointsProps['onSecret'];
}

function NewEndpoint({ organisationId, onMade }: NewEndpointProps) {
  const { t } = useWords('company');
  const { run, isRunning, outcome } = useCommand(CreateWebhookEndpoint);
  const [name, setName] = useState('');
  const [url, setUrl] = useState('https://');
  const [chosen, setChosen] = useState<readonly WebhookTopic[]>(['DONATION_RECEIVED', 'DONATION_DELIVERED']);
  const make = async () => {
    const ended = await run((endpointId) => ({
      input: { endpointId, organisationId, name: name.trim(), url: url.trim(), topics: [...chosen] },
    }));
    if (ended.kind === 'done') onMade({ name: ended.answer.endpoint.name, text: ended.answer.secret });
  };
  return (
    <form
      className="stack sunken"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <div className="two">
        <label className="field">
          {t('hooks.name')}
          <input required maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="field">
          {t('hooks.url')}
          <input required type="url" value={url} onChange={(event) => setUrl(event.target.value)} />
        </label>
      </div>
      <Chips
        legend={t('hooks.topics')}
        options={topics.map((value) => ({ value, label: t(`topic.${value}`) }))}
        values={chosen}
        onChange={setChosen}
      />
      <OutcomeNotice outcome={outcome} />
      <div>
        <Button type="primary" htmlType="submit" loading={isRunning} disabled={chosen.length === 0}>
          {t('hooks.make')}
        </Button>
      </div>
    </form>
  );
}
