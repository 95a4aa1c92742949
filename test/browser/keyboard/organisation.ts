/** Shows the main tasks of an organisation by keyboard alone: taking a need, declining an offer, the board, what one stands ready for. */
import { globalId } from '../../../schema/global-id';
import { ConsentPurpose } from '../../../schema/household/consent';
import { Urgency } from '../../../schema/need/enums';
import { ServiceKind } from '../../../schema/taxonomy/service-kind';
import { offered } from '../../offer/staging';
import { claimed, confirmed, provider, type Provider } from '../../stage/claims';
import { consent, household } from '../../stage/households';
import { directlyReferredNeed, referredNeed, stagedCommunity } from '../../stage/needs';
import { people, type Person } from '../../stage/people';
import { desk, type KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function organisationsByKeys(walk: KeyboardWalk): void {
  let helper: Provider;
  let anna: Person;
  beforeEach(async () => {
    helper = await provider(walk.server);
    anna = await people(walk.server).organisationAdministrator(helper.organisationId);
  });

  test(
    'organisation: given two needs that fit, when one is asked why and taken, then it is claimed and the other is gone on from',
    async () => {
      const need = await referredNeed(walk.server, { cardText: '擦窗户' });
      await referredNeed(walk.server, { cardText: '扫院子' });
      const hand = await walk.open('/organisation', anna, desk);
      const card = `[data-need="${need.id}"]`;
      await hand.press('为什么匹配', card);
      await hand.page.waitForSelector(`${card} .bar`);
      await hand.press('接单', card);
      await hand.done('.notice.done:has-text("已接单")');
      expect(await walk.one('SELECT status FROM claim WHERE need_id = $1', need.needId)).toEqual({
        status: 'ACCEPTED',
      });
      await hand.page.waitForSelector('article:focus');
      await hand.press('去看板');
      await hand.page.waitForSelector('h1:has-text("我的接单")');
    },
    minute,
  );

  test(
    'organisation: given an offer to it alone, when it is declined with a reason, then the offer is over',
    async () => {
      const need = await referredNeed(walk.server, { urgency: Urgency.URGENT });
      const { id } = await offered(walk.server, need, helper);
      const hand = await walk.open('/organisation', anna, desk);
      const card = `[data-need="${need.id}"]`;
      await hand.press('谢绝', card);
      await hand.pick('原因', '资源不足');
      await hand.press('谢绝', 'dialog button');
      await hand.page.waitForSelector(card, { state: 'detached' });
      await hand.done('h1');
      expect(await walk.one('SELECT status, reason FROM offer WHERE id = $1', id)).toEqual({
        ...{ status: 'DECLINED', reason: 'LACK_OF_RESOURCES' },
      });
    },
    minute,
  );

  test(
    'organisation: given a claim, when it is confirmed, served with a picture and reported, then the household is asked',
    async () => {
      const held = await claimed(
        walk.server,
        helper,
        await referredNeed(walk.server, { quantity: 3, quantityUnit: '扇' }),
      );
      const hand = await walk.open('/organisation/board', anna, desk);
      const card = `[data-claim="${held.globalId}"]`;
      await hand.press('确认接单', card);
      await hand.done(`[data-lane=serving] ${card}:focus`);
      await hand.press('查看联系方式', card);
      await hand.done(`${card} [role=status]`);
      await hand.press('记录服务', card);
      await hand.pick('用时', '90 分钟');
      await hand.write('做了什么', '擦了两扇窗户', 'dialog');
      await hand.takePicture('拍照', walk.picture);
      await hand.page.waitForSelector('dialog[open] .thumb img');
      await hand.press('记录服务', 'dialog button');
      await hand.done(`${card} summary:has-text("服务记录 1 次")`);
      await hand.done(`${card}:focus`);
      await hand.press('报告交付', card);
      await hand.write('交付了多少', '2');
      await hand.press('报告交付', 'dialog button');
      await hand.done(`[data-lane=delivered] ${card}:focus`);
      expect(
        await walk.one(
          `SELECT c.status, c.quantity_delivered AS delivered, r.note, r.minutes FROM claim c JOIN service_record r ON r.claim_id = c.id
          WHERE c.id = $1`,
          held.id,
        ),
      ).toEqual({ status: 'DELIVERED', delivered: 2, note: '擦了两扇窗户', minutes: 90 });
    },
    minute,
  );

  test(
    'organisation: given a claim being served, when it is paused, gone on with and given back, then its need is free again',
    async () => {
      const held = await confirmed(walk.server, helper, await referredNeed(walk.server));
      const hand = await walk.open('/organisation/board', anna, desk);
      const card = `[data-claim="${held.globalId}"]`;
      await hand.press('暂缓', card);
      await hand.pick('原因', '等待物资');
      await hand.press('暂缓', 'dialog button');
      await hand.done(`${card}:focus >> text=原因：等待物资`);
      await hand.press('继续服务', card);
      await hand.page.waitForSelector(`${card}:focus button:has-text("暂缓")`);
      await hand.press('放弃', card);
      await hand.write('补充说明', '这周没有车');
      await hand.press('放弃', 'dialog button');
      await hand.done(`[data-lane=ended] ${card}:focus`);
      expect(await walk.one('SELECT status, reason_note AS note FROM claim WHERE id = $1', held.id)).toEqual({
        ...{ status: 'RELEASED', note: '这周没有车' },
      });
    },
    minute,
  );

  test(
    'organisation: given a subscription, when its room grows, another is added for one street and the first is ended, then both are so',
    async () => {
      const hand = await walk.open('/organisation/offerings', anna, desk);
      await hand.press('增加一个名额');
      await hand.done('strong:has-text("已占用 0 / 11")');
      await hand.press('增加一个名额');
      await hand.done('strong:has-text("已占用 0 / 12")');
      await hand.press('新增订阅');
      await hand.pick('服务类别', '探访');
      await hand.write('名称', '上门看望');
      await hand.press('移除');
      await hand.choose('凤凰北街街道');
      await hand.choose('急和特急');
      await hand.press('发布', 'form button');
      await hand.done('article:has-text("上门看望")');
      const first = `[data-offering="${globalId('ServiceOffering', helper.offeringId)}"]`;
      await hand.press('停止订阅', first);
      await hand.press('停止订阅', 'dialog button');
      await hand.page.waitForSelector(first, { state: 'detached' });
      await hand.done('article');
      expect(
        await walk.server.database.query(
          `SELECT name, capacity_maximum AS room, minimum_urgency AS urgency, area_codes AS areas, withdrawn_at IS NOT NULL AS ended
           FROM service_offering WHERE organisation_id = $1 ORDER BY id`,
          [helper.organisationId],
        ),
      ).toMatchObject([
        { room: 12, ended: true },
        { name: '上门看望', room: 5, urgency: 'URGENT', areas: ['640104001'], ended: false },
      ]);
    },
    minute,
  );

  test(
    'organisation: given a restricted need that arrives for it by name, when it is opened and taken, then its readings are written down and others see none',
    async () => {
      const serviceKind = ServiceKind.PSYCHOLOGICAL_COUNSELLING;
      const specialist = await provider(walk.server, { serviceKind, takesRestricted: true });
      const eva = await people(walk.server).organisationMember(specialist.organisationId);
      const family = await household(walk.server, { areaCode: stagedCommunity });
      await consent(walk.server, family, specialist.organisationId, { purpose: ConsentPurpose.REFERRAL });
      const hand = await walk.open('/organisation', eva);
      await hand.page.waitForSelector('[data-phase=live]');
      expect(await hand.page.locator('.restricted').count()).toBe(0);
      const wish = { household: family, serviceKind, cardText: '孩子怕生，想有人慢慢陪着说话' };
      const need = await directlyReferredNeed(walk.server, [specialist.organisationId], wish);
      await hand.page.waitForSelector('.restricted:has-text("1 项限定转介给您的机构")');
      expect(await hand.page.content()).not.toContain('孩子怕生');
      await hand.press('打开查看');
      await hand.done('.restricted .notice:has-text("本次查看已留下记录")');
      await hand.reach('接单', `[data-need="${need.id}"]`);
      await walk.photograph('organisation-restricted-phone');
      await hand.press('接单', `[data-need="${need.id}"]`);
      await hand.done('.notice.done:has-text("已接单")');
      await hand.page.waitForSelector('.restricted:has-text("这些需求都已有着落")');
      await hand.press('去看板');
      await hand.page.waitForSelector('.claim:has-text("孩子怕生"):has-text("每次查看都会留下记录")');
      await hand.press('确认接单', '.claim');
      await hand.done('[data-lane=serving] .claim:has-text("孩子怕生")');
      expect(await walk.one('SELECT status FROM claim WHERE need_id = $1', need.needId)).toEqual({
        status: 'CONFIRMED',
      });
      const readers = `SELECT count(*)::int > 1 AS several, array_agg(DISTINCT account_id) AS who FROM audit_line
      WHERE operation = 'readRestrictedNeed' AND subject_id = $1`;
      expect(await walk.one(readers, need.needId)).toEqual({ several: true, who: [eva.accountId] });
    },
    minute,
  );
}
