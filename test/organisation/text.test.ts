/** Shows the cleaning of free text: what is normalised, what is refused, and that rare names survive. */
import fc from 'fast-check';
import { InvalidInput } from '../../schema/refusals';
import { cleanTags, cleanText, requireText } from '../../schema/text';

const limits = { maximum: 120 };

describe('free text', () => {
  test('78: given blanks around and decomposed letters, then it is trimmed and composed', () => {
    expect(cleanText('  兴庆区　', limits)).toBe('兴庆区');
    expect(cleanText('Cafe\u0301', limits)).toBe('Caf\u00e9');
  });

  test('78: given rare Han characters beyond the basic plane, then they stay as they are', () => {
    for (const name of ['𠮷野', '㐂久', '䶮', '马𩧢']) expect(cleanText(name, limits)).toBe(name);
  });

  test.each([
    ['NUL (attack 76)', 'a\u0000b'],
    ['a lone high surrogate (attack 77)', 'a\ud800b'],
    ['a lone low surrogate (attack 77)', '\udc00'],
    ['a right-to-left override (attack 78)', 'abc\u202egnp'],
    ['a direction isolate (attack 78)', 'a\u2066b'],
    ['a zero-width space (attack 78)', '张\u200b三'],
    ['a zero-width joiner (attack 78)', '张\u200d三'],
    ['a byte order mark within (attack 78)', '张\ufeff三'],
    ['a soft hyphen (attack 78)', 'ad\u00admin'],
    ['a Hangul filler (attack 78)', '\u3164'],
    ['a tag character (attack 78)', 'a\u{e0041}'],
    ['an escape of a terminal (attack 88)', 'a\u001b[31m'],
    ['a private-use character', '高\ue170村'],
    ['a noncharacter', 'a\uffff'],
    ['a line separator', 'a\u2028b'],
    ['a line break in a single line', 'a\nb'],
    ['nothing but blanks', ' \u3000\t '],
    ['one character too many', 'a'.repeat(121)],
  ])('given %s, then it is refused', (_, text) => {
    expect(cleanText(text, limits)).toBeUndefined();
  });

  test('given several lines where they are allowed, then breaks become one kind', () => {
    expect(cleanText('一\r\n二\r三\u2028四', { maximum: 20, multiline: true })).toBe('一\n二\n三\n四');
  });

  test('given 120 characters outside the basic plane, then they count as 120', () => {
    expect(cleanText('𠮷'.repeat(120), limits)).toBe('𠮷'.repeat(120));
    expect(cleanText('𠮷'.repeat(121), limits)).toBeUndefined();
  });

  test('given any text, then what is accepted is stable, normalised and never above the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const cleaned = cleanText(text, limits);
        if (cleaned === undefined) return;
        expect(cleanText(cleaned, limits)).toBe(cleaned);
        expect(cleaned.normalize('NFC')).toBe(cleaned);
        expect([...cleaned].length).toBeLessThanOrEqual(120);
      }),
    );
  });

  test('given a refused field, then the refusal names the field and never its contents', () => {
    const refusal = requireText('name', '秘密\u0000', limits);
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect(JSON.stringify(refusal)).not.toContain('秘密');
    expect(refusal).toMatchObject({ field: 'name' });
  });

  test('given words to compare, then they are cleaned, in lower case, in order and none twice', () => {
    expect(cleanTags([' Ningxia ', 'zh', 'NINGXIA'], { maximum: 40, count: 20 })).toEqual(['ningxia', 'zh']);
    expect(cleanTags(['a', 'b', 'c'], { maximum: 40, count: 2 })).toBeUndefined();
    expect(cleanTags(['a', '\u200b'], { maximum: 40, count: 20 })).toBeUndefined();
  });
});
