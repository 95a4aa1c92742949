/** Promises that restricted needs stand apart: nothing is there for who was not named; who was is told, before and after, that readings are written down. */
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { FaultNotice, Notice } from '../../parts/notices';
import { NeedCard } from './need-card';
import type { OpenNeed } from './open-needs';
import type { RestrictedOfOrganisation } from './use-restricted';

export interface RestrictedProps {
  readonly restricted: RestrictedOfOrganisation;
  /** How many there were when the page was read. */
  readonly known: number;
  readonly organisationId: string;
  readonly claimingId: string | undefined;
  readonly onClaim: (need: OpenNeed) => void;
  readonly onDecline: (need: OpenNeed) => void;
}

export function Restricted({ restricted, known, ...rest }: RestrictedProps) {
  const { t } = useWords('organisation');
  const { entries, arrived, isReading, fault, read } = restricted;
  if (entries) return <Opened restricted={restricted} entries={entries} {...rest} />;
  const count = restricted.isHidden ? arrived : known + arrived;
  if (count === 0) return null;
  return (
    <section className="card stack restricted" aria-labelledby="restricted-title">
      <h2 id="restricted-title">{t('restricted.count', { count })}</h2>
      <p>{t('restricted.what')}</p>
      <p className="soft">{t('restricted.before')}</p>
      {fault && <FaultNotice fault={fault} />}
      <div>
        <Button loading={isReading} onClick={() => void read()}>
          {t('restricted.open')}
        </Button>
      </div>
    </section>
  );
}

type OpenedProps = Omit<RestrictedProps, 'known'> & {
  readonly entries: NonNullable<RestrictedOfOrganisation['entries']>;
};

function Opened({ restricted, entries, organisationId, claimingId, onClaim, onDecline }: OpenedProps) {
  const { t } = useWords('organisation');
  const { arrived, isOld, isReading, fault, read, hide } = restricted;
  const again = (
    <Button loading={isReading} onClick={() => void read()}>
      {t('restricted.open')}
    </Button>
  );
  return (
    <section className="card stack restricted" aria-labelledby="restricted-title">
      <h2 id="restricted-title">{t('restricted.title')}</h2>
      <Notice kind="told">{t('restricted.read')}</Notice>
      {fault && <FaultNotice fault={fault} />}
      {(arrived > 0 || isOld) && (
        <Notice kind="told" action={again}>
          {t(arrived > 0 ? 'restricted.arrived' : 'restricted.changed')}
        </Notice>
      )}
      {entries.length === 0 && <p>{t('restricted.none')}</p>}
      {entries.map((entry) => (
        <NeedCard
          key={entry.need.id}
          entry={entry}
          organisationId={organisationId}
          isClaiming={claimingId === entry.need.id}
          onClaim={onClaim}
          onDecline={onDecline}
        />
      ))}
      <div>
        <Button onClick={hide}>{t('restricted.hide')}</Button>
      </div>
    </section>
  );
}
