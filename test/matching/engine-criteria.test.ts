/** Shows past delivery, fairness, the promise to those who wait, the gate of urgency, and that older rulesets and facts stay as they were. */
import fc from 'fast-check';
import { criterionValue } from '../../server/matching/engine/criteria';
import { evaluate } from '../../server/matching/engine/evaluate';
import type { CommunityStanding, OrganisationStanding } from '../../server/matching/engine/facts';
import { admits, gateNames, mayAutoOffer, standsOpen, tryGates } from '../../server/matching/engine/gates';
import {
  criteria,
  criteriaOf,
  firstRuleset,
  mistakesIn,
  overtakenBelow,
  secondRuleset,
  type Ruleset,
} from '../../server/matching/engine/ruleset';
import { Domain, ServiceKind } from '../../schema/taxonomy/service-kind';
import { serviceKinds } from '../../schema/taxonomy/service-kind-codes';
import { anyNeed, anyOffering, anyRuleset, need, offering } from './pairs';

const standing: OrganisationStanding = { claimsEnded: 0, claimsDelivered: 0, needsTaken: 0, places: 0 };
const past = (given: Partial<OrganisationStanding>) =>
  criterionValue('PAST_DELIVERY', need, { ...offering, standing: { ...standing, ...given } }, secondRuleset);
const organisation = (given: Partial<OrganisationStanding>) =>
  criterionValue('ORGANISATION_FAIRNESS', need, { ...offering, standing: { ...standing, ...given } }, secondRuleset);
const community = (given: CommunityStanding) =>
  criterionValue('COMMUNITY_FAIRNESS', { ...need, community: given }, offering, secondRuleset);

describe('what the later criteria are worth', () => {
  test('given claims that ended, then past delivery is their share smoothed by ten: a newcomer stands at the middle', () => {
    expect(past({})).toBe(5_000);
    expect(past({ claimsEnded: 1, claimsDelivered: 1 })).toBe(5_454);
    expect(past({ claimsEnded: 1, claimsDelivered: 0 })).toBe(4_545);
    expect(past({ claimsEnded: 30, claimsDelivered: 30 })).toBe(8_750);
    expect(past({ claimsEnded: 30, claimsDelivered: 15 })).toBe(5_000);
    expect(past({ claimsEnded: 990, claimsDelivered: 990 })).toBe(9_950);
    expect(criterionValue('PAST_DELIVERY', need, { ...offering, standing: undefined }, secondRuleset)).toBe(5_000);
  });

  test('given needs taken lately, then fairness is the part of its places in both together, by the capacity it has', () => {
    expect(organisation({ places: 10 })).toBe(10_000);
    expect(organisation({ places: 10, needsTaken: 10 })).toBe(5_000);
    expect(organisation({ places: 10, needsTaken: 30 })).toBe(2_500);
    expect(organisation({ places: 100, needsTaken: 30 })).toBe(7_692);
    expect(organisation({ places: 0, needsTaken: 3 })).toBe(0);
    expect(organisation({})).toBe(10_000);
  });

  test('given needs of a community, then its fairness is the unserved part smoothed by ten: the middle without history', () => {
    expect(community({ needs: 0, served: 0 })).toBe(5_000);
    expect(community({ needs: 30, served: 30 })).toBe(1_250);
    expect(community({ needs: 30, served: 0 })).toBe(8_750);
    expect(community({ needs: 30, served: 15 })).toBe(5_000);
    expect(criterionValue('COMMUNITY_FAIRNESS', { ...need, community: undefined }, offering, secondRuleset)).toBe(
      5_000,
    );
  });

  test('given any counts, then one more delivery never lowers, one more need taken never raises, one more served never raises', () => {
    const counts = fc.tuple(fc.nat(200), fc.nat(200), fc.nat(200));
    fc.assert(
      fc.property(counts, ([good, bad, places]) => {
        const ended = { claimsEnded: good + bad, claimsDelivered: good };
        const delivered = { claimsEnded: good + bad + 1, claimsDelivered: good + 1 };
        expect(past(delivered)).toBeGreaterThanOrEqual(past(ended));
        expect(past({ claimsEnded: good + bad + 1, claimsDelivered: good })).toBeLessThanOrEqual(past(ended));
        expect(organisation({ places, needsTaken: good + 1 })).toBeLessThanOrEqual(
          organisation({ places, needsTaken: good }),
        );
        expect(community({ needs: good + bad + 1, served: good + 1 })).toBeLessThanOrEqual(
          community({ needs: good + bad, served: good }),
        );
      }),
    );
  });

  test('given the second ruleset, then the stated weights give the stated score', () => {
    const { score, criteria: parts } = evaluate(need, offering, secondRuleset);
    expect(parts).toEqual([
      { criterion: 'SITUATION_FIT', weight: 900, value: 7_000, share: 630 },
      { criterion: 'LANGUAGE_AND_SKILL_FIT', weight: 400, value: 10_000, share: 400 },
      { criterion: 'AREA_CLOSENESS', weight: 900, value: 7_500, share: 675 },
      { criterion: 'URGENCY', weight: 2_500, value: 2_000, share: 500 },
      { criterion: 'WAITING_TIME', weight: 3_600, value: 0, share: 0 },
      { criterion: 'REMAINING_CAPACITY', weight: 250, value: 7_500, share: 187 },
      { criterion: 'CAPACITY_AGE', weight: 150, value: 10_000, share: 150 },
      { criterion: 'PAST_DELIVERY', weight: 500, value: 5_000, share: 250 },
      { criterion: 'ORGANISATION_FAIRNESS', weight: 500, value: 10_000, share: 500 },
      { criterion: 'COMMUNITY_FAIRNESS', weight: 300, value: 5_000, share: 150 },
    ]);
    expect(score).toBe(3_442);
  });
});

