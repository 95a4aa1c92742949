/** Shows the check of resident numbers: the samples of the standard, every way to be wrong, and no value in any answer. */
import fc from 'fast-check';
import { AgeBand, Relation } from '../../schema/household/household';
import { InvalidInput } from '../../schema/refusals';
import { readMember, readMembers } from '../../server/household/member';
import { ageBandOn, ageOn, checkCharacterOf, readResidentNumber } from '../../server/household/resident-number';

const today = '2026-11-23';

/** Seventeen digits of a real day of birth, and their check character. */
const validNumbers = fc
  .record({
    area: fc.constantFrom('110105', '440524', '640104', '650201', '810000'),
    birth: fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2026-11-23T00:00:00Z'),
      noInvalidDate: true,
    }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, birth, sequence }) => {
    const digits = area + birth.toISOString().slice(0, 10).replaceAll('-', '') + String(sequence).padStart(3, '0');
    return digits + checkCharacterOf(digits);
  });

describe('a resident number (GB 11643)', () => {
  test.each([
    ['11010519491231002X', '1949-12-31', true],
    ['440524188001010014', '1880-01-01', false],
    ['64010419500101001X', '1950-01-01', false],
    ['640104201803150020', '2018-03-15', true],
    ['640104198808080039', '1988-08-08', false],
  ])('given %s, then its birth date is %s', (number, birthDate, female) => {
    expect(readResidentNumber(number, today)).toEqual({ number, birthDate, female });
  });

  test.each([
    ['82: a wrong check character', '640104199001011234', 'CHECK_CHARACTER'],
    ['82: fifteen digits', '640104500101001', 'FIFTEEN_DIGITS'],
    ['82: birth after today', `64010420261124001${checkCharacterOf('64010420261124001')}`, 'BIRTH_DATE'],
    ['81: a day that is none', `64010419900230001${checkCharacterOf('64010419900230001')}`, 'BIRTH_DATE'],
    ['an unknown province', `99010419900101001${checkCharacterOf('99010419900101001')}`, 'AREA'],
    ['a county 00', `64010019900101001${checkCharacterOf('64010019900101001')}`, 'AREA'],
    ['seventeen digits', '64010419900101001', 'SHAPE'],
    ['letters', 'ABCDEF19900101001X', 'SHAPE'],
    ['an X inside', '6401041990010X0011', 'SHAPE'],
    ['nothing', '', 'SHAPE'],
    ['76: a NUL byte', '64010419500101001X\u0000', 'SHAPE'],
  ])('given %s, then the mistake is named', (_, number, mistake) => {
    expect(readResidentNumber(number, today)).toEqual({ mistake });
  });

  test('82, 78: given a lower-case x, full-width digits or spaces, then the number is normalised', () => {
    const reading = { number: '11010519491231002X', birthDate: '1949-12-31', female: true };
    for (const written of ['11010519491231002x', '11010519491231002X', ' 110105 19491231 002X '])
      expect(readResidentNumber(written, today)).toEqual(reading);
  });

  test('given any valid number, then it passes, and with any one digit changed it never does', () => {
    fc.assert(
      fc.property(validNumbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        expect(readResidentNumber(number, today)).toMatchObject({ number });
        const digit = (Number(number[place]) + shift) % 10;
        const changed = number.slice(0, place) + digit + number.slice(place + 1);
        expect(readResidentNumber(changed, today)).toHaveProperty('mistake');
      }),
    );
  });

  test('given days around a birthday, then the age turns on the day', () => {
    expect(ageOn('2012-11-23', today)).toBe(14);
    expect(ageOn('2012-11-24', today)).toBe(13);
    expect(ageOn('2012-02-29', '2026-02-28')).toBe(13);
    expect(ageOn('2012-02-29', '2026-03-01')).toBe(14);
    expect(ageBandOn('2018-03-15', '2032-03-14')).toBe(AgeBand.UNDER_14);
    expect(ageBandOn('2018-03-15', '2032-03-15')).toBe(AgeBand.FROM_14_TO_17);
    expect(ageBandOn('2008-11-23', today)).toBe(AgeBand.FROM_18_TO_59);
    expect(ageBandOn('1966-11-23', today)).toBe(AgeBand.FROM_60_TO_79);
    expect(ageBandOn('1946-11-23', today)).toBe(AgeBand.FROM_80);
  });
});

describe('the members of an input', () => {
  const head = { memberId: '018f0000-0000-7000-8000-000000000001', relation: Relation.HEAD, name: '马占山' };

  test('82: given a wrong number, then the refusal names the field and never the value', () => {
    const refusal = readMembers([{ ...head, residentNumber: '640104199001011234' }], today);
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect(refusal).toMatchObject({ field: 'members.0.residentNumber' });
    expect(JSON.stringify(refusal)).not.toMatch(/640104|1990|1234/);
  });

  test('given a resident number, then the age band is computed and a contradicting one is overruled', () => {
    const member = { ...head, residentNumber: '640104201803150020', ageBand: AgeBand.FROM_80 };
    expect(readMember('', member, today)).toMatchObject({ ageBand: AgeBand.UNDER_14 });
  });

  test('given no number and no age band, no head, two heads, nobody, or a person twice, then the field is named', () => {
    const aged = { ...head, ageBand: AgeBand.FROM_80 };
    const numbered = { ...head, residentNumber: '11010519491231002X' };
    const fields = [
      [head],
      [{ ...aged, relation: Relation.SPOUSE }],
      [aged, { ...aged, memberId: '018f0000-0000-7000-8000-000000000002' }],
      [],
      [aged, { ...aged, relation: Relation.CHILD }],
      [
        numbered,
        {
          ...numbered,
          memberId: '018f0000-0000-7000-8000-000000000002',
          relation: Relation.CHILD,
          residentNumber: '11010519491231002x',
        },
      ],
    ].map((members) => (readMembers(members, today) as InvalidInput).field);
    expect(fields).toEqual(['members.0.ageBand', 'members', 'members', 'members', 'members.1', 'members.1']);
  });
});
