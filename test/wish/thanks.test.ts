/** Shows thanks from the household to its donors: sealed, moderated, with parts left out and nothing added; seen by no other. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { globalId } from '../../schema/global-id';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { ThanksRejectionReason, ThanksRevealIdentity } from '../../schema/wish/thanks';
import type { ThanksRow } from '../../server/wish/thanks.repository';
import { accepted, audienceOf, type Provider } from '../stage/claims';
import { givingStage, type GivingStage } from '../stage/donations';
import type { StagedNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { carrier, giver, granted, openWish, paidWish, type Giver } from '../stage/wishes';

const query = `query ($id: ID!) { need(id: $id) { wish { state thanks { status text reveals } } } }`;
const sayThanks = `mutation ($input: SayThanksInput!) { sayThanks(input: $input) { __typename ... on WishThanks { status text reveals } } }`;

describe('thanks for a wish', () => {
  let server: TestServer;
  let stage: GivingStage;
  let company: Giver;
  let bringer: Provider;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    company = await giver(server);
    bringer = await carrier(server);
  });
  afterAll(() => server.close());

  async function grantedWish(): Promise<StagedNeed> {
    const { wish } = await paidWish(server, stage, company);
    await granted(server, bringer, wish);
    return wish;
  }
  const say = (wish: StagedNeed, text: string, more: { thanksId?: string; cardCode?: string } = {}) =>
    server.app.composition.thanksService.sayThanks({
      ...{ thanksId: v7(), wishId: wish.id, cardCode: wish.household.cardCode, text },
      ...more,
    });
  const said = async (wish: StagedNeed, text: string): Promise<ThanksRow> => accepted(await say(wish, text));
  const idOf = (row: ThanksRow) => globalId('WishThanks', row.id);
  const seenBy = async (token: string, wish: StagedNeed) =>
    (await server.request(query, { id: wish.id }, token)).data.need?.wish;
  const adviserOf = (wish: StagedNeed) => people(server).adviser(wish.areaCode);

  test('given a thank-you over HTTP, then it is sealed, its moderators read it, and its donors only what was let through', async () => {
    const wish = await grantedWish();
    const text = '谢谢大家，水很热。有空来坐坐。';
    const input = { thanksId: v7(), wishId: wish.id, cardCode: wish.household.cardCode, text };
    const answer = await server.request(sayThanks, { input });
    expect(answer.data.sayThanks).toEqual({ __typename: 'WishThanks', status: 'PENDING', text: null, reveals: [] });
    const stored = await server.database.query<{ row: string }>('SELECT t::text AS row FROM wish_thanks t');
    expect(JSON.stringify(stored)).not.toContain('谢谢');
    expect(await seenBy(company.partner.token, wish)).toEqual({ state: 'DELIVERED', thanks: null });
    const adviser = await adviserOf(wish);
    expect(await seenBy(adviser.token, wish)).toMatchObject({ thanks: { status: 'PENDING', text, reveals: [] } });
    expect(await seenBy(stage.staff.token, wish)).toMatchObject({ thanks: { status: 'PENDING', text } });
    const { thanksService } = server.app.composition;
    const thanksId = globalId('WishThanks', input.thanksId);
    accepted(
      await thanksService.approveThanks(adviser.actor, { commandId: v7(), thanksId, text: '谢谢大家，水很热。…' }),
    );
    expect(await seenBy(company.partner.token, wish)).toEqual({
      ...{ state: 'THANKED', thanks: { status: 'APPROVED', text: '谢谢大家，水很热。…', reveals: [] } },
    });
    expect(await audienceOf(server.database, wish.needId, 'ThanksSaid')).not.toContain(
      `organisation:${company.organisationId}`,
    );
    expect(await audienceOf(server.database, wish.needId, 'ThanksApproved')).toContain(
      `organisation:${company.organisationId}`,
    );
  });

  test('given thanks that wait, when the charity asks for them by pages, then it has its own alone, the longest waiting first, each reading written down', async () => {
    const list = `query ($first: Int!, $after: String) { thanksToModerate(first: $first, after: $after) {
      edges { node { wishId text status reveals } } pageInfo { endCursor hasNextPage } } }`;
    const ask = async (token: string, first: number, after?: string) =>
      (await server.request(list, { first, after }, token)).data.thanksToModerate;
    const wishes = [await grantedWish(), await grantedWish(), await grantedWish()];
    const { name } = wishes[1]!.household.identity;
    const rows = [];
    for (const [index, text] of ['谢谢，被子很暖。', `我是${name}，谢谢。`, '谢谢大家。'].entries())
      rows.push(await said(wishes[index]!, text));
    const readings = async () =>
      (await server.database.query(`SELECT FROM audit_line WHERE operation = 'readThanks'`)).length;
    const before = await readings();
    const page = await ask(stage.staff.token, 2);
    expect(page.edges.map(({ node }: any) => node)).toEqual([
      { wishId: wishes[0]!.id, text: '谢谢，被子很暖。', status: 'PENDING', reveals: [] },
      { wishId: wishes[1]!.id, text: null, status: 'PENDING', reveals: ['NAME'] },
    ]);
    // Words that are not shown are not read.
    expect(await readings()).toBe(before + 1);
    const rest = await ask(stage.staff.token, 2, page.pageInfo.endCursor);
    expect(rest).toMatchObject({ edges: [{ node: { wishId: wishes[2]!.id } }], pageInfo: { hasNextPage: false } });
    const other = await givingStage(server);
    expect((await ask(other.staff.token, 20)).edges).toEqual([]);
    const refused = await server.request(list, { first: 1 }, company.partner.token);
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { thanksService } = server.app.composition;
    for (const row of rows)
      accepted(
        await thanksService.rejectThanks(stage.staff.actor, {
          ...{ commandId: v7(), thanksId: idOf(row), reason: ThanksRejectionReason.OTHER },
        }),
      );
    expect((await ask(stage.staff.token, 20)).edges).toEqual([]);
  });

  test('given words that tell who the household is, then the charity does not read them, and nobody lets them through before they are left out', async () => {
    const wish = await grantedWish();
    const { name, phone } = wish.household.identity;
    const row = await said(wish, `谢谢你们！${name}，电话${phone}。`);
    const adviser = await adviserOf(wish);
    expect(await seenBy(stage.staff.token, wish)).toMatchObject({ thanks: { text: null, reveals: ['NAME', 'PHONE'] } });
    const { thanksService } = server.app.composition;
    const approve = (who: typeof adviser, text?: string) =>
      thanksService.approveThanks(who.actor, { commandId: v7(), thanksId: idOf(row), text });
    expect(await approve(adviser)).toMatchObject({ constructor: ThanksRevealIdentity, kinds: ['NAME', 'PHONE'] });
    expect(await approve(adviser, `谢谢你们！${name}…`)).toMatchObject({ kinds: ['NAME'] });
    expect(await approve(stage.staff, '谢谢你们！…')).toMatchObject({ constructor: ThanksRevealIdentity });
    expect(await approve(adviser, '感谢政府！')).toMatchObject({ constructor: InvalidInput, field: 'text' });
    expect(accepted(await approve(adviser, '谢谢你们！…'))).toMatchObject({ status: 'APPROVED', sealedText: null });
    expect(await seenBy(company.partner.token, wish)).toMatchObject({ thanks: { text: '谢谢你们！…' } });
    expect(await approve(adviser)).toEqual(new WrongState('APPROVED', ['PENDING']));
    const lines = await server.database.query(
      "SELECT account_id FROM audit_line WHERE operation = 'readThanks' AND subject_id = $1",
      [wish.needId],
    );
    // The charity was told what they show, not what they say.
    expect(lines.filter((line) => line.account_id === stage.staff.accountId)).toEqual([]);
  });

  test('given the wrong card, a wish that was not granted, or a second time, then a typed refusal and nothing is written', async () => {
    const wish = await grantedWish();
    const open = await openWish(server);
    const other = await grantedWish();
    const count = () => server.database.query('SELECT count(*)::int AS n FROM wish_thanks');
    const before = await count();
    expect(await say(wish, '谢谢', { cardCode: other.household.cardCode })).toEqual(new NotFound('Need'));
    expect(await say(wish, '谢谢', { cardCode: 'AAAA-AAAA-AAAA-AAAA' })).toEqual(new NotFound('Need'));
    expect(await say(open, '谢谢')).toEqual(new WrongState('PUBLISHED', ['FULFILLED', 'CLOSED']));
    expect(await say(wish, ' ')).toMatchObject({ constructor: InvalidInput, field: 'text' });
    expect(await count()).toEqual(before);
    const thanksId = v7();
    expect(accepted(await say(wish, '谢谢', { thanksId })).id).toBe(thanksId);
    expect(accepted(await say(wish, '谢谢', { thanksId })).id).toBe(thanksId);
    expect(await say(wish, '多谢', { thanksId })).toEqual(new IdempotencyMismatch());
    expect(await say(wish, '再谢')).toEqual(new WrongState('PENDING', ['REJECTED']));
  });

  test('given strangers, then they find no thanks to decide; given a rejection, then its words are gone and the household may say it anew', async () => {
    const wish = await grantedWish();
    const row = await said(wish, '还想要一台电视');
    const { thanksService } = server.app.composition;
    const input = { commandId: v7(), thanksId: idOf(row), reason: ThanksRejectionReason.NO_THANKS };
    const elsewhere = await givingStage(server);
    for (const who of [await people(server).adviser('640104012'), elsewhere.staff])
      expect(await thanksService.rejectThanks(who.actor, input)).toEqual(new NotFound('WishThanks'));
    expect(accepted(await thanksService.rejectThanks(stage.staff.actor, input))).toMatchObject({
      ...{ status: 'REJECTED', sealedText: null, approvedText: null, rejectionReason: 'NO_THANKS' },
    });
    expect(await seenBy(company.partner.token, wish)).toEqual({ state: 'DELIVERED', thanks: null });
    expect((await said(wish, '谢谢')).status).toBe('PENDING');
  });
});
