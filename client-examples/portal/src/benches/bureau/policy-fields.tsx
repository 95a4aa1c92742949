/** Promises the plain fields of a policy: names, ground, days, what one gets, what one brings, and the card in short sentences. */
import { useWords } from '../../language/language';
import { Chips } from '../../parts/choices';
import { lowIncomeCategories } from '../../parts/codes';
import type { PolicyDraft } from './policy-draft';

export interface PolicyFieldsProps {
  readonly draft: PolicyDraft;
  /** Only a new policy chooses its code. */
  readonly isNew: boolean;
  readonly onChange: (part: Partial<PolicyDraft>) => void;
}

type TextName = 'code' | 'titleZh' | 'titleEn' | 'issuingDepartment' | 'documentNumber' | 'benefitZh' | 'benefitEn';
const maximums: Readonly<Record<TextName, number>> = {
  ...{
    code: 40,
    titleZh: 100,
    titleEn: 200,
    issuingDepartment: 100,
    documentNumber: 100,
    benefitZh: 500,
    benefitEn: 500,
  },
};
const categories = lowIncomeCategories.filter((category) => category !== 'NOT_RECOGNISED');
const serviceKinds = [
  ...(['HOME_VISIT', 'CLEANING', 'MEDICAL_SUPPORT', 'DISABILITY_SUPPORT', 'AGE_FRIENDLY_MODIFICATION'] as const),
  ...(['CHILD_GROWTH', 'EDUCATION_SUPPORT', 'EMPLOYMENT_SUPPORT', 'PSYCHOLOGICAL_COUNSELLING'] as const),
  ...(['EMOTIONAL_SUPPORT', 'FAMILY_MEDIATION', 'DOMESTIC_VIOLENCE_SUPPORT', 'SOCIAL_INTEGRATION'] as const),
  ...(['POLICY_GUIDANCE', 'PROXY_SERVICE', 'RESOURCE_LINKING', 'HEART_TO_HEART', 'MICRO_WISH'] as const),
];

export function PolicyFields({ draft, isNew, onChange }: PolicyFieldsProps) {
  const { t } = useWords('bureau');
  const text = (name: TextName) => (
    <label className="field">
      <span>{t(`policies.${name}`)}</span>
      <input
        name={name}
        autoComplete="off"
        required={name !== 'documentNumber'}
        readOnly={name === 'code' && !isNew}
        pattern={name === 'code' ? '[A-Z][A-Z0-9_]{2,39}' : undefined}
        title={name === 'code' ? t('policies.codeHint') : undefined}
        maxLength={maximums[name]}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <div className="policy-fields">
        {text('titleZh')}
        {text('titleEn')}
        {text('code')}
        {text('issuingDepartment')}
        {text('documentNumber')}
        <Days draft={draft} onChange={onChange} />
        {text('benefitZh')}
        {text('benefitEn')}
        <label className="field">
          <span>{t('policies.grants')}</span>
          <select
            name="grantsCategory"
            value={draft.grantsCategory}
            onChange={(event) => onChange({ grantsCategory: event.currentTarget.value })}
          >
            <option value="">{t('policies.grantsNone')}</option>
            {categories.map((one) => (
              <option key={one} value={one}>
                {t(`category.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Chips
        legend={t('policies.services')}
        options={serviceKinds.map((value) => ({ value, label: t(`facet.${value}`) }))}
        values={draft.serviceKinds}
        onChange={(chosen) => onChange({ serviceKinds: chosen })}
      />
      <Lines name="documents" rows={3} {...{ draft, onChange }} />
      <Lines name="cardLines" rows={4} isRequired {...{ draft, onChange }} />
    </>
  );
}

function Days({ draft, onChange }: Omit<PolicyFieldsProps, 'isNew'>) {
  const { t } = useWords('bureau');
  return (
    <>
      <label className="field">
        <span>{t('policies.reviewDays')}</span>
        <input
          name="reviewDays"
          type="number"
          min={1}
          max={365}
          required
          value={draft.reviewDays}
          onChange={(event) => onChange({ reviewDays: event.currentTarget.value })}
        />
      </label>
      <label className="field">
        <span>{t('policies.validFrom')}</span>
        <input
          name="validFrom"
          type="date"
          required
          value={draft.validFrom}
          onChange={(event) => onChange({ validFrom: event.currentTarget.value })}
        />
      </label>
      <label className="field">
        <span>{t('policies.validUntil')}</span>
        <input
          name="validUntil"
          type="date"
          min={draft.validFrom}
          value={draft.validUntil}
          onChange={(event) => onChange({ validUntil: event.currentTarget.value })}
        />
      </label>
    </>
  );
}

interface LinesProps extends Omit<PolicyFieldsProps, 'isNew'> {
  readonly name: 'documents' | 'cardLines';
  readonly rows: number;
  readonly isRequired?: boolean;
}

function Lines({ name, rows, isRequired = false, draft, onChange }: LinesProps) {
  const { t } = useWords('bureau');
  return (
    <label className="field">
      <span>{t(`policies.${name}`)}</span>
      <textarea
        name={name}
        rows={rows}
        required={isRequired}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      />
      <small className="soft">{t(`policies.${name}Hint`)}</small>
    </label>
  );
}
