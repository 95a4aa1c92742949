/** Promises the second act: a company gives for a project, its gift pays for the claimed need, and it follows every fen to the door. */
import { randomUUID } from 'node:crypto';
import type { Found, Scene } from './acts';
import { daysFromNow } from './days';
import type { Feed, Person } from './person';

export interface Gift {
  readonly moneyId: string;
  readonly goodsId: string;
  readonly lotId: string;
  readonly claimId: string;
  readonly projectId: string;
  /** What the company hears of its gifts. */
  readonly feed: Feed;
}

interface Answer {
  readonly __typename: string;
  readonly id: string;
  readonly messageEn?: string;
}

const givenFen = '500000';
const usedFen = '20000';
const kit = { item: '家庭清洁工具包', unit: '套' };
const kitFen = '12000';

/** The federation posts a project; a company promises money for it, and goods, and hands both in at the counter. */
export async function give(scene: Scene, claimId: string): Promise<Gift> {
  const { cast, narrator } = scene;
  const projectId = await postProject(scene);
  const { feedPosition } = await cast.company.request<{ feedPosition: string }>('{ feedPosition }');
  const feed = cast.company.follow('giving', cast.company.organisationId, feedPosition);
  const recipientOrganisationId = cast.federation.organisationId;
  const pledge = (contents: Record<string, unknown>) =>
    cast.company.act<Answer & { status: string; lots: { id: string }[] }>(
      'pledgeDonation',
      'PledgeDonationInput',
      {
        donationId: randomUUID(),
        donorOrganisationId: cast.company.organisationId,
        recipientOrganisationId,
        ...contents,
      },
      '... on Donation { id status lots { id } }',
    );
  const money = await pledge({ moneyFen: givenFen, earmark: { projectId } });
  const lot = { lotId: randomUUID(), ...kit, quantity: '20', unitValueFen: kitFen, condition: 'NEW' };
  const goods = await pledge({ lots: [lot] });
  narrator.tell(
    `${cast.company.name} 认捐 5,000 元（限定该项目）和 20 套清洁工具包。认捐不等于到账，尚不能分配。`,
    `${cast.company.name} promises 5,000 yuan for this project and 20 cleaning kits. A promise cannot be allocated yet.`,
  );
  narrator.check('both are promised', [money.status, goods.status], ['PLEDGED', 'PLEDGED']);
  const received: string[] = [];
  for (const { id: donationId } of [money, goods]) {
    const input = { commandId: randomUUID(), donationId };
    const answer = await cast.federation.act<Answer & { status: string }>(
      'receiveDonation',
      'ReceiveDonationInput',
      input,
      '... on Donation { id status }',
    );
    received.push(answer.status);
  }
  narrator.tell('慈善总会在窗口接收。', 'The federation receives both at its counter.');
  narrator.check('both are received', received, ['RECEIVED', 'RECEIVED']);
  return { moneyId: money.id, goodsId: goods.id, lotId: goods.lots[0]!.id, claimId, projectId, feed };
}

async function postProject({ cast, narrator }: Scene): Promise<string> {
  const project = await cast.federation.act<Answer>(
    'draftCharityProject',
    'DraftCharityProjectInput',
    {
      projectId: randomUUID(),
      organisationId: cast.federation.organisationId,
      content: {
        name: '出院老人居家清洁',
        fundraisingMode: 'DIRECTED',
        startsOn: daysFromNow(0),
        endsOn: daysFromNow(90),
        targetFen: '2000000',
        budgetFen: '2000000',
        capPerCaseFen: '50000',
        serviceKinds: ['CLEANING'],
        areaCodes: ['640104'],
        situations: ['ELDERLY_ALONE'],
        plan: {
          ...{ purpose: '帮助出院后独居的老人恢复居家卫生', areaCodes: ['640104'], responsiblePerson: '王建国' },
          ...{ officeAddress: '银川市兴庆区样例街1号', donationChannels: ['DONATION_POINT'] },
          ...{ bankName: '样例银行兴庆支行', bankAccount: '6401040000000001', beneficiaries: '兴庆区独居老人' },
          ...{ useOfProceeds: '入户清洁', costFen: '0', costDetail: '无', leftoverUse: '用于目的相同的慈善项目' },
        },
      },
    },
    '... on CharityProject { id }',
  );
  const step = (mutation: string, inputType: string, more: Record<string, unknown> = {}) =>
    cast.federation.act<Answer & { status: string }>(
      mutation,
      inputType,
      { commandId: randomUUID(), projectId: project.id, ...more },
      '... on CharityProject { id status }',
    );
  const filing = { filedOn: daysFromNow(0), filingNumber: '样例备案-清洁' };
  await step('fileCharityProject', 'FileCharityProjectInput', filing);
  const opened = await step('openCharityProject', 'CharityProjectInput');
  narrator.tell(
    '第二幕：慈善总会发布项目"出院老人居家清洁"，每户不超过 500 元。',
    'Second act: the federation posts the project "Clean homes after hospital", at most 500 yuan a case.',
  );
  narrator.check('the project is open', opened.status, 'OPEN');
  return project.id;
}

