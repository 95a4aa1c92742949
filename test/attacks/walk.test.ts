/** Shows that on every path of the graph, from every role, words and numbers of a household are found by nobody outside their scope. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { buildLinkageSchema } from '../../server/schema';
import { productLimits } from '../../server/transport/limits';
import { openedCase, resilience, specialist } from '../stage/cases';
import { accepted, confirmed, provider, serviceRecord, type Provider } from '../stage/claims';
import { consent, household, type StagedHousehold } from '../stage/households';
import { referredNeed, stagedCommunity, verifiedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { discover, discovered } from './staged-visits';
import { institutional, mayBegin, pathsToPersons, type Path } from './paths';

const words = {
  note: '走访笔记里只给有关人员看的标记',
  restricted: '受限需求卡片上只给有关人员看的标记',
  assessed: '个案评估里只给名单上的人看的标记',
};
const objectsOfPath = 5;

describe('60, 61, 62: every path of the graph', () => {
  let server: TestServer;
  let family: StagedHousehold;
  let claimant: Provider;
  let paths: Path[];
  let canaries: Record<string, string>;
  const outside: Record<string, Person> = {};

  beforeAll(async () => {
    server = await startTestServer();
    const everyone = people(server);
    family = await household(server, { areaCode: stagedCommunity, members: [{ name: '鲛绡钿' }] });
    claimant = await provider(server);
    await consent(server, family, claimant.organisationId);
    const need = await referredNeed(server, { household: family });
    const claim = await confirmed(server, claimant, need);
    const { claimService, warningRefresh } = server.app.composition;
    accepted(await claimService.recordService(claimant.member, serviceRecord(claim.globalId, { note: words.note })));
    await verifiedNeed(server, {
      ...{ household: family, serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING },
      ...{ situations: [Situation.MENTAL_ILLNESS], cardText: words.restricted },
    });
    await warningRefresh.survey();
    const worker = (await everyone.adviser(stagedCommunity)).actor;
    const opened = await openedCase(server, worker, { household: family, provider: await specialist(server) });
    accepted(
      await server.app.composition.caseRecords.assessCase(worker, {
        ...{ assessmentId: v7(), caseId: opened.id, domains: ['EMOTIONAL_CARE'] as never, resilience: resilience(1) },
        ...{ strengths: words.assessed, risks: words.assessed },
      }),
    );
    await discover(server, family);
    canaries = { ...family.identity, card: family.cardCode, ...words, ...discovered };
    const ids: Record<string, string> = {
      ...{ Household: family.id, Need: need.id, Claim: claim.globalId, CareCase: opened.id },
      ...{
        Organisation: globalId('Organisation', claimant.organisationId),
        ...(await idsInDatabase()),
      },
    };
    const named = {
      ...{ householdId: family.id, needId: need.id, claimId: claim.globalId, caseId: opened.id },
      ...{ areaCode: stagedCommunity, code: stagedCommunity, reason: '核对住址与电话', first: 5 },
    };
    const { householdId: _one, ...ofAnybody } = named;
    const schema = buildLinkageSchema(server.app.composition.resolvers);
    paths = pathsToPersons(schema, objectsOfPath, productLimits.depth, (field, to) => {
      // Somebody found is in no household yet.
      if (field.name === 'visitObligations') return ofAnybody;
      if (field.name !== 'node') return { ...named, id: ids[to.name] ?? family.id };
      return ids[to.name] === undefined ? undefined : { id: ids[to.name] };
    });
    const elsewhere = await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.EDUCATION_SUPPORT, areaCodes: ['640104012'], capacityMaximum: 5 }],
    });
    const company = await approvedOrganisation(server, { kind: OrganisationKind.COMPANY, offerings: [] });
    await server.database.query("INSERT INTO area VALUES ('640105', '6401', 'DISTRICT', '西夏区', 2023, NULL)");
    Object.assign(outside, {
      'an adviser of another street': await everyone.adviser('640104012'),
      'a street officer of another street': await everyone.streetOfficer('640104012'),
      'the bureau of another district': await everyone.bureau('640105'),
      'a member of another organisation': await everyone.organisationMember(elsewhere.organisationId),
      'the administrator of another organisation': await everyone.organisationAdministrator(elsewhere.organisationId),
      'staff of a federation': await everyone.federationStaff(elsewhere.organisationId),
      'the partner of a company': await everyone.companyPartner(company.organisationId),
      'an auditor': await everyone.auditor(),
      'a system administrator': await everyone.systemAdministrator(),
      'a person without a role': await everyone.nobodyInParticular(),
    });
  }, 90_000);
  afterAll(() => server.close());

  /** One object of each kind that the household has by now. */
  async function idsInDatabase(): Promise<Record<string, string>> {
    const of = async (type: string, sql: string) => {
      const [row] = await server.database.query<{ id: string }>(sql, [family.householdId]);
      return row ? { [type]: globalId(type, row.id) } : {};
    };
    return {
      ...(await of(
        'Referral',
        'SELECT r.id FROM referral r JOIN need n ON n.id = r.need_id WHERE n.household_id = $1 LIMIT 1',
      )),
      ...(await of('Warning', 'SELECT id FROM warning WHERE household_id = $1 LIMIT 1')),
      ...(await of('Revisit', 'SELECT id FROM revisit WHERE household_id = $1 LIMIT 1')),
    };
  }

  /** Which canaries are said to whom on which path; a few requests are under way at a time. */
  async function saidTo(
    person: Person | undefined,
    walked: readonly Path[],
  ): Promise<{ path: string; said: string[] }[]> {
    const left = walked.filter((path) => mayBegin(person, path));
    const found: { path: string; said: string[] }[] = [];
    const work = async () => {
      for (let path = left.pop(); path !== undefined; path = left.pop()) {
        const answer = await server.request(path.query, path.variables, person?.token);
        const codes = answer.errors?.map(({ extensions }) => extensions.code) ?? [];
        if (answer.status >= 500 || codes.includes('INTERNAL') || codes.includes('GRAPHQL_VALIDATION_FAILED'))
          throw new Error(`${path.name}: ${path.query} ${JSON.stringify(answer)}`);
        const text = JSON.stringify(answer);
        const said = Object.keys(canaries).filter((name) => canaries[name] !== '' && text.includes(canaries[name]!));
        if (said.length > 0) found.push({ path: path.name, said });
      }
    };
    await Promise.all(Array.from({ length: 6 }, work));
    return found;
  }

  test('given the paths, then they are many, lead to each type that may hold such words, and to the ones known to', () => {
    expect(paths.length).toBeGreaterThan(250);
    for (const person of Object.values(outside).slice(0, -1))
      expect(paths.filter((path) => mayBegin(person, path)).length).toBeGreaterThan(5);
    const ends = new Set(paths.map((path) => path.end));
    for (const end of [
      ...['FoundPersonIdentity', 'PairingContact', 'Visit'],
      'HouseholdIdentity',
      'MemberIdentity',
      'ClaimContact',
      'Need',
      'ServiceRecord',
      'CaseAssessment',
    ])
      expect(ends).toContain(end);
    const schema = buildLinkageSchema(server.app.composition.resolvers);
    expect(institutional.filter((name) => schema.getType(name) === undefined)).toEqual([]);
  });

  test('given everybody outside, of every role, then no path says a canary', async () => {
    const leaked: string[] = [];
    for (const [who, person] of Object.entries(outside))
      for (const { path, said } of await saidTo(person, paths)) leaked.push(`${who}: ${path}: ${said.join(', ')}`);
    for (const { path, said } of await saidTo(undefined, paths)) leaked.push(`nobody: ${path}: ${said.join(', ')}`);
    expect(leaked).toEqual([]);
  }, 120_000);

  test('given the people of the place, then paths say what is theirs to know, so that the test above can fail', async () => {
    const adviser = await people(server).adviser(stagedCommunity);
    const toAdviser = await saidTo(
      adviser,
      paths.filter(
        ({ end, name }) =>
          ['HouseholdIdentity', 'MemberIdentity', 'Need', 'ServiceRecord'].includes(end) ||
          /^(visits|pairings\.contacts)$|^visitObligations\.foundPerson\.identity/.test(name),
      ),
    );
    expect(new Set(toAdviser.flatMap(({ said }) => said))).toEqual(
      new Set(['name', 'phone', 'address', 'residentNumber', 'note', 'restricted', ...Object.keys(discovered)]),
    );
    const member = await people(server).organisationMember(claimant.organisationId);
    const toClaimant = await saidTo(member, paths);
    expect(new Set(toClaimant.flatMap(({ said }) => said))).toEqual(new Set(['name', 'phone', 'address', 'note']));
  }, 60_000);
});