describe('those who wait', () => {
  test('given the second ruleset, then a need of 90 days stands before any of its urgency below 419 hours, whatever else differs', () => {
    expect(overtakenBelow(secondRuleset)).toBe(419);
    const waiting = (ruleset: Ruleset, few: fc.Arbitrary<number>) =>
      fc.property(anyNeed, anyNeed, anyOffering, anyOffering, few, (old, young, one, other, hours) => {
        const shared = { urgency: old.urgency, kind: old.kind } as const;
        const overdue = { ...old, waitingHours: ruleset.fullWaitingHours };
        const newer = { ...young, ...shared, waitingHours: hours };
        // Two offerings of one organisation.
        const second = { ...other, organisationId: one.organisationId, standing: one.standing };
        expect(evaluate(overdue, one, ruleset).score).toBeGreaterThan(evaluate(newer, second, ruleset).score);
      });
    fc.assert(waiting(secondRuleset, fc.nat(418)), { numRuns: 5_000 });
  });

  test('given the worst need against the best newer one, then the bound is tight to two hours', () => {
    const worst = {
      ...need,
      situations: ['A'],
      skills: ['k'],
      languages: ['l'],
      community: { needs: 1e6, served: 1e6 },
      waitingHours: secondRuleset.fullWaitingHours,
    };
    const bad = { ...offering, situations: ['B'], areaCodes: ['9'], capacityUsed: 4, capacityAgeHours: 720 };
    const good = { ...offering, areaCodes: ['640104001001'], capacityUsed: 0, situations: ['A'] };
    const best = { ...worst, languages: [], skills: [], community: { needs: 1e6, served: 0 } };
    const scoreAt = (waitingHours: number) => evaluate({ ...best, waitingHours }, good, secondRuleset).score;
    const { score } = evaluate(worst, bad, secondRuleset);
    expect(scoreAt(418)).toBeLessThan(score);
    expect(scoreAt(421)).toBeGreaterThanOrEqual(score);
  });

  test('given a ruleset in which waiting is outweighed, then it gives no such promise', () => {
    expect(overtakenBelow(firstRuleset)).toBe(0);
    const weights = { ...firstRuleset.weights, SITUATION_FIT: 3_500, WAITING_TIME: 0 };
    expect(overtakenBelow({ ...firstRuleset, weights })).toBe(0);
  });
});

