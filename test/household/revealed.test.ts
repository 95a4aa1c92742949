/** Shows which free texts give a household away, however they are written, and which do not. */
import fc from 'fast-check';
import { DataKind } from '../../schema/household/identity';
import { kindsRevealed, nothingKnown, type KnownIdentity } from '../../server/household/revealed';

const known: KnownIdentity = {
  names: ['马占山', '阿卜杜拉·买买提', '李'],
  residentNumbers: ['11010519491231002X'],
  phone: '13995012345',
  address: '宁夏银川市兴庆区凤凰北街金波苑7号楼3单元502室',
  publicNames: ['宁夏回族自治区', '宁夏', '银川市', '兴庆区', '凤凰北街街道办事处'],
};

describe('a card text', () => {
  test.each<[string, DataKind[]]>([
    ['马占山需要一台轮椅', [DataKind.NAME]],
    ['马 占 山需要一台轮椅', [DataKind.NAME]],
    ['马\u200B占·山需要一台轮椅', [DataKind.NAME]],
    ['阿卜杜拉买买提需要轮椅', [DataKind.NAME]],
    ['电话13995012345', [DataKind.PHONE]],
    ['电话139 9501 2345', [DataKind.PHONE]],
    ['电话139-9501-2345', [DataKind.PHONE]],
    ['电话13995012345', [DataKind.PHONE]],
    ['电话一三九九五零一二三四五', [DataKind.PHONE]],
    ['电话95012345', [DataKind.PHONE]],
    ['需要500元 18600001111', [DataKind.PHONE]],
    ['座机0951-6012345', [DataKind.PHONE]],
    ['身份证11010519491231002x', [DataKind.RESIDENT_NUMBER]],
    ['身份证110105 1949 1231 002X', [DataKind.RESIDENT_NUMBER]],
    ['别人的身份证64010419500101001X', [DataKind.RESIDENT_NUMBER]],
    ['旧证640104500101001', [DataKind.RESIDENT_NUMBER]],
    ['生于1949-12-31', [DataKind.RESIDENT_NUMBER]],
    ['卡号6222 0210 0111 6245 702', [DataKind.RESIDENT_NUMBER]],
    ['住在金波苑', []],
    ['住在金波苑7号', [DataKind.ADDRESS]],
    ['住在7 号 楼', [DataKind.ADDRESS]],
    ['住三单元', [DataKind.ADDRESS]],
    ['在502室', [DataKind.ADDRESS]],
    ['马占山,13995012345,金波苑7号楼', [DataKind.NAME, DataKind.PHONE, DataKind.ADDRESS]],
  ])('given "%s", then it shows %j', (text, kinds) => {
    expect(kindsRevealed(text, known)).toEqual(kinds);
  });

  test.each([
    '独居老人需要帮助打扫房间,每周一次',
    '兴庆区凤凰北街的一位老人需要一台轮椅,预算1500元,2026年12月31日前',
    '孩子需要2套三年级教材,身高120厘米',
    '血压180/95,需要陪同就医',
    '10:30至12:00在家',
    '',
  ])('given "%s", then it shows nothing', (text) => {
    expect(kindsRevealed(text, known)).toEqual([]);
  });

  test('given a text of somebody else, then what everybody recognises is recognised without knowing the household', () => {
    expect(kindsRevealed('13995012345 11010519491231002X 7号楼3单元', nothingKnown)).toEqual([
      DataKind.PHONE,
      DataKind.ADDRESS,
      DataKind.RESIDENT_NUMBER,
    ]);
    expect(kindsRevealed('马占山', nothingKnown)).toEqual([]);
  });

  test('given the phone hidden in any text with any separators, then it is found', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '—', '\u00A0', '\u200B', '·', '、');
    fc.assert(
      fc.property(
        fc.array(separator, { minLength: 11, maxLength: 11 }),
        fc.string(),
        fc.string(),
        (gaps, before, after) => {
          const written = [...'13995012345'].map((digit, index) => digit + gaps[index]!).join('');
          expect(kindsRevealed(`${before}电话${written}${after}`, known)).toContain(DataKind.PHONE);
        },
      ),
    );
  });

  test('7: given a long text made to be slow, then it is answered at once', () => {
    const started = performance.now();
    for (const text of ['1'.repeat(20_000), '1 - '.repeat(5_000), '七'.repeat(20_000), '、'.repeat(20_000)])
      kindsRevealed(text, known);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
