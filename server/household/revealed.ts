/** Promises to tell whether a free text gives a household away: which kinds of data it shows, never which values. Pure. */
import { DataKind } from '../../schema/household/identity';

/** What is known of the household; `publicNames` (its areas) are no secret and are left out of the address. */
export interface KnownIdentity {
  readonly names: readonly string[];
  readonly residentNumbers: readonly string[];
  readonly phone?: string;
  readonly address?: string;
  readonly publicNames: readonly string[];
}

export const nothingKnown: KnownIdentity = { names: [], residentNumbers: [], publicNames: [] };

const numerals: Readonly<Record<string, string>> = {
  零: '0', 〇: '0', '○': '0', 一: '1', 幺: '1', 壹: '1', 二: '2', 贰: '2', 三: '3', 叁: '3', 四: '4', 肆: '4',
  五: '5', 伍: '5', 六: '6', 陆: '6', 七: '7', 柒: '7', 八: '8', 捌: '8', 九: '9', 玖: '9',
}; // prettier-ignore
const numeralPattern = new RegExp(`[${Object.keys(numerals).join('')}]`, 'gu');
const invisible = /[\p{Cf}\p{Cc}\u115F\u1160\u3164\uFFA0]/gu;
const separators = String.raw`[\s\-‐‑‒–—_.·•・,,、/()*+~::;]`;
const digitRun = new RegExp(`\\d(?:${separators}{0,3}[\\dxX])*`, 'g');
const notLetters = /[^\p{L}\p{N}]/gu;
const house = /[\d十百](?:号楼|号院|栋|幢|单元)|\d{3}室/u;
const residentNumber = /[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]/;
const oldResidentNumber = /^[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;
const officeSuffix =
  /(?:街道办事处|社区居民委员会|社区居委会|居民委员会|村民委员会|居委会|村委会|街道|社区|镇|乡|村)$/u;

/** Which kinds of data of the household, or of anybody, the text shows. */
export function kindsRevealed(text: string, known: KnownIdentity): DataKind[] {
  const plain = text.normalize('NFKC').replaceAll(invisible, '');
  const inDigits = plain.replaceAll(numeralPattern, (numeral) => numerals[numeral]!);
  const runs = (inDigits.match(digitRun) ?? []).map((run) => run.replaceAll(/[^\dxX]/g, '').toUpperCase());
  const letters = lettersOf(plain);
  const shown = new Set<DataKind>();
  if (known.names.some((name) => showsName(letters, name))) shown.add(DataKind.NAME);
  if (runs.some((run) => showsPhone(run, known.phone))) shown.add(DataKind.PHONE);
  if (house.test(inDigits.replaceAll(/\s/g, '')) || showsAddress(letters, known)) shown.add(DataKind.ADDRESS);
  if (runs.some((run) => showsNumber(run, known.residentNumbers))) shown.add(DataKind.RESIDENT_NUMBER);
  return [...shown];
}

/** Letters and digits only, in one case: what stays the same however the text is spaced and punctuated. */
function lettersOf(text: string): string {
  return text.normalize('NFKC').replaceAll(notLetters, '').toLowerCase();
}

function showsName(letters: string, name: string): boolean {
  const wanted = lettersOf(name);
  return [...wanted].length >= 2 && letters.includes(wanted);
}

function showsPhone(run: string, phone: string | undefined): boolean {
  // A date of birth inside a resident number looks like a phone: 19500101001.
  const digits = run.replace(residentNumber, ' ').replaceAll('X', '');
  if (/1[3-9]\d{9}/.test(digits) || /^0[1-9]\d{1,2}[2-9]\d{6,7}$/.test(digits)) return true;
  return phone !== undefined && windows(phone, 7).some((part) => digits.includes(part));
}

/** A resident number of either length, a long account number (16 to 19 digits), or eight characters on end of a known number. */
function showsNumber(run: string, known: readonly string[]): boolean {
  if (residentNumber.test(run) || oldResidentNumber.test(run)) return true;
  if (/^\d{16,19}$/.test(run) && passesLuhn(run)) return true;
  return known.some((number) => windows(number.slice(6), 8).some((part) => run.includes(part)));
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Four Han characters on end (eight of another script) of the address, its public areas left out. */
function showsAddress(letters: string, known: KnownIdentity): boolean {
  if (known.address === undefined) return false;
  let rest = known.address.normalize('NFKC').toLowerCase();
  const names = known.publicNames.flatMap((name) => [
    name,
    name.replace(officeSuffix, ''),
    `${name.replace(officeSuffix, '')}社区`,
  ]);
  for (const name of names.filter((each) => each.length >= 2).sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(name.toLowerCase(), '\n');
  return rest.split('\n').some((part) => {
    const fragment = lettersOf(part);
    return (
      windows(fragment, 4).some((four) => /\p{Script=Han}/u.test(four) && letters.includes(four)) ||
      windows(fragment, 8).some((eight) => letters.includes(eight))
    );
  });
}

/** Every stretch of so many characters. */
function windows(text: string, length: number): string[] {
  const characters = [...text];
  const count = Math.max(0, characters.length - length + 1);
  return Array.from({ length: count }, (_, start) => characters.slice(start, start + length).join(''));
}
