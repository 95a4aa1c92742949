/** Promises Chinese characters on a page: which can be printed, and fonts cut to those that a page uses. */
import { readFile } from 'node:fs/promises';

export type Face = 'sc' | 'jp';

/** The first that has a character prints it; the second adds rare ones of names, such as 𠮷. */
const files: Record<Face, string> = {
  sc: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  jp: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
};
const faces: readonly Face[] = ['sc', 'jp'];

export interface Run {
  readonly face: Face;
  readonly text: string;
}

export class ReceiptFonts {
  private known?: Promise<ReadonlyMap<Face, ReadonlySet<number>>>;

  /** Whether every character has a shape: a receipt never shows an empty box for a name. */
  async canPrint(text: string): Promise<boolean> {
    const known = await this.characters();
    return [...text].every((character) => faceOf(known, character) !== undefined);
  }

  /** The text in parts of one font each. Throws for what canPrint refuses. */
  async runs(text: string): Promise<Run[]> {
    const known = await this.characters();
    const runs: { face: Face; text: string }[] = [];
    for (const character of text) {
      const face = faceOf(known, character);
      if (face === undefined) throw new RangeError('a character has no shape in the fonts of receipts');
      const last = runs.at(-1);
      if (last?.face === face) last.text += character;
      else runs.push({ face, text: character });
    }
    return runs;
  }

  /** The fonts with only the characters of these texts. */
  async cut(texts: readonly string[]): Promise<Map<Face, Buffer>> {
    const used = new Map<Face, string>();
    for (const run of await this.runs(texts.join(''))) used.set(run.face, (used.get(run.face) ?? '') + run.text);
    const { default: subsetFont } = await import('subset-font');
    const fonts = new Map<Face, Buffer>();
    for (const [face, text] of used)
      fonts.set(face, await subsetFont(await readFile(require.resolve(files[face])), text, { targetFormat: 'sfnt' }));
    return fonts;
  }

  private characters(): Promise<ReadonlyMap<Face, ReadonlySet<number>>> {
    this.known ??= readCharacters();
    return this.known;
  }
}

async function readCharacters(): Promise<ReadonlyMap<Face, ReadonlySet<number>>> {
  const { create } = await import('fontkit');
  const known = new Map<Face, ReadonlySet<number>>();
  for (const face of faces) {
    const font = create(await readFile(require.resolve(files[face])));
    known.set(face, new Set(font.characterSet));
  }
  return known;
}

function faceOf(known: ReadonlyMap<Face, ReadonlySet<number>>, character: string): Face | undefined {
  return faces.find((face) => known.get(face)!.has(character.codePointAt(0)!));
}
