/** Promises what to do about a gap: how many to visit and whom first, what is known of visits there, and a list to hand to the streets. */
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatNumber } from '../../parts/format';
import { saveFile } from '../../parts/save-file';
import { today } from '../../parts/today';
import type { Gap } from './read';
import { nameOf } from './silent-line';

export interface SilentStepsProps {
  readonly gap: Gap;
  readonly gaps: readonly Gap[];
  readonly onOpen: (code: string) => void;
}

/** Smaller than a grid there is nothing to look at. */
const gridLength = 15;

export function SilentSteps({ gap, gaps, onOpen }: SilentStepsProps) {
  const { t, language } = useWords('bureau');
  const say = (value: number) => formatNumber(Math.round(value * 10) / 10, language);
  const missing = gaps.filter((one) => one.gap > 0);
  const visits = Math.ceil(gap.gap);
  const save = () => {
    const type = 'text/csv;charset=utf-8';
    saveFile(`${t('silent.listName')}-${today()}.csv`, type, new Blob([listOf(missing, t)], { type }));
  };
  return (
    <section className="card stack silent-steps" aria-labelledby="steps" aria-live="polite">
      <h2 id="steps">{nameOf(gap)}</h2>
      <p>
        {t('silent.between', {
          low: say(Math.max(0, gap.gapLow)),
          high: say(Math.max(0, gap.gapHigh)),
          residents: formatNumber(gap.residents, language),
        })}
      </p>
      {gap.observedHouseholds == null && <p className="soft">{t('silent.withheldWhy')}</p>}
      {visits > 0 ? (
        <ol className="steps">
          <li>{t('silent.stepVisit', { count: visits })}</li>
          <li>{t('silent.stepWhom')}</li>
          <li>{t('silent.stepAgain')}</li>
        </ol>
      ) : (
        <p>{t('silent.nothingToDo')}</p>
      )}
      <p className="row">
        {gap.areaCode.length < gridLength && (
          <button type="button" className="quiet-button" onClick={() => onOpen(gap.areaCode)}>
            {t('silent.inside')}
          </button>
        )}
        <Link className="quiet-button button-link" to={`/bureau/figures/HOME_VISITS?area=${gap.areaCode}`}>
          {t('silent.visitsThere')}
        </Link>
        {missing.length > 0 && (
          <button type="button" className="quiet-button" onClick={save}>
            {t('silent.list', { count: missing.length })}
          </button>
        )}
      </p>
    </section>
  );
}

/** A table that a spreadsheet opens: where, how many to visit, and why; counts that are not told are said so. */
function listOf(gaps: readonly Gap[], t: (key: string) => string): string {
  const head = ['place', 'visits', 'expected', 'observed'].map((column) => t(`silent.column.${column}`));
  const rows = gaps.map((gap) => [
    nameOf(gap),
    String(Math.ceil(gap.gap)),
    String(Math.round(gap.expectedHouseholds * 10) / 10),
    gap.observedHouseholds == null ? t('figure.withheld') : String(gap.observedHouseholds),
  ]);
  // Names come from the administrative tree; a quote is doubled, and no cell begins as a formula does.
  const cell = (text: string) => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
