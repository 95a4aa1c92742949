/** Promises where each area of a schematic map lies: streets as blocks, their areas as tiles, in as many columns as the room allows. Pure. */

export interface MapArea {
  /** Code of the area; that of its block is the beginning of it. */
  readonly code: string;
  readonly name: string;
  /** Undefined: nothing is known. */
  readonly value: number | 'withheld' | undefined;
  /** What else is said of it when one looks closer. */
  readonly note?: string;
}

export interface MapBlock {
  readonly code: string;
  readonly name: string;
}

export interface Tile {
  readonly area: MapArea;
  readonly x: number;
  readonly y: number;
}

export interface PlacedBlock {
  readonly block: MapBlock;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
}

export interface Measures {
  readonly width: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly gap: number;
  readonly headHeight: number;
}

export interface Layout {
  readonly blocks: readonly PlacedBlock[];
  readonly height: number;
}

/** Blocks stand on shelves from left to right; those without areas are left out, areas without a block stand in one without a name. */
export function layOut(areas: readonly MapArea[], blocks: readonly MapBlock[], measures: Measures): Layout {
  const { width, gap } = measures;
  const placed: PlacedBlock[] = [];
  let [x, y, shelf] = [0, 0, 0];
  for (const { block, members } of gather(areas, blocks)) {
    const size = sizeOf(members.length, measures);
    if (x > 0 && x + size.width > width) [x, y, shelf] = [0, y + shelf + gap * 3, 0];
    placed.push({ block, x, y, ...size, tiles: tilesOf(members, x, y, size.columns, measures) });
    x += size.width + gap * 3;
    shelf = Math.max(shelf, size.height);
  }
  return { blocks: placed, height: y + shelf };
}

function gather(areas: readonly MapArea[], blocks: readonly MapBlock[]) {
  const longestFirst = [...blocks].sort((a, b) => b.code.length - a.code.length);
  const members = new Map<string, MapArea[]>();
  for (const area of areas) {
    const block = longestFirst.find(({ code }) => area.code.startsWith(code));
    members.set(block?.code ?? '', [...(members.get(block?.code ?? '') ?? []), area]);
  }
  return [...blocks, { code: '', name: '' }]
    .filter(({ code }) => members.has(code))
    .map((block) => ({ block, members: members.get(block.code)! }));
}

function sizeOf(count: number, { width, tileWidth, tileHeight, gap, headHeight }: Measures) {
  const most = Math.max(1, Math.floor((width - gap) / (tileWidth + gap)));
  const columns = Math.min(count, most, Math.max(2, Math.ceil(Math.sqrt(count * 1.2))));
  const rows = Math.ceil(count / columns);
  return {
    columns,
    width: Math.max(columns, Math.min(2, most)) * (tileWidth + gap) + gap,
    height: headHeight + rows * (tileHeight + gap) + gap,
  };
}

function tilesOf(members: readonly MapArea[], x: number, y: number, columns: number, measures: Measures): Tile[] {
  const { tileWidth, tileHeight, gap, headHeight } = measures;
  return members.map((area, index) => ({
    area,
    x: x + gap + (index % columns) * (tileWidth + gap),
    y: y + headHeight + Math.floor(index / columns) * (tileHeight + gap),
  }));
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** The nearest tile in a direction: what lies off the straight line counts twice. Undefined at the edge. */
export function tileBeside(tiles: readonly Tile[], from: Tile, direction: Direction): Tile | undefined {
  const lies = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const sign = direction === 'ArrowLeft' || direction === 'ArrowUp' ? -1 : 1;
  const far = (tile: Tile) => {
    const [along, across] = lies ? [tile.x - from.x, tile.y - from.y] : [tile.y - from.y, tile.x - from.x];
    return along * sign > 0 ? along * sign + 2 * Math.abs(across) : Infinity;
  };
  return tiles.reduce<Tile | undefined>((best, tile) => {
    const distance = far(tile);
    return distance < (best ? far(best) : Infinity) ? tile : best;
  }, undefined);
}

export const stepCount = 4;

/** The step of the scale: 0 for nothing or less, 1 to 4 by quarters of the greatest. */
export function stepOf(value: number, greatest: number): number {
  return value <= 0 || greatest <= 0 ? 0 : Math.min(stepCount, Math.ceil((stepCount * value) / greatest));
}

/** A name without the words that say only what kind of area it is. */
export function shortName(name: string): string {
  // A grid is named after its community: 崇安社区居委会第1网格 is 崇安 1.
  const grid = /^(.{2,}?)(社区|村)?(居民|村民)?(居委会|村委会|委员会)第(\d+)网格$/.exec(name);
  if (grid) return `${grid[1]} ${grid[5]}`;
  const short = name.replace(/(社区|村)?(居民|村民)?(居委会|村委会|委员会)$/, '').replace(/(街道|地区)(办事处)?$/, '');
  return short.length >= 2 ? short : name;
}

export interface AreaMapProps {
  readonly title: string;
  /** What the figures are, with their unit. */
  readonly valueTitle: string;
  readonly areas: readonly MapArea[];
  /** In the order in which they are shown. */
  readonly blocks: readonly MapBlock[];
  readonly format: (value: number) => string;
  readonly tone?: 'pine' | 'persimmon' | 'plum';
  /** Code of the area that is open. */
  readonly chosen?: string;
  /** With it, a click or Enter opens an area. */
  readonly onChoose?: (code: string) => void;
}

export interface RoomMeasures {
  readonly width: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly gap: number;
  readonly headHeight: number;
  readonly size: number;
}
