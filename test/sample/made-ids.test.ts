/** Shows that two databases which differ by the ids that a server made are told as the same, and that nothing else is. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { numberIds } from '../stage/made-ids';

/** A small world: who named whom, as numbers of ids. */
const links = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom('pays', 'owes')), {
  minLength: 1,
  maxLength: 24,
});
type Links = readonly (readonly [number, number, string])[];

function linesOf(world: Links, ids: readonly string[]): string[] {
  return world.map(([from, to, verb]) => `link from=${ids[from]} | to=${ids[to]} | ${verb}`);
}

const idsAnew = () => Array.from({ length: 10 }, () => v7());

describe('a database told without the ids that were made for it', () => {
  test('given the same rows with other ids in another order, then the lines are the same to the byte', () => {
    fc.assert(
      fc.property(links, fc.infiniteStream(fc.nat()), (world, order) => {
        const one = numberIds(linesOf(world, idsAnew()));
        const turned = world
          .map((link) => ({ link, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ link }) => link);
        expect(numberIds(linesOf(turned, idsAnew()))).toEqual(one);
      }),
      { numRuns: 50 },
    );
  });

  test('given a row that names another id than it did, then the lines are not the same', () => {
    const chain: Links = [
      [0, 1, 'pays'],
      [1, 2, 'pays'],
      [2, 0, 'owes'],
    ];
    const wrong: Links = [
      [0, 1, 'pays'],
      [1, 2, 'pays'],
      [2, 1, 'owes'],
    ];
    expect(numberIds(linesOf(wrong, idsAnew()))).not.toEqual(numberIds(linesOf(chain, idsAnew())));
  });

  test('given ids that a client made, then they stand as they are', () => {
    const [made, planned] = [v7(), '0b6f6a1c-3c3f-4a70-9a6e-0d6f1f5b8a11'];
    expect(numberIds([`need id=${planned} | claim=${made}`])).toEqual([`need id=${planned} | claim=#1`]);
  });
});
