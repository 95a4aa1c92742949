/** Shows labels of checked goods: who writes and reads them, and that nothing on them is of the household. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { GoodsCondition } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { CardRevealsIdentity } from '../../schema/need/refusals';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { accepted } from '../stage/claims';
import { givingStage, type GivingStage } from '../stage/donations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { giver, openWish, paidWish, type Giver } from '../stage/wishes';

const check = `mutation ($input: CheckWishGoodsInput!) { checkWishGoods(input: $input) { __typename
  ... on WishLabel { id wishId code item quantity condition note printed checkedBy } } }`;
const find = 'query ($code: String!) { wishLabel(code: $code) { id wishId item } }';

describe('labels of goods', () => {
  let server: TestServer;
  let stage: GivingStage;
  let company: Giver;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    company = await giver(server);
  });
  afterAll(() => server.close());

  test('given goods that staff of the charity checked, then the label has a code, and only who looks after the wish finds it by that', async () => {
    const { wish } = await paidWish(server, stage, company);
    const labelId = v7();
    const input = { labelId, wishId: wish.id, item: '电热水壶', quantity: 1, condition: 'NEW', note: '通电正常' };
    const answer = await server.request(check, { input }, stage.staff.token);
    const label = answer.data.checkWishGoods;
    expect(label).toMatchObject({ __typename: 'WishLabel', item: '电热水壶', quantity: 1, note: '通电正常' });
    expect(label.code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
    expect(label.printed).toEqual(['微心愿 Micro-wish', '电热水壶 × 1', '全新 New', label.code]);
    expect(label.checkedBy).toBe(globalId('Account', stage.staff.accountId));
    const { name, phone, address } = wish.household.identity;
    for (const secret of [name, phone, address, wish.household.cardCode])
      expect(JSON.stringify(label)).not.toContain(secret);
    const foundBy = async (token: string, code = label.code) =>
      (await server.request(find, { code }, token)).data?.wishLabel ?? null;
    const adviser = await people(server).adviser(wish.areaCode);
    expect(await foundBy(adviser.token, label.code.toLowerCase())).toMatchObject({ wishId: wish.id });
    expect(await foundBy(stage.staff.token)).toMatchObject({ id: label.id });
    const elsewhere = await givingStage(server);
    for (const who of [elsewhere.staff, await people(server).adviser('640104012'), company.partner])
      expect(await foundBy(who.token)).toBeNull();
    expect(await foundBy(stage.staff.token, 'AAAA-AAAA-AAAA-AAAA')).toBeNull();
    const again = await server.request(check, { input }, stage.staff.token);
    expect(again.data.checkWishGoods).toEqual(label);
    await expect(
      server.database.query("UPDATE wish_label SET item = '别的' WHERE id = $1", [labelId]),
    ).rejects.toMatchObject({ code: '23001' });
  });

  test('given a wish that is open, words that name the household, a stranger, or nothing to label, then a typed refusal and no label', async () => {
    const { wish } = await paidWish(server, stage, company);
    const open = await openWish(server);
    const adviser = await people(server).adviser(wish.areaCode);
    const { labelService } = server.app.composition;
    const of = { labelId: v7(), wishId: wish.id, item: '电热水壶', quantity: 1, condition: GoodsCondition.NEW };
    const asked = (more: object, who = adviser) => labelService.checkWishGoods(who.actor, { ...of, ...more });
    const count = () => server.database.query('SELECT count(*)::int AS n FROM wish_label');
    const before = await count();
    expect(await asked({ wishId: open.id })).toEqual(new WrongState('PUBLISHED', ['CLAIMED', 'IN_SERVICE']));
    expect(await asked({ note: `送给${wish.household.identity.name}` })).toEqual(
      new CardRevealsIdentity(['NAME' as never]),
    );
    expect(await asked({ item: null })).toMatchObject({ constructor: InvalidInput, field: 'item' });
    expect(await asked({ quantity: 0 })).toMatchObject({ constructor: InvalidInput, field: 'quantity' });
    expect(await asked({}, await people(server).adviser('640104012'))).toEqual(new NotFound('Need'));
    expect(await count()).toEqual(before);
    expect(accepted(await asked({}))).toMatchObject({ item: '电热水壶', checkedBy: adviser.accountId });
    expect(await asked({ quantity: 2 })).toEqual(new IdempotencyMismatch());
  });
});
