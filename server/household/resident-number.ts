/** Promises the check of resident numbers (GB 11643-1999) and the age they tell: what fails is named, never repeated. */
import { AgeBand } from '../../schema/household/household';

export type ResidentNumberMistake = 'FIFTEEN_DIGITS' | 'SHAPE' | 'AREA' | 'BIRTH_DATE' | 'CHECK_CHARACTER';

export type ResidentNumberReading =
  | { readonly number: string; readonly birthDate: string; readonly female: boolean }
  | { readonly mistake: ResidentNumberMistake };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';
// Province-level codes of GB/T 2260. Below them any number passes: abolished counties stay in the numbers of the living.
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);
/** Residence permits of people from Hong Kong, Macao and Taiwan. */
const permitPrefixes = new Set(['810000', '820000', '830000']);

/** The check character of the first 17 digits. */
export function checkCharacterOf(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return checkCharacters[sum % 11]!;
}

/** Reads a number as written: full-width digits, spaces and a lower-case x are normalised. `today` is YYYY-MM-DD. */
export function readResidentNumber(written: string, today: string): ResidentNumberReading {
  const number = written.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  if (/^\d{15}$/.test(number)) return { mistake: 'FIFTEEN_DIGITS' };
  if (!/^[0-9]{17}[0-9X]$/.test(number)) return { mistake: 'SHAPE' };
  if (!knownArea(number.slice(0, 6))) return { mistake: 'AREA' };
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birthDate) || birthDate < '1880-01-01' || birthDate > today) return { mistake: 'BIRTH_DATE' };
  if (checkCharacterOf(number) !== number[17]) return { mistake: 'CHECK_CHARACTER' };
  return { number, birthDate, female: Number(number[16]) % 2 === 0 };
}

function knownArea(code: string): boolean {
  if (permitPrefixes.has(code)) return true;
  return provinces.has(code.slice(0, 2)) && code.slice(2, 4) !== '00' && code.slice(4, 6) !== '00';
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** Completed years on a day; both are YYYY-MM-DD. Born on 29 February, one completes a year on 1 March of a common year. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export function ageBandOn(birthDate: string, today: string): AgeBand {
  const age = ageOn(birthDate, today);
  if (age < 14) return AgeBand.UNDER_14;
  if (age < 18) return AgeBand.FROM_14_TO_17;
  if (age < 60) return AgeBand.FROM_18_TO_59;
  return age < 80 ? AgeBand.FROM_60_TO_79 : AgeBand.FROM_80;
}
