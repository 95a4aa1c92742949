/** Promises a story that is told and checked: each step in Chinese and English, each claim about it verified or the story fails. */
import { deepStrictEqual } from 'node:assert';

export class Narrator {
  private step = 0;
  readonly checks: string[] = [];

  constructor(private readonly write: (line: string) => void) {}

  tell(zh: string, en: string): void {
    this.step += 1;
    this.write(`${String(this.step).padStart(2)}. ${zh}\n    ${en}\n`);
  }

  /** Throws when what was seen is not what the story says. */
  check(what: string, seen: unknown, expected: unknown): void {
    try {
      deepStrictEqual(seen, expected);
    } catch {
      throw new Error(
        `The story does not hold: ${what}. Seen ${JSON.stringify(seen)}, expected ${JSON.stringify(expected)}`,
      );
    }
    this.checks.push(what);
    this.write(`    ✓ ${what}\n`);
  }
}
