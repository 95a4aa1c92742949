/** Promises small worlds for the tests of the percolator: offerings and needs that often match, with odd ones among them. */
import fc from 'fast-check';
import type { NeedFacts } from '../../server/matching/engine/facts';
import {
  hourMilliseconds,
  type ClaimableNeed,
  type StandingOffering,
} from '../../server/matching/engine/percolate/standing';
import { anyNeed, anyOffering } from './pairs';

export const moment = 1_000_000 * hourMilliseconds;
export const organisations = ['o1', 'o2', 'o3', 'o4'];

const urgency = fc.constantFrom('ROUTINE' as const, 'URGENT' as const, 'EMERGENCY' as const);
const many = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
/** More values than an index has bits for, some of them twice. */
const rich = (prefix: string, count: number, least: number, most: number) =>
  fc.array(fc.constantFrom(...many(prefix, count)), { minLength: least, maxLength: most });
const time = fc.integer({ min: 0, max: 3_000 * 4 }).map((quarters) => moment - (quarters * hourMilliseconds) / 4);
const areaCode = fc.constantFrom('', '6', '64', '6401', '640104', '640104001', '640104001001', '640104001001003', '65');

export type World = 'as the product has it' | 'with more values than bits';

export function anyStanding(world: World, id: string): fc.Arbitrary<StandingOffering> {
  const extra = {
    organisationId: fc.constantFrom(...organisations),
    capacityStatedAt: time,
    minimumUrgency: fc.option(urgency, { nil: null, freq: 3 }),
  };
  const parts: { [Name in keyof StandingOffering]?: fc.Arbitrary<StandingOffering[Name]> } =
    world === 'as the product has it'
      ? extra
      : {
          ...extra,
          areaCodes: fc.array(areaCode, { maxLength: 6 }),
          situations: rich('s', 40, 12, 25),
          languages: rich('l', 40, 12, 25),
          skills: rich('k', 80, 40, 90),
        };
  // Most are open, so that most questions have answers.
  const openness = fc.constantFrom(true, true, true, false);
  return fc.tuple(anyOffering, fc.record(parts as typeof extra), openness).map(([offering, others, open]) => {
    const { offeringId: _, capacityAgeHours: _age, consented: _consented, ...facts } = offering;
    const opened = open
      ? { withdrawn: false, organisationStatus: 'APPROVED', capacityStatus: 'CAPACITY' as const, capacityMaximum: 6 }
      : {};
    return { ...facts, ...opened, ...others, id };
  });
}

export function anyAsked(world: World, id: string): fc.Arbitrary<NeedFacts> {
  if (world === 'as the product has it') return anyNeed.map((need) => ({ ...need, id }));
  const parts = {
    areaCode: fc.constantFrom('640104001001', '640104001001', '640104001002', '6401', '65', ''),
    situations: rich('s', 42, 0, 5),
    languages: rich('l', 42, 0, 3),
    skills: rich('k', 80, 0, 2),
  };
  return fc.tuple(anyNeed, fc.record(parts)).map(([need, others]) => ({ ...need, ...others, id }));
}

export function anyClaimable(world: World, id: string): fc.Arbitrary<ClaimableNeed> {
  return fc
    .tuple(anyAsked(world, id), time)
    .map(([{ waitingHours: _, ...need }, waitingSince]) => ({ ...need, waitingSince }));
}

/** One step of a stream: something is put under one of few ids, taken away, or asked. */
export type Step<Put, Question> = { readonly put: Put } | { readonly remove: string } | { readonly ask: Question };

export function anySteps<Put, Question>(
  ids: readonly string[],
  put: (id: string) => fc.Arbitrary<Put>,
  question: fc.Arbitrary<Question>,
  maxLength: number,
): fc.Arbitrary<Step<Put, Question>[]> {
  const id = fc.constantFrom(...ids);
  const step = fc.oneof(
    { weight: 6, arbitrary: id.chain(put).map((value) => ({ put: value })) },
    { weight: 2, arbitrary: id.map((value) => ({ remove: value })) },
    { weight: 3, arbitrary: question.map((value) => ({ ask: value })) },
  );
  return fc.array(step, { minLength: 20, maxLength, size: 'max' });
}

export const ids = many('id', 40);
