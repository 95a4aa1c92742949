/** Shows the engine: each gate by itself with what would open it, shares that sum to the score, one stable order. */
import fc from 'fast-check';
import { Criterion, Gate, GateReason, MatchChange } from '../../schema/matching/enums';
import { evaluate } from '../../server/matching/engine/evaluate';
import type { NeedFacts, OfferingFacts } from '../../server/matching/engine/facts';
import { gateNames } from '../../server/matching/engine/gates';
import { best, rank } from '../../server/matching/engine/rank';
import { criteria, firstRuleset, mistakesIn, whole } from '../../server/matching/engine/ruleset';
import { divide } from '../../server/matching/engine/shares';
import { anyNeed, anyOffering, anyRuleset, need, offering } from './pairs';

/** The gates that fail, each with its reason and changes. */
function failuresOf(needChanges: Partial<NeedFacts>, offeringChanges: Partial<OfferingFacts>) {
  const { gates } = evaluate({ ...need, ...needChanges }, { ...offering, ...offeringChanges }, firstRuleset);
  return gates
    .filter((gate) => !gate.passed)
    .map(({ gate, reason, toPass }) => ({
      gate,
      reason,
      toPass: toPass.map(({ change, value }) => `${change} ${value}`),
    }));
}

describe('the gates', () => {
  test('given a need and an offering made for each other, then every gate is passed, in the stated order', () => {
    const explanation = evaluate(need, offering, firstRuleset);
    expect(explanation.matched).toBe(true);
    const ofPosts: string[] = [Gate.AGE, Gate.EDUCATION, Gate.HEALTH, Gate.DEMANDED_SKILL];
    expect(explanation.gates.map(({ gate }) => gate)).toEqual(
      Object.values(Gate).filter((one) => !ofPosts.includes(one)),
    );
    expect(
      explanation.gates.every(({ passed, reason, toPass }) => passed && reason === 'PASSED' && toPass.length === 0),
    ).toBe(true);
  });

  const worker = { age: 45, education: 'PRIMARY', abilities: ['STANDING'], skills: ['麻编'] } as const;
  const demands = { ageFrom: 18, ageTo: 55, education: 'PRIMARY', abilities: ['STANDING'], skills: ['麻编'] } as const;
  test('given a person and a post that is made for it, then the demands are four more gates, all passed', () => {
    const { gates, matched } = evaluate({ ...need, worker }, { ...offering, demands }, firstRuleset);
    expect([matched, gates.map(({ gate }) => gate)]).toEqual([true, Object.values(Gate)]);
  });
  test.each([
    ['too old', { ageTo: 44 }, 'AGE', 'AGE_OUTSIDE', 'DEMAND_AGE_WITH 45'],
    ['too young', { ageFrom: 46 }, 'AGE', 'AGE_OUTSIDE', 'DEMAND_AGE_WITH 45'],
    ['less schooling', { education: 'HIGHER' }, 'EDUCATION', 'EDUCATION_BELOW', 'LOWER_EDUCATION_TO PRIMARY'],
    ['less health', { abilities: ['STANDING', 'LIFTING'] }, 'HEALTH', 'ABILITY_MISSING', 'DROP_ABILITY LIFTING'],
    ['a skill to learn', { skills: ['刺绣'] }, 'DEMANDED_SKILL', 'DEMANDED_SKILL_MISSING', 'LEARN_SKILL 刺绣'],
  ])(
    'given a person that is %s, then that gate alone is closed and says what would open it',
    (_why, more, gate, reason, change) => {
      const demanded = { ...demands, ...more } as typeof demands;
      expect(failuresOf({ worker }, { demands: demanded })).toEqual([{ gate, reason, toPass: [change] }]);
    },
  );

  type Case = [string, Partial<NeedFacts>, Partial<OfferingFacts>, ReturnType<typeof failuresOf>[number]];
  const cases: Case[] = [
    [
      'another kind of help',
      {},
      { serviceKind: 'HOME_VISIT' },
      { gate: 'SERVICE_KIND', reason: 'KIND_NOT_OFFERED', toPass: ['ADD_SERVICE_KIND CLEANING'] },
    ],
    [
      'a withdrawn offering',
      {},
      { withdrawn: true },
      { gate: 'SERVICE_KIND', reason: 'OFFERING_WITHDRAWN', toPass: ['ADD_SERVICE_KIND CLEANING'] },
    ],
    [
      'a company for a need',
      {},
      { organisationKind: 'COMPANY' },
      { gate: 'SERVICE_KIND', reason: 'ORGANISATION_KIND_NOT_ADMITTED', toPass: ['REGISTER_AS SOCIAL_ORGANISATION'] },
    ],
    [
      'another street',
      {},
      { areaCodes: ['640104002'] },
      { gate: 'AREA', reason: 'OUT_OF_AREA', toPass: ['ADD_AREA 640104001001'] },
    ],
    [
      'other situations',
      {},
      { situations: ['UNEMPLOYED'] },
      { gate: 'SITUATION', reason: 'SITUATION_NOT_SERVED', toPass: ['ADD_SITUATION ELDERLY_ALONE'] },
    ],
    [
      'situations where the need states none',
      { situations: [] },
      { situations: ['UNEMPLOYED'] },
      { gate: 'SITUATION', reason: 'SITUATION_NOT_SERVED', toPass: ['SERVE_ALL_SITUATIONS ALL'] },
    ],
    [
      'another language',
      { languages: ['回族方言', '手语'] },
      { languages: ['普通话'] },
      { gate: 'LANGUAGE_AND_SKILL', reason: 'LANGUAGE_NOT_SPOKEN', toPass: ['ADD_LANGUAGE 回族方言'] },
    ],
    [
      'missing skills',
      { skills: ['护理', '理发', '驾驶'] },
      { skills: ['理发'] },
      { gate: 'LANGUAGE_AND_SKILL', reason: 'SKILL_MISSING', toPass: ['ADD_SKILL 护理', 'ADD_SKILL 驾驶'] },
    ],
    [
      'no stated capacity',
      {},
      { capacityStatus: 'NO_CAPACITY' },
      { gate: 'CAPACITY', reason: 'NO_CAPACITY_STATED', toPass: ['SET_CAPACITY_STATUS CAPACITY'] },
    ],
    [
      'all capacity used',
      {},
      { capacityUsed: 4 },
      { gate: 'CAPACITY', reason: 'CAPACITY_USED_UP', toPass: ['RAISE_CAPACITY_TO 5'] },
    ],
    [
      'a wait list whose capacity is used',
      {},
      { capacityStatus: 'WAITLIST', capacityUsed: 4 },
      { gate: 'CAPACITY', reason: 'CAPACITY_USED_UP', toPass: ['RAISE_CAPACITY_TO 5'] },
    ],
    [
      'no approval',
      {},
      { organisationStatus: 'SUSPENDED' },
      { gate: 'APPROVAL', reason: 'ORGANISATION_NOT_APPROVED', toPass: ['OBTAIN_APPROVAL APPROVED'] },
    ],
    [
      'an offering that does not take restricted needs',
      { restricted: true },
      { consented: true },
      { gate: 'RESTRICTION', reason: 'RESTRICTED_NOT_TAKEN', toPass: ['TAKE_RESTRICTED true'] },
    ],
    [
      'no consent to a restricted need',
      { restricted: true },
      { takesRestricted: true },
      { gate: 'CONSENT', reason: 'CONSENT_MISSING', toPass: ['OBTAIN_CONSENT REFERRAL'] },
    ],
  ];
  test.each(cases)(
    'given %s, then that gate alone fails and says what would open it',
    (_, needChanges, offeringChanges, failure) => {
      expect(failuresOf(needChanges, offeringChanges)).toEqual([failure]);
    },
  );

  test('given a micro-wish, then a company, a shop and an individual pass as a social organisation does', () => {
    const wish = { kind: 'MICRO_WISH', serviceKind: 'MICRO_WISH' } as const;
    for (const organisationKind of ['COMPANY', 'SHOP', 'INDIVIDUAL', 'SOCIAL_ORGANISATION', 'CHARITY_FEDERATION'])
      expect(failuresOf(wish, { organisationKind, serviceKind: 'MICRO_WISH' })).toEqual([]);
  });

  test('given one language of two, every skill, and one situation of two, then the gates are passed', () => {
    const changes = { languages: ['手语'], skills: ['护理', '理发'], situations: ['DISABLED'] };
    expect(failuresOf({ languages: ['手语', '普通话'], skills: ['护理'] }, changes)).toEqual([]);
  });

  test('given an offering of one grid, then it is matched as its community: a ranking never tells the grid', () => {
    expect(failuresOf({}, { areaCodes: ['640104001001007'] })).toEqual([]);
  });

  test('given a wait list, or an assessment to be made first, then the match says so in an answer of its own', () => {
    expect(evaluate(need, { ...offering, capacityStatus: 'WAITLIST' }, firstRuleset)).toMatchObject({
      matched: true,
      waitList: true,
      furtherAssessmentNeeded: false,
    });
    expect(
      evaluate(need, { ...offering, capacityStatus: 'ADDITIONAL_ASSESSMENT_REQUIRED' }, firstRuleset),
    ).toMatchObject({
      matched: true,
      waitList: false,
      furtherAssessmentNeeded: true,
    });
  });
});

