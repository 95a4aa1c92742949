/** Shows the unified social credit code: the examples known to the public, the check of any code, what is refused and what only noted. */
import fc from 'fast-check';
import { CreditCodeWarning, OrganisationKind } from '../../schema/organisation/organisation';
import {
  checkCharacter,
  composeCreditCode,
  creditCodeAlphabet,
  organisationCodeCheck,
  readCreditCode,
} from '../../server/organisation/credit-code';

const publicCodes = ['91440300708461136T', '91330100799655058B', '914403001922038216', '53100000500021676K'];
const syntheticCodes = [
  '51640104MJX00000XG',
  '52640104MJY111115H',
  '53640104MJ00022245',
  '91640104MA7600013K',
  '92640104MA7600021B',
  '11640104015012346J',
];

const character = fc.constantFrom(...creditCodeAlphabet);
const digit = fc.constantFrom(...'0123456789');
const body = fc.array(character, { minLength: 8, maxLength: 8 }).map((parts) => parts.join(''));
const area = fc.array(digit, { minLength: 6, maxLength: 6 }).map((parts) => parts.join(''));
const registration = fc.tuple(character, character).map((parts) => parts.join(''));
const validCode = fc.tuple(registration, area, body).map((parts) => composeCreditCode(...parts));

describe('the unified social credit code (GB 32100)', () => {
  test.each([...publicCodes, ...syntheticCodes])('given %s, then it is read and passes both checks', (code) => {
    expect(readCreditCode(code)).toMatchObject({
      code,
      areaCode: code.slice(2, 8),
      organisationCode: code.slice(8, 17),
    });
    expect(readCreditCode(code)?.warnings).not.toContain(CreditCodeWarning.ORGANISATION_CODE_CHECK);
  });

  test('given the example printed in the standard, then it is refused: its own check character is wrong, 3 is right', () => {
    expect(readCreditCode('91350100M000100Y4Z')).toBeUndefined();
    expect(readCreditCode('91350100M000100Y44')).toBeUndefined();
    expect(checkCharacter('91350100M000100Y4')).toBe('3');
    expect(readCreditCode('91350100M000100Y43')?.code).toBe('91350100M000100Y43');
  });

  test('given a remainder of 0, then the check character is 0, never a 32nd one', () => {
    expect(checkCharacter('0'.repeat(17))).toBe('0');
    // 1 at the first place (weight 1) and A, which is 10, at the second (weight 3): 1 + 30 = 31.
    expect(checkCharacter(`1A${'0'.repeat(15)}`)).toBe('0');
    fc.assert(fc.property(validCode, (code) => creditCodeAlphabet.includes(code[17]!)));
  });

  test('given any code that was composed, then it is read back and passes both checks', () => {
    fc.assert(
      fc.property(validCode, (code) => {
        expect(readCreditCode(code)?.code).toBe(code);
        expect(readCreditCode(code)?.warnings).not.toContain(CreditCodeWarning.ORGANISATION_CODE_CHECK);
      }),
    );
  });

  test('given one wrong character anywhere, then the code is refused', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), fc.integer({ min: 1, max: 30 }), (code, place, step) => {
        const other = creditCodeAlphabet[(creditCodeAlphabet.indexOf(code[place]!) + step) % 31]!;
        expect(readCreditCode(code.slice(0, place) + other + code.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  test('given two neighbouring characters exchanged, then the code is refused', () => {
    fc.assert(
      fc.property(validCode, fc.nat(16), (code, place) => {
        fc.pre(code[place] !== code[place + 1]);
        const exchanged = code.slice(0, place) + code[place + 1]! + code[place]! + code.slice(place + 2);
        expect(readCreditCode(exchanged)).toBeUndefined();
      }),
    );
  });

  test('78: given the code as people type it (full-width, lower case, spaces), then it is the same code', () => {
    expect(readCreditCode(' 91440300 708461136t ')?.code).toBe('91440300708461136T');
    expect(readCreditCode('９１４４０３００７０８４６１１３６Ｔ')?.code).toBe('91440300708461136T');
  });

  test('given anything else, then it is refused and nothing is thrown', () => {
    for (const text of [
      '',
      '9144030070846113',
      '91440300708461136I',
      '91440300708461136T0',
      '9144O300708461136T',
      '\u0000',
    ])
      expect(readCreditCode(text)).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => [undefined, 18].includes(readCreditCode(text)?.code.length)),
    );
  });

  test('given an organisation code that fails GB 11714, then it is a warning and no refusal', () => {
    const first17 = '52640104MJY111116';
    expect(organisationCodeCheck('MJY11111')).toBe('5');
    expect(readCreditCode(first17 + checkCharacter(first17))?.warnings).toEqual([
      CreditCodeWarning.ORGANISATION_CODE_CHECK,
    ]);
  });

  test('given a code of another kind of organisation, then it is a warning', () => {
    expect(readCreditCode('51640104MJX00000XG', OrganisationKind.SOCIAL_ORGANISATION)?.warnings).toEqual([]);
    expect(readCreditCode('51640104MJX00000XG', OrganisationKind.COMPANY)?.warnings).toEqual([
      CreditCodeWarning.KIND_MISMATCH,
    ]);
    expect(readCreditCode('92640104MA7600021B', OrganisationKind.SHOP)?.warnings).toEqual([]);
    const unknown = composeCreditCode('00', '640104', '00000000');
    expect(readCreditCode(unknown, OrganisationKind.SHOP)?.warnings).toEqual([CreditCodeWarning.UNKNOWN_AUTHORITY]);
  });
});
