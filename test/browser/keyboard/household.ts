/** Shows what a household does with its card by keyboard alone: to look, to confirm, to dispute, to thank, to take a consent back. */
import { NeedKind } from '../../../schema/need/enums';
import { ServiceKind } from '../../../schema/taxonomy/service-kind';
import { delivered, provider } from '../../stage/claims';
import { consent, household } from '../../stage/households';
import { referredNeed, stagedCommunity } from '../../stage/needs';
import type { KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function householdsByKeys(walk: KeyboardWalk): void {
  test(
    'household: given a delivery, when it is disputed, confirmed and thanked for, and a consent taken back, then each word counts',
    async () => {
      const { server } = walk;
      const home = await household(server, { areaCode: stagedCommunity });
      const helper = await provider(server, { serviceKind: ServiceKind.MICRO_WISH });
      const consentId = await consent(server, home, helper.organisationId);
      const wish = await referredNeed(server, { household: home, kind: NeedKind.MICRO_WISH });
      const brought = await delivered(server, helper, wish);
      const status = () => walk.one('SELECT status FROM claim WHERE id = $1', brought.id);
      const hand = await walk.open('/card');
      await hand.write('卡片号码', home.cardCode);
      await hand.page.keyboard.press('Enter');
      const promise = `[data-promise="${brought.globalId}"]`;
      await hand.done(promise);
      await hand.press('没收到，或者有问题', promise);
      await hand.choose('没有给全');
      await hand.press('告诉他们', 'dialog');
      await hand.done(`${promise} >> text=您说有问题`);
      expect(await status()).toEqual({ status: 'DISPUTED' });
      await hand.press('现在好了，收到了', promise);
      await hand.press('是的，收到了', 'dialog');
      await hand.done(`${promise} >> text=已经办好，您确认过了。`);
      expect(await status()).toEqual({ status: 'COMPLETED' });
      await hand.press('说声谢谢', promise);
      await hand.write('不用写姓名', '谢谢，书包很好用', 'dialog');
      await hand.press('送出', 'dialog');
      await hand.done(`${promise} >> text=您的谢意收到了`);
      await hand.press('收回同意');
      await hand.press('收回同意', 'dialog button');
      await hand.done('text=已经收回，马上生效。');
      expect(await walk.one('SELECT withdrawn_at IS NOT NULL AS ended FROM consent WHERE id = $1', consentId)).toEqual({
        ended: true,
      });
      expect(await walk.one('SELECT count(*)::int AS n FROM wish_thanks WHERE need_id = $1', wish.needId)).toEqual({
        n: 1,
      });
      await hand.press('看好了，离开');
      await hand.done('input[name=code]');
    },
    minute,
  );
}
