/** Shows the written form of names, addresses, phones and card codes, and that trick characters are refused. */
import fc from 'fast-check';
import { cardAlphabet, makeCardCode, readCardCode } from '../../server/household/card-code';
import { readAddress, readMobilePhone, readName, readReason } from '../../server/household/written-text';

describe('names and addresses', () => {
  test('78: given rare Han, minority and foreign names, then they are kept', () => {
    for (const name of ['𠮷㐂䶮', '马', '阿卜杜拉·买买提', "O'Brien Smith", 'Nguyễn Văn A', 'ئالىم'])
      expect(readName(name)).toBe(name.normalize('NFC'));
  });

  test('78: given other middle dots, NFD or doubled spaces, then there is one written form', () => {
    expect(readName('阿卜杜拉•买买提')).toBe('阿卜杜拉·买买提');
    expect(readName('阿卜杜拉・买买提')).toBe('阿卜杜拉·买买提');
    expect(readName('Zoe\u0308  Li ')).toBe('Zo\u00EB Li');
  });

  test.each([
    ['76: a NUL byte', '马\u0000六'],
    ['77: a lone surrogate', '马\uD842六'],
    ['78: a zero-width space', '马\u200B六'],
    ['78: a direction mark', '马\u202E六'],
    ['78: a blank letter', '马\u3164'],
    ['83: markup', '<script>'],
    ['digits', '马6'],
    ['nothing', '   '],
    ['too much', '马'.repeat(51)],
  ])('given %s, then it is no name', (_, written) => {
    expect(readName(written)).toBeUndefined();
  });

  test('83, 76, 78: given an address with markup, controls or direction marks, then it is refused; an ordinary one is kept', () => {
    expect(readAddress(' 兴庆区金波苑7号楼3单元502室 ')).toBe('兴庆区金波苑7号楼3单元502室');
    for (const written of ['<b>x</b>', 'a\u0000b', 'a\u202Eb', 'a\nb', '', 'x'.repeat(201)])
      expect(readAddress(written)).toBeUndefined();
  });

  test('126: given a reason, then it has at least so many characters', () => {
    expect(readReason('入户', 4)).toBeUndefined();
    expect(readReason('    ', 4)).toBeUndefined();
    expect(readReason('入户走访', 4)).toBe('入户走访');
  });
});

describe('mobile phones', () => {
  test('78: given separators, full-width digits or +86, then eleven digits remain', () => {
    for (const written of [
      '13995012345',
      '139 9501 2345',
      '139-9501-2345',
      '13995012345',
      '+86 139 9501 2345',
      '008613995012345',
    ])
      expect(readMobilePhone(written)).toBe('13995012345');
  });

  test('given no mobile phone of the mainland, then it is refused', () => {
    for (const written of ['12995012345', '1399501234', '139950123456', '09516012345', 'abc', '', '+1 139 9501 2345'])
      expect(readMobilePhone(written)).toBeUndefined();
  });
});

describe('codes of contact cards', () => {
  test('given a new code, then it is four groups of four of a clear alphabet, at least 60 bits, and comes back as typed', () => {
    expect(16 * Math.log2(new Set(cardAlphabet).size)).toBe(80);
    expect(cardAlphabet).not.toMatch(/[01IO]/);
    for (let round = 0; round < 200; round += 1) {
      const code = makeCardCode();
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/);
      expect(readCardCode(code)).toBe(code.replaceAll('-', ''));
      expect(readCardCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
    }
  });

  test('given a thousand codes, then none comes twice and every character occurs', () => {
    const codes = Array.from({ length: 1000 }, makeCardCode);
    expect(new Set(codes).size).toBe(1000);
    expect([...new Set(codes.join('').replaceAll('-', ''))].sort().join('')).toBe(cardAlphabet);
  });

  test('given any text, then it is a code of sixteen clear characters or none', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = readCardCode(typed);
        expect(code === undefined || (code.length === 16 && [...code].every((c) => cardAlphabet.includes(c)))).toBe(
          true,
        );
      }),
    );
  });
});
