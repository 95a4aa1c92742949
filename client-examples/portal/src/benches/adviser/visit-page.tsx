/** Promises a visit written down in under a minute: large choices first, everything kept on the device at each tap. */
import { Link, useNavigate, useParams } from 'react-router-dom';
import Button from 'antd/es/button';
import { serverNow } from '../../graphql/server-time';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Chips, Tiles } from '../../parts/choices';
import { formatMoment } from '../../parts/format';
import { newId } from '../../parts/new-id';
import { outboxState, put, send } from './outbox';
import { useOutbox } from './use-outbox';
import {
  barriers,
  needsByTap,
  nextSteps,
  rootCauses,
  seenPhrases,
  visitResults,
  type Change,
  type SeenKey,
  type ServiceKind,
  type VisitDraft,
} from './visit-draft';
import { VisitPhotos } from './visit-photos';
import { WhoIsIt } from './who-is-it';

export function VisitPage() {
  const { t } = useWords('adviser');
  const { id } = useParams();
  const { isRead, drafts } = useOutbox();
  const draft = drafts.find((one) => one.id === id);
  if (!isRead) return <p role="status">{t('visit.reading')}</p>;
  if (!draft) return <div className="empty">{t('visit.gone')}</div>;
  return <VisitForm key={draft.id} draft={draft} />;
}

function VisitForm({ draft }: { readonly draft: VisitDraft }) {
  const { t } = useWords('adviser');
  const navigate = useNavigate();
  const isFixed = draft.state === 'waiting' || draft.isTried;
  // A device that keeps nothing says so above; what was written stays on the page.
  const change: Change = (part) => {
    const now = outboxState().drafts.find((one) => one.id === draft.id) ?? draft;
    void put({ ...now, ...(typeof part === 'function' ? part(now) : part) }).catch(() => undefined);
  };
  const finish = async () => {
    await put({ ...draft, state: 'waiting', refusal: undefined }).catch(() => undefined);
    announce(t('visit.finished'));
    void navigate('/adviser');
    await send();
  };
  // Whoever was met and is in no household yet is registered first.
  const possible = visitResults.filter((result) => draft.householdId !== undefined || result !== 'COMPLETED');
  return (
    <form
      className="stack visit-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.result && !isFixed) void finish();
      }}
    >
      <div className="row">
        <strong>{draft.trigger ? t(`visitTrigger.${draft.trigger}`) : t('visit.daily')}</strong>
        <span className="soft">{draft.placeName}</span>
        <WhoIsIt householdId={draft.householdId} obligationId={draft.obligationIds[0]} reason={t('who.forVisit')} />
      </div>
      {draft.householdId === undefined && (
        <p className="soft">
          {t('visit.registerFirst')} <Link to="/adviser/register">{t('register.begin')}</Link>
        </p>
      )}
      <Tiles
        legend={t('visit.result')}
        options={possible.map((value) => ({
          value,
          label: t(`visitResult.${value}`),
          hint: t(`visitResultHint.${value}`),
        }))}
        value={draft.result}
        isDisabled={isFixed}
        onChange={(result) => change({ result })}
      />
      {draft.result === 'COMPLETED' && <Found draft={draft} isFixed={isFixed} change={change} />}
      {draft.result && <Closing draft={draft} isFixed={isFixed} change={change} />}
      <SendBar draft={draft} isFixed={isFixed} />
    </form>
  );
}

interface PartProps {
  readonly draft: VisitDraft;
  readonly isFixed: boolean;
  readonly change: Change;
}

function Found({ draft, isFixed, change }: PartProps) {
  const { t } = useWords('adviser');
  const setNeeds = (kinds: readonly ServiceKind[]) =>
    change({
      needs: kinds.map(
        (serviceKind) =>
          draft.needs.find((need) => need.serviceKind === serviceKind) ?? { needId: newId(), serviceKind },
      ),
    });
  return (
    <>
      <Chips
        legend={t('visit.seen')}
        options={(Object.keys(seenPhrases) as SeenKey[]).map((value) => ({ value, label: t(`seen.${value}`) }))}
        values={draft.seen}
        isDisabled={isFixed}
        onChange={(seen) => change({ seen })}
      />
      <Chips
        legend={t('visit.rootCauses')}
        options={rootCauses.map((value) => ({ value, label: t(`rootCause.${value}`) }))}
        values={draft.rootCauses}
        isDisabled={isFixed}
        onChange={(values) => change({ rootCauses: values })}
      />
      <Chips
        legend={t('visit.barriers')}
        options={barriers.map((value) => ({ value, label: t(`barrier.${value}`) }))}
        values={draft.barriers}
        isDisabled={isFixed}
        onChange={(values) => change({ barriers: values })}
      />
      <Chips
        legend={t('visit.needs')}
        options={needsByTap.map((value) => ({ value, label: t(`serviceKind.${value}`) }))}
        values={draft.needs.map((need) => need.serviceKind)}
        isDisabled={isFixed}
        onChange={setNeeds}
      />
      <VisitPhotos draft={draft} isFixed={isFixed} change={change} />
    </>
  );
}

function Closing({ draft, isFixed, change }: PartProps) {
  const { t } = useWords('adviser');
  return (
    <>
      <label className="field">
        {t('visit.note')}
        <textarea
          rows={3}
          maxLength={1_800}
          value={draft.note}
          disabled={isFixed}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        <span className="soft">{t('visit.noteHint')}</span>
      </label>
      <Tiles
        legend={t('visit.next')}
        options={nextSteps.map((value) => ({ value, label: t(`nextStep.${value}`) }))}
        value={draft.nextStep}
        isDisabled={isFixed}
        onChange={(nextStep) => change({ nextStep })}
      />
      <VisitedAt draft={draft} isFixed={isFixed} change={change} />
    </>
  );
}

function SendBar({ draft, isFixed }: Pick<PartProps, 'draft' | 'isFixed'>) {
  const { t, language } = useWords('adviser');
  return (
    <div className="send-bar">
      <Button type="primary" size="large" htmlType="submit" disabled={!draft.result || isFixed}>
        {t('visit.finish')}
      </Button>
      <span className="soft" role="status">
        {isFixed ? t('outbox.state.waiting') : t('visit.kept', { time: formatMoment(draft.begunAt, language) })}
      </span>
    </div>
  );
}

/** The moment of the visit, by the clock of Asia/Shanghai. */
function VisitedAt({ draft, isFixed, change }: PartProps) {
  const { t } = useWords('adviser');
  const local = (moment: number) => new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16);
  return (
    <label className="field visited-at">
      {t('visit.at')}
      <input
        type="datetime-local"
        value={local(Date.parse(draft.visitedAt))}
        max={local(serverNow())}
        disabled={isFixed}
        onChange={(event) => {
          const at = new Date(`${event.currentTarget.value}:00+08:00`);
          if (!Number.isNaN(at.getTime())) change({ visitedAt: at.toISOString() });
        }}
      />
    </label>
  );
}
