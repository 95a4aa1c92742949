/** Shows amounts in capital numerals: golden values of the rules for bills, and a reader that gets every amount back. */
import fc from 'fast-check';
import { capitalMaximumFen, capitalNumerals } from '../../server/receipt/capital-numerals';

const digits = '零壹贰叁肆伍陆柒捌玖';
const places: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1_000n };

/** Reads capital numerals by a way of its own: from left to right, unit by unit. */
function read(text: string): bigint {
  const [, yuan, rest] = /^(?:(.*)元)?(.*)$/.exec(text)!;
  let [whole, group, digit] = [0n, 0n, 0n];
  for (const character of yuan ?? '') {
    if (digits.includes(character)) digit = BigInt(digits.indexOf(character));
    else if (character in places) [group, digit] = [group + digit * places[character]!, 0n];
    else if (character === '万') [whole, group, digit] = [whole + (group + digit) * 10_000n, 0n, 0n];
    else if (character === '亿') [whole, group, digit] = [(whole + group + digit) * 100_000_000n, 0n, 0n];
  }
  const part = (unit: string) => BigInt(digits.indexOf(new RegExp(`(.)${unit}`).exec(rest ?? '')?.[1] ?? '零'));
  return (whole + group + digit) * 100n + part('角') * 10n + part('分');
}

describe('capital numerals', () => {
  test.each([
    ['1409.50 yuan', 140_950n, '壹仟肆佰零玖元伍角整'],
    ['6007.14 yuan', 600_714n, '陆仟零柒元壹角肆分'],
    ['1680.32 yuan, which ends in nought', 168_032n, '壹仟陆佰捌拾元零叁角贰分'],
    ['107000.53 yuan', 10_700_053n, '壹拾万柒仟元零伍角叁分'],
    ['16409.02 yuan', 1_640_902n, '壹万陆仟肆佰零玖元零贰分'],
    ['325.04 yuan', 32_504n, '叁佰贰拾伍元零肆分'],
    ['one fen', 1n, '壹分'],
    ['ten fen', 10n, '壹角整'],
    ['nothing', 0n, '零元整'],
    ['200000 yuan', 20_000_000n, '贰拾万元整'],
    ['10001 yuan', 1_000_100n, '壹万零壹元整'],
    ['100010000 yuan', 10_001_000_000n, '壹亿零壹万元整'],
    ['100000001 yuan', 10_000_000_100n, '壹亿零壹元整'],
    ['1000000000000 yuan', 100_000_000_000_000n, '壹万亿元整'],
    ['1000200000000 yuan', 100_020_000_000_000n, '壹万零贰亿元整'],
  ])('given %s, then it is written as the rules say', (_, fen, written) => {
    expect(capitalNumerals(fen)).toBe(written);
  });

  test('given any amount, then reading it gives the amount back, no nought is doubled, and no digit stands without its place', () => {
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(0n, 10_000_000n), fc.bigInt(0n, capitalMaximumFen)), (fen) => {
        const text = capitalNumerals(fen);
        expect(read(text)).toBe(fen);
        expect(text).not.toMatch(/零零|零[拾佰仟万亿]|零元(?!整$)/);
        expect(text).toMatch(/(整|分)$/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('given less than nothing or more than there are words for, then it throws', () => {
    expect(() => capitalNumerals(-1n)).toThrow(RangeError);
    expect(() => capitalNumerals(capitalMaximumFen + 1n)).toThrow(RangeError);
  });
});
