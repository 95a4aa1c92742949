/** Promises where people in need are likely unseen: a map of what is missing, the areas in their order, and why each stands there. */
import { useWords } from '../../language/language';
import { AreaMap, type MapBlock } from '../../parts/area-map';
import { formatNumber } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useAreas } from '../../session/acting';
import './bench.css';
import { bureauRoles } from './roles';
import { SilentMinority, type SilentMinorityQuery } from './silent.documents';
import { SilentLine } from './silent-line';
import type { Gap } from './read';

const levels = ['SUBDISTRICT', 'COMMUNITY', 'GRID'] as const;
const choices = { area: /^\d{6}(\d{3}){0,2}$/, level: levels };
/** By the length of the code of the area that is looked at: what lies below it. */
const below: Readonly<Record<number, readonly (typeof levels)[number][]>> = {
  6: levels,
  9: ['COMMUNITY', 'GRID'],
  12: ['GRID'],
};

export function SilentPage() {
  const { t } = useWords('bureau');
  const [filters, choose] = useUrlFilters(choices);
  const own = useAreas(bureauRoles)[0] ?? '';
  const areaCode = filters.area?.startsWith(own) ? filters.area : own;
  const offered = below[areaCode.length] ?? ['GRID'];
  const level = offered.find((one) => one === filters.level) ?? offered[0]!;
  const list = useList(SilentMinority, { areaCode, level }, (result) => result.outreachGaps);
  const area = list.first?.area;
  const open = (code: string) => {
    if (code.length <= 12) choose('area', code === own ? undefined : code);
  };
  return (
    <div className="stack bureau">
      <p className="lead">{t('silent.lead')}</p>
      <div className="scope-bar">
        {area?.parent && areaCode !== own && (
          <button type="button" className="quiet-button" onClick={() => open(area.parent!.code)}>
            ↑ {area.parent.name}
          </button>
        )}
        <strong>{area?.name}</strong>
        <div className="row" role="group" aria-label={t('silent.level')}>
          {offered.map((one) => (
            <button
              key={one}
              type="button"
              className="quiet-button"
              aria-pressed={one === level}
              onClick={() => choose('level', one)}
            >
              {t(`level.${one}`)}
            </button>
          ))}
        </div>
      </div>
      <ListStates
        list={list}
        empty={
          <>
            <strong>{t('silent.empty')}</strong>
            {t('silent.emptyHint')}
          </>
        }
      >
        <SilentMap gaps={list.items} blocks={blocksOf(area, level)} onOpen={open} />
        <ol className="gap-list card" aria-label={t('silent.ranking')}>
          {list.items.map((gap) => (
            <SilentLine key={gap.areaCode} gap={gap} most={mostOf(list.items)} onOpen={open} />
          ))}
        </ol>
      </ListStates>
    </div>
  );
}

interface SilentMapProps {
  readonly gaps: readonly Gap[];
  readonly blocks: readonly MapBlock[];
  readonly onOpen: (code: string) => void;
}

function SilentMap({ gaps, blocks, onOpen }: SilentMapProps) {
  const { t, language } = useWords('bureau');
  const whole = (value: number) => formatNumber(Math.round(value * 10) / 10, language);
  return (
    <section className="card" aria-label={t('silent.map')}>
      <AreaMap
        title={t('silent.map')}
        valueTitle={t('silent.gap')}
        areas={[...gaps]
          .sort((a, b) => (a.areaCode < b.areaCode ? -1 : 1))
          .map((gap) => ({
            code: gap.areaCode,
            name: gap.area?.name ?? gap.areaCode,
            value: Math.max(0, gap.gap),
            note: t('silent.note', {
              expected: whole(gap.expectedHouseholds),
              observed: gap.observedHouseholds ?? t('figure.withheld'),
            }),
          }))}
        blocks={blocks}
        format={whole}
        onChoose={onOpen}
      />
    </section>
  );
}

/** The children are the blocks, unless they are the tiles themselves. */
function blocksOf(area: SilentMinorityQuery['area'] | undefined, level: string) {
  if (!area) return [];
  const children = area.children.edges.map(({ node }) => node);
  const tileLength = { SUBDISTRICT: 9, COMMUNITY: 12, GRID: 15 }[level] ?? 15;
  return children.some(({ code }) => code.length < tileLength) ? children : [{ code: area.code, name: area.name }];
}

const mostOf = (gaps: readonly Gap[]) =>
  gaps.reduce((most, gap) => Math.max(most, gap.expectedHouseholds, gap.observedHouseholds ?? 0), 1);
