/** Promises the year of one's giving in one picture to share, drawn here from figures of the server alone, and saved as PNG. */
import { useRef, useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatFen } from '../../parts/format';
import { Notice } from '../../parts/notices';
import { saveFile } from '../../parts/save-file';
import { Twin } from '../../parts/twin';
import { useAnswer } from '../../parts/use-answer';
import { today } from '../../parts/today';
import { useActing } from '../../session/acting';
import './bench.css';
import { pngOf } from './png';
import { companyRoles } from './roles';
import { MyYear, type MyYearQuery } from './year.documents';
import { YearPicture } from './year-picture';

/** The year in Asia/Shanghai. */
function thisYear(): number {
  return Number(today().slice(0, 4));
}

export function YearPage() {
  const { t } = useWords('company');
  const { organisationId } = useActing(companyRoles);
  const [year, setYear] = useState(thisYear);
  if (organisationId === undefined) return null;
  const years = [0, 1, 2, 3].map((back) => thisYear() - back);
  return (
    <div className="stack">
      <div className="row" role="group" aria-label={t('year.choose')}>
        {years.map((one) => (
          <button
            key={one}
            type="button"
            className="quiet-button"
            aria-pressed={one === year}
            onClick={() => setYear(one)}
          >
            {one}
          </button>
        ))}
      </div>
      <Year key={`${organisationId} ${year}`} organisationId={organisationId} year={year} />
    </div>
  );
}

function Year({ organisationId, year }: { readonly organisationId: string; readonly year: number }) {
  const answer = useAnswer(MyYear, { organisationId, year });
  return (
    <AnswerStates answer={answer}>
      {(result) => <Shown name={result.organisation?.name ?? ''} year={result.givingYear} />}
    </AnswerStates>
  );
}

function Shown({ name, year }: { readonly name: string; readonly year: MyYearQuery['givingYear'] }) {
  const { t, language } = useWords('company');
  const picture = useRef<SVGSVGElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const [isDrawing, setDrawing] = useState(false);
  const save = async () => {
    setDrawing(true);
    setFailed(false);
    try {
      saveFile(`linkage-${year.year}.png`, 'image/png', await pngOf(picture.current!));
    } catch {
      setFailed(true);
    }
    setDrawing(false);
  };
  return (
    <div className="year">
      <div className="year-picture">
        <YearPicture ref={picture} name={name} year={year} />
      </div>
      <div className="stack">
        <p>{t('year.text')}</p>
        <p className="soft">{t('year.privacy')}</p>
        <div>
          <Button type="primary" size="large" loading={isDrawing} onClick={() => void save()}>
            {t('year.save')}
          </Button>
        </div>
        {hasFailed && <Notice kind="failed">{t('year.failed')}</Notice>}
        <Twin
          title={t('year.table', { year: year.year })}
          columns={[t('year.month'), t('year.received'), t('year.confirmed')]}
          rows={year.months.map(({ month, receivedFen, confirmedFen }) => [
            t('year.monthName', { month }),
            formatFen(receivedFen, language),
            formatFen(confirmedFen, language),
          ])}
        />
      </div>
    </div>
  );
}
