/** Promises the fields of a household: where it lives, who is in it, what it is; what it authorises is asked apart. */
import { useWords } from '../../language/language';
import { Chips, Tiles } from '../../parts/choices';
import { lowIncomeCategories } from '../../parts/codes';
import { Field } from './field';
import { situations } from './intake-draft';
import { consentMethods, mayNeedGuardian, type Place, type RegisterDraft } from './register-draft';
import { RegisterMembers } from './register-members';
import { barriers } from './visit-draft';

export interface RegisterFieldsProps {
  readonly draft: RegisterDraft;
  readonly places: readonly Place[];
  readonly wrongAt: (path: string) => string | undefined;
  readonly change: (part: Partial<RegisterDraft>) => void;
}

export function RegisterFields(props: RegisterFieldsProps) {
  const { draft, wrongAt, change } = props;
  const { t } = useWords('adviser');
  return (
    <>
      <RegisterMembers members={draft.members} wrongAt={wrongAt} onChange={(members) => change({ members })} />
      <Where {...props} />
      <Tiles
        legend={t('register.category')}
        options={lowIncomeCategories.map((value) => ({ value, label: t(`lowIncomeCategory.${value}`) }))}
        value={draft.lowIncomeCategory}
        onChange={(lowIncomeCategory) => change({ lowIncomeCategory })}
      />
      <Chips
        legend={t('register.situations')}
        options={situations.map((value) => ({ value, label: t(`situation.${value}`) }))}
        values={draft.situations}
        onChange={(values) => change({ situations: values })}
      />
      <Chips
        legend={t('visit.barriers')}
        options={barriers.map((value) => ({ value, label: t(`barrier.${value}`) }))}
        values={draft.barriers}
        onChange={(values) => change({ barriers: values })}
      />
      <Consent {...props} />
    </>
  );
}

function Where({ draft, places, wrongAt, change }: RegisterFieldsProps) {
  const { t } = useWords('adviser');
  return (
    <>
      <Field name="areaCode" label={t('register.place')} wrong={wrongAt('areaCode')}>
        <select
          name="areaCode"
          value={draft.areaCode}
          aria-describedby="areaCode-said"
          aria-invalid={wrongAt('areaCode') !== undefined}
          onChange={(event) => change({ areaCode: event.currentTarget.value })}
        >
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field name="address" label={t('who.address')} wrong={wrongAt('address')}>
        <input
          name="address"
          required
          maxLength={200}
          autoComplete="off"
          value={draft.address}
          aria-describedby="address-said"
          aria-invalid={wrongAt('address') !== undefined}
          onChange={(event) => change({ address: event.currentTarget.value })}
        />
      </Field>
      <Field name="phone" label={t('register.phone')} wrong={wrongAt('phone')}>
        <input
          name="phone"
          inputMode="tel"
          maxLength={40}
          autoComplete="off"
          value={draft.phone}
          aria-describedby="phone-said"
          aria-invalid={wrongAt('phone') !== undefined}
          onChange={(event) => change({ phone: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** To authorise nothing is as good an answer, and the household is registered all the same. */
function Consent({ draft, change }: RegisterFieldsProps) {
  const { t } = useWords('adviser');
  return (
    <>
      <Tiles
        legend={t('register.consent')}
        options={consentMethods.map((value) => ({
          value,
          label: t(`register.consentMethod.${value}`),
          hint: t(`register.consentHint.${value}`),
        }))}
        value={draft.consent}
        onChange={(consent) => change({ consent })}
      />
      {draft.consent !== 'NONE' && mayNeedGuardian(draft) && (
        <Chips
          legend={t('register.guardian')}
          options={[{ value: 'YES', label: t('register.guardianGiven') }]}
          values={draft.isGuardianGiven ? ['YES'] : []}
          onChange={(values) => change({ isGuardianGiven: values.length > 0 })}
        />
      )}
    </>
  );
}
