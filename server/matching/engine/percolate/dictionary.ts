/** Promises small numbers for situations, languages and skills, counted by use, and sets of them as bits of a few words. */

/** 24 situations (they share a word with flags), 32 languages and 64 skills are compared as bits, the rest by name. */
export const situationLimit = 24;
export const languageLimit = 32;
export const skillLimit = 64;

/** Numbers of values, the smallest free one first; a value that nobody uses any more gives its number back. */
export class Dictionary {
  private readonly entries = new Map<string, { readonly code: number; uses: number }>();
  private readonly free: number[] = [];

  get size(): number {
    return this.entries.size;
  }

  use(value: string): number {
    const entry = this.entries.get(value);
    if (entry) {
      entry.uses++;
      return entry.code;
    }
    const code = this.free.pop() ?? this.entries.size;
    this.entries.set(value, { code, uses: 1 });
    return code;
  }

  release(value: string): void {
    const entry = this.entries.get(value);
    if (!entry || --entry.uses > 0) return;
    this.entries.delete(value);
    // The smallest is taken next: small numbers are those that have a bit.
    let place = this.free.length;
    while (place > 0 && this.free[place - 1]! < entry.code) place--;
    this.free.splice(place, 0, entry.code);
  }

  find(value: string): number {
    return this.entries.get(value)?.code ?? -1;
  }
}

interface Wishes {
  readonly situations: readonly string[];
  readonly languages: readonly string[];
  readonly skills: readonly string[];
}

export interface Bits {
  readonly situations: number;
  readonly languages: number;
  readonly skillsLow: number;
  readonly skillsHigh: number;
  /** True when bits do not tell all: a value has no bit, is in no dictionary, or stands twice. */
  readonly partial: boolean;
  /** True when nobody can have what is asked: one of the skills, or every language, is in no dictionary. */
  readonly unknown: boolean;
}

/** The three dictionaries of an index. */
export class Vocabulary {
  private readonly situations = new Dictionary();
  private readonly languages = new Dictionary();
  private readonly skills = new Dictionary();

  get size(): number {
    return this.situations.size + this.languages.size + this.skills.size;
  }

  use(wishes: Wishes): void {
    for (const value of wishes.situations) this.situations.use(value);
    for (const value of wishes.languages) this.languages.use(value);
    for (const value of wishes.skills) this.skills.use(value);
  }

  release(wishes: Wishes): void {
    for (const value of wishes.situations) this.situations.release(value);
    for (const value of wishes.languages) this.languages.release(value);
    for (const value of wishes.skills) this.skills.release(value);
  }

  /** Unknown values have no bit, and nothing in the index has them: only values beyond the limits make bits partial. */
  bitsOf(wishes: Wishes): Bits {
    let [situations, languages, skillsLow, skillsHigh] = [0, 0, 0, 0];
    let partial = false;
    let unknown = wishes.languages.length > 0;
    for (const value of wishes.situations) {
      const code = this.situations.find(value);
      const bit = code < 0 ? 0 : 1 << code;
      if (code >= situationLimit || (situations & bit) !== 0) partial = true;
      else situations |= bit;
    }
    for (const value of wishes.languages) {
      const code = this.languages.find(value);
      if (code >= 0) unknown = false;
      const bit = code < 0 ? 0 : 1 << code;
      if (code >= languageLimit || (languages & bit) !== 0) partial = true;
      else languages |= bit;
    }
    for (const value of wishes.skills) {
      const code = this.skills.find(value);
      if (code < 0) unknown = true;
      else if (code >= skillLimit) partial = true;
      else if (code < 32) {
        if ((skillsLow & (1 << code)) !== 0) partial = true;
        skillsLow |= 1 << code;
      } else {
        if ((skillsHigh & (1 << (code - 32))) !== 0) partial = true;
        skillsHigh |= 1 << (code - 32);
      }
    }
    return { situations, languages, skillsLow, skillsHigh, partial, unknown };
  }
}
