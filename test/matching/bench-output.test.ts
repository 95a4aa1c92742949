/** Shows that the plots of the benchmarks are well-formed SVG with round ticks in place, and that their tables line up. */
import { svgPlot, type Plot } from '../bench/plot';
import { markdownTable, median, rounded } from '../bench/table';

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?)>/y;
const TEXT = /(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+);)+/y;

/** A strict reader of elements, quoted attributes and escaped text; anything else is not well-formed here. */
function parse(source: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (let at = 0; at < source.length;) {
    const parent = open[open.length - 1]!;
    TAG.lastIndex = TEXT.lastIndex = at;
    const tag = TAG.exec(source);
    const text = tag ? null : TEXT.exec(source);
    const found = tag ?? text;
    if (!found) throw new Error(`Not well-formed at ${at}: ${source.slice(at, at + 40)}`);
    at += found[0].length;
    if (text) parent.text += text[0];
    else if (tag![1] === '/') {
      if (open.pop()!.name !== tag![2]) throw new Error(`</${tag![2]}> closes <${parent.name}>.`);
    } else {
      const pairs = [...tag![3]!.matchAll(/([\w:-]+)="([^"]*)"/g)].map((pair) => [pair[1]!, pair[2]!] as const);
      const attributes = Object.fromEntries(pairs);
      if (Object.keys(attributes).length < pairs.length) throw new Error(`An attribute twice in <${tag![2]}>.`);
      const element: Element = { name: tag![2]!, attributes, children: [], text: '' };
      parent.children.push(element);
      if (tag![4] === '') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('Not one element that is closed.');
  return root.children[0]!;
}

const plot: Plot = {
  title: 'Time & needs <all>',
  x: { label: 'needs', scale: 'log', from: 1_000, to: 1_000_000 },
  y: { label: 'milliseconds', scale: 'linear', from: 0, to: 100 },
  series: [
    {
      name: 'ours',
      points: [
        [1_000, 0],
        [1_000_000, 100],
      ],
    },
    {
      name: 'a < b',
      points: [
        [0, 7],
        [10_000, 50],
        [20_000, Infinity],
      ],
      dashed: true,
    },
  ],
};

function of(root: Element, name: string): Element[] {
  return root.children.filter((element) => element.name === name);
}

describe('plots', () => {
  const root = parse(svgPlot(plot));
  const texts = of(root, 'text');

  test('are one SVG element in its namespace; what the names hold is escaped', () => {
    expect(root.name).toBe('svg');
    expect(root.attributes.xmlns).toBe('http://www.w3.org/2000/svg');
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['Time &amp; needs &lt;all&gt;', 'a &lt; b']));
  });

  test('the reader refuses what is not well-formed', () => {
    for (const wrong of ['<a><b></a></b>', '<a x="1" x="2"/>', '<a>&</a>', '<a', '<a/><b/>', '<a x=1/>', '<a>']) {
      expect(() => parse(wrong)).toThrow();
    }
  });

  test('ticks stand at round values, evenly: by factors of ten on a logarithmic axis, by steps on a linear one', () => {
    const across = texts.filter((each) => each.attributes.y === '420');
    expect(across.map(({ text }) => text)).toEqual(['1,000', '10,000', '100,000', '1,000,000']);
    const xs = across.map((each) => Number(each.attributes.x));
    expect([xs[0], xs[3]]).toEqual([78, 740]);
    for (const step of [1, 2, 3]) expect(xs[step]! - xs[step - 1]!).toBeCloseTo(662 / 3, 0);
    const up = texts.filter((each) => each.attributes['text-anchor'] === 'end');
    expect(up.map(({ text }) => text)).toEqual(['0', '20', '40', '60', '80', '100']);
    expect(up.map((each) => Number(each.attributes.y) - 4)).toEqual([402, 330.4, 258.8, 187.2, 115.6, 44]);
  });

  test('points stand where their values are; what a logarithmic axis or no axis can show is left out', () => {
    expect(of(root, 'polyline').map(({ attributes }) => attributes.points)).toEqual(['78,402 740,44', '298.7,223']);
    expect(of(root, 'polyline').map(({ attributes }) => attributes['stroke-dasharray'])).toEqual([undefined, '6 4']);
    expect(of(root, 'circle')).toHaveLength(3);
  });

  test('one value alone has an axis around it, and no value at all is an error', () => {
    const alone = svgPlot({ ...plot, x: { label: 'x', scale: 'log' }, series: [{ name: 'one', points: [[5, 5]] }] });
    expect(of(parse(alone), 'circle')).toHaveLength(1);
    expect(alone).not.toMatch(/NaN|Infinity/);
    expect(() => svgPlot({ ...plot, series: [{ name: 'none', points: [[0, 5]] }] })).toThrow('Nothing to show');
  });
});

describe('tables', () => {
  test('columns line up, numbers to the right, a bar within a cell escaped', () => {
    const rows = [
      ['a|b', 5, '7'],
      ['c', 1234, '-'],
    ];
    expect(markdownTable(['form', 'needs', 'x'], rows).split('\n')).toEqual([
      '| form | needs | x   |',
      '| ---- | ----: | --- |',
      '| a\\|b |     5 | 7   |',
      '| c    |  1234 | -   |',
    ]);
  });

  test('a row of another length is an error, and a table may be empty', () => {
    expect(() => markdownTable(['a', 'b'], [['1']])).toThrow('1 cells under 2 headings');
    expect(markdownTable(['a'], [])).toBe('| a   |\n| --- |');
  });

  test('the median is the middle, the upper of two; figures are rounded to three digits', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 3]);
    expect([0.12345, 4.5678, 1234.5].map(rounded)).toEqual([0.123, 4.57, 1230]);
  });
});
