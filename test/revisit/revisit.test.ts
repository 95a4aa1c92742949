/** Shows that a confirmed delivery owes a revisit after 30 days: listed, announced once, and closing or reopening the need. */
import { v7 } from 'uuid';
import { RevisitOutcome, Satisfaction } from '../../schema/revisit/revisit';
import { globalId } from '../../schema/global-id';
import { NotFound, WrongState } from '../../schema/refusals';
import { until } from '../event/writing';
import { accepted, claimed, delivered, provider, standing, type Provider } from '../stage/claims';
import { feedPosition, followField } from '../stage/following';
import { areaActor } from '../stage/households';
import { referredNeed, stagedCommunity, type StagedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

interface Owed {
  readonly id: string;
  readonly dueOn: string;
}

describe('the revisit', () => {
  let server: TestServer;
  let who: Provider;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    who = await provider(server, { capacityMaximum: 100 });
    adviser = await people(server).adviser(stagedCommunity);
  });
  afterAll(() => server.close());

  async function fulfilled(quantityDelivered = 2): Promise<StagedNeed & { readonly revisit: Owed }> {
    const need = await referredNeed(server, { quantity: 2 });
    const claim = await delivered(server, who, need, quantityDelivered);
    const { deliveryService } = server.app.composition;
    accepted(
      await deliveryService.confirmDelivery({
        commandId: v7(),
        claimId: claim.globalId,
        cardCode: need.household.cardCode,
      }),
    );
    const [revisit] = await owedFor(need.needId);
    return { ...need, revisit: revisit! };
  }
  const owedFor = (needId: string) =>
    server.database.query<Owed>('SELECT id, due_on AS "dueOn" FROM revisit WHERE need_id = $1 AND done_at IS NULL', [
      needId,
    ]);
  const shiftDay = async (days: number) => {
    const [row] = await server.database.query<{ day: string }>(
      "SELECT to_char((now() AT TIME ZONE 'Asia/Shanghai')::date + $1::int, 'YYYY-MM-DD') AS day",
      [days],
    );
    return row!.day;
  };
  const complete = (revisit: Owed, outcome: RevisitOutcome, actor = adviser.actor) =>
    server.app.composition.revisitService.completeRevisit(actor, {
      revisitId: globalId('Revisit', revisit.id),
      outcome,
      satisfaction: Satisfaction.SATISFIED,
      note: '家中整洁',
    });
  const listed = async (state: string, onDate: string, token = adviser.token) => {
    const answer = await server.request(
      `query ($state: RevisitState!, $onDate: CalendarDate) {
         revisits(areaCode: "${stagedCommunity}", state: $state, onDate: $onDate, first: 100) { edges { node { id dueOn need { id } } } } }`,
      { state, onDate },
      token,
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.revisits.edges.map((edge: { node: { id: string } }) => edge.node.id) as string[];
  };

  test('115: given a delivery confirmed today, then a revisit is due 30 days after this day in Shanghai, by the clock of the database', async () => {
    const { revisit } = await fulfilled();
    expect(String(revisit.dueOn)).toBe(await shiftDay(30));
  });

  test('given a day, then the revisit is upcoming before, due on and overdue after its day, and only for staff of the area', async () => {
    const { revisit } = await fulfilled();
    const id = globalId('Revisit', revisit.id);
    const seen = async (days: number) => {
      const onDate = await shiftDay(days);
      const states: string[] = [];
      for (const state of ['UPCOMING', 'DUE', 'OVERDUE'])
        if ((await listed(state, onDate)).includes(id)) states.push(state);
      return states;
    };
    expect(await seen(29)).toEqual(['UPCOMING']);
    expect(await seen(30)).toEqual(['DUE']);
    expect(await seen(31)).toEqual(['OVERDUE']);
    const elsewhere = await people(server).adviser('640104012');
    const answer = await server.request(
      `{ revisits(areaCode: "${stagedCommunity}", state: DUE) { edges { node { id } } } }`,
      {},
      elsewhere.token,
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('given a revisit that finds the need met, then the need is closed; done twice, then WrongState', async () => {
    const need = await fulfilled();
    expect(accepted(await complete(need.revisit, RevisitOutcome.NEED_MET))).toMatchObject({ outcome: 'NEED_MET' });
    const after = await standing(server.database, need.needId);
    expect(after).toMatchObject({ status: 'CLOSED' });
    expect(after.events.slice(-2)).toEqual(['NeedClosed', 'RevisitCompleted']);
    expect(await complete(need.revisit, RevisitOutcome.NEED_REMAINS)).toBeInstanceOf(WrongState);
    expect(await standing(server.database, need.needId)).toEqual(after);
  });

  test('given a revisit that finds the need remains, then the need is verified anew and can be referred and claimed again', async () => {
    const need = await fulfilled(1);
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'PARTIALLY_MET' });
    accepted(await complete(need.revisit, RevisitOutcome.NEED_REMAINS));
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'VERIFIED',
      quantityClaimed: 0,
      quantityDelivered: 0,
    });
    accepted(await server.app.composition.referralService.referNeed(need.adviser, { needId: need.id }));
    expect((await claimed(server, await provider(server), need)).quantity).toBe(2);
  });

  test('given nobody met, then another revisit is due in 7 days and the need stays as it was', async () => {
    const need = await fulfilled();
    accepted(await complete(need.revisit, RevisitOutcome.NOT_REACHED));
    expect((await owedFor(need.needId)).map((owed) => String(owed.dueOn))).toEqual([await shiftDay(7)]);
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'FULFILLED' });
  });

  test('60: given staff of another area, then the revisit does not exist', async () => {
    const need = await fulfilled();
    expect(await complete(need.revisit, RevisitOutcome.NEED_MET, await areaActor(server, '640104012'))).toEqual(
      new NotFound('Revisit'),
    );
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'FULFILLED' });
  });

  test('105: given revisits that are due, when four servers announce them at once, then each is announced once', async () => {
    const needs = [await fulfilled(), await fulfilled(), await fulfilled()];
    const ids = needs.map((need) => need.revisit.id);
    const { revisitService } = server.app.composition;
    await server.database.query('UPDATE revisit SET due_on = due_on - 40 WHERE id = ANY ($1)', [ids]);
    const announced = await Promise.all(Array.from({ length: 4 }, () => revisitService.announceDue()));
    expect(announced.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(await revisitService.announceDue()).toBe(0);
    const events = await server.database.query<{ audience: string[] }>(
      "SELECT audience FROM event WHERE type = 'RevisitDue' AND subject_id = ANY ($1)",
      [ids],
    );
    expect(events).toHaveLength(3);
    expect(events[0]!.audience).toContain(`area:${stagedCommunity}`);
  });

  test('given who follows the revisits of an area, then it is told of each that comes due and is done, and nobody of another area', async () => {
    const query = `subscription ($areaCode: String!, $after: String) { revisitChanges(areaCode: $areaCode, after: $after) {
      step occasion dueOn revisit { id outcome } } }`;
    const officer = await people(server).streetOfficer('640104001');
    const stranger = await people(server).streetOfficer('640104012');
    const need = await fulfilled();
    const variables = { areaCode: '640104001', after: await feedPosition(server, officer) };
    const [own, other] = [officer, stranger].map((who) => followField(server, who, query, variables));
    await server.database.query('UPDATE revisit SET due_on = due_on - 40 WHERE id = $1', [need.revisit.id]);
    await server.app.composition.revisitService.announceDue();
    await until('it is due', () => own!.heard.length + own!.failures.length >= 1);
    await complete(need.revisit, RevisitOutcome.NEED_MET, officer.actor);
    await until('both are told', () => own!.heard.length + own!.failures.length >= 2 && other!.failures.length > 0);
    await Promise.all([own!.stop(), other!.stop()]);
    const [row] = await server.database.query<{ due: string }>(
      'SELECT due_on::text AS due FROM revisit WHERE id = $1',
      [need.revisit.id],
    );
    const id = globalId('Revisit', need.revisit.id);
    expect(own!.failures).toEqual([]);
    expect(own!.heard).toEqual([
      { step: 'DUE', occasion: 'DELIVERY', dueOn: row!.due, revisit: { id, outcome: null } },
      { step: 'DONE', occasion: 'DELIVERY', dueOn: null, revisit: { id, outcome: 'NEED_MET' } },
    ]);
    expect(other!.heard).toEqual([]);
    expect(other!.failures[0].extensions.code).toBe('FORBIDDEN');
  });
});
