/**
 * Promises a schematic map: streets as blocks, their areas as tiles, drawn from codes alone. Each tile says its figure by colour, by
 * marks and by number; what is withheld is hatched and says so. Arrow keys go from tile to tile, and the same stands as a table.
 */
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useWords } from '../language/language';
import './area-map.css';
import { layOut, tileBeside, type Direction, type Tile } from './area-map-layout';
import { Legend, TileMark, useTelling, type Telling } from './area-map-tile';
import { Twin } from './twin';
import type { AreaMapProps, RoomMeasures } from './area-map-layout';

export type { MapArea, MapBlock } from './area-map-layout';

export function AreaMap(props: AreaMapProps) {
  const { title, valueTitle, areas, blocks, tone = 'persimmon' } = props;
  const { t } = useWords();
  const [room, measures] = useRoom();
  const layout = useMemo(() => layOut(areas, blocks, measures), [areas, blocks, measures]);
  const telling = useTelling(props);
  const [near, setNear] = useState<string>();
  const shown = areas.find(({ code }) => code === (near ?? props.chosen));
  return (
    <figure className={`area-map ${tone}`}>
      <figcaption>{title}</figcaption>
      <Legend telling={telling} title={valueTitle} />
      <div ref={room} className="area-map-room">
        <Blocks {...props} layout={layout} measures={measures} telling={telling} onNear={setNear} />
      </div>
      <p className="area-map-near soft" aria-hidden="true">
        {shown ? [telling.sentence(shown), shown.note].filter(Boolean).join(' · ') : t('picture.moveHint')}
      </p>
      <Twin
        title={title}
        columns={[t('picture.area'), valueTitle]}
        rows={areas.map((area) => [area.name, telling.value(area)])}
      />
    </figure>
  );
}

interface BlocksProps extends AreaMapProps {
  readonly layout: ReturnType<typeof layOut>;
  readonly measures: RoomMeasures;
  readonly telling: Telling;
  readonly onNear: (code: string | undefined) => void;
}

function Blocks({ title, layout, measures, telling, chosen, onChoose, onNear }: BlocksProps) {
  const hatch = useId();
  const tiles = useMemo(() => layout.blocks.flatMap((block) => block.tiles), [layout]);
  const { box, entry, setFocused, onKeyDown } = useRoving(tiles, chosen, onChoose);
  return (
    <svg
      ref={box}
      role="listbox"
      aria-label={title}
      width={measures.width}
      height={layout.height}
      onKeyDown={onKeyDown}
      onMouseLeave={() => onNear(undefined)}
    >
      <defs>
        <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="area-map-hatch" width="3" height="8" />
        </pattern>
      </defs>
      {layout.blocks.map(({ block, x, y, width, height, tiles: own }) => (
        <g key={block.code} role="group" aria-label={block.name}>
          <rect className="area-map-block" x={x} y={y} width={width} height={height} rx="10" />
          <text className="area-map-head" x={x + measures.gap * 2} y={y + measures.headHeight * 0.68}>
            {block.name}
          </text>
          {own.map((tile) => (
            <g
              key={tile.area.code}
              role="option"
              data-area={tile.area.code}
              aria-selected={tile.area.code === chosen}
              tabIndex={tile.area.code === entry ? 0 : -1}
              className={`area-map-tile step${telling.step(tile.area)} ${onChoose ? 'opens' : ''}`}
              onFocus={() => {
                setFocused(tile.area.code);
                onNear(tile.area.code);
              }}
              onBlur={() => onNear(undefined)}
              onMouseEnter={() => onNear(tile.area.code)}
              onClick={() => onChoose?.(tile.area.code)}
            >
              <TileMark tile={tile} measures={measures} telling={telling} hatch={hatch} />
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

/** One tile is reached by Tab, the others from it by arrows, Home and End. */
function useRoving(tiles: readonly Tile[], chosen: string | undefined, onChoose: AreaMapProps['onChoose']) {
  const box = useRef<SVGSVGElement>(null);
  const [focused, setFocused] = useState<string>();
  /** The one tile that Tab reaches. */
  const entry = [focused, chosen].find((code) => tiles.some(({ area }) => area.code === code)) ?? tiles[0]?.area.code;

  const go = (code: string | undefined) => {
    if (code === undefined) return;
    box.current?.querySelector<SVGGElement>(`[data-area="${code}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = tiles.find(({ area }) => area.code === entry);
    const ends: Record<string, number> = { Home: 0, End: tiles.length - 1 };
    if (!from) return;
    if (event.key.startsWith('Arrow')) go(tileBeside(tiles, from, event.key as Direction)?.area.code);
    else if (event.key in ends) go(tiles[ends[event.key]!]?.area.code);
    else if (event.key === 'Enter' || event.key === ' ') onChoose?.(from.area.code);
    else return;
    event.preventDefault();
  };
  return { box, entry, setFocused, onKeyDown };
}

/** Measures in pixels, by the width of the room and the size of its letters: large on a wall, never below a finger on a phone. */
function useRoom(): readonly [React.RefObject<HTMLDivElement | null>, RoomMeasures] {
  const room = useRef<HTMLDivElement>(null);
  const [[width, size], setRoom] = useState([900, 16]);
  useLayoutEffect(() => {
    const element = room.current!;
    const look = () => setRoom([Math.floor(element.clientWidth), parseFloat(getComputedStyle(element).fontSize)]);
    look();
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const measures = useMemo(
    () => ({ width, size, tileWidth: size * 5, tileHeight: size * 3.1, gap: size / 4, headHeight: size * 1.9 }),
    [width, size],
  );
  return [room, measures];
}