describe('the score', () => {
  test('given the first ruleset, then the stated weights give the stated score', () => {
    const { score, criteria: parts } = evaluate(need, offering, firstRuleset);
    expect(parts).toEqual([
      { criterion: 'SITUATION_FIT', weight: 2_500, value: 7_000, share: 1_750 },
      { criterion: 'LANGUAGE_AND_SKILL_FIT', weight: 1_000, value: 10_000, share: 1_000 },
      { criterion: 'AREA_CLOSENESS', weight: 2_500, value: 7_500, share: 1_875 },
      { criterion: 'URGENCY', weight: 1_500, value: 2_000, share: 300 },
      { criterion: 'WAITING_TIME', weight: 1_000, value: 0, share: 0 },
      { criterion: 'REMAINING_CAPACITY', weight: 1_000, value: 7_500, share: 750 },
      { criterion: 'CAPACITY_AGE', weight: 500, value: 10_000, share: 500 },
    ]);
    expect(score).toBe(6_175);
  });

  test('given any pair and any weights, then the shares are whole, lie within 0 and their weight, and sum to the score exactly', () => {
    fc.assert(
      fc.property(anyNeed, anyOffering, anyRuleset, (one, other, ruleset) => {
        expect(mistakesIn(ruleset)).toEqual([]);
        const { score, criteria: parts } = evaluate(one, other, ruleset);
        expect(parts.reduce((sum, { share }) => sum + share, 0)).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(whole);
        for (const { share, weight, value } of parts) {
          expect(Number.isInteger(share) && Number.isInteger(value)).toBe(true);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(weight);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('given any numerators, then largest remainders never miss the total and are off by less than one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 1, maxLength: 20 }), (numerators) => {
        const { total, shares } = divide(numerators, whole);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
        for (const [index, share] of shares.entries())
          expect(Math.abs(share - numerators[index]! / whole)).toBeLessThan(1);
      }),
    );
  });

  test('given the same facts, then the same explanation, to the last character', () => {
    fc.assert(
      fc.property(anyNeed, anyOffering, (one, other) => {
        const copy = structuredClone({ one, other });
        expect(JSON.stringify(evaluate(copy.one, copy.other, firstRuleset))).toBe(
          JSON.stringify(evaluate(one, other, firstRuleset)),
        );
        expect({ one, other }).toEqual(copy);
      }),
    );
  });

  test('given more urgency, longer waiting, a nearer area, more free or fresher capacity, then the score rises', () => {
    const score = (needChanges: Partial<NeedFacts>, offeringChanges: Partial<OfferingFacts> = {}) =>
      evaluate({ ...need, ...needChanges }, { ...offering, ...offeringChanges }, firstRuleset).score;
    expect(score({ urgency: 'EMERGENCY' })).toBeGreaterThan(score({ urgency: 'URGENT' }));
    expect(score({ urgency: 'URGENT' })).toBeGreaterThan(score({}));
    expect(score({ waitingHours: 240 })).toBeGreaterThan(score({ waitingHours: 24 }));
    expect(score({ waitingHours: 10_000 })).toBe(score({ waitingHours: 720 }));
    expect(score({}, { areaCodes: ['640104001001'] })).toBeGreaterThan(score({}, { areaCodes: ['640104001'] }));
    expect(score({}, { areaCodes: ['640104001'] })).toBeGreaterThan(score({}, { areaCodes: ['640104'] }));
    expect(score({}, { capacityUsed: 0 })).toBeGreaterThan(score({}, { capacityUsed: 3 }));
    expect(score({}, { capacityAgeHours: 24 })).toBeGreaterThan(score({}, { capacityAgeHours: 240 }));
    expect(score({}, { situations: ['ELDERLY_ALONE', 'DISABLED'] })).toBeGreaterThan(score({}));
  });

  test('given a ruleset whose weights do not sum to the whole, or with a part beyond it, then it is told', () => {
    const weights = { ...firstRuleset.weights, URGENCY: 1_600 };
    expect(mistakesIn(firstRuleset)).toEqual([]);
    expect(mistakesIn({ ...firstRuleset, weights })).toEqual(['weights: must sum to 10000']);
    expect(mistakesIn({ ...firstRuleset, generalSituationFit: 10_001, version: '' })).toEqual([
      'version: 1 to 40 characters',
      'generalSituationFit: a whole number from 0 to 10000',
    ]);
  });
});

describe('the order', () => {
  test('given any candidates in any order, then one order: fewer failed gates, higher score, lower id', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyNeed, anyOffering), { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (pairs, dice) => {
          const candidates = pairs.map(([one, other], index) => ({
            id: String(index),
            explanation: evaluate(one, other, firstRuleset),
          }));
          const shuffled = candidates
            .map((candidate) => ({ candidate, at: dice.next().value! }))
            .sort((a, b) => a.at - b.at)
            .map(({ candidate }) => candidate);
          const ordered = rank(candidates);
          expect(rank(shuffled).map(({ id }) => id)).toEqual(ordered.map(({ id }) => id));
          expect(best(shuffled)?.id).toBe(ordered[0]?.id);
        },
      ),
    );
  });
});

test('given the words of the engine, then the contract has the same', () => {
  expect(gateNames).toEqual(Object.values(Gate));
  expect(criteria).toEqual(Object.values(Criterion));
  const said = new Set<string>();
  const changes = new Set<string>();
  const [worker, demands] = [
    { age: 17, education: 'CANNOT_READ', abilities: [], skills: [] } as const,
    { ageFrom: 18, ageTo: 55, education: 'PRIMARY', abilities: ['LIFTING'], skills: ['麻编'] } as const,
  ];
  const ofPosts = [
    { ...need, worker },
    { ...offering, demands },
  ] as [NeedFacts, OfferingFacts];
  for (const [one, other] of [ofPosts, ...fc.sample(fc.tuple(anyNeed, anyOffering), 3_000)])
    for (const gate of evaluate(one, other, firstRuleset).gates) {
      said.add(gate.reason);
      for (const { change } of gate.toPass) changes.add(change);
    }
  expect([...said].sort()).toEqual(Object.values(GateReason).sort());
  expect([...changes].sort()).toEqual(Object.values(MatchChange).sort());
});
