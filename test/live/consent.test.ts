/** Shows that a consent that ends takes along what it let somebody hear: from the next event on, told as the product tells it, and later. */
import { v7 } from 'uuid';
import { CaseKind } from '../../schema/casework/enums';
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { NeedWithdrawalReason } from '../../schema/need/enums';
import { Domain, ServiceKind } from '../../schema/taxonomy/service-kind';
import { until, Writer } from '../event/writing';
import { caseArea, openedCase, resilience, specialist, type StagedCase } from '../stage/cases';
import { accepted } from '../stage/claims';
import { feedPosition, followField, type Following } from '../stage/following';
import { consent, household, type StagedHousehold } from '../stage/households';
import { directlyReferredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const caseChanges = `subscription ($accountId: ID!, $after: String) {
  caseChanges(accountId: $accountId, after: $after) { step caseId } }`;
const organisationFeed = `subscription ($organisationId: ID!, $after: String) {
  organisationFeed(organisationId: $organisationId, after: $after) { type needId need { id } } }`;

let server: TestServer;
const followings: Following[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  for (const one of followings.splice(0)) await one.stop();
});
afterAll(() => server.close());

function follow(person: Person, query: string, variables: Record<string, unknown>): Following {
  const one = followField(server, person, query, variables);
  followings.push(one);
  return one;
}

const followCases = (person: Person, after: string) =>
  follow(person, caseChanges, { accountId: globalId('Account', person.accountId), after });

type Ending = (staged: StagedHousehold, consentId: string) => Promise<unknown>;

const withdrawn: Ending = async (_staged, consentId) => {
  const { token } = await people(server).adviser(caseArea);
  const answer = await server.request(
    'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename } }',
    { input: { consentId: globalId('Consent', consentId) } },
    token,
  );
  expect(answer.data.withdrawConsent.__typename).toBe('Consent');
};
const withdrawnByCard: Ending = async ({ cardCode }, consentId) => {
  const answer = await server.request(
    'mutation ($input: WithdrawConsentByCardInput!) { withdrawConsentByCard(input: $input) { __typename } }',
    { input: { cardCode, consentId: globalId('Consent', consentId) } },
  );
  expect(answer.data.withdrawConsentByCard.__typename).toBe('Consent');
};
/** Its last day is over, and the work of that night is done. */
const ranOut: Ending = async (_staged, consentId) => {
  await server.database.query(
    "UPDATE consent SET given_at = now() - interval '2 days', expires_at = now() - interval '1 second' WHERE id = $1",
    [consentId],
  );
  expect(await server.app.composition.consentService.followExpired()).toBe(1);
};
const endings: [string, Ending][] = [
  ['withdrawn', withdrawn],
  ['withdrawn with the contact card', withdrawnByCard],
  ['over by its last day', ranOut],
];

