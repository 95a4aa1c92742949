/** Promises a subscription changed with its effect in sight: what is chosen on one side, what it would have brought on the other. */
import { useState, type FormEvent } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { AreaPicker, type PickedArea } from '../../parts/area-picker';
import { Chips, Tiles } from '../../parts/choices';
import { OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { OfferingPreview } from './offering-preview';
import {
  PublishOffering,
  ReviseOffering,
  UpdateCapacity,
  type ServiceKind,
  type Situation,
  type Urgency,
} from './offerings.documents';
import { terms } from '../../language/terms/words.zh';
import type { Draft, Offering } from './offering';

const serviceKinds = Object.keys(terms.serviceKind) as ServiceKind[];
const situations = Object.keys(terms.situation) as Situation[];
const urgencies: readonly Urgency[] = ['ROUTINE', 'URGENT', 'EMERGENCY'];

export interface OfferingEditorProps {
  readonly organisationId: string;
  /** The area of the organisation, where choosing begins. */
  readonly home: PickedArea;
  /** Undefined for a new one. */
  readonly offering: Offering | undefined;
  readonly onDone: (offering: Offering) => void;
  readonly onClose: () => void;
}

export function OfferingEditor({ organisationId, home, offering, onDone, onClose }: OfferingEditorProps) {
  const { t } = useWords('organisation');
  const [draft, setDraft] = useState<Draft>(() => begun(offering, home));
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const saving = useSaving(organisationId, offering, onDone);
  const count = Number(draft.maximum);
  const isWhole = draft.name.trim() !== '' && draft.areas.length > 0 && Number.isInteger(count) && count >= 0;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !saving.isRunning) void saving.save(draft);
  };
  return (
    <form className="card offering-editor" onSubmit={send}>
      <div className="stack">
        <h2>{t(offering ? 'offerings.editTitle' : 'offerings.addTitle')}</h2>
        <Fields draft={draft} isNew={!offering} home={home} onChange={change} />
        {saving.outcomes.map((outcome, index) => (
          <OutcomeNotice key={index} outcome={outcome} />
        ))}
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!isWhole} loading={saving.isRunning}>
            {t(offering ? 'offerings.save' : 'offerings.publish')}
          </Button>
          <Button onClick={onClose}>{t('offerings.leave')}</Button>
        </div>
      </div>
      <OfferingPreview organisationId={organisationId} draft={draft} offering={offering} />
    </form>
  );
}

function begun(offering: Offering | undefined, home: PickedArea): Draft {
  return {
    serviceKind: offering?.serviceKind ?? 'CLEANING',
    name: offering?.name ?? '',
    areas: offering?.areas ?? (home.code === '' ? [] : [home]),
    situations: offering?.situations ?? [],
    minimumUrgency: offering?.minimumUrgency ?? 'ROUTINE',
    maximum: String(offering?.capacity.maximum ?? 5),
  };
}

/** A new one by one command. What stands is revised, and its room and urgency set, each only where it has changed. */
function useSaving(organisationId: string, offering: Offering | undefined, onDone: (offering: Offering) => void) {
  const publishing = useCommand(PublishOffering);
  const revising = useCommand(ReviseOffering);
  const updating = useCommand(UpdateCapacity);
  const publish = async (terms: ReturnType<typeof termsOf>, { serviceKind, minimumUrgency, maximum }: Draft) => {
    const outcome = await publishing.run((offeringId) => ({
      input: { offeringId, organisationId, serviceKind, ...terms, minimumUrgency, capacityMaximum: Number(maximum) },
    }));
    if (outcome.kind === 'done') onDone(outcome.answer);
  };
  const save = async (draft: Draft) => {
    const terms = termsOf(draft);
    if (!offering) return publish(terms, draft);
    const offeringId = offering.id;
    const revised = await revising.run(() => ({ input: { offeringId, ...terms } }));
    if (revised.kind !== 'done') return;
    const maximum = Number(draft.maximum);
    const isSame =
      maximum === offering.capacity.maximum && draft.minimumUrgency === (offering.minimumUrgency ?? 'ROUTINE');
    if (isSame) return onDone(revised.answer);
    const { minimumUrgency } = draft;
    const updated = await updating.run(() => ({ input: { offeringId, maximum, minimumUrgency } }));
    if (updated.kind === 'done') onDone(updated.answer);
  };
  const all = [publishing, revising, updating];
  return { save, isRunning: all.some((one) => one.isRunning), outcomes: all.map((one) => one.outcome) };
}

function termsOf({ name, areas, situations: served }: Draft) {
  return { name: name.trim(), areaCodes: areas.map((area) => area.code), situations: [...served] };
}

interface FieldsProps {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly home: PickedArea;
  readonly onChange: (part: Partial<Draft>) => void;
}

function Fields({ draft, isNew, home, onChange }: FieldsProps) {
  const { t } = useWords('organisation');
  return (
    <>
      <label className="field">
        {t('offerings.kind')}
        <select
          value={draft.serviceKind}
          disabled={!isNew}
          onChange={(event) => onChange({ serviceKind: event.target.value as ServiceKind })}
        >
          {serviceKinds.map((one) => (
            <option key={one} value={one}>
              {t(`serviceKind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('offerings.name')}
        <input
          required
          maxLength={120}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </label>
      <AreaPicker
        legend={t('offerings.areas')}
        home={home}
        areas={draft.areas}
        onChange={(areas) => onChange({ areas })}
      />
      <Chips
        legend={t('offerings.situations')}
        options={situations.map((value) => ({ value, label: t(`situation.${value}`) }))}
        values={draft.situations}
        onChange={(served) => onChange({ situations: served })}
      />
      <Tiles
        legend={t('offerings.minimumUrgency')}
        options={urgencies.map((value) => ({ value, label: t(`offerings.urgencyFrom.${value}`) }))}
        value={draft.minimumUrgency}
        onChange={(minimumUrgency) => onChange({ minimumUrgency })}
      />
      <label className="field">
        {t('offerings.maximum')}
        <input
          type="number"
          inputMode="numeric"
          min={0}
          max={100_000}
          required
          value={draft.maximum}
          onChange={(event) => onChange({ maximum: event.target.value })}
        />
      </label>
    </>
  );
}
