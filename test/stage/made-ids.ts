/**
 * Promises lines in one order with numbers for the ids that a server made (UUID version 7; clients and plans make other versions), the
 * same for any two sets of lines of which one is the other with other ids.
 */
import { createHash } from 'node:crypto';

const madeId = /([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})/;
/** More than any chain of ids is long. */
const rounds = 12;

/** Even places: what stands between ids; odd places: an id. */
type Split = readonly string[];

/**
 * An id is what is said of it: its mark is a digest of the lines that name it, with the marks of the ids in these, again and again until no
 * more ids are told apart. Then the lines are sorted by what they say, and the marks are numbered by their first appearance.
 */
export function numberIds(lines: readonly string[]): string[] {
  const split = lines.map((line): Split => line.split(madeId));
  let marks = new Map<string, string>();
  for (let round = 0, apart = 0; round < rounds; round += 1) {
    marks = markAll(split, marks);
    const now = new Set(marks.values()).size;
    if (now === apart) break;
    apart = now;
  }
  const marked = split.map((parts) => ({ parts, text: withMarks(parts, marks) }));
  marked.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const numbers = new Map<string, number>();
  return marked.map(({ parts }) =>
    parts.map((part, place) => (place % 2 === 0 ? part : `#${numberOf(marks.get(part)!, numbers)}`)).join(''),
  );
}

function numberOf(mark: string, numbers: Map<string, number>): number {
  const found = numbers.get(mark) ?? numbers.size + 1;
  numbers.set(mark, found);
  return found;
}

function markAll(lines: readonly Split[], before: ReadonlyMap<string, string>): Map<string, string> {
  const said = new Map<string, string[]>();
  for (const parts of lines) {
    if (parts.length === 1) continue;
    const line = digestOf(withMarks(parts, before));
    for (let place = 1; place < parts.length; place += 2) {
      const sayings = said.get(parts[place]!) ?? [];
      sayings.push(`${place} ${line}`);
      said.set(parts[place]!, sayings);
    }
  }
  return new Map([...said].map(([id, sayings]) => [id, digestOf(sayings.sort().join('\n'))]));
}

function withMarks(parts: Split, marks: ReadonlyMap<string, string>): string {
  return parts.length === 1
    ? parts[0]!
    : parts.map((part, place) => (place % 2 === 0 ? part : (marks.get(part) ?? ''))).join('\u0000');
}

function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
