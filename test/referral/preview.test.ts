/** Shows that the preview of an offering counts exactly what reached one like it, by a referral and by a plain scan, and hides small numbers. */
import { Urgency } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { approvedOrganisation } from '../stage/organisations';
import { directlyReferredNeed, referredNeed, type StagedNeed, type StagedNeedOptions } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { provider } from '../stage/claims';
import { globalId } from '../../schema/global-id';
import { startTestServer, type TestServer } from '../stage/server';

const preview = `query ($input: OfferingPreviewInput!) { previewOffering(input: $input) {
  days count examples { kind urgency referredOn streetName } } }`;
const communities = ['640104001002', '640104001003', '640104002001'] as const;
const urgencies = [Urgency.ROUTINE, Urgency.URGENT, Urgency.EMERGENCY];
const situations = [[], [Situation.ELDERLY_ALONE], [Situation.DISABLED, Situation.UNEMPLOYED]];

interface Terms {
  readonly serviceKind: ServiceKind;
  readonly areaCodes: string[];
  readonly situations?: Situation[];
  readonly languages?: string[];
  readonly skills?: string[];
  readonly minimumUrgency?: Urgency;
}

/** The same rule without the engine: what is offered where, to whom, from which urgency on. */
function scan(needs: readonly (StagedNeedOptions & { areaCode: string })[], terms: Terms): number {
  const { languages = [], skills = [], minimumUrgency = Urgency.ROUTINE } = terms;
  return needs.filter(
    (need) =>
      (need.serviceKind ?? ServiceKind.CLEANING) === terms.serviceKind &&
      terms.areaCodes.some((code) => need.areaCode.startsWith(code)) &&
      (!terms.situations?.length || need.situations!.some((one) => terms.situations!.includes(one))) &&
      (!need.languages?.length || need.languages.some((one) => languages.includes(one))) &&
      (need.skills ?? []).every((one) => skills.includes(one)) &&
      urgencies.indexOf(need.urgency!) >= urgencies.indexOf(minimumUrgency),
  ).length;
}

describe('the preview of an offering', () => {
  let server: TestServer;
  let organisationId: string;
  let member: Person;
  let listener: { organisationId: string };
  const made: (StagedNeedOptions & { areaCode: string })[] = [];
  const staged: StagedNeed[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    const { organisationId: own } = await approvedOrganisation(server);
    organisationId = own;
    member = await people(server).organisationMember(own);
    listener = await approvedOrganisation(server, {
      offerings: [
        {
          ...{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104001'], capacityMaximum: 100 },
          ...{ situations: [Situation.ELDERLY_ALONE, Situation.UNEMPLOYED], languages: ['粤语'] },
        },
      ],
    });
    for (let index = 0; index < 24; index += 1) {
      const need = {
        areaCode: communities[index % 3]!,
        urgency: urgencies[Math.floor(index / 3) % 3]!,
        situations: situations[Math.floor(index / 2) % 3]!,
        serviceKind: index % 8 === 7 ? ServiceKind.HOME_VISIT : ServiceKind.CLEANING,
        languages: index % 5 === 4 ? ['粤语'] : [],
      };
      made.push(need);
      staged.push(await referredNeed(server, need));
    }
  }, 60_000);
  afterAll(() => server.close());

  const ask = async (terms: Terms, token = member.token) => {
    const input = { organisationId: globalId('Organisation', organisationId), ...terms };
    const answer = await server.request(preview, { input }, token);
    return answer.errors?.[0] ? answer.errors[0].extensions.code : answer.data.previewOffering;
  };

  test('given an offering like one that stood, then as many are counted as were referred to that one', async () => {
    const [{ count: referred }] = (await server.database.query(
      'SELECT count(*)::int AS count FROM referral WHERE organisation_id = $1',
      [listener.organisationId],
    )) as [{ count: number }];
    const terms = {
      ...{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104001'], languages: ['粤语'] },
      situations: [Situation.ELDERLY_ALONE, Situation.UNEMPLOYED],
    };
    expect(referred).toBeGreaterThan(4);
    expect(await ask(terms)).toMatchObject({ days: 30, count: referred });
    expect(scan(made, terms)).toBe(referred);
  });

  test('given areas, situations, languages and urgencies in many ways, then each counts what a plain scan counts; from one to four are not told', async () => {
    const ways: Terms[] = [];
    for (const areaCodes of [['640104'], ['640104001'], ['640104001002', '640104002'], ['640104002001']])
      for (const minimumUrgency of [undefined, Urgency.URGENT, Urgency.EMERGENCY])
        for (const served of [[], [Situation.ELDERLY_ALONE], [Situation.DISABLED]])
          ways.push({ serviceKind: ServiceKind.CLEANING, areaCodes, minimumUrgency, situations: served });
    const counted = [];
    for (const way of ways) counted.push((await ask(way)).count);
    const expected = ways.map((way) => scan(made, way)).map((count) => (count >= 1 && count <= 4 ? null : count));
    expect(counted).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(4);
    expect(expected).toContain(null);
  });

  test('given three examples, then each is of another household, and a street is named only where five households are', async () => {
    const { examples } = await ask({ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], languages: ['粤语'] });
    const [{ name }] = (await server.database.query("SELECT name FROM area WHERE code = '640104001'")) as [
      { name: string },
    ];
    expect(examples).toHaveLength(3);
    for (const example of examples) expect([name, expect.any(String), null]).toContainEqual(example.streetName);
    const few = await ask({ serviceKind: ServiceKind.HOME_VISIT, areaCodes: ['640104'] });
    expect(few).toEqual({ days: 30, count: null, examples: [] });
    expect(await ask({ serviceKind: ServiceKind.CHILD_GROWTH, areaCodes: ['640104'] })).toEqual({
      days: 30,
      count: 0,
      examples: [],
    });
  });

  test('given needs that are older, restricted or referred by name alone, then they are not counted', async () => {
    const terms = { serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], languages: ['粤语'] };
    const before = (await ask(terms)).count as number;
    const named = await provider(server);
    await directlyReferredNeed(server, [named.organisationId], { areaCode: communities[0] });
    expect((await ask(terms)).count).toBe(before);
    await server.database.query("UPDATE need SET referred_at = now() - interval '31 days' WHERE id = $1", [
      staged[0]!.needId,
    ]);
    expect((await ask(terms)).count).toBe(before - 1);
    await server.database.query("UPDATE need SET restricted = true, status = 'RESTRICTED' WHERE id = $1", [
      staged[1]!.needId,
    ]);
    expect((await ask(terms)).count).toBe(before - 2);
  });

  test('given somebody else’s organisation, or areas that are none, then nothing is told', async () => {
    const stranger = await people(server).organisationMember(listener.organisationId);
    const terms = { serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'] };
    expect(await ask(terms, stranger.token)).toBeNull();
    expect(await ask({ ...terms, areaCodes: [] })).toBe('BAD_USER_INPUT');
    expect(await ask({ ...terms, areaCodes: ["64' OR 1=1"] })).toBe('BAD_USER_INPUT');
  });
});
