/** Promises what the tests of decisions ask, other weights in force by two people, and one who tampers with what was logged. */
import { v7 } from 'uuid';
import { localId } from '../../schema/global-id';
import { Criterion } from '../../schema/matching/enums';
import { people } from '../stage/people';
import type { TestServer } from '../stage/server';

const outcome = `{ ranked { id score } offeringId explanation { rulesetVersion matched score waitList furtherAssessmentNeeded
  gates { gate passed reason toPass { change value } } criteria { criterion weight value share } } }`;
export const replayDecision = `query ($id: ID!) { replayDecision(decisionId: $id) { identical inputsIntact inputsSealed logged ${outcome} replayed ${outcome}
  decision { id kind needId organisationId rulesetVersion } } }`;
export const explainMatch = `query ($needId: ID!, $organisationId: ID!) { explainMatch(needId: $needId, organisationId: $organisationId) {
  decisionId score explanation { rulesetVersion } } }`;
export const matchNeed = `query ($id: ID!, $first: Int = 20, $after: String) { matchNeed(needId: $id, first: $first, after: $after) {
  edges { cursor node { decisionId score organisation { id } } } pageInfo { hasNextPage } } }`;
export const needsForOrganisation = `query ($id: ID!) { needsForOrganisation(organisationId: $id) { edges { node { decisionId score need { id } } } } }`;

/** Puts other weights into force, by two people. */
export async function putOtherWeightsIntoForce(server: TestServer): Promise<string> {
  const [proposer, approver] = [await people(server).bureau(), await people(server).bureau()];
  const weights = Object.values(Criterion).map((criterion) => ({
    criterion,
    weight: criterion === Criterion.URGENCY ? 10_000 : 0,
  }));
  const drafting = `mutation ($input: DraftRulesetInput!) { draftRuleset(input: $input) { ... on Ruleset { id } } }`;
  const input = { rulesetId: v7(), weights, reason: '试行' };
  const { id } = (await server.request(drafting, { input }, proposer.token)).data.draftRuleset;
  const approving = `mutation ($id: ID!) { approveRuleset(input: { rulesetId: $id }) { ... on Ruleset { version status } } }`;
  const { version, status } = (await server.request(approving, { id }, approver.token)).data.approveRuleset;
  expect(status).toBe('APPROVED');
  return version as string;
}
/** As one who owns the tables, past every trigger. */
export async function tamper(server: TestServer, sql: string, id: string): Promise<void> {
  await server.database.query('ALTER TABLE decision DISABLE TRIGGER decisions_never_change');
  await server.database.query(sql, [localId('Decision', id)]);
  await server.database.query('ALTER TABLE decision ENABLE TRIGGER decisions_never_change');
}
