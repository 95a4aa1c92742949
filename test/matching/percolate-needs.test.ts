/** Shows that the index of claimable needs answers as scoring and sorting every need does, always. */
import fc from 'fast-check';
import { NeedIndex } from '../../server/matching/engine/percolate/need-index';
import { scanNeeds } from '../../server/matching/engine/percolate/scan';
import {
  hourMilliseconds,
  type ClaimableNeed,
  type StandingOffering,
} from '../../server/matching/engine/percolate/standing';
import { need, offering, anyRuleset } from './pairs';
import { anyClaimable, anyStanding, anySteps, ids, moment, type World } from './percolate-worlds';

const worlds: World[] = ['as the product has it', 'with more values than bits'];
const { offeringId: _id, capacityAgeHours: _age, consented: _consented, ...facts } = offering;
const standing: StandingOffering = { ...facts, id: 'a', capacityStatedAt: moment };
const { waitingHours: _waiting, ...asked } = need;
const claimable: ClaimableNeed = { ...asked, waitingSince: moment };

describe('the needs for an organisation against a plain scan', () => {
  test.each(worlds)(
    'given any stream of changes %s, when offerings ask, then needs, scores and order are equal',
    (world) => {
      const question = fc.record({
        offerings: fc.tuple(...['x', 'y', 'z'].map((id) => fc.option(anyStanding(world, id), { nil: undefined }))),
        consents: fc.option(
          fc.subarray(ids).map((some) => new Set(some)),
          { nil: undefined },
        ),
        count: fc.nat(25),
        later: fc.nat(50),
      });
      const steps = anySteps(ids, (id) => anyClaimable(world, id), question, 150);
      let found = 0;
      fc.assert(
        fc.property(steps, anyRuleset, (stream, ruleset) => {
          const index = new NeedIndex(ruleset);
          const plain = new Map<string, ClaimableNeed>();
          for (const step of stream) {
            if ('put' in step) {
              index.put(step.put);
              plain.set(step.put.id, step.put);
            } else if ('remove' in step) {
              expect(index.remove(step.remove)).toBe(plain.delete(step.remove));
            } else {
              const { count, consents, later } = step.ask;
              const offerings = step.ask.offerings.filter((one) => one !== undefined);
              const question = { moment: moment + later * hourMilliseconds, consents };
              const expected = scanNeeds(offerings, plain.values(), count, { ...question, ruleset });
              found += expected.length;
              expect(index.bestFor(offerings, count, question)).toEqual(expected);
            }
          }
          expect(index.size).toBe(plain.size);
          for (const id of plain.keys()) index.remove(id);
          expect(index.holdings).toEqual({ needs: 0, shelves: 0, areas: 0, values: 0 });
        }),
        { numRuns: 100 },
      );
      expect(found).toBeGreaterThan(300);
    },
  );

  test('given needs that differ only in waiting, then the longest waiting stands first, and the order of ids breaks ties', () => {
    const index = new NeedIndex();
    const put = (id: string, hours: number) =>
      index.put({ ...claimable, id, waitingSince: moment - hours * hourMilliseconds });
    put('b', 100);
    put('c', 200);
    put('a', 100);
    expect(index.bestFor([standing], 2, { moment }).map(({ id }) => id)).toEqual(['c', 'a']);
  });

  test('given two offerings that meet one need, then it stands once, with the one that meets it better', () => {
    const index = new NeedIndex();
    index.put({ ...claimable, id: 'n' });
    const closer = { ...standing, id: 'z', areaCodes: ['640104001001'] };
    expect(index.bestFor([standing, closer], 5, { moment }).map(({ id, offeringId }) => [id, offeringId])).toEqual([
      ['n', 'z'],
    ]);
    expect(index.bestFor([{ ...closer, id: 'b' }, closer], 5, { moment })[0]!.offeringId).toBe('b');
  });

  test('given a restricted need, then it is found only by those whom the household consents to', () => {
    const index = new NeedIndex();
    index.put({ ...claimable, id: 'n', restricted: true });
    const taker = { ...standing, takesRestricted: true };
    expect(index.bestFor([taker], 5, { moment })).toEqual([]);
    expect(index.bestFor([standing], 5, { moment, consents: new Set(['n']) })).toEqual([]);
    expect(index.bestFor([taker], 5, { moment, consents: new Set(['n']) }).map(({ id }) => id)).toEqual(['n']);
  });
});