describe('the steps of a case that a provider hears by consent', () => {
  let provider: string;
  let worker: Person;
  let counsellor: Person;
  beforeAll(async () => {
    provider = await specialist(server);
    worker = await people(server).adviser(caseArea);
    counsellor = await people(server).organisationMember(provider);
  });

  /** A general case on whose list the counsellor is, by a consent of the household to its organisation. */
  async function sharedCase(): Promise<StagedCase & { readonly consentId: string }> {
    const one = await openedCase(server, worker.actor, { kind: CaseKind.GENERAL, provider });
    const accountId = globalId('Account', counsellor.accountId);
    const { caseService } = server.app.composition;
    accepted(await caseService.shareCase(worker.actor, { commandId: v7(), caseId: one.id, accountId }));
    const [given] = await server.database.query<{ id: string }>('SELECT id FROM consent WHERE household_id = $1', [
      one.household.householdId,
    ]);
    return { ...one, consentId: given!.id };
  }

  const assess = async (one: StagedCase) =>
    accepted(
      await server.app.composition.caseRecords.assessCase(worker.actor, {
        ...{ assessmentId: v7(), caseId: one.id, domains: [Domain.EMOTIONAL_CARE], strengths: '邻里互助' },
        ...{ risks: '独居', resilience: resilience(1) },
      }),
    );
  const [left, assessed] = [
    (one: StagedCase) => ({ step: 'LIST_CHANGED', caseId: one.id }),
    (one: StagedCase) => ({ step: 'ASSESSED', caseId: one.id }),
  ];

  test.each(endings)(
    '49: given the consent is %s, then who followed by it hears that its place ended and no later step, and goes on with another case; the worker hears all',
    async (_how, end) => {
      const [one, other] = [await sharedCase(), await sharedCase()];
      const after = await feedPosition(server, worker);
      const [helper, own] = [followCases(counsellor, after), followCases(worker, after)];
      await assess(one);
      await until('both hear', () => helper.heard.length === 1 && own.heard.length === 1);
      await end(one.household, one.consentId);
      await assess(one);
      await assess(other);
      await until('the last step is heard', () => own.heard.length === 4 && helper.heard.length >= 2);
      await until('the other case is heard of', () => helper.heard.at(-1).caseId === other.id);
      expect(helper.heard).toEqual([assessed(one), left(one), assessed(other)]);
      expect(own.heard).toEqual([assessed(one), left(one), assessed(one), assessed(other)]);
      expect([helper.failures, own.failures]).toEqual([[], []]);
    },
  );

  test('49, 51: given a step that is still on its way when the consent is withdrawn, or was missed, then it is not told any more; that the place ended is', async () => {
    const one = await sharedCase();
    const after = await feedPosition(server, worker);
    const [helper, own] = [followCases(counsellor, after), followCases(worker, after)];
    await assess(one);
    await until('both hear', () => helper.heard.length === 1 && own.heard.length === 1);
    // What is committed beside an older transaction is told when that has ended: both at once.
    const older = await Writer.connect(server.database.url);
    await older.begin();
    await older.number();
    await assess(one);
    await withdrawn(one.household, one.consentId);
    await older.rollback();
    await until('all is heard', () => own.heard.length === 3 && helper.heard.at(-1).step === 'LIST_CHANGED');
    expect(own.heard).toEqual([assessed(one), assessed(one), left(one)]);
    expect(helper.heard).toEqual([assessed(one), left(one)]);
    const [back, ownBack] = [followCases(counsellor, after), followCases(worker, after)];
    await until('what was missed is heard', () => ownBack.heard.length === 3 && back.heard.length > 0);
    expect(ownBack.heard).toEqual(own.heard);
    expect(back.heard).toEqual([left(one)]);
    await older.close();
  });
});

describe('a restricted need that an organisation hears of by consent', () => {
  const counselling = ServiceKind.PSYCHOLOGICAL_COUNSELLING;

  test.each(endings)(
    '49: given the consent to one of two is %s, then it hears that the referral ended and nothing after it, and the other hears all',
    async (_how, end) => {
      const [one, other] = [await specialist(server, counselling), await specialist(server, counselling)];
      const family = await household(server, { areaCode: caseArea });
      const purpose = ConsentPurpose.REFERRAL;
      const consentId = await consent(server, family, one, { purpose });
      await consent(server, family, other, { purpose });
      const [first, second] = [
        await people(server).organisationMember(one),
        await people(server).organisationMember(other),
      ];
      const after = await feedPosition(server, first);
      const [mine, theirs] = [first, second].map((person, index) =>
        follow(person, organisationFeed, { organisationId: globalId('Organisation', [one, other][index]!), after }),
      );
      const need = await directlyReferredNeed(server, [one, other], { serviceKind: counselling, household: family });
      await until('both hear of it', () => mine!.heard.length === 1 && theirs!.heard.length === 1);
      await end(family, consentId);
      await until('it is told', () => mine!.heard.length === 2);
      const { needService } = server.app.composition;
      accepted(
        await needService.withdrawNeed(need.adviser, { needId: need.id, reason: NeedWithdrawalReason.HOUSEHOLD_MOVED }),
      );
      // A later need of another household, which both may hear of: nothing lies behind it.
      const last = await household(server, { areaCode: caseArea });
      for (const organisation of [one, other]) await consent(server, last, organisation, { purpose });
      const later = await directlyReferredNeed(server, [one, other], { serviceKind: counselling, household: last });
      await until('the last is heard', () => [mine!, theirs!].every(({ heard }) => heard.at(-1).needId === later.id));
      const told = (type: string, needId: string) => ({ type, needId, need: null });
      expect(mine!.heard).toEqual([
        told('NEED_REFERRED_DIRECTLY', need.id),
        told('REFERRAL_CANCELLED', need.id),
        told('NEED_REFERRED_DIRECTLY', later.id),
      ]);
      expect(theirs!.heard.map(({ type, needId }) => [type, needId])).toEqual([
        ['NEED_REFERRED_DIRECTLY', need.id],
        ['NEED_WITHDRAWN', need.id],
        ['NEED_REFERRED_DIRECTLY', later.id],
      ]);
    },
  );
});
