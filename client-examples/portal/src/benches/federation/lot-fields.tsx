/** Promises the goods of a donation, lot by lot: what, how many, worth how much by what proof, in what condition, until when. */
import { useWords } from '../../language/language';
import { emptyLot, type LotOfForm } from './intake-form';

export interface LotFieldsProps {
  readonly lots: readonly LotOfForm[];
  readonly onChange: (lots: readonly LotOfForm[]) => void;
}

const texts = ['item', 'quantity', 'unit', 'yuan', 'evidence'] as const;
const conditions = ['NEW', 'GOOD', 'USED'] as const;

export function LotFields({ lots, onChange }: LotFieldsProps) {
  const { t } = useWords('federation');
  const change = (index: number, part: Partial<LotOfForm>) =>
    onChange(lots.map((lot, at) => (at === index ? { ...lot, ...part } : lot)));
  return (
    <div className="stack">
      {lots.map((lot, index) => (
        <fieldset key={lot.lotId} className="lot">
          <legend>{t('lot.number', { number: index + 1 })}</legend>
          {texts.map((name) => (
            <label key={name} className={`field lot-${name}`}>
              {t(`lot.${name}`)}
              <input
                autoComplete="off"
                inputMode={name === 'quantity' ? 'numeric' : name === 'yuan' ? 'decimal' : 'text'}
                maxLength={name === 'evidence' ? 200 : 50}
                value={lot[name]}
                onChange={(event) => change(index, { [name]: event.target.value })}
              />
            </label>
          ))}
          <label className="field">
            {t('lot.condition')}
            <select
              value={lot.condition}
              onChange={(event) => change(index, { condition: event.target.value as LotOfForm['condition'] })}
            >
              {conditions.map((one) => (
                <option key={one} value={one}>
                  {t(`condition.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            {t('lot.expiresOn')}
            <input
              type="date"
              value={lot.expiresOn}
              onChange={(event) => change(index, { expiresOn: event.target.value })}
            />
          </label>
          {lots.length > 1 && (
            <button
              type="button"
              className="quiet-button"
              onClick={() => onChange(lots.filter((_, at) => at !== index))}
            >
              {t('lot.remove')}
            </button>
          )}
        </fieldset>
      ))}
      <button type="button" className="quiet-button start" onClick={() => onChange([...lots, emptyLot()])}>
        {t('lot.add')}
      </button>
    </div>
  );
}
