/** Promises beside a draft how far it is: a picture of its money, its days, what is missing and what does not agree, each a way to its field. */
import { useWords } from '../../language/language';
import { formatDay, formatFen, formatNumber } from '../../parts/format';
import { fenOfYuan } from '../../parts/money';
import { Notice } from '../../parts/notices';
import { percent } from './budget-bar';
import { latestFiling, missingOf, reachOf, type Field, type ProjectForm, type Trouble } from './project-form';
import { placeOf, useTroubleWords } from './project-text';

/** Takes the reader to a field: to what can be written in it. */
export function goTo(field: Field): void {
  const place = document.getElementById(placeOf(field));
  const inside = place?.matches('input, textarea') ? place : place?.querySelector<HTMLElement>('input, button');
  place?.scrollIntoView({ block: 'center' });
  inside?.focus({ preventScroll: true });
}

export interface ProjectChecksProps {
  readonly form: ProjectForm;
  readonly troubles: readonly Trouble[];
  /** Nobody may raise from the public in its name, so far. */
  readonly needsPartner: boolean;
}

export function ProjectChecks({ form, troubles, needsPartner }: ProjectChecksProps) {
  const { t } = useWords('federation');
  const say = useTroubleWords();
  const missing = missingOf(form);
  return (
    <div className="stack">
      <h2>{t('drafting.look')}</h2>
      <MoneyPicture form={form} />
      <Days form={form} />
      {troubles.length > 0 && (
        <ul className="stack tight" aria-label={t('drafting.troubles')}>
          {troubles.map((one) => (
            <li key={`${one.field} ${one.words}`}>
              <button
                type="button"
                className={`to-field ${one.isLater ? 'later' : 'wrong'}`}
                onClick={() => goTo(one.field)}
              >
                <strong>{t(`drafting.field.${one.field}`)}</strong>
                <span>{say(one)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {needsPartner && <Notice kind="told">{t('drafting.needsPartner')}</Notice>}
      {missing.length > 0 && (
        <div className="stack tight">
          <p>{t('drafting.missing', { count: missing.length })}</p>
          <ul className="row missing">
            {missing.map((field) => (
              <li key={field}>
                <button type="button" className="quiet-button" onClick={() => goTo(field)}>
                  {t(`drafting.field.${field}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** What it means to raise, and which parts of that the budget and the cost of raising are. */
function MoneyPicture({ form }: { readonly form: ProjectForm }) {
  const { t, language } = useWords('federation');
  const [target, budget, cost] = [form.target, form.budget, form.cost].map((yuan) => fenOfYuan(yuan) ?? '0');
  const used = String(BigInt(budget!) + BigInt(cost!));
  const whole = BigInt(target!) > BigInt(used) ? target! : used;
  if (whole === '0') return null;
  const left = BigInt(target!) - BigInt(used);
  const parts = [
    ['budget', budget!],
    ['cost', cost!],
    ...(left > 0n ? [['left', String(left)] as const] : []),
  ] as const;
  return (
    <div className="stack tight">
      <span className="budget-bar" aria-hidden="true">
        <i className="draft-budget" style={{ width: `${percent(budget!, whole)}%` }} />
        <i className="draft-cost" style={{ width: `${percent(cost!, whole)}%` }} />
      </span>
      <dl className="figures">
        {parts.map(([name, fen]) => (
          <div key={name} className={`draft-${name}`}>
            <dt>{t(`drafting.part.${name}`)}</dt>
            <dd>{formatFen(fen, language)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Days({ form }: { readonly form: ProjectForm }) {
  const { t, language } = useWords('federation');
  const { days, cases } = reachOf(form);
  const filing = latestFiling(form);
  const facts = [
    filing && t('drafting.fileBy', { day: formatDay(filing, language) }),
    days && t('drafting.days', { count: days }),
    cases && cases !== '0' && t('drafting.cases', { cases: formatNumber(Number(cases), language) }),
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <ul className="draft-facts">
      {facts.map((one) => (
        <li key={String(one)}>{one}</li>
      ))}
    </ul>
  );
}