/** Money by rule (what expires first, then what is bound most narrowly, by a project that may help this case), goods by hand. */
export async function allocate({ cast, narrator }: Scene, found: Found, gift: Gift): Promise<void> {
  const { claimId, projectId } = gift;
  const byRule = (what: Record<string, unknown>) =>
    cast.federation.act<Answer & { allocations?: { amount: string; status: string }[] }>(
      'allocateAutomatically',
      'AllocateAutomaticallyInput',
      {
        ...{ commandId: randomUUID(), charityId: cast.federation.organisationId },
        ...{ needId: found.needId, claimId, projectId, ...what },
      },
      '... on AutomaticAllocation { allocations { amount status } }',
    );
  const aboveTheCap = await byHand(cast.federation, found, gift.moneyId, { claimId, projectId, amount: '60000' });
  const money = await byRule({ amountFen: usedFen });
  const goods = await byHand(cast.federation, found, gift.goodsId, { claimId, lotId: gift.lotId, amount: '1' });
  narrator.tell(
    '分配：600 元超过每户上限，系统说明冲突的规则；200 元按规则、1 套工具包人工预留，送达确认后才算支出。',
    'Allocation: 600 yuan would pass the cap of a case, and the rule is named; 200 yuan by rule and one kit by hand are set aside, spent only once delivery is confirmed.',
  );
  narrator.check(
    'what is above the cap is refused by its rule',
    [aboveTheCap.__typename, aboveTheCap.conflicts?.map(({ rule }) => rule)],
    ['NoLegalAllocation', ['CAP_PER_CASE']],
  );
  const parts = [...(money.allocations ?? []), goods];
  narrator.check(
    'both parts are reserved',
    parts.map(({ amount, status }) => [amount, status]),
    [
      [usedFen, 'RESERVED'],
      ['1', 'RESERVED'],
    ],
  );
}

function byHand(federation: Person, found: Found, donationId: string, what: Record<string, unknown>) {
  return federation.act<Answer & { amount?: string; status?: string; conflicts?: { rule: string }[] }>(
    'allocateDonation',
    'AllocateDonationInput',
    { allocationId: randomUUID(), donationId, needId: found.needId, ...what },
    '... on Allocation { amount status } ... on NoLegalAllocation { conflicts { rule } }',
  );
}

interface Part {
  readonly id: string;
  readonly stage: string;
  readonly amount: string;
  readonly needKind: string | null;
  readonly place: { readonly area: { readonly level: string } } | null;
}