describe('rulesets of their day', () => {
  test('given any ruleset, then the criteria of an explanation are those it weighs, in one order, also with no weight', () => {
    fc.assert(
      fc.property(anyNeed, anyOffering, anyRuleset, (one, other, ruleset) => {
        const named = evaluate(one, other, ruleset).criteria.map(({ criterion }) => criterion);
        expect(named).toEqual(criteria.filter((criterion) => criterion in ruleset.weights));
      }),
    );
    expect(criteriaOf(firstRuleset)).toEqual(criteria.slice(0, 7));
    expect(criteriaOf(secondRuleset)).toEqual(criteria);
  });

  test('given the first ruleset, then what came later changes nothing, to the last character', () => {
    fc.assert(
      fc.property(anyNeed, anyOffering, (one, other) => {
        const { community: _, ...oldNeed } = one;
        const { standing: _standing, ...oldOffering } = other;
        expect(JSON.stringify(evaluate(one, other, firstRuleset))).toBe(
          JSON.stringify(evaluate(oldNeed, oldOffering, firstRuleset)),
        );
      }),
    );
  });

  test('given rulesets that lack a first criterion, name an unknown one, or have no smoothing, then it is told', () => {
    expect(mistakesIn(secondRuleset)).toEqual([]);
    const { URGENCY: _, ...without } = firstRuleset.weights;
    expect(mistakesIn({ ...firstRuleset, weights: without as Ruleset['weights'] })).toEqual([
      'weights.URGENCY: a whole number from 0 to 10000',
      'weights: must sum to 10000',
    ]);
    const unknown = { ...firstRuleset.weights, BEAUTY: 0 } as Ruleset['weights'];
    expect(mistakesIn({ ...firstRuleset, weights: unknown })).toEqual(['weights.BEAUTY: no criterion']);
    const { smoothing: _smoothing, ...unsmoothed } = secondRuleset;
    expect(mistakesIn(unsmoothed)).toEqual(['smoothing: a whole number from 1 to 1000']);
  });
});

describe('the gate of urgency', () => {
  const urgent = { ...offering, minimumUrgency: 'URGENT' as const };

  test('given a minimum urgency, then that gate alone fails for less, and says what would open it', () => {
    const failed = tryGates(need, urgent).filter(({ passed }) => !passed);
    expect(failed).toEqual([
      {
        gate: 'MINIMUM_URGENCY',
        passed: false,
        reason: 'NOT_URGENT_ENOUGH',
        toPass: [{ change: 'LOWER_MINIMUM_URGENCY_TO', value: 'ROUTINE' }],
      },
    ]);
    for (const urgency of ['URGENT', 'EMERGENCY'] as const)
      expect(evaluate({ ...need, urgency }, urgent, secondRuleset).matched).toBe(true);
    expect(evaluate(need, { ...offering, minimumUrgency: 'ROUTINE' }, secondRuleset).matched).toBe(true);
  });

  test('given facts from before the gate, then it is not asked and not named, whatever the ruleset', () => {
    const { minimumUrgency: _, ...old } = offering;
    for (const ruleset of [firstRuleset, secondRuleset]) {
      const gates = evaluate(need, old, ruleset).gates.map(({ gate }) => gate);
      expect(gates).toEqual(gateNames.slice(0, 8));
      expect(evaluate(need, offering, ruleset).gates.map(({ gate }) => gate)).toEqual(gateNames.slice(0, 9));
    }
  });
});

