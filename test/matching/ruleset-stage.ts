/** Promises needs for which two organisations stand in an order that weights decide, and the questions what weights would change. */
import { Criterion } from '../../schema/matching/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import type { TestServer } from '../stage/server';

const tried = `__typename
  ... on RulesetDryRun { inForceVersion triedVersion needs rankingsChanged firstPlacesChanged
    organisations { organisationId rises falls placesGained placesLost } }
  ... on InvalidInput { field } ... on NotFound { type }`;
export const dryRunRuleset = `query ($id: ID!, $last: Int!) { dryRunRuleset(rulesetId: $id, last: $last) { ${tried} } }`;
export const dryRunWeights = `query ($weights: [CriterionWeightInput!]!, $last: Int!) {
  dryRunWeights(weights: $weights, last: $last) { ${tried} } }`;

/** Weights with the whole on one criterion, or as given. */
export const weightsOf = (given: Partial<Record<Criterion, number>>) =>
  Object.values(Criterion).map((criterion) => ({ criterion, weight: given[criterion] ?? 0 }));

/** `near` serves only the community of the needs, `fitting` serves the whole district but is made for the situation. */
export async function contested(server: TestServer) {
  const offer = { serviceKind: ServiceKind.CLEANING, capacityMaximum: 10 };
  const near = await approvedOrganisation(server, { offerings: [{ ...offer, areaCodes: [stagedCommunity] }] });
  const fitting = await approvedOrganisation(server, {
    offerings: [{ ...offer, areaCodes: ['640104'], situations: [Situation.ELDERLY_ALONE] }],
  });
  const needs = [];
  for (let index = 0; index < 3; index += 1)
    needs.push(await referredNeed(server, { situations: [Situation.ELDERLY_ALONE] }));
  return { near: near.organisationId, fitting: fitting.organisationId, needs };
}
