/** Promises the keys of an organisation: made for a purpose and a while, its secret shown once, revoked after a question. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Chips } from '../../parts/choices';
import { formatMoment } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { serverNow } from '../../graphql/server-time';
import { ProgramSection, type Secret } from './program-section';
import { CreateApiKey, RevokeApiKey, type ApiKeyScope, type MyProgramsQuery } from './programs.documents';

type Key = MyProgramsQuery['apiKeys']['edges'][number]['node'];

export interface KeysProps {
  readonly organisationId: string;
  readonly keys: readonly Key[];
  readonly onChanged: () => void;
  readonly onSecret: (secret: Secret) => void;
}

const scopes: readonly ApiKeyScope[] = ['DONATIONS_READ', 'DONATIONS_WRITE', 'WEBHOOKS', 'NEEDS_READ'];
const lifetimes = [30, 90, 366];

export function ApiKeys({ organisationId, keys, onChanged, onSecret }: KeysProps) {
  const { t } = useWords('company');
  const [asked, setAsked] = useState<Key>();
  return (
    <ProgramSection
      name="keys"
      title={t('keys.title')}
      add={t('keys.new')}
      none={t('keys.none')}
      items={keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} onRevoke={() => setAsked(key)} />
      ))}
      form={(onMade) => <NewKey organisationId={organisationId} onMade={onMade} />}
      onMade={(secret) => {
        onSecret(secret);
        onChanged();
      }}
    >
      {asked && (
        <Revoke
          apiKey={asked}
          onClose={() => setAsked(undefined)}
          onRevoked={() => {
            setAsked(undefined);
            onChanged();
          }}
        />
      )}
    </ProgramSection>
  );
}

function KeyRow({ apiKey, onRevoke }: { readonly apiKey: Key; readonly onRevoke: () => void }) {
  const { t, language } = useWords('company');
  const isOver = apiKey.revokedAt !== null || Date.parse(apiKey.expiresAt) < serverNow();
  return (
    <li className="row key" data-key={apiKey.id}>
      <strong>{apiKey.name}</strong>
      {apiKey.scopes.map((scope) => (
        <span key={scope} className="tag">
          {t(`scope.${scope}`)}
        </span>
      ))}
      <span className="soft">
        {apiKey.revokedAt
          ? t('keys.revokedAt', { at: formatMoment(apiKey.revokedAt, language) })
          : t('keys.until', { at: formatMoment(apiKey.expiresAt, language) })}
      </span>
      {!isOver && (
        <Button danger onClick={onRevoke}>
          {t('keys.revoke')}
          <span className="unseen"> {apiKey.name}</span>
        </Button>
      )}
    </li>
  );
}

interface NewKeyProps {
  readonly organisationId: string;
  readonly onMade: KeysProps['onSecret'];
}

function NewKey({ organisationId, onMade }: NewKeyProps) {
  const { t } = useWords('company');
  const { run, isRunning, outcome } = useCommand(CreateApiKey);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly ApiKeyScope[]>(['DONATIONS_READ']);
  const [lifetimeDays, setLifetime] = useState(90);
  const make = async () => {
    const ended = await run((apiKeyId) => ({
      input: { apiKeyId, organisationId, name: name.trim(), scopes: [...chosen], lifetimeDays },
    }));
    if (ended.kind === 'done') onMade({ name: ended.answer.apiKey.name, text: ended.answer.secret });
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
          {t('keys.name')}
          <input required maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="field">
          {t('keys.lifetime')}
          <select value={lifetimeDays} onChange={(event) => setLifetime(Number(event.target.value))}>
            {lifetimes.map((days) => (
              <option key={days} value={days}>
                {t('keys.days', { count: days })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Chips
        legend={t('keys.scopes')}
        options={scopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
        values={chosen}
        onChange={setChosen}
      />
      <OutcomeNotice outcome={outcome} />
      <div>
        <Button type="primary" htmlType="submit" loading={isRunning} disabled={chosen.length === 0}>
          {t('keys.make')}
        </Button>
      </div>
    </form>
  );
}

interface RevokeProps {
  readonly apiKey: Key;
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}

function Revoke({ apiKey, onRevoked, onClose }: RevokeProps) {
  const { t } = useWords('company');
  const { run, isRunning, outcome } = useCommand(RevokeApiKey);
  const revoke = async () => {
    const { kind } = await run(() => ({ input: { apiKeyId: apiKey.id } }));
    if (kind !== 'done') return;
    announce(t('keys.revoked'));
    onRevoked();
  };
  return (
    <Question
      open
      title={t('keys.revokeTitle', { name: apiKey.name })}
      yes={t('keys.revoke')}
      isDanger
      isRunning={isRunning}
      onYes={() => void revoke()}
      onNo={onClose}
    >
      <p>{t('keys.revokeText')}</p>
      <OutcomeNotice outcome={outcome} />
    </Question>
  );
}
