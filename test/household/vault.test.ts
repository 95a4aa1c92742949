/** Shows that sealed data opens with the right key in the right place and nowhere else, through rotation and erasure. */
import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { IdentityVault, type Place } from '../../server/household/vault';
import { VaultFailure } from '../../server/household/vault-failure';

const household = '018f0000-0000-7000-8000-000000000001';
const otherHousehold = '018f0000-0000-7000-8000-000000000002';
const place: Place = { table: 'household', column: 'address', rowId: household };
const oldKey = { name: 'old-1', key: randomBytes(32) };
const newKey = { name: 'new-2', key: randomBytes(32) };

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (failure) {
    return failure;
  }
}

describe('the identity vault', () => {
  const vault = new IdentityVault([oldKey]);

  test('given any text, then it opens in its place exactly as it was, and equal texts are sealed differently', () => {
    const { key, wrapped } = vault.makeKey(household);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = key.seal(place, text);
        expect(vault.openKey(household, wrapped).open(place, sealed)).toBe(text);
        expect(key.seal(place, text).equals(sealed)).toBe(false);
      }),
    );
  });

  test('78: given rare Han characters, then they survive', () => {
    const { key } = vault.makeKey(household);
    expect(key.open(place, key.seal(place, '𠮷㐂䶮'))).toBe('𠮷㐂䶮');
  });

  test('127: given a ciphertext copied to another row, column or table, then it does not open', () => {
    const { key } = vault.makeKey(household);
    const sealed = key.seal(place, '金波苑7号楼');
    for (const elsewhere of [
      { ...place, rowId: otherHousehold },
      { ...place, column: 'phone' },
      { ...place, table: 'household_member' },
    ])
      expect(failureOf(() => key.open(elsewhere, sealed))).toMatchObject({
        name: 'VaultFailure',
        kind: 'NOT_AUTHENTIC',
      });
  });

  test('127: given a wrapped key copied to another household, then it does not open', () => {
    const { wrapped } = vault.makeKey(household);
    expect(failureOf(() => vault.openKey(otherHousehold, wrapped))).toMatchObject({ kind: 'NOT_AUTHENTIC' });
  });

  test('127: given any one bit changed, then neither key nor column opens', () => {
    const { key, wrapped } = vault.makeKey(household);
    const sealed = key.seal(place, '金波苑7号楼');
    const flipped = (bytes: Buffer, bit: number) => {
      const copy = Buffer.from(bytes);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      return copy;
    };
    for (let bit = 0; bit < sealed.length * 8; bit += 1)
      expect(() => key.open(place, flipped(sealed, bit))).toThrow(VaultFailure);
    for (let bit = 0; bit < wrapped.length * 8; bit += 1)
      expect(() => vault.openKey(household, flipped(wrapped, bit))).toThrow(VaultFailure);
  });

  test('127: given garbage of any length, then the failure is typed', () => {
    const { key } = vault.makeKey(household);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => key.open(place, Buffer.from(bytes))).toThrow(VaultFailure);
        expect(() => vault.openKey(household, Buffer.from(bytes))).toThrow(VaultFailure);
      }),
    );
  });

  test('129: given the key of another installation, then nothing opens, and the failure carries no data', () => {
    const { key, wrapped } = vault.makeKey(household);
    const sealed = key.seal(place, '金波苑7号楼');
    const stranger = new IdentityVault([{ name: 'old-1', key: randomBytes(32) }]);
    const wrongKey = failureOf(() => stranger.openKey(household, wrapped)) as VaultFailure;
    const unknownKey = failureOf(() => new IdentityVault([newKey]).openKey(household, wrapped)) as VaultFailure;
    const foreignHousehold = failureOf(() => vault.makeKey(household).key.open(place, sealed)) as VaultFailure;
    expect([wrongKey.kind, unknownKey.kind, foreignHousehold.kind]).toEqual([
      'NOT_AUTHENTIC',
      'UNKNOWN_KEY',
      'NOT_AUTHENTIC',
    ]);
    for (const failure of [wrongKey, unknownKey, foreignHousehold]) {
      expect(failure.cause).toBeUndefined();
      expect(failure.message).toBe(`vault: ${failure.kind}`);
      expect(Object.keys(failure).sort()).toEqual(['kind', 'name']);
    }
  });

  test('127: given a rotation half done, then both halves are readable, and rewrapped ones without the old key too', () => {
    const before = vault.makeKey(household);
    const beforeOther = vault.makeKey(otherHousehold);
    const sealed = before.key.seal(place, '金波苑7号楼');
    const during = new IdentityVault([newKey, oldKey]);
    const rewrapped = during.rewrap(household, before.wrapped)!;
    expect(during.openKey(household, rewrapped).open(place, sealed)).toBe('金波苑7号楼');
    expect(during.openKey(household, before.wrapped).open(place, sealed)).toBe('金波苑7号楼');
    expect(() => during.openKey(otherHousehold, beforeOther.wrapped)).not.toThrow();
    expect(during.rewrap(household, rewrapped)).toBeUndefined();
    const after = new IdentityVault([newKey]);
    expect(after.openKey(household, rewrapped).open(place, sealed)).toBe('金波苑7号楼');
    expect(failureOf(() => after.openKey(otherHousehold, beforeOther.wrapped))).toMatchObject({ kind: 'UNKNOWN_KEY' });
  });

  test('given a rotation, then indexes and card hashes stay, as long as the oldest key stays last', () => {
    const number = '11010519491231002X';
    const rotated = new IdentityVault([newKey, oldKey]);
    expect(rotated.residentNumberIndex(number).equals(vault.residentNumberIndex(number))).toBe(true);
    expect(rotated.cardHash('ABCD').equals(vault.cardHash('ABCD'))).toBe(true);
    expect(vault.residentNumberIndex(number)).toHaveLength(16);
  });

  test('129: given the index alone, then it is no plain hash of the number', () => {
    const number = '11010519491231002X';
    const plain = createHmac('sha256', '').update(number).digest().subarray(0, 16);
    expect(vault.residentNumberIndex(number).equals(plain)).toBe(false);
    expect(vault.residentNumberIndex(number).equals(vault.cardHash(number).subarray(0, 16))).toBe(false);
    expect(new IdentityVault([newKey]).residentNumberIndex(number).equals(vault.residentNumberIndex(number))).toBe(
      false,
    );
  });

  test('129: given an open key that is printed, then nothing of it shows', () => {
    const { key } = vault.makeKey(household);
    expect(JSON.stringify(key)).toBe('{}');
    expect(Object.keys(key)).toEqual([]);
  });
});
