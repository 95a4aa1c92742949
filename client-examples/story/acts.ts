/** Promises the main job in five scenes: found, referred, raced for, served, confirmed and to be revisited. */
import { randomUUID } from 'node:crypto';
import type { Cast, Provider } from './cast';
import { daysFromNow } from './days';
import type { Narrator } from './narrator';
import type { Feed } from './person';

export interface Scene {
  readonly cast: Cast;
  readonly narrator: Narrator;
}

export interface Found {
  readonly needId: string;
  readonly householdId: string;
  readonly cardCode: string;
}

export interface Listeners {
  readonly first: Feed;
  readonly second: Feed;
  readonly third: Feed;
  readonly bystander: Feed;
  readonly area: Feed;
}

interface Refused {
  readonly messageZh?: string;
  readonly messageEn?: string;
}

/** The adviser visits a household that never asked, registers it, leaves a contact card, and takes down what it needs. */
export async function findHousehold(scene: Scene): Promise<Found> {
  const { cast, narrator } = scene;
  const household = await cast.adviser.act<{ __typename: string; id: string } & Refused>(
    'registerHousehold',
    'RegisterHouseholdInput',
    {
      householdId: randomUUID(),
      areaCode: cast.gridCode,
      lowIncomeCategory: 'DIBAO_MARGINAL',
      situations: ['ELDERLY_ALONE', 'ELDERLY'],
      barriers: ['UNAWARE'],
      address: '样例小区8号楼2单元301室',
      phone: '13909500088',
      members: [{ memberId: randomUUID(), relation: 'HEAD', name: '沈玉兰', ageBand: 'FROM_80' }],
    },
    '... on Household { id }',
  );
  narrator.tell(
    '顾问入户走访，发现一位独居老人，登记家庭。',
    'An adviser visits, finds an old woman living alone, and registers her household.',
  );
  narrator.check('the household is registered', household.__typename, 'Household');
  const card = await cast.adviser.act<{ __typename: string; code: string }>(
    'issueContactCard',
    'IssueContactCardInput',
    { cardId: randomUUID(), householdId: household.id },
    '... on ContactCard { code }',
  );
  narrator.tell(
    '留下一张沟通联络卡，卡上的编码只有家里知道。',
    'A contact card is left; its code is known to the household only.',
  );
  return { needId: await takeDownNeed(scene, household.id), householdId: household.id, cardCode: card.code };
}

async function takeDownNeed({ cast, narrator }: Scene, householdId: string): Promise<string> {
  const need = await cast.adviser.act<{ __typename: string; id: string }>(
    'draftNeed',
    'DraftNeedInput',
    {
      needId: randomUUID(),
      householdId,
      kind: 'NEED',
      serviceKind: 'CLEANING',
      origin: 'HOSPITALISATION',
      urgency: 'EMERGENCY',
      cardText: '老人刚出院，行动不便，需要入户打扫一次',
      situations: ['ELDERLY_ALONE'],
    },
    '... on Need { id }',
  );
  const verified = await cast.adviser.act<{ __typename: string; status: string }>(
    'verifyNeed',
    'VerifyNeedInput',
    { needId: need.id },
    '... on Need { status }',
  );
  narrator.tell(
    '住院必访：登记需求"入户打扫"，核实。特急需求不逐家询问，转介后直接进入公开池。',
    'After a hospital stay a visit is mandatory: the need "clean the home" is verified. An emergency is offered to nobody first.',
  );
  narrator.check('the need is verified', verified.status, 'VERIFIED');
  return need.id;
}

/** Three organisations that clean homes, one that does not, and the adviser listen from one position on. */
export async function listen({ cast, narrator }: Scene): Promise<Listeners> {
  const { feedPosition } = await cast.adviser.request<{ feedPosition: string }>('{ feedPosition }');
  const follow = (provider: Provider) => provider.follow('organisation', provider.organisationId, feedPosition);
  narrator.tell(
    '三家保洁组织和一家助残组织在线等待。',
    'Three organisations that clean homes and one for disabled people are online, listening.',
  );
  return {
    first: follow(cast.first),
    second: follow(cast.second),
    third: follow(cast.third),
    bystander: follow(cast.bystander),
    area: cast.adviser.follow('area', cast.communityCode, feedPosition),
  };
}

/** One push; whoever matches hears of it in the same moment, with a card that names nobody. */
export async function refer({ cast, narrator }: Scene, found: Found, listeners: Listeners): Promise<void> {
  const began = performance.now();
  const referred = await cast.adviser.act<{ __typename: string; status: string }>(
    'referNeed',
    'ReferNeedInput',
    { needId: found.needId },
    '... on Need { status }',
  );
  const heard = await Promise.all(
    [listeners.first, listeners.second, listeners.third, listeners.area].map((feed) =>
      feed.until('NEED_REFERRED', found.needId),
    ),
  );
  const milliseconds = Math.round(performance.now() - began);
  narrator.tell(
    `顾问转介推送，三家组织在 ${milliseconds} 毫秒内收到。`,
    `The adviser refers it; the three organisations hear of it within ${milliseconds} ms.`,
  );
  narrator.check('the need is in the open pool', referred.status, 'PUBLISHED');
  narrator.check('all read the same card', new Set(heard.map((event) => event.need?.cardText)).size, 1);
  narrator.check('the card does not name the household', /沈玉兰|13909500088|8号楼/.test(JSON.stringify(heard)), false);
}

