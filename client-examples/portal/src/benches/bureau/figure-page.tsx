/** Promises what is behind one figure: its definition, twelve months, each area and kind, and, where one may, the records themselves. */
import { Link, useLocation, useParams } from 'react-router-dom';
import { said, useWords } from '../../language/language';
import { AreaMap } from '../../parts/area-map';
import { Chart } from '../../parts/chart';
import { ExportFile } from '../../parts/export-file';
import { ListStates } from '../../parts/list-states';
import { Notice } from '../../parts/notices';
import { useList } from '../../parts/use-list';
import './bench.css';
import { figureText, numberOf, valueText, type Unit } from './figure';
import { Change, useTitles } from './figure-card';
import { BureauFigure, type BureauFigureQuery } from './figures.documents';
import { runsOf } from './runs';
import { ScopeBar } from './scope-bar';
import { SubjectLine } from './subject-line';
import { useScope } from './use-scope';

type Behind = Extract<BureauFigureQuery['figure'], { __typename: 'IndicatorReport' }>['indicators'][number];

const behindOf = ({ figure }: BureauFigureQuery): Behind | undefined =>
  figure.__typename === 'IndicatorReport' ? figure.indicators[0] : undefined;
/** Who may not read each record gets none; that is no failure. */
const nobody = { edges: [], pageInfo: { hasNextPage: false } };

export function FigurePage() {
  const { t } = useWords('bureau');
  const { code = '' } = useParams();
  const { search } = useLocation();
  const scope = useScope();
  const list = useList(BureauFigure, { ...scope.variables, code }, (result) => behindOf(result)?.subjects ?? nobody);
  const { first } = list;
  const behind = first && behindOf(first);
  return (
    <div className="stack bureau">
      <p>
        <Link to={{ pathname: '/bureau/figures', search }}>← {t('figures.title')}</Link>
      </p>
      <ScopeBar scope={scope} area={first?.area} />
      {first && first.figure.__typename !== 'IndicatorReport' && <Notice kind="refused">{said(first.figure)}</Notice>}
      {first && behind && <Figures behind={behind} result={first} onArea={scope.chooseArea} />}
      {(!first || behind) && (
        <section className="stack" aria-labelledby="records">
          <h2 id="records">{t('figure.records')}</h2>
          {list.items.length > 0 && (
            <ExportFile
              key={`${code} ${search}`}
              what={{ subject: 'RECORDS', codes: [code] }}
              scope={scope.variables.scope}
            />
          )}
          <ListStates
            list={list}
            empty={<span>{behind?.subjects ? t('figure.noRecords') : t('figure.recordsClosed')}</span>}
          >
            <ul className="plain-list card">
              {list.items.map((node) => (
                <SubjectLine key={node.id} node={node} />
              ))}
            </ul>
          </ListStates>
        </section>
      )}
    </div>
  );
}

interface FiguresProps {
  readonly behind: Behind;
  readonly result: BureauFigureQuery;
  readonly onArea: (code: string) => void;
}

function Figures({ behind, result, onArea }: FiguresProps) {
  const { t, language } = useWords('bureau');
  const titleOf = useTitles();
  const { measure, figure } = behind;
  const unit = measure.unit;
  const speech = { t, language };
  const runs = runsOf(result.trend.__typename === 'IndicatorReport' ? result.trend.indicators : []);
  const title = titleOf(measure);
  const format = (value: number) => valueText(Math.round(value), unit, speech);
  return (
    <>
      <section className="card stack" aria-labelledby="figure-name">
        <h2 id="figure-name">{title}</h2>
        <p>
          <strong className="figure-value">{figureText(figure, unit, speech)}</strong> <Change indicator={behind} />
        </p>
        <p className="soft">{language === 'en' ? measure.definitionEn : measure.definitionZh}</p>
        {runs.months.length > 0 && (
          <Chart
            title={t('figure.byMonth')}
            summary={`${title} ${figureText(figure, unit, speech)}`}
            categoryTitle={t('figure.month')}
            categories={runs.months}
            series={[{ name: title, kind: measure.lasting ? 'line' : 'bar', values: runs.of(''), filled: true }]}
            format={format}
            nothing={t('figure.none')}
            height={12}
          />
        )}
      </section>
      <Places behind={behind} result={result} onArea={onArea} format={format} />
      <div className="two-columns">
        <Kinds title={language === 'en' ? measure.facetEn : measure.facetZh} groups={behind.byFacet} unit={unit} />
        <Kinds title={t('figure.byOrganisation')} groups={behind.byOrganisation} unit={unit} />
      </div>
    </>
  );
}

function Places({ behind, result, onArea, format }: FiguresProps & { readonly format: (value: number) => string }) {
  const { t, language } = useWords('bureau');
  const titleOf = useTitles();
  const { area } = result;
  const groups = new Map(behind.byArea.map((group) => [group.key, group]));
  const areas = area?.children.edges.map(({ node }) => node) ?? [];
  if (!area || areas.length === 0) return null;
  const title = titleOf(behind.measure);
  return (
    <section className="card" aria-label={t('figure.byArea')}>
      <AreaMap
        title={t('figure.byArea')}
        valueTitle={title}
        areas={areas.map(({ code, name }) => {
          const group = groups.get(code);
          const value = group ? (group.figure.suppressed ? 'withheld' : (numberOf(group.figure) ?? undefined)) : 0;
          return { code, name, value, note: t('figure.openArea') };
        })}
        blocks={[{ code: area.code, name: area.name }]}
        format={format}
        tone="pine"
        onChoose={onArea}
        key={language}
      />
    </section>
  );
}

interface KindsProps {
  readonly title: string | null | undefined;
  readonly groups: Behind['byFacet'];
  readonly unit: Unit;
}

const shownKinds = 12;

function Kinds({ title, groups, unit }: KindsProps) {
  const { t, language } = useWords('bureau');
  const named = groups.filter(({ key }) => key != null).slice(0, shownKinds);
  if (!title || named.length === 0) return null;
  const nameOf = (key: string) => t(`facet.${key}`, { defaultValue: key });
  const categories = named.map(({ key, name }) => name ?? nameOf(key!));
  const values = named.map(({ figure }) => numberOf(figure));
  return (
    <section className="card">
      <Chart
        title={title}
        summary={`${categories[0]} ${figureText(named[0]?.figure, unit, { t, language })}`}
        categoryTitle={title}
        categories={categories}
        series={[{ name: t('figure.value'), kind: 'bar', values, tone: 'sky' }]}
        format={(value) => valueText(Math.round(value), unit, { t, language })}
        nothing={t('figure.withheld')}
        lying
        height={Math.max(7, named.length * 1.9 + 2)}
      />
    </section>
  );
}
