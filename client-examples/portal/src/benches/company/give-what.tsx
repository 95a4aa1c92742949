/** Promises the first step: to whom, and what: money to the fen, goods by lots, or services by places. */
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import { formatFen } from '../../parts/format';
import { LotFields } from '../../parts/lot-fields';
import { fenOfYuan } from '../../parts/money';
import { saysWhat } from './draft';
import type { DonationForm } from './gifts.documents';
import { ServiceFields } from './service-fields';
import type { StepProps } from './give-step';

const forms: readonly DonationForm[] = ['MONEY', 'GOODS', 'SERVICE'];
const usual = ['1000', '5000', '20000'];

export function GiveWhat({ draft, change, charities, onNext }: StepProps & { readonly onNext: () => void }) {
  const { t } = useWords('company');
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (saysWhat(draft)) onNext();
      }}
    >
      {charities.length > 1 && (
        <label className="field">
          {t('give.charity')}
          <select
            required
            value={draft.charityId ?? ''}
            onChange={(event) => change({ charityId: event.target.value, projectId: '', areaCode: '' })}
          >
            <option value="">{t('give.choose')}</option>
            {charities.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Tiles
        legend={t('give.form')}
        options={forms.map((value) => ({ value, label: t(`form.${value}`), hint: t(`form.hint.${value}`) }))}
        value={draft.form}
        onChange={(form) => change({ form })}
      />
      {draft.form === 'MONEY' && <Amount yuan={draft.yuan} onChange={(yuan) => change({ yuan })} />}
      {draft.form === 'GOODS' && <LotFields bench="company" lots={draft.lots} onChange={(lots) => change({ lots })} />}
      {draft.form === 'SERVICE' && (
        <ServiceFields service={draft.service} onChange={(service) => change({ service })} />
      )}
      <div className="row">
        <Button type="primary" size="large" htmlType="submit" disabled={!saysWhat(draft)}>
          {t('give.next')}
        </Button>
        {!saysWhat(draft) && <span className="soft">{t('give.missing')}</span>}
      </div>
    </form>
  );
}

function Amount({ yuan, onChange }: { readonly yuan: string; readonly onChange: (yuan: string) => void }) {
  const { t, language } = useWords('company');
  const fen = fenOfYuan(yuan);
  const isWrong = yuan.trim() !== '' && fen === undefined;
  return (
    <div className="stack">
      <label className="field amount">
        {t('give.amount')}
        <input
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          value={yuan}
          aria-invalid={isWrong}
          aria-describedby="amount-read"
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <p id="amount-read" className={isWrong ? 'wrong' : 'soft'} role="status">
        {isWrong
          ? t('give.amountWrong')
          : fen
            ? t('give.amountRead', { amount: formatFen(fen, language) })
            : t('give.amountHint')}
      </p>
      <div className="row" role="group" aria-label={t('give.usual')}>
        {usual.map((one) => (
          <button key={one} type="button" className="quiet-button" onClick={() => onChange(one)}>
            {formatFen(`${one}00`, language)}
          </button>
        ))}
      </div>
    </div>
  );
}
