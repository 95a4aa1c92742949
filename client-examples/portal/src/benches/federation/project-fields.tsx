/** Promises all that a draft says of a project, in four steps of thought: what, how much, for whom, and the plan that is filed. */
import { useWords } from '../../language/language';
import { terms } from '../../language/terms/words.zh';
import { AreaPicker, type HomeArea } from '../../parts/area-picker';
import { Chips, Tiles } from '../../parts/choices';
import { lowIncomeCategories } from '../../parts/codes';
import type { Content } from './project-form';
import { placeOf, Text, type PartProps } from './project-text';

const modes: readonly Content['fundraisingMode'][] = ['PUBLIC', 'DIRECTED', 'NONE'];
const kinds = Object.keys(terms.serviceKind) as Content['serviceKinds'][number][];
const situations = Object.keys(terms.situation) as NonNullable<Content['situations']>[number][];
const channels: readonly Content['plan']['donationChannels'][number][] = [
  ...(['DONATION_POINT', 'DONATION_BOX', 'BANK_TRANSFER'] as const),
  ...(['INTERNET_PLATFORM', 'CHARITY_EVENT', 'MEDIA'] as const),
];

export interface ProjectFieldsProps extends PartProps {
  readonly home: HomeArea;
}

export function ProjectFields(props: ProjectFieldsProps) {
  return (
    <>
      <What {...props} />
      <HowMuch {...props} />
      <ForWhom {...props} />
      <Plan {...props} />
    </>
  );
}

function Step({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  const { t } = useWords('federation');
  return (
    <section className="card stack draft-step" aria-labelledby={`step-${name}`}>
      <h2 id={`step-${name}`}>{t(`drafting.step.${name}`)}</h2>
      {children}
    </section>
  );
}

function What(props: PartProps) {
  const { t } = useWords('federation');
  const { form, onChange } = props;
  return (
    <Step name="what">
      <Text {...props} field="name" maximum={120} />
      <div id={placeOf('mode')}>
        <Tiles
          legend={t('drafting.field.mode')}
          value={form.mode}
          options={modes.map((value) => ({
            ...{ value, label: t(`fundraisingMode.${value}`), hint: t(`drafting.modeHint.${value}`) },
          }))}
          onChange={(mode) => onChange({ mode })}
        />
      </div>
      <div className="pair">
        <Text {...props} field="startsOn" kind="date" />
        <Text {...props} field="endsOn" kind="date" />
      </div>
    </Step>
  );
}

function HowMuch(props: PartProps) {
  return (
    <Step name="money">
      <div className="pair">
        <Text {...props} field="target" kind="money" />
        <Text {...props} field="budget" kind="money" />
        <Text {...props} field="cap" kind="money" />
      </div>
      <div className="pair">
        <Text {...props} field="cost" kind="money" />
        <Text {...props} field="costDetail" maximum={500} />
      </div>
    </Step>
  );
}

function ForWhom({ form, onChange, home }: ProjectFieldsProps) {
  const { t } = useWords('federation');
  return (
    <Step name="whom">
      <div id={placeOf('kinds')}>
        <Chips
          legend={t('drafting.field.kinds')}
          options={kinds.map((value) => ({ value, label: t(`serviceKind.${value}`) }))}
          values={form.kinds}
          onChange={(chosen) => onChange({ kinds: chosen })}
        />
      </div>
      <div id={placeOf('areas')}>
        <AreaPicker
          legend={t('drafting.field.areas')}
          home={home}
          areas={form.areas}
          onChange={(areas) => onChange({ areas })}
        />
      </div>
      <details className="stack" open={form.situations.length + form.categories.length > 0}>
        <summary>{t('drafting.narrower')}</summary>
        <Chips
          legend={t('drafting.field.situations')}
          options={situations.map((value) => ({ value, label: t(`situation.${value}`) }))}
          values={form.situations}
          onChange={(chosen) => onChange({ situations: chosen })}
        />
        <Chips
          legend={t('drafting.field.categories')}
          options={lowIncomeCategories.map((value) => ({ value, label: t(`lowIncomeCategory.${value}`) }))}
          values={form.categories}
          onChange={(chosen) => onChange({ categories: chosen })}
        />
      </details>
    </Step>
  );
}

function Plan(props: ProjectFieldsProps) {
  const { t } = useWords('federation');
  const { form, onChange, home } = props;
  return (
    <Step name="plan">
      <p className="soft">{t('drafting.planHint')}</p>
      <Text {...props} field="purpose" rows={2} maximum={1_000} />
      <div className="pair">
        <Text {...props} field="beneficiaries" rows={2} maximum={500} />
        <Text {...props} field="useOfProceeds" rows={2} maximum={1_000} />
      </div>
      <Text {...props} field="leftoverUse" rows={2} maximum={500} />
      <div id={placeOf('channels')}>
        <Chips
          legend={t('drafting.field.channels')}
          options={channels.map((value) => ({ value, label: t(`donationChannel.${value}`) }))}
          values={form.channels}
          onChange={(chosen) => onChange({ channels: chosen })}
        />
      </div>
      <div id={placeOf('raisingAreas')} className="stack">
        <label className="row check">
          <input
            type="checkbox"
            checked={form.raisingAreas === undefined}
            onChange={(event) => onChange({ raisingAreas: event.target.checked ? undefined : form.areas })}
          />
          {t('drafting.raisesThere')}
        </label>
        {form.raisingAreas && (
          <AreaPicker
            legend={t('drafting.field.raisingAreas')}
            home={home}
            areas={form.raisingAreas}
            onChange={(raisingAreas) => onChange({ raisingAreas })}
          />
        )}
      </div>
      <div className="pair">
        <Text {...props} field="responsiblePerson" maximum={60} />
        <Text {...props} field="officeAddress" maximum={200} />
        <Text {...props} field="bankName" maximum={120} />
        <Text {...props} field="bankAccount" maximum={40} />
      </div>
    </Step>
  );
}
