/** Promises everything that is counted, with its definition, in one table that can be searched; each line leads to what is behind it. */
import { useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { said, useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { ExportBox } from '../../parts/export-box';
import { Notice } from '../../parts/notices';
import { useAnswer } from '../../parts/use-answer';
import './bench.css';
import { figureText, permilleText } from './figure';
import { Change, useTitles } from './figure-card';
import { BureauFigures, type ToldIndicatorFragment, type ToldReportFragment } from './figures.documents';
import { ScopeBar } from './scope-bar';
import { useIsBureau, useScope } from './use-scope';

/** What a bureau asks for whole; the records of any other figure are behind it. */
const exported = [
  ...['NEEDS_VERIFIED', 'CLAIMS_MADE', 'REFERRALS_SENT', 'STATUTORY_OBLIGATIONS_DUE'],
  ...['DONATIONS_RECEIVED', 'ORGANISATIONS_LINKED'],
];
const recordsOf = (code: string) => ({ subject: 'RECORDS', codes: [code] }) as const;

export function FiguresPage() {
  const { t } = useWords('bureau');
  const scope = useScope();
  const { scope: days, areaCode, hasArea } = scope.variables;
  const answer = useAnswer(BureauFigures, { scope: days, areaCode, hasArea });
  const [wanted, setWanted] = useState('');
  const isBureau = useIsBureau();
  return (
    <div className="stack bureau">
      <ScopeBar scope={scope} area={answer.answer?.area} />
      <label className="field search-field">
        <span>{t('figures.search')}</span>
        <input type="search" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <ExportBox
        kinds={[
          { name: t('exported.figures'), subject: 'FIGURES' },
          ...(isBureau ? exported.map((code) => ({ name: t(`exported.${code}`), ...recordsOf(code) })) : []),
        ]}
        scope={days}
      />
      <AnswerStates answer={answer}>
        {({ figures }) =>
          figures.__typename === 'IndicatorReport' ? (
            <Report report={figures} wanted={wanted} />
          ) : (
            <Notice kind="refused">{said(figures)}</Notice>
          )
        }
      </AnswerStates>
    </div>
  );
}

function Report({ report, wanted }: { readonly report: ToldReportFragment; readonly wanted: string }) {
  const { t, language } = useWords('bureau');
  const titleOf = useTitles();
  const fits = ({ measure }: ToldIndicatorFragment) =>
    `${measure.titleZh} ${measure.titleEn} ${measure.definitionZh} ${measure.definitionEn}`
      .toLowerCase()
      .includes(wanted.trim().toLowerCase());
  const shown = report.indicators.filter(fits);
  return (
    <>
      <dl className="ratios" hidden={wanted !== ''}>
        {report.derived.map((ratio) => (
          <div key={ratio.code} className="card" title={language === 'en' ? ratio.definitionEn : ratio.definitionZh}>
            <dt>{titleOf(ratio)}</dt>
            <dd>{permilleText(ratio.permille, language)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft" role="status">
        {t('figures.count', { count: shown.length })}
      </p>
      <ul className="figure-lines">
        {shown.map((indicator) => (
          <FigureLine key={indicator.measure.code} indicator={indicator} />
        ))}
      </ul>
    </>
  );
}

function FigureLine({ indicator }: { readonly indicator: ToldIndicatorFragment }) {
  const { t, language } = useWords('bureau');
  const titleOf = useTitles();
  const { search } = useLocation();
  const { measure, figure } = indicator;
  return (
    <li>
      <Link to={{ pathname: `/bureau/figures/${measure.code}`, search }}>{titleOf(measure)}</Link>
      <strong>{figureText(figure, measure.unit, { t, language })}</strong>
      <Change indicator={indicator} />
      <span className="soft figure-definition">{language === 'en' ? measure.definitionEn : measure.definitionZh}</span>
    </li>
  );
}
