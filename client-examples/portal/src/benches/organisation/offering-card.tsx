/** Promises one subscription on one card: its room as a bar, more or less of it by one tap, paused or ended by two. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { UpdateCapacity, WithdrawOffering, type CapacityStatus } from './offerings.documents';
import type { Offering } from './offering';

const statuses: readonly CapacityStatus[] = ['CAPACITY', 'WAITLIST', 'ADDITIONAL_ASSESSMENT_REQUIRED', 'NO_CAPACITY'];

export interface OfferingCardProps {
  readonly offering: Offering;
  readonly onChanged: (offering: Offering) => void;
  readonly onEdit: () => void;
}

export function OfferingCard({ offering, onChanged, onEdit }: OfferingCardProps) {
  const { t, language } = useWords('organisation');
  const updating = useCommand(UpdateCapacity);
  const withdrawing = useCommand(WithdrawOffering);
  const [isAsked, setAsked] = useState(false);
  const { id: offeringId, capacity } = offering;
  const update = async (change: { maximum?: number; status?: CapacityStatus }) => {
    if (updating.isRunning) return;
    const outcome = await updating.run(() => ({ input: { offeringId, ...change } }));
    if (outcome.kind === 'done') onChanged(outcome.answer);
  };
  const withdraw = async () => {
    const outcome = await withdrawing.run(() => ({ input: { offeringId } }));
    setAsked(false);
    if (outcome.kind === 'done') onChanged(outcome.answer);
  };
  return (
    <article className="card offering" data-offering={offeringId}>
      <Facts offering={offering} />
      <Room
        offering={offering}
        isRunning={updating.isRunning}
        onMaximum={(maximum) => void update({ maximum })}
        onStatus={(status) => void update({ status })}
      />
      <p className="soft">{t('offerings.updated', { time: formatMoment(capacity.updatedAt, language) })}</p>
      <OutcomeNotice outcome={updating.outcome} />
      <OutcomeNotice outcome={withdrawing.outcome} />
      <div className="row">
        <button type="button" className="quiet-button" onClick={onEdit}>
          {t('offerings.edit')}
        </button>
        <button type="button" className="quiet-button" onClick={() => setAsked(true)}>
          {t('offerings.withdraw')}
        </button>
      </div>
      {isAsked && (
        <Question
          open
          title={t('offerings.withdrawTitle')}
          yes={t('offerings.withdraw')}
          isDanger
          isRunning={withdrawing.isRunning}
          onYes={() => void withdraw()}
          onNo={() => setAsked(false)}
        >
          <p>{t('offerings.withdrawText')}</p>
        </Question>
      )}
    </article>
  );
}

function Facts({ offering }: { readonly offering: Offering }) {
  const { t } = useWords('organisation');
  const { minimumUrgency } = offering;
  const tags = [
    ...offering.areas.map((area) => area.name),
    ...offering.situations.map((one) => t(`situation.${one}`)),
    ...(minimumUrgency && minimumUrgency !== 'ROUTINE'
      ? [t('offerings.from', { urgency: t(`urgency.${minimumUrgency}`) })]
      : []),
    ...offering.languages,
    ...offering.skills,
  ];
  return (
    <>
      <header className="row">
        <h2>{t(`serviceKind.${offering.serviceKind}`)}</h2>
        <span className="soft">{offering.name}</span>
      </header>
      <ul className="row">
        {tags.map((tag) => (
          <li key={tag} className="tag">
            {tag}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RoomProps {
  readonly offering: Offering;
  readonly isRunning: boolean;
  readonly onMaximum: (maximum: number) => void;
  readonly onStatus: (status: CapacityStatus) => void;
}

/** How much of the room is taken; a step more or less is one tap. What waits is not switched off: that would take the focus away. */
function Room({ offering: { id, capacity }, isRunning, onMaximum, onStatus }: RoomProps) {
  const { t } = useWords('organisation');
  const { used, maximum, available, status } = capacity;
  const isOpen = status !== 'NO_CAPACITY';
  return (
    <div className="room">
      <div className="room-bar" role="img" aria-label={t('offerings.room', { used, maximum })}>
        <span
          className={isOpen && available > 0 ? '' : 'full'}
          style={{ width: `${maximum === 0 ? 100 : Math.min(100, (used / maximum) * 100)}%` }}
        />
      </div>
      <strong>{t('offerings.room', { used, maximum })}</strong>
      <div className="row">
        <button
          type="button"
          className="quiet-button"
          aria-label={t('offerings.less')}
          disabled={maximum <= used}
          aria-disabled={isRunning}
          onClick={() => onMaximum(maximum - 1)}
        >
          −
        </button>
        <button
          type="button"
          className="quiet-button"
          aria-label={t('offerings.more')}
          aria-disabled={isRunning}
          onClick={() => onMaximum(maximum + 1)}
        >
          +
        </button>
        <label className="field room-status" htmlFor={`status-${id}`}>
          <span className="unseen">{t('offerings.status')}</span>
          <select
            id={`status-${id}`}
            value={status}
            disabled={isRunning}
            onChange={(event) => onStatus(event.target.value as CapacityStatus)}
          >
            {statuses.map((one) => (
              <option key={one} value={one}>
                {t(`capacityStatus.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}
