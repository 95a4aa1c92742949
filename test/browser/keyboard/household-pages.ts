/** Shows what an adviser does for a household by keyboard alone: registering, its card, policies, needs and wishes, its cases. */
import { randomUUID } from 'node:crypto';
import { statutes } from '../../../server/policy/statutes';
import { openedCase, specialist } from '../../stage/cases';
import { household, newResidentNumber, type StagedHousehold } from '../../stage/households';
import { draftedNeed } from '../../stage/needs';
import { people, type Person } from '../../stage/people';
import { community, discovery } from '../../visit/stage';
import type { KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function pagesOfHouseholdsByKeys(walk: KeyboardWalk): void {
  let adviser: Person;
  let home: StagedHousehold;
  const pageOf = (one: StagedHousehold) => `/adviser/household/${encodeURIComponent(one.id)}`;
  beforeEach(async () => {
    adviser = await people(walk.server).adviser(community);
    home = await household(walk.server, { areaCode: community });
  });

  test(
    'adviser: given a number that nobody has, when it is sought and its household registered, then a wish goes on from it with a picture',
    async () => {
      const fresh = newResidentNumber();
      const hand = await walk.open('/adviser/households', adviser);
      await hand.choose('公民身份号码');
      await hand.write('公民身份号码', fresh, 'input[name=residentNumber]');
      await hand.page.keyboard.press('Enter');
      await hand.page.waitForSelector('.notice:has-text("没有登记过这个号码的家庭")');
      await hand.press('登记新家庭', '.notice');
      await hand.page.waitForSelector('h1:focus:has-text("登记家庭")');
      await hand.write('姓名', '马秀兰');
      await hand.write('公民身份号码', fresh);
      await hand.write('住址', '崇安巷9号2单元301室');
      await hand.choose('低保边缘');
      await hand.choose('书面授权');
      await hand.press('登记', '.send-bar');
      await hand.done('.notice.done:has-text("授权已记下")');
      await hand.press('登记微心愿', '.next-steps');
      await hand.page.waitForURL('**/adviser/intake/*?kind=MICRO_WISH');
      await hand.page.waitForSelector('h1:focus');
      await hand.write('想要什么', '电热水壶');
      await hand.write('价格上限', '99.9');
      await hand.write('需求卡片', '旧水壶坏了，想要一个新的');
      await hand.takePicture('拍照', walk.picture);
      await hand.page.waitForSelector('.seen-card .tag:has-text("上限 ¥99.90")');
      await hand.press('登记并转介');
      await hand.done('.notice.done:has-text("需求已转介")');
      expect(
        await walk.one(
          `SELECT n.status, n.price_ceiling_fen::text AS price, (SELECT count(*)::int FROM need_photo WHERE need_id = n.id) AS photos
           FROM need n JOIN household h ON h.id = n.household_id WHERE h.registered_by = $1`,
          adviser.accountId,
        ),
      ).toEqual({ status: 'PUBLISHED', price: '9990', photos: 1 });
    },
    minute,
  );

  test(
    'adviser: given a card that is known, when its household is found, a new card issued and a policy applied for, then all is written',
    async () => {
      const { run } = discovery(walk.server, () => '');
      const bureau = await people(walk.server).bureau();
      for (const one of statutes)
        await run(bureau, 'publishPolicy', { policyId: randomUUID(), areaCode: '640104', ...one }, 'id');
      const hand = await walk.open('/adviser/households', adviser);
      await hand.write('联络卡号', home.cardCode, 'input[name=cardCode]');
      await hand.page.keyboard.press('Enter');
      await hand.page.waitForURL(`**${pageOf(home)}`);
      await hand.press('换发新卡');
      await hand.press('换发新卡', 'dialog button');
      await hand.done('.card-code');
      await hand.press('家庭已收好');
      await hand.done('.timeline li:has-text("发放联络卡")');
      await hand.press('筛查政策');
      await hand.done('.verdicts');
      await hand.press('逐项条件', '[data-policy]');
      await hand.press('开始申请', '[data-policy]');
      await hand.press('开始申请', 'dialog button');
      await hand.done('[data-application] .tag:has-text("准备中")');
      expect(
        await walk.one(
          `SELECT (SELECT count(*)::int FROM policy_application WHERE household_id = $1) AS applications,
                (SELECT count(*)::int FROM contact_card WHERE household_id = $1) AS cards`,
          home.householdId,
        ),
      ).toEqual({ applications: 1, cards: 2 });
    },
    minute,
  );

  test(
    'adviser: given two drafts, when one is withdrawn, brought back and referred, and a third is written, then each is so',
    async () => {
      const first = await draftedNeed(walk.server, { household: home, cardText: '帮忙擦窗户' });
      const hand = await walk.open('/adviser/needs', adviser);
      const card = `[data-need="${first.id}"]`;
      await hand.press('撤回', card);
      await hand.page.waitForSelector(card, { state: 'detached' });
      await hand.press('撤销', '.undo');
      await hand.done(card);
      await hand.press('核实并转介', card);
      await hand.done(`${card} .notice.done`);
      await hand.press('家庭情况', card);
      await hand.page.waitForURL(`**${pageOf(home)}`);
      await hand.press('登记需求', 'main');
      await hand.page.waitForURL('**/adviser/intake/**');
      await hand.page.waitForSelector('h1:focus');
      await hand.choose('保洁');
      await hand.choose('独居老人');
      await hand.write('需求卡片', '独居老人，每周打扫一次');
      await hand.page.waitForSelector('.seen-card:has-text("每周打扫一次")');
      await hand.press('只登记');
      await hand.done('.notice.done:has-text("还没有转介")');
      expect(
        await walk.server.database.query(
          'SELECT card_text AS text, status FROM need WHERE household_id = $1 ORDER BY created_at',
          [home.householdId],
        ),
      ).toEqual([
        { text: '帮忙擦窗户', status: 'PUBLISHED' },
        { text: '独居老人，每周打扫一次', status: 'DRAFT' },
      ]);
    },
    minute,
  );

  test(
    'adviser: given a restricted case, when its record is read with a reason, then that is written down and the page says so',
    async () => {
      const { caseId, id } = await openedCase(walk.server, adviser.actor, {
        ...{ household: home, provider: await specialist(walk.server) },
      });
      const hand = await walk.open(pageOf(home), adviser);
      await hand.press('看个案');
      await hand.done(`[data-case="${id}"] .notice:has-text("本次查看已留痕")`);
      await hand.press('打开记录', `[data-case="${id}"]`);
      await hand.write('理由', '商量下次探访', 'dialog');
      await hand.press('打开记录', 'dialog button');
      await hand.done(`[data-case="${id}"] [data-record]`);
      await hand.press('谁看过');
      await hand.press('收起');
      await hand.done(`[data-case="${id}"] button:has-text("打开记录")`);
      expect(
        await walk.one(
          "SELECT details->>'reason' AS reason FROM audit_line WHERE operation = 'readCaseRecord' AND subject_id = $1",
          caseId,
        ),
      ).toEqual({ reason: '商量下次探访' });
    },
    minute,
  );
}
