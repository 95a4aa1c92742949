/** Promises a story that is told and checked: each step in Chinese and English, each claim about it verified or the story fails. */
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
    const [said, wanted] = [JSON.stringify(seen), JSON.stringify(expected)];
    if (said !== wanted) throw new Error(`The story does not hold: ${what}. Seen ${said}, expected ${wanted}`);
    this.checks.push(what);
    this.write(`    ✓ ${what}\n`);
  }
}
