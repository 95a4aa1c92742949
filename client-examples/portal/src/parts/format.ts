/** Promises dates, times, money and numbers in the form of the language, always by the clock of Asia/Shanghai. */
import type { Language } from '../language/language';

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };
const timeZone = 'Asia/Shanghai';
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function once<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => Format): Format {
  const known = made.get(key) as Format | undefined;
  if (known) return known;
  const format = make();
  made.set(key, format);
  return format;
}

function dateFormat(name: string, language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(`${name}/${language}`, () => new Intl.DateTimeFormat(locales[language], { timeZone, ...options }));
}

/** A moment: 11月28日 11:30. */
export function formatMoment(moment: string, language: Language): string {
  const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return dateFormat('moment', language, options).format(new Date(moment));
}

/** A day without a time, as the contract writes it: 2026-11-28. */
export function formatDay(day: string, language: Language): string {
  return dateFormat('day', language, { year: 'numeric', month: 'short', day: 'numeric' }).format(
    new Date(`${day}T12:00:00+08:00`),
  );
}

/** A day where its year is known: 11月28日. */
export function formatShortDay(day: string, language: Language): string {
  const options = { month: 'short', day: 'numeric' } as const;
  return dateFormat('short-day', language, options).format(new Date(`${day}T12:00:00+08:00`));
}

/** The day on which a moment falls, as the contract writes days. */
export function dayOf(milliseconds: number): string {
  return once('iso-day', () => new Intl.DateTimeFormat('en-CA', { timeZone })).format(milliseconds);
}

/** Fen as yuan, exact however many there are: the whole yuan and the fen are written apart. */
export function formatFen(fen: string, language: Language): string {
  const amount = BigInt(fen);
  const size = amount < 0n ? -amount : amount;
  const yuan = once(`yuan/${language}`, () => new Intl.NumberFormat(locales[language], { maximumFractionDigits: 0 }));
  return `${amount < 0n ? '−' : ''}¥${yuan.format(size / 100n)}.${String(size % 100n).padStart(2, '0')}`;
}

export function formatNumber(value: number, language: Language): string {
  return once(`number/${language}`, () => new Intl.NumberFormat(locales[language])).format(value);
}

/** Things one beside the other, as the language parts them. */
export function formatList(things: readonly string[], language: Language): string {
  return things.join(language === 'zh' ? '、' : ', ');
}

/** How much time is left, in the two largest units. */
export function timeLeft(milliseconds: number): { days: number; hours: number; minutes: number; seconds: number } {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3_600),
    minutes: Math.floor((seconds % 3_600) / 60),
    seconds: seconds % 60,
  };
}