/** Two claim in the same instant. The database decides; the other is told so, and what to do next. */
export async function race({ cast, narrator }: Scene, found: Found): Promise<{ winner: Provider; claimId: string }> {
  const rivals = [cast.first, cast.second];
  const answers = await Promise.all(
    rivals.map((rival) =>
      rival.act<{ __typename: string; id?: string } & Refused>(
        'claimNeed',
        'ClaimNeedInput',
        { claimId: randomUUID(), needId: found.needId, organisationId: rival.organisationId },
        '... on Claim { id status leaseUntil }',
      ),
    ),
  );
  const won = answers.findIndex((answer) => answer.__typename === 'Claim');
  const lost = answers[1 - won]!;
  narrator.tell('两家组织在同一瞬间抢单。', 'Two organisations claim it in the same instant.');
  narrator.check('one wins, the other is refused', answers.map((answer) => answer.__typename).sort(), [
    'AlreadyClaimed',
    'Claim',
  ]);
  narrator.tell(
    `${rivals[won]!.name} 认领成功。另一家收到：${lost.messageZh}`,
    `${rivals[won]!.name} holds it. The other reads: ${lost.messageEn}`,
  );
  return { winner: rivals[won]!, claimId: answers[won]!.id! };
}

/** Identity opens only now, and only after the household has agreed. */
export async function agree({ cast, narrator }: Scene, found: Found, winner: Provider, claimId: string): Promise<void> {
  await winner.act(
    'confirmClaim',
    'ConfirmClaimInput',
    { commandId: randomUUID(), claimId },
    '... on Claim { status }',
  );
  const before = await contact(winner, claimId);
  narrator.check(
    'without consent nothing opens',
    [before.name, before.missingConsent],
    [null, ['NAME', 'PHONE', 'ADDRESS']],
  );
  const consent = await cast.adviser.act<{ __typename: string }>(
    'recordConsent',
    'RecordConsentInput',
    {
      consentId: randomUUID(),
      householdId: found.householdId,
      recipientOrganisationId: winner.organisationId,
      purpose: 'SERVICE_DELIVERY',
      dataKinds: ['NAME', 'PHONE', 'ADDRESS'],
      method: 'SPOKEN_WITH_WITNESS',
      expiresOn: daysFromNow(90),
    },
    '... on Consent { id }',
  );
  const after = await contact(winner, claimId);
  narrator.tell(
    '老人同意把联系方式告诉这家组织；每次查看都留痕。',
    'She agrees that this organisation may know how to reach her; each reading is written down.',
  );
  narrator.check('the consent is recorded', consent.__typename, 'Consent');
  narrator.check('now the claimant can reach her', after.phone, '13909500088');
}

/** Served, reported, and confirmed at the door with the code of the card. */
export async function serve({ cast, narrator }: Scene, found: Found, winner: Provider, claimId: string): Promise<void> {
  const record = await winner.act<{ __typename: string; status: string }>(
    'recordService',
    'RecordServiceInput',
    { recordId: randomUUID(), claimId, servedOn: daysFromNow(0), minutes: 120, note: '两名队员入户打扫厨房和卫生间。' },
    '... on Claim { status records { note } }',
  );
  narrator.tell('组织上门服务并记录。', 'The organisation comes, cleans, and writes the service down.');
  narrator.check('the service is recorded', record.status, 'IN_PROGRESS');
  const reported = await winner.act<{ status: string; __typename: string }>(
    'reportDelivery',
    'ReportDeliveryInput',
    { commandId: randomUUID(), claimId, quantityDelivered: 1 },
    '... on Claim { status }',
  );
  narrator.check('the delivery is reported', reported.status, 'DELIVERED');
  const wrong = await cast.household.act<{ __typename: string }>(
    'confirmDelivery',
    'ConfirmDeliveryInput',
    { commandId: randomUUID(), claimId, cardCode: 'AAAA-AAAA-AAAA-AAAA' },
    '... on Claim { status }',
  );
  narrator.check('a wrong code opens nothing', wrong.__typename, 'NotFound');
  const confirmed = await cast.household.act<{ status: string; __typename: string }>(
    'confirmDelivery',
    'ConfirmDeliveryInput',
    { commandId: randomUUID(), claimId, cardCode: found.cardCode },
    '... on Claim { status }',
  );
  narrator.tell(
    '家里用联络卡编码确认收到服务，不需要账号。',
    'The household confirms with the code of its card; no account is needed.',
  );
  narrator.check('the claim is completed', confirmed.status, 'COMPLETED');
}

/** Thirty days later somebody comes back; the revisit stands in the adviser's list on that day. */
export async function owedRevisit({ cast, narrator }: Scene, found: Found): Promise<void> {
  const due = daysFromNow(30);
  const { revisits } = await cast.adviser.request<{
    revisits: { edges: { node: { dueOn: string; need: { id: string } } }[] };
  }>(
    'query ($areaCode: String!, $onDate: CalendarDate) { revisits(areaCode: $areaCode, state: DUE, onDate: $onDate, first: 100) { edges { node { dueOn need { id } } } } }',
    { areaCode: cast.communityCode, onDate: due },
  );
  const mine = revisits.edges.map((edge) => edge.node).filter((revisit) => revisit.need.id === found.needId);
  narrator.tell(
    `30 天回访：${due} 到期，已在顾问的清单上。`,
    `The revisit falls due on ${due} and stands in the adviser's list for that day.`,
  );
  narrator.check(
    'one revisit is due in thirty days',
    mine.map((revisit) => revisit.dueOn),
    [due],
  );
}

async function contact(winner: Provider, claimId: string) {
  const { claim } = await winner.request<{
    claim: { contact: { name: string | null; phone: string | null; missingConsent: string[] } };
  }>('query ($id: ID!) { claim(id: $id) { contact { ... on ClaimContact { name phone address missingConsent } } } }', {
    id: claimId,
  });
  return claim.contact;
}
