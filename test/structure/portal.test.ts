/** Holds the portal to its parts: whatever is read by pages or at once shows how it stands, and nobody makes these states anew. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../../server/project';

const sources = join(projectRoot, 'client-examples', 'portal', 'src');
const texts = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.documents.ts'))
  .map((name) => ({ name: relative('.', name), text: readFileSync(join(sources, name), 'utf8') }));

/** A reading that a page beside it shows, and one that shows how far a file is written instead. */
const shownElsewhere = ['benches/bureau/overview.ts', 'benches/bureau/records-export.tsx'];

describe('the portal', () => {
  test.each([
    ['useList', '<ListStates'],
    ['useAnswer', '<AnswerStates'],
  ])('given whoever reads by %s, then %s shows how it stands', (hook, states) => {
    const readers = texts.filter(
      ({ name, text }) => new RegExp(`\\b${hook}\\(`).test(text) && !name.startsWith('parts/'),
    );
    expect(readers.length).toBeGreaterThan(3);
    const bare = readers.filter(({ name, text }) => !text.includes(states) && !shownElsewhere.includes(name));
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test('given a list that is loading or empty, then only the parts draw it', () => {
    const drawn = texts.filter(({ name, text }) => !name.startsWith('parts/') && /className="waiting"/.test(text));
    expect(drawn.map(({ name }) => name)).toEqual(['frame/waiting.tsx']);
  });
});
