/** Shows that every text of the portal is there in both languages, with the same blanks to fill in, and that each says something. */
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from '../../server/project';

type Words = { readonly [key: string]: string | Words };

const sources = join(projectRoot, 'client-examples', 'portal', 'src');
const folders = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('words.zh.ts'))
  .map((name) => dirname(join(sources, name)));

/** Every text by its path. English counts in two forms; the other form of a text is no text of its own. */
function textsOf(words: Words, path = ''): Map<string, string> {
  const found = Object.entries(words).flatMap(([key, value]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[place, value] as const] : [...textsOf(value, place)];
  });
  return new Map(found);
}

const blanksOf = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the words of the portal', () => {
  test('given the folders, then the shared words and those of each bench are found', () => {
    const names = folders.map((folder) => relative(sources, folder));
    expect(names).toEqual(expect.arrayContaining(['language', join('benches', 'organisation')]));
  });

  test.each(folders.map((folder) => [relative(sources, folder), folder]))(
    'given the words of %s, then Chinese and English have the same texts and blanks, none empty, each in its own script and marks',
    async (_name, folder) => {
      const load = async (language: string) =>
        textsOf(((await import(join(folder, `words.${language}.ts`))) as { default: Words }).default);
      const [zh, en] = [await load('zh'), await load('en')];
      expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
      for (const [key, text] of zh) {
        expect([key, blanksOf(en.get(key)!)]).toEqual([key, blanksOf(text)]);
        expect([key, text.trim() !== '', en.get(key)!.trim() !== '']).toEqual([key, true, true]);
        expect([key, /[\p{Script=Han}\}][,:;?!]|[,:;?!][\p{Script=Han}\{]/u.test(text)]).toEqual([key, false]);
        // Only the name of the other language stands in its own script.
        if (key !== 'otherLanguage') expect([key, /\p{Script=Han}/u.test(en.get(key)!)]).toEqual([key, false]);
      }
    },
  );
});
