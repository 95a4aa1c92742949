/** Shows that nothing that the engine said of a pair is in the contract without a decision that replayDecision gives again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { DecisionKind } from '../../schema/matching/decision';
import { projectRoot } from '../../server/project';

/** The field beside it that names the decision. */
const namedBeside: Record<string, string> = {
  'Match.explanation': 'decisionId',
  'Match.score': 'decisionId',
  'PlanLine.firstComeScore': 'firstComeDecisionId',
  'PlanLine.score': 'decisionId',
  'SwapLeg.after': 'afterDecisionId',
  'SwapLeg.before': 'beforeDecisionId',
};

/** Written down with the command itself; found by decisionsOfNeed and decisionsOfOrganisation. */
const writtenWith: Record<string, DecisionKind> = {
  'FailedGates.gates': DecisionKind.CLAIM,
  'Offer.score': DecisionKind.OFFER,
  'Referral.explanation': DecisionKind.REFERRAL,
  'Referral.score': DecisionKind.REFERRAL,
};

/** Parts of a decision, or of an explanation that stands above. */
const parts = [
  ...['DecisionOutcome.explanation', 'RankedPlace.score'],
  ...['MatchExplanation.criteria', 'MatchExplanation.gates', 'MatchExplanation.score'],
];

/** Sums over the plan, which its certificate proves, and scores that no engine gives. */
const noPair = [
  ...['Plan.score', 'PlanComparison.firstComeScore'],
  ...['EvaluationResultLine.score', 'EvaluationSchemeLine.missingScore', 'ScorePoint.score'],
];

/** The log would hold the age and the health of a person, which are sealed or erased: server/decisions/0020-shown-decisions.md. */
const notLogged = ['JobMatch.explanation', 'JobPlacement.score', 'PostNotSuitable.gates'];

describe('what the engine says of a pair', () => {
  const schema = buildSchema(readFileSync(join(projectRoot, 'schema', 'schema.graphql'), 'utf8'));
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );

  test('given every explanation, gate, criterion and score of the contract, then it stands in one of these lists', () => {
    const said = types.flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          (field) =>
            ['MatchExplanation', 'GateResult', 'CriterionResult'].includes(getNamedType(field.type).name) ||
            /(^score|Score)$/.test(field.name),
        )
        .map((field) => `${type.name}.${field.name}`),
    );
    const known = [...Object.keys(namedBeside), ...Object.keys(writtenWith), ...parts, ...noPair, ...notLogged];
    expect(said.sort()).toEqual(known.sort());
  });

  test('given what names its decision, then the id stands beside it, and is there whenever it is', () => {
    for (const [place, beside] of Object.entries(namedBeside)) {
      const [type, field] = place.split('.') as [string, string];
      const fields = types.find(({ name }) => name === type)!.getFields();
      expect([place, String(fields[beside]?.type)]).toEqual([
        place,
        String(fields[field]!.type).endsWith('!') ? 'ID!' : 'ID',
      ]);
    }
  });

  test('given the kinds of decisions, then each is one that these operations write', () => {
    const rankings = [DecisionKind.RANKING_FOR_NEED, DecisionKind.RANKING_FOR_ORGANISATION, DecisionKind.EXPLANATION];
    const written = [...Object.values(writtenWith), ...rankings, DecisionKind.PLAN, DecisionKind.SWAP];
    expect([...new Set(written)].sort()).toEqual(Object.values(DecisionKind).sort());
  });
});
