/** Promises free text as people may safely read it: NFC, trimmed, without invisible, direction-changing or control characters. */
import { InvalidInput } from './refusals';

export interface TextLimits {
  /** The most characters (code points) allowed. */
  readonly maximum: number;
  /** The fewest; 1 when left out. */
  readonly minimum?: number;
  /** Whether line breaks may stay; every kind of break becomes \n. */
  readonly multiline?: boolean;
}

/**
 * Controls (NUL included), invisible formatting (zero-width, direction marks, soft hyphen, tags), line and paragraph separators,
 * surrogates without their partner, private use and characters that no Unicode version assigns to anything.
 */
const forbidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;
/** Letters that show nothing although they count as letters: fillers of Hangul and of other scripts. */
const blankLetters = /[\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFFA0\u034F]/u;

/**
 * The text as it is stored, or undefined when it must be refused: empty, too long, or with a character that hides or reorders
 * what is read. Rare Han characters beyond the basic plane stay as they are.
 */
export function cleanText(text: string, limits: TextLimits): string | undefined {
  const lined = limits.multiline ? text.replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n') : text;
  const cleaned = lined.normalize('NFC').trim();
  const looked = limits.multiline ? cleaned.replaceAll('\n', ' ') : cleaned;
  if (forbidden.test(looked) || blankLetters.test(looked)) return undefined;
  const length = [...cleaned].length;
  return length < (limits.minimum ?? 1) || length > limits.maximum ? undefined : cleaned;
}

/** The cleaned text of a required field, or the refusal that names the field and never its contents. */
export function requireText(field: string, text: string, limits: TextLimits): string | InvalidInput {
  return cleanText(text, limits) ?? unclean(field, limits);
}

/** What to say of a text that cleanText refused. */
export function unclean(field: string, limits: TextLimits): InvalidInput {
  return new InvalidInput(field, {
    zh: `文字须为 ${limits.minimum ?? 1} 至 ${limits.maximum} 个字符，且不含控制字符或不可见字符。请改正后重试。`,
    en: `The text must have ${limits.minimum ?? 1} to ${limits.maximum} characters, none of them invisible or a control. Correct it and try again.`,
  });
}

/** Words that are compared with each other (languages, skills): each cleaned and in lower case, none twice, in order. */
export function cleanTags(
  tags: readonly string[],
  limits: TextLimits & { readonly count: number },
): string[] | undefined {
  const cleaned = tags.map((tag) => cleanText(tag, limits)?.toLowerCase());
  const complete = cleaned.filter((tag) => tag !== undefined);
  if (complete.length < tags.length) return undefined;
  const distinct = [...new Set(complete)].sort();
  return distinct.length > limits.count ? undefined : distinct;
}
