/** Promises what the bench of the bureau looks at: a year of work, population figures, rules and a scheme that wait. */
import { v7 } from 'uuid';
import { Criterion } from '../../../schema/matching/enums';
import { claimed, delivered, type Provider } from '../../stage/claims';
import { household } from '../../stage/households';
import { referredNeed } from '../../stage/needs';
import type { Person } from '../../stage/people';
import type { TestServer } from '../../stage/server';

/** A community of each of three streets. */
export const streets = ['640104001002', '640104002001', '640104003001'];

async function sent(server: TestServer, person: Person, mutation: string, type: string, input: object): Promise<void> {
  const { data, errors } = await server.request(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on Refusal { messageEn } } }`,
    { input },
    person.token,
  );
  if (errors ?? data[mutation].messageEn) throw new Error(JSON.stringify(errors ?? data));
}

/**
 * Two grids of the same people in a community of each of three streets. Beside the four of the year's work, ten households were seen in
 * the first community, one in the second, four in the third: the second has fewer than its people lead one to expect.
 */
export async function population(server: TestServer, bureau: Person): Promise<void> {
  const rows = await server.database.query<{ code: string }>(
    `SELECT code FROM area WHERE parent_code = ANY ($1) AND right(code, 3) IN ('001', '002') ORDER BY code`,
    [streets],
  );
  const grids = rows.map(({ code }) => code);
  await sent(server, bureau, 'importPopulation', 'ImportPopulationInput', {
    ...{ commandId: v7(), countedOn: '2025-12-31' },
    grids: grids.map((areaCode) => ({
      ...{ areaCode, residents: 400, aged60Plus: 60, livingAlone80Plus: 2, disabled: 9, lowIncome: 5, under14: 50 },
    })),
  });
  for (const [index, seen] of [6, 4, 1, 0, 4, 0].entries())
    for (let made = 0; made < seen; made += 1) {
      const areaCode = grids[index]!;
      await referredNeed(server, { areaCode, household: await household(server, { areaCode }) });
    }
}

export function drafted(server: TestServer, person: Person, reason: string): Promise<void> {
  const weights = Object.values(Criterion).map((criterion) => ({ criterion, weight: 1_000 }));
  return sent(server, person, 'draftRuleset', 'DraftRulesetInput', { rulesetId: v7(), reason, weights });
}

export function proposedScheme(server: TestServer, person: Person): Promise<void> {
  return sent(server, person, 'proposeEvaluationScheme', 'ProposeEvaluationSchemeInput', {
    ...{ schemeId: v7(), areaCode: '640104', subjectKind: 'ORGANISATION', title: '社会组织年度测评' },
    lines: [{ measure: 'CLAIMS_MADE', weight: 100, points: [{ at: '0', score: 5_000 }] }],
  });
}

/** Twelve needs of three streets: eight are claimed, seven within two hours, four of them delivered; told of as work of this year. */
export async function workOfAYear(server: TestServer, helper: Provider): Promise<void> {
  for (let made = 0; made < 12; made += 1) {
    const need = await referredNeed(server, { areaCode: streets[made % 3]! });
    if (made < 4) await delivered(server, helper, need);
    else if (made < 8) await claimed(server, helper, need);
  }
  await server.database.query(
    `UPDATE need SET referred_at = claim.claimed_at - make_interval(hours => CASE WHEN numbered.row = 1 THEN 30 ELSE 2 END)
       FROM claim, (SELECT id, row_number() OVER (ORDER BY id) AS row FROM claim) AS numbered
      WHERE claim.need_id = need.id AND numbered.id = claim.id`,
  );
}
