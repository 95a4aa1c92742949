/** Promises the text of a PDF page by what the file itself says: its text operators, fonts and their tables of characters. */
import { inflateSync } from 'node:zlib';

interface Part {
  readonly head: string;
  readonly stream: Buffer;
}

/** Each piece of text in the order of drawing. */
export function textsOf(pdf: Buffer): string[] {
  const parts = partsOf(pdf);
  const fonts = new Map<string, Map<string, string>>();
  for (const { head } of parts.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(parts.get(id!)!.head);
      if (table) fonts.set(name!, charactersOf(parts.get(table[1]!)!.stream.toString('latin1')));
    }
  const page = [...parts.values()].map((part) => part.stream.toString('latin1')).find((text) => / Tf\b/.test(text))!;
  const texts: string[] = [];
  let font = '';
  for (const [, name, drawn] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d. ])*)\] TJ/g))
    if (name) font = name;
    else {
      const codes = [...drawn!.matchAll(/<([0-9a-f]*)>/g)].map((match) => match[1]).join('');
      texts.push((codes.match(/.{4}/g) ?? []).map((code) => fonts.get(font)!.get(code)!).join(''));
    }
  return texts;
}

/** How many squares the QR code is made of: what is as wide as high, which the frame of the table is not. */
export function squaresOf(pdf: Buffer): number {
  const parts = [...partsOf(pdf).values()].map((part) => part.stream.toString('latin1'));
  const page = parts.find((text) => / Tf\b/.test(text))!;
  return [...page.matchAll(/ ([\d.]+) ([\d.]+) re\b/g)].filter(([, wide, high]) => wide === high).length;
}

function partsOf(pdf: Buffer): Map<string, Part> {
  const text = pdf.toString('latin1');
  const parts = new Map<string, Part>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id, body] = match;
    const at = body!.indexOf('stream\n');
    const head = at < 0 ? body! : body!.slice(0, at);
    const raw = at < 0 ? Buffer.alloc(0) : Buffer.from(body!.slice(at + 7, body!.lastIndexOf('\nendstream')), 'latin1');
    parts.set(id!, { head, stream: head.includes('/FlateDecode') ? inflateSync(raw) : raw });
  }
  return parts;
}

function charactersOf(table: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, first, list] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
    for (const [index, [, hexadecimal]] of [...list!.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const code = (parseInt(first!, 16) + index).toString(16).padStart(4, '0');
      characters.set(code, Buffer.from(hexadecimal!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    }
  return characters;
}
