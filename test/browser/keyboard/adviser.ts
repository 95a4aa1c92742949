/** Shows the day of an adviser by keyboard alone: a visit, a revisit, a warning, what waits on the device, the map. */
import { v7 } from 'uuid';
import { globalId } from '../../../schema/global-id';
import { household, type StagedHousehold } from '../../stage/households';
import { draftedNeed } from '../../stage/needs';
import { people, type Person } from '../../stage/people';
import { community, discovery, type Discovery } from '../../visit/stage';
import type { KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function advisersByKeys(walk: KeyboardWalk): void {
  let stage: Discovery;
  let adviser: Person;
  let home: StagedHousehold;
  beforeEach(async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now());
    stage = discovery(walk.server, () => today);
    adviser = await people(walk.server).adviser(community);
    home = await household(walk.server, { areaCode: community });
  });

  test(
    'adviser: given a visit that is owed, when it is begun, written down with a picture and sent, then it has arrived',
    async () => {
      const { obligation } = await stage.report(adviser, { householdId: home.id, trigger: 'HOSPITALISATION' });
      const hand = await walk.open('/adviser', adviser);
      await hand.press('开始走访', `[data-visit="${obligation.id as string}"]`);
      await hand.page.waitForSelector('h1:focus:has-text("走访记录")');
      await hand.press('看姓名住址');
      await hand.done(`.who:has-text("${home.identity.name}")`);
      await hand.choose('见到了');
      for (const words of ['独自在家', '因病', '不会申请', '助医']) await hand.choose(words);
      await hand.takePicture('拍照', walk.picture);
      await hand.page.waitForSelector('.thumb img');
      await hand.write('补充说明', '屋里很冷');
      await hand.press('完成并发送');
      await hand.done('.notice.done:has-text("1 份记录已送达")');
      expect(
        await walk.one(
          'SELECT result, root_causes AS causes, barriers FROM visit WHERE household_id = $1',
          home.householdId,
        ),
      ).toEqual({ result: 'COMPLETED', causes: ['ILLNESS'], barriers: ['UNABLE_TO_APPLY'] });
    },
    minute,
  );

  test(
    'adviser: given a revisit and a warning, when one is done and the other taken up, then both are written down',
    async () => {
      const { needId } = await draftedNeed(walk.server, { household: home });
      const { database } = walk.server;
      await database.query("UPDATE need SET status = 'FULFILLED' WHERE id = $1", [needId]);
      const revisitId = v7();
      await database.query(
        `INSERT INTO revisit (id, need_id, household_id, area_code, due_on)
       VALUES ($1, $2, $3, $4, (now() AT TIME ZONE 'Asia/Shanghai')::date)`,
        [revisitId, needId, home.householdId, community],
      );
      await stage.report(adviser, { householdId: home.id, trigger: 'DEATH' });
      await database.query(
        `UPDATE visit_obligation SET occurred_on = occurred_on - 20, reported_on = reported_on - 20, due_on = due_on - 20
        WHERE household_id = $1`,
        [home.householdId],
      );
      await walk.server.app.composition.warningRefresh.survey();
      const hand = await walk.open('/adviser', adviser);
      const revisit = `[data-revisit="${globalId('Revisit', revisitId)}"]`;
      await hand.press('做回访', revisit);
      await hand.choose('已经解决');
      await hand.choose('一般');
      await hand.press('保存回访', 'dialog');
      await hand.page.waitForSelector(revisit, { state: 'detached' });
      await hand.done('h1');
      await hand.press('我来处置');
      await hand.done('[data-warning] .tag:has-text("处置中")');
      expect(await walk.one('SELECT outcome, satisfaction FROM revisit WHERE id = $1', revisitId)).toEqual({
        ...{ outcome: 'NEED_MET', satisfaction: 'PARTLY_SATISFIED' },
      });
      expect(await walk.one('SELECT state FROM warning WHERE household_id = $1', home.householdId)).toEqual({
        state: 'ACKNOWLEDGED',
      });
    },
    minute,
  );

  test(
    'street officer: given a place chosen on the map and a draft on the device, when it is left, found again and deleted, then nothing of it is kept or sent',
    async () => {
      const officer = await people(walk.server).streetOfficer();
      const { obligation } = await stage.report(adviser, { householdId: home.id, trigger: 'DISASTER' });
      const hand = await walk.open('/adviser', officer);
      await hand.press('看地图');
      await hand.goTo('崇安社区');
      await hand.page.keyboard.press('Enter');
      await hand.done('.tag:has-text("只看")');
      await hand.press('看全部');
      await hand.press('开始走访', `[data-visit="${obligation.id as string}"]`);
      await hand.page.waitForSelector('h1:focus:has-text("走访记录")');
      await hand.choose('没人在家');
      await hand.press('待发送', 'nav');
      await hand.page.waitForSelector('h1:focus:has-text("待发送")');
      await hand.page.waitForSelector('.kept .tag:has-text("草稿")');
      await hand.press('删除', '.kept');
      await hand.press('删除', 'dialog button');
      await hand.done('.empty:has-text("没有未发出的记录")');
      expect(await walk.one('SELECT count(*)::int AS n FROM visit WHERE household_id = $1', home.householdId)).toEqual({
        n: 0,
      });
    },
    minute,
  );
}