/** The donor sees how far each fen has come and never to whom; the adviser sees what paid. */
export async function followGift({ cast, narrator }: Scene, found: Found, gift: Gift): Promise<void> {
  const parts = await journeyOf(cast.company, gift.moneyId);
  const amountAt = (stage: string) =>
    parts.filter((part) => part.stage === stage).reduce((sum, part) => sum + BigInt(part.amount), 0n);
  narrator.tell(
    '企业在线查看捐赠去向：200 元已由受助家庭确认，其余仍在库；看得到类别和大致区域，看不到是谁。',
    'The company follows its gift: 200 yuan confirmed by the household, the rest still there; it sees the kind of need and a wide area, never who.',
  );
  narrator.check(
    'what was used is confirmed',
    [`${amountAt('CONFIRMED')}`, `${amountAt('RECEIVED')}`],
    [usedFen, `${BigInt(givenFen) - BigInt(usedFen)}`],
  );
  const used = parts.filter((part) => part.stage === 'CONFIRMED');
  narrator.check('for what it was used', [...new Set(used.map((part) => part.needKind))], ['CLEANING']);
  narrator.check('nothing in it leads to the household', JSON.stringify(parts).includes(found.needId), false);
  const kits = await journeyOf(cast.company, gift.goodsId);
  narrator.check(
    'one kit was delivered',
    kits.filter((part) => part.stage === 'CONFIRMED').map((part) => part.amount),
    ['1'],
  );
  const { claim } = await cast.adviser.request<{ claim: { fundedBy: { deliveredValueFen: string }[] } }>(
    'query ($id: ID!) { claim(id: $id) { fundedBy { deliveredValueFen } } }',
    { id: gift.claimId },
  );
  narrator.check(
    'the other way the same is found',
    `${claim.fundedBy.reduce((sum, { deliveredValueFen }) => sum + BigInt(deliveredValueFen), 0n)}`,
    `${BigInt(usedFen) + BigInt(kitFen)}`,
  );
}

async function journeyOf(donor: Scene['cast']['company'], donationId: string): Promise<Part[]> {
  const { donation } = await donor.request<{ donation: { journey: { edges: { node: Part }[] } } }>(
    `query ($id: ID!) { donation: node(id: $id) { ... on Donation { journey(first: 100) {
       edges { node { id stage amount needKind place { area { level } } } } } } } }`,
    { id: donationId },
  );
  return donation.journey.edges.map((edge) => edge.node);
}

/** Issued once by one person and reviewed by another; the donor downloads it, and anybody can check it by its QR code. */
export async function receipt({ cast, narrator }: Scene, gift: Gift): Promise<void> {
  const { receiptReviewers } = await cast.federation.request<{ receiptReviewers: { accountId: string }[] }>(
    'query ($of: ID!) { receiptReviewers(organisationId: $of) { accountId } }',
    { of: cast.federation.organisationId },
  );
  const issued = await cast.federation.act<Answer>(
    'issueReceipt',
    'IssueReceiptInput',
    {
      receiptId: randomUUID(),
      donationId: gift.moneyId,
      reviewerAccountId: receiptReviewers[0]!.accountId,
    },
    '... on Receipt { id }',
  );
  narrator.check('the receipt is issued', issued.__typename, 'Receipt');
  const face = 'face { code number checkCode amountFen amountInCapitals }';
  const { receiptOfDonation: own } = await cast.company.request<{
    receiptOfDonation: { page: string; face: Record<string, string> };
  }>(`query ($id: ID!) { receiptOfDonation(donationId: $id) { page ${face} } }`, { id: gift.moneyId });
  const { code, number, checkCode } = own.face;
  const { verifyReceipt } = await cast.household.request<{ verifyReceipt: { face: Record<string, string> } }>(
    `query ($code: String!, $number: String!, $checkCode: String!) {
       verifyReceipt(code: $code, number: $number, checkCode: $checkCode) { ${face} } }`,
    { code, number, checkCode },
  );
  narrator.tell(
    `慈善总会开具公益事业捐赠票据（${own.face.amountInCapitals}），企业下载 PDF，任何人可扫码查验。`,
    'The federation issues the statutory receipt; the company downloads the PDF, and anybody may check it by its code.',
  );
  await gift.feed.until('DONATION_RECEIPTED', gift.moneyId);
  narrator.check('the company heard each step of its gift', gift.feed.heard(gift.moneyId), [
    ...['DONATION_PLEDGED', 'DONATION_RECEIVED', 'DONATION_ALLOCATED', 'DONATION_DELIVERED', 'DONATION_RECEIPTED'],
  ]);
  narrator.check('it is a page', Buffer.from(own.page, 'base64').subarray(0, 5).toString(), '%PDF-');
  narrator.check('the check shows what stands on it', verifyReceipt.face, own.face);
}
