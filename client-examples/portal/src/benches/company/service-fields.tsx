/** Promises the fields of a gift of services: what, which kind of help, how many places, once or standing. */
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import type { Draft } from './draft';
import { openKinds } from './kinds';
import type { ServiceKind } from './give.documents';

export interface ServiceFieldsProps {
  readonly service: Draft['service'];
  readonly onChange: (service: Draft['service']) => void;
}

export function ServiceFields({ service, onChange }: ServiceFieldsProps) {
  const { t } = useWords('company');
  return (
    <div className="stack">
      <label className="field">
        {t('service.name')}
        <input
          required
          maxLength={120}
          value={service.name}
          placeholder={t('service.example')}
          onChange={(event) => onChange({ ...service, name: event.target.value })}
        />
      </label>
      <div className="two">
        <label className="field">
          {t('service.kind')}
          <select
            value={service.kind}
            onChange={(event) => onChange({ ...service, kind: event.target.value as ServiceKind })}
          >
            {openKinds.map((one) => (
              <option key={one} value={one}>
                {t(`serviceKind.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('service.places')}
          <input
            required
            inputMode="numeric"
            value={service.places}
            onChange={(event) => onChange({ ...service, places: event.target.value })}
          />
        </label>
      </div>
      <Tiles
        legend={t('service.standing')}
        options={[
          { value: 'once', label: t('service.once'), hint: t('service.onceHint') },
          { value: 'standing', label: t('service.always'), hint: t('service.alwaysHint') },
        ]}
        value={service.standing ? 'standing' : 'once'}
        onChange={(value) => onChange({ ...service, standing: value === 'standing' })}
      />
    </div>
  );
}
