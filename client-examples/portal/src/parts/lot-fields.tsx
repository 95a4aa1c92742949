/** Promises the fields of goods, lot by lot: what, how many, what one is worth and by which proof, in what condition, until when. */
import { useWords } from '../language/language';
import { formatFen } from './format';
import './lot-fields.css';
import { goodsValue, lotConditions, lotLimits, newLot, wholeLot, type LotDraft } from './lots';

export interface LotFieldsProps {
  /** The bench whose words say `lot` and `condition`. */
  readonly bench: 'company' | 'federation';
  readonly lots: readonly LotDraft[];
  readonly onChange: (lots: readonly LotDraft[]) => void;
}

export function LotFields({ bench, lots, onChange }: LotFieldsProps) {
  const { t } = useWords(bench);
  const change = (lotId: string, part: Partial<LotDraft>) =>
    onChange(lots.map((lot) => (lot.lotId === lotId ? { ...lot, ...part } : lot)));
  return (
    <div className="stack">
      {lots.map((lot, index) => (
        <fieldset key={lot.lotId} className="lot">
          <legend>{t('lot.title', { number: index + 1 })}</legend>
          <OneLot bench={bench} lot={lot} onChange={(part) => change(lot.lotId, part)} />
          {lots.length > 1 && (
            <button
              type="button"
              className="quiet-button"
              onClick={() => onChange(lots.filter((one) => one.lotId !== lot.lotId))}
            >
              {t('lot.remove', { number: index + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      <button type="button" className="quiet-button" onClick={() => onChange([...lots, newLot()])}>
        {t('lot.add')}
      </button>
    </div>
  );
}

interface OneLotProps extends Pick<LotFieldsProps, 'bench'> {
  readonly lot: LotDraft;
  readonly onChange: (part: Partial<LotDraft>) => void;
}

function OneLot({ bench, lot, onChange }: OneLotProps) {
  const { t, language } = useWords(bench);
  const whole = wholeLot(lot);
  const text = (name: 'item' | 'unit' | 'quantity' | 'unitYuan' | 'evidence', more: object = {}) => (
    <label className={`field lot-${name}`}>
      {t(`lot.${name}`)}
      <input
        autoComplete="off"
        value={lot[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
        {...more}
      />
    </label>
  );
  return (
    <>
      {text('item', { required: true, maxLength: lotLimits.item })}
      {text('quantity', { required: true, inputMode: 'numeric' })}
      {text('unit', { required: true, maxLength: lotLimits.unit })}
      {text('unitYuan', { required: true, inputMode: 'decimal' })}
      <label className="field lot-condition">
        {t('lot.condition')}
        <select
          value={lot.condition}
          onChange={(event) => onChange({ condition: event.target.value as LotDraft['condition'] })}
        >
          {lotConditions.map((one) => (
            <option key={one} value={one}>
              {t(`condition.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field lot-expiresOn">
        {t('lot.expiresOn')}
        <input type="date" value={lot.expiresOn} onChange={(event) => onChange({ expiresOn: event.target.value })} />
      </label>
      {text('evidence', { maxLength: lotLimits.evidence, 'aria-describedby': `${lot.lotId}-hint` })}
      <p className="soft lot-hint" id={`${lot.lotId}-hint`}>
        {t('lot.evidenceHint')}
        {whole && <strong> {t('lot.value', { value: formatFen(goodsValue([whole]), language) })}</strong>}
      </p>
    </>
  );
}
