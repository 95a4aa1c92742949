/** Promises that two drafts of one project are laid side by side when a colleague was faster: where they differ, and one decision. */
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { formatList } from '../../parts/format';
import { Notice } from '../../parts/notices';
import { differencesOf, type Field, type ProjectForm } from './project-form';

export interface DraftChangedProps {
  readonly mine: ProjectForm;
  readonly theirs: ProjectForm;
  readonly isRunning: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

export function DraftChanged({ mine, theirs, isRunning, onMine, onTheirs }: DraftChangedProps) {
  const { t } = useWords('federation');
  const say = useValueWords();
  const fields = differencesOf(mine, theirs);
  return (
    <section className="card stack" aria-labelledby="draft-changed">
      <h2 id="draft-changed">{t('drafting.changed.title')}</h2>
      <Notice kind="refused">{t('drafting.changed.text')}</Notice>
      <div className="month-scroll" tabIndex={0} role="region" aria-labelledby="draft-changed">
        <table className="bits differences">
          <thead>
            <tr>
              <th scope="col">{t('drafting.changed.field')}</th>
              <th scope="col">{t('drafting.changed.mine')}</th>
              <th scope="col">{t('drafting.changed.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field} data-field={field}>
                <th scope="row">{t(`drafting.field.${field}`)}</th>
                <td>{say(field, mine)}</td>
                <td>{say(field, theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <Button type="primary" loading={isRunning} onClick={onMine}>
          {t('drafting.changed.keepMine')}
        </Button>
        <Button onClick={onTheirs}>{t('drafting.changed.takeTheirs')}</Button>
      </div>
    </section>
  );
}

/** What a field says, as one line of words. */
function useValueWords(): (field: Field, form: ProjectForm) => string {
  const { t, language } = useWords('federation');
  const names = {
    ...{ kinds: 'serviceKind', situations: 'situation', categories: 'lowIncomeCategory', channels: 'donationChannel' },
  } as const;
  return (field, form) => {
    if (field === 'mode') return t(`fundraisingMode.${form.mode}`);
    if (field === 'raisingAreas' && !form.raisingAreas) return t('drafting.raisesThere');
    const value = form[field];
    if (typeof value === 'string') return value;
    const one = (
      item: (NonNullable<typeof value> extends readonly (infer Item)[] ? Item : never) | { name: string },
    ) => (typeof item === 'string' ? t(`${names[field as keyof typeof names]}.${item}`) : item.name);
    return value === undefined || value.length === 0 ? t('project.anybody') : formatList(value.map(one), language);
  };
}
