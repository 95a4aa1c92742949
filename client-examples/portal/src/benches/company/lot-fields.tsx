/** Promises the fields of goods, lot by lot: what, how many, what one is worth and by which proof. */
import { useWords } from '../../language/language';
import { formatFen } from '../../parts/format';
import { lotInputOf, newLot, type LotDraft } from './draft';
import type { GoodsCondition } from './gifts.documents';

const conditions: readonly GoodsCondition[] = ['NEW', 'GOOD', 'USED'];

export interface LotFieldsProps {
  readonly lots: readonly LotDraft[];
  readonly onChange: (lots: readonly LotDraft[]) => void;
}

export function LotFields({ lots, onChange }: LotFieldsProps) {
  const { t } = useWords('company');
  const change = (lotId: string, part: Partial<LotDraft>) =>
    onChange(lots.map((lot) => (lot.lotId === lotId ? { ...lot, ...part } : lot)));
  return (
    <div className="stack">
      {lots.map((lot, index) => (
        <fieldset key={lot.lotId} className="lot">
          <legend>{t('lot.title', { number: index + 1 })}</legend>
          <OneLot lot={lot} onChange={(part) => change(lot.lotId, part)} />
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

function OneLot({ lot, onChange }: { readonly lot: LotDraft; readonly onChange: (part: Partial<LotDraft>) => void }) {
  const { t, language } = useWords('company');
  const whole = lotInputOf(lot);
  const text = (name: 'item' | 'unit' | 'quantity' | 'unitYuan' | 'evidence', more: object = {}) => (
    <label className={`field lot-${name}`}>
      {t(`lot.${name}`)}
      <input value={lot[name]} onChange={(event) => onChange({ [name]: event.target.value })} {...more} />
    </label>
  );
  return (
    <>
      {text('item', { required: true, maxLength: 120 })}
      {text('quantity', { required: true, inputMode: 'numeric' })}
      {text('unit', { required: true, maxLength: 20 })}
      {text('unitYuan', { required: true, inputMode: 'decimal' })}
      <label className="field lot-condition">
        {t('lot.condition')}
        <select
          value={lot.condition}
          onChange={(event) => onChange({ condition: event.target.value as GoodsCondition })}
        >
          {conditions.map((one) => (
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
      {text('evidence', { maxLength: 200, 'aria-describedby': `${lot.lotId}-hint` })}
      <p className="soft lot-hint" id={`${lot.lotId}-hint`}>
        {t('lot.evidenceHint')}
        {whole && (
          <strong>
            {' '}
            {t('lot.value', {
              value: formatFen(String(BigInt(whole.quantity) * BigInt(whole.unitValueFen)), language),
            })}
          </strong>
        )}
      </p>
    </>
  );
}
