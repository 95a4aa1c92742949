/** Promises where people in need are likely unseen: a map of what is missing, the areas in their order beside it, why each stands there, and what to do. */
import { useEffect, useRef, useState } from 'react';
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
import { SilentSteps } from './silent-steps';
import './silent.css';
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
  const open = (code: string) => choose('area', code === own ? undefined : code);
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
        <Gaps key={`${areaCode} ${level}`} gaps={list.items} blocks={blocksOf(area, level)} onOpen={open} />
      </ListStates>
    </div>
  );
}

interface GapsProps {
  readonly gaps: readonly Gap[];
  readonly blocks: readonly MapBlock[];
  readonly onOpen: (code: string) => void;
}

/** Map and list speak of one area at a time: the one that was chosen in either, at first the one with the greatest gap. */
function Gaps({ gaps, blocks, onOpen }: GapsProps) {
  const { t } = useWords('bureau');
  const [wish, setWish] = useState<string>();
  const chosen = gaps.find(({ areaCode }) => areaCode === wish) ?? gaps[0]!;
  const lines = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (wish !== undefined) lines.current?.querySelector(`[data-gap="${wish}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [wish]);
  const most = gaps.reduce((all, gap) => Math.max(all, gap.expectedHouseholds, gap.observedHouseholds ?? 0), 1);
  return (
    <div className="silent">
      <div className="silent-side stack">
        <SilentMap gaps={gaps} blocks={blocks} chosen={chosen.areaCode} onChoose={setWish} />
        <SilentSteps gap={chosen} gaps={gaps} onOpen={onOpen} />
      </div>
      <section className="card" aria-labelledby="ranking">
        <h2 id="ranking">{t('silent.ranking')}</h2>
        <ol className="gap-list" ref={lines}>
          {gaps.map((gap) => (
            <SilentLine key={gap.areaCode} {...{ gap, most }} isChosen={gap === chosen} onChoose={setWish} />
          ))}
        </ol>
      </section>
    </div>
  );
}

interface SilentMapProps extends Pick<GapsProps, 'gaps' | 'blocks'> {
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
}

function SilentMap({ gaps, blocks, chosen, onChoose }: SilentMapProps) {
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
        chosen={chosen}
        onChoose={onChoose}
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
