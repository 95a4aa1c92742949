/** Promises the fields of a need: large choices, few words, each refusal beside what it is about. */
import { useWords, said } from '../../language/language';
import { serverNow } from '../../graphql/server-time';
import { Chips, Tiles } from '../../parts/choices';
import { dayOf, formatList } from '../../parts/format';
import {
  economicStatuses,
  fenOf,
  hardshipDegrees,
  origins,
  serviceKinds,
  situations,
  urgencies,
  type IntakeDraft,
} from './intake-draft';
import { Field, type FieldProps } from './field';
import type { NeedKind } from './intake.documents';
import { IntakePhotos } from './intake-photos';
import type { PreviewRefusal } from './use-preview';

export interface IntakeFieldsProps {
  readonly kind: NeedKind;
  readonly draft: IntakeDraft;
  readonly refusal: PreviewRefusal | undefined;
  readonly change: (part: Partial<IntakeDraft> | ((old: IntakeDraft) => Partial<IntakeDraft>)) => void;
}

export function IntakeFields(props: IntakeFieldsProps) {
  const { kind, draft, refusal, change } = props;
  const { t } = useWords('adviser');
  return (
    <div className="stack intake">
      {kind === 'NEED' ? (
        <Tiles
          legend={t('intake.serviceKind')}
          options={serviceKinds.map((value) => ({ value, label: t(`serviceKind.${value}`) }))}
          value={draft.serviceKind}
          onChange={(serviceKind) => change({ serviceKind })}
        />
      ) : (
        <Wish {...props} />
      )}
      <NeedField name="cardText" label={t('intake.card')} hint={t('intake.cardHint')} refusal={refusal}>
        <textarea
          name="cardText"
          rows={4}
          maxLength={500}
          value={draft.cardText}
          aria-describedby="cardText-said"
          aria-invalid={concerns(refusal, 'cardText')}
          onChange={(event) => change({ cardText: event.currentTarget.value })}
        />
      </NeedField>
      <Tiles
        legend={t('intake.urgency')}
        options={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))}
        value={draft.urgency}
        onChange={(urgency) => change({ urgency })}
      />
      <Chips
        legend={t('intake.situations')}
        options={situations.map((value) => ({ value, label: t(`situation.${value}`) }))}
        values={draft.situations}
        onChange={(values) => change({ situations: values })}
      />
      <NeedField name="wantedBy" label={t('intake.wantedBy')} refusal={refusal}>
        <input
          type="date"
          name="wantedBy"
          min={dayOf(serverNow())}
          value={draft.wantedBy}
          aria-describedby="wantedBy-said"
          aria-invalid={concerns(refusal, 'wantedBy')}
          onChange={(event) => change({ wantedBy: event.currentTarget.value })}
        />
      </NeedField>
      <IntakePhotos photos={draft.photos} onChange={(next) => change((old) => ({ photos: next(old.photos) }))} />
      <More {...props} />
    </div>
  );
}

/** Its card naming somebody is about the text, whatever else it may be about. */
function concerns(refusal: PreviewRefusal | undefined, name: string): boolean {
  if (refusal?.__typename === 'CardRevealsIdentity') return name === 'cardText';
  return refusal?.__typename === 'InvalidInput' && refusal.field.split('.')[0] === name;
}

interface NeedFieldProps extends Omit<FieldProps, 'wrong'> {
  readonly refusal: PreviewRefusal | undefined;
}

function NeedField({ refusal, ...field }: NeedFieldProps) {
  const { t, language } = useWords('adviser');
  const isWrong = refusal !== undefined && concerns(refusal, field.name);
  const wrong = isWrong && (
    <>
      {said(refusal)}
      {refusal.__typename === 'CardRevealsIdentity' && (
        <strong>{` ${formatList(
          refusal.kinds.map((one) => t(`dataKind.${one}`)),
          language,
        )}`}</strong>
      )}
    </>
  );
  return <Field {...field} wrong={wrong || undefined} />;
}

function Wish({ draft, refusal, change }: IntakeFieldsProps) {
  const { t } = useWords('adviser');
  const isNoMoney = draft.price !== '' && fenOf(draft.price) === undefined;
  return (
    <>
      <NeedField name="wishedItem" label={t('intake.item')} refusal={refusal}>
        <input
          name="wishedItem"
          maxLength={60}
          value={draft.wishedItem}
          aria-describedby="wishedItem-said"
          onChange={(event) => change({ wishedItem: event.currentTarget.value })}
        />
      </NeedField>
      <NeedField
        name="priceCeilingFen"
        label={t('intake.price')}
        hint={isNoMoney ? t('intake.noMoney') : undefined}
        refusal={refusal}
      >
        <input
          name="price"
          inputMode="decimal"
          value={draft.price}
          aria-describedby="priceCeilingFen-said"
          onChange={(event) => change({ price: event.currentTarget.value })}
        />
      </NeedField>
    </>
  );
}

/** What the organisation that claims it reads as well. */
function More({ draft, change }: IntakeFieldsProps) {
  const { t } = useWords('adviser');
  return (
    <details className="more">
      <summary>{t('intake.more')}</summary>
      <div className="stack">
        <Tiles
          legend={t('intake.origin')}
          options={origins.map((value) => ({ value, label: t(`origin.${value}`) }))}
          value={draft.origin}
          onChange={(origin) => change({ origin })}
        />
        <Tiles
          legend={t('intake.economicStatus')}
          options={economicStatuses.map((value) => ({ value, label: t(`economicStatus.${value}`) }))}
          value={draft.economicStatus}
          onChange={(economicStatus) => change({ economicStatus })}
        />
        <Tiles
          legend={t('intake.hardshipDegree')}
          options={hardshipDegrees.map((value) => ({ value, label: t(`hardshipDegree.${value}`) }))}
          value={draft.hardshipDegree}
          onChange={(hardshipDegree) => change({ hardshipDegree })}
        />
      </div>
    </details>
  );
}