describe('what is said once for all', () => {
  test('given any pair that matches, then the offering stands open and its kind is admitted', () => {
    let matched = 0;
    fc.assert(
      fc.property(anyNeed, anyOffering, (one, other) => {
        const gates = new Map(tryGates(one, other).map(({ gate, passed }) => [gate, passed]));
        const independent = gates.get('CAPACITY')! && gates.get('APPROVAL')! && !other.withdrawn;
        expect(standsOpen(other)).toBe(independent);
        if ([...gates.values()].every(Boolean)) {
          matched += 1;
          expect(admits(other, one.kind)).toBe(true);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(matched).toBeGreaterThan(0);
    const company = { organisationKind: 'COMPANY' };
    expect(admits(company, 'NEED')).toBe(false);
    expect(admits(company, 'MICRO_WISH')).toBe(true);
    expect(admits({ ...company, pledged: true }, 'NEED')).toBe(true);
  });

  test('given old capacity, a waiting list or an assessment to be made first, then nothing is offered without asking', () => {
    expect(mayAutoOffer({ ...offering, capacityAgeHours: 719 }, secondRuleset)).toBe(true);
    expect(mayAutoOffer({ ...offering, capacityAgeHours: 720 }, secondRuleset)).toBe(false);
    for (const capacityStatus of ['NO_CAPACITY', 'WAITLIST', 'ADDITIONAL_ASSESSMENT_REQUIRED'] as const)
      expect(mayAutoOffer({ ...offering, capacityStatus }, secondRuleset)).toBe(false);
  });

  test('given an assessment to be made first, then the match says so in an answer of its own under every ruleset', () => {
    fc.assert(
      fc.property(anyRuleset, (ruleset) => {
        const asked = { ...offering, capacityStatus: 'ADDITIONAL_ASSESSMENT_REQUIRED' as const };
        expect(evaluate(need, asked, ruleset)).toMatchObject({ matched: true, furtherAssessmentNeeded: true });
      }),
    );
  });
});

describe('the kinds of service', () => {
  test('given the eighteen kinds, then each lies in one of the seven domains of the case, and those of minors, minds and violence are restricted', () => {
    const kindsOf = (domain: Domain) => serviceKinds.filter((one) => one.domain === domain).map(({ kind }) => kind);
    expect(Object.fromEntries(Object.values(Domain).map((domain) => [domain, kindsOf(domain)]))).toEqual({
      EMPLOYMENT: ['EMPLOYMENT_SUPPORT'],
      EDUCATION: ['EDUCATION_SUPPORT', 'CHILD_GROWTH'],
      MEDICAL_HELP: ['MEDICAL_SUPPORT'],
      DISABILITY_HELP: ['DISABILITY_SUPPORT', 'AGE_FRIENDLY_MODIFICATION'],
      EMOTIONAL_CARE: [
        ...['EMOTIONAL_SUPPORT', 'MICRO_WISH', 'HEART_TO_HEART', 'PSYCHOLOGICAL_COUNSELLING', 'SOCIAL_INTEGRATION'],
        ...['FAMILY_MEDIATION', 'DOMESTIC_VIOLENCE_SUPPORT'],
      ],
      HOME_VISITING: ['HOME_VISIT', 'CLEANING'],
      PROXY_APPLICATION: ['PROXY_SERVICE', 'POLICY_GUIDANCE', 'RESOURCE_LINKING'],
    });
    expect(serviceKinds.map(({ kind }) => kind).sort()).toEqual(Object.values(ServiceKind).sort());
    expect(serviceKinds.filter(({ restricted }) => restricted).map(({ kind }) => kind)).toEqual([
      ...['CHILD_GROWTH', 'PSYCHOLOGICAL_COUNSELLING', 'DOMESTIC_VIOLENCE_SUPPORT'],
    ]);
  });

  test('given a need of each kind, then an offering of its kind alone passes the gate of kinds', () => {
    const kinds = Object.values(ServiceKind);
    const passed = kinds.flatMap((asked) =>
      kinds
        .filter((offered) =>
          evaluate({ ...need, serviceKind: asked }, { ...offering, serviceKind: offered }, secondRuleset)
            .gates.filter(({ gate }) => gate === 'SERVICE_KIND')
            .every((gate) => gate.passed),
        )
        .map((offered) => [asked, offered]),
    );
    expect(passed).toEqual(kinds.map((kind) => [kind, kind]));
  });
});
