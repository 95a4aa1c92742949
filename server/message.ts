/** Promises that everything said on the console is said in Chinese and in English, one line each. */

export interface Message {
  readonly zh: string;
  readonly en: string;
}

export type Report = (line: Message) => void;

/** Prints one line in each language. */
export const printMessage: Report = (line) => {
  process.stdout.write(`${line.zh}\n${line.en}\n`);
};

export interface StartFailureParts {
  /** What went wrong. */
  readonly what: Message;
  /** Why it went wrong, as far as the program can tell. */
  readonly why: Message;
  /** What the reader should type or do next. */
  readonly type: Message;
  /** The last lines of a log that explain more; printed below the two lines. */
  readonly log?: readonly string[];
}

/** A reason why the server cannot start that the reader can mend: printed without a stack. */
export class StartFailure extends Error {
  readonly what: Message;
  readonly why: Message;
  readonly type: Message;
  readonly log: readonly string[];

  constructor(parts: StartFailureParts) {
    super(`${parts.what.en}: ${parts.why.en}. What to do: ${parts.type.en}`);
    this.name = 'StartFailure';
    this.what = parts.what;
    this.why = parts.why;
    this.type = parts.type;
    this.log = parts.log ?? [];
  }

  /** The failure as one line in each language. */
  get line(): Message {
    return {
      zh: `✗ ${this.what.zh}：${this.why.zh}。怎么办：${this.type.zh}`,
      en: `✗ ${this.what.en}: ${this.why.en}. What to do: ${this.type.en}`,
    };
  }
}

/** Prints a failure to standard error: one line in each language, then the log lines it carries. */
export function printFailure(failure: StartFailure): void {
  const log = failure.log.map((line) => `    ${line}\n`).join('');
  process.stderr.write(`${failure.line.zh}\n${failure.line.en}\n${log}`);
}
