/** Promises what a tile of the map shows and says, and the legend that explains it: never by colour alone. */
import { useMemo } from 'react';
import { useWords } from '../language/language';
import { shortName, stepCount, stepOf, type MapArea, type Tile } from './area-map-layout';
import type { AreaMapProps, RoomMeasures } from './area-map-layout';

export interface Telling {
  readonly greatest: number;
  readonly hasWithheld: boolean;
  readonly format: (value: number) => string;
  /** 0 to 4, or what is not a figure. */
  readonly step: (area: MapArea) => number | 'withheld' | 'unknown';
  readonly value: (area: MapArea) => string;
  readonly sentence: (area: MapArea) => string;
}

export function useTelling({ areas, valueTitle, format }: AreaMapProps): Telling {
  const { t } = useWords();
  return useMemo(() => {
    const greatest = areas.reduce((most, { value }) => (typeof value === 'number' ? Math.max(most, value) : most), 0);
    const value = (area: MapArea) =>
      typeof area.value === 'number'
        ? format(area.value)
        : t(area.value === 'withheld' ? 'picture.withheld' : 'picture.unknown');
    return {
      ...{ greatest, format, value },
      hasWithheld: areas.some((area) => area.value === 'withheld'),
      step: (area) => (typeof area.value === 'number' ? stepOf(area.value, greatest) : (area.value ?? 'unknown')),
      sentence: (area) => `${area.name} ${valueTitle} ${value(area)}`,
    };
  }, [areas, valueTitle, format, t]);
}

interface TileMarkProps {
  readonly tile: Tile;
  readonly measures: RoomMeasures;
  readonly telling: Telling;
  readonly hatch: string;
}

export function TileMark({ tile: { area, x, y }, measures, telling, hatch }: TileMarkProps) {
  const { t } = useWords();
  const { tileWidth: width, tileHeight: height, size } = measures;
  const step = telling.step(area);
  const letters = Math.floor((width - size * 0.6) / (size * 0.78));
  const name = shortName(area.name);
  const shown =
    typeof area.value === 'number'
      ? telling.format(area.value)
      : step === 'withheld'
        ? t('picture.withheldShort')
        : '—';
  return (
    <>
      <title>{[telling.sentence(area), area.note].filter(Boolean).join(', ')}</title>
      <rect className="ground" x={x} y={y} width={width} height={height} rx="7" />
      {step === 'withheld' && <rect x={x} y={y} width={width} height={height} rx="7" fill={`url(#${hatch})`} />}
      <text aria-hidden="true" className="area-map-name" x={x + size * 0.35} y={y + size * 1.1}>
        {name.length > letters ? `${name.slice(0, letters - 1)}…` : name}
      </text>
      <text aria-hidden="true" className="area-map-value" x={x + size * 0.35} y={y + size * 2.45}>
        {shown}
      </text>
      {typeof step === 'number' &&
        Array.from({ length: step }, (_, index) => (
          <circle
            key={index}
            className="area-map-mark"
            cx={x + width - size * (0.5 + index * 0.42)}
            cy={y + height - size * 0.55}
            r={size * 0.14}
          />
        ))}
    </>
  );
}

/** Where no area has anything, there is only one step. */
export function Legend({ telling, title }: { readonly telling: Telling; readonly title: string }) {
  const { t } = useWords();
  const steps = Array.from({ length: telling.greatest > 0 ? stepCount + 1 : 1 }, (_, step) => step);
  return (
    <ul className="area-map-legend row" aria-hidden="true">
      <li className="soft">{title}</li>
      {steps.map((step) => (
        <li key={step}>
          <span className={`swatch step${step}`}>{'•'.repeat(step)}</span>
          {step === 0
            ? t('picture.none')
            : t('picture.upTo', { value: telling.format((telling.greatest * step) / stepCount) })}
        </li>
      ))}
      {telling.hasWithheld && (
        <li>
          <span className="swatch stepwithheld" />
          {t('picture.withheld')}
        </li>
      )}
    </ul>
  );
}
