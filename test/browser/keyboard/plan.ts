/** Shows by keyboard alone how the federation accepts a plan: one line, then the rest. Where it is made, needs are held back for a while. */
import { Urgency } from '../../../schema/need/enums';
import { OrganisationKind } from '../../../schema/organisation/organisation';
import { ServiceKind } from '../../../schema/taxonomy/service-kind';
import { eventually, startPlanner } from '../../plan/planning';
import { referredNeed } from '../../stage/needs';
import { approvedOrganisation } from '../../stage/organisations';
import { people } from '../../stage/people';
import { desk, type KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function plansByKeys(walk: KeyboardWalk): void {
  test(
    'federation: given the plan, when one line is chosen and accepted and then the rest, then each organisation is asked',
    async () => {
      const serviceKind = ServiceKind.EMPLOYMENT_SUPPORT;
      const [areaCode, other] = ['640104001002', '640104002001'];
      for (const where of [areaCode, areaCode, other])
        await referredNeed(walk.server, { serviceKind, urgency: Urgency.URGENT, areaCode: where });
      const { organisationId } = await approvedOrganisation(walk.server, {
        ...{ name: '邻里帮扶中心', offerings: [{ serviceKind, areaCodes: ['640104'], capacityMaximum: 3 }] },
      });
      const charity = await approvedOrganisation(walk.server, {
        name: '兴庆区慈善总会',
        kind: OrganisationKind.CHARITY_FEDERATION,
      });
      const planner = await startPlanner(walk.server);
      await eventually('it is planned', async () => {
        const lines = (await walk.one('SELECT count(*)::int AS n FROM plan_line')) as { n: number };
        return lines.n >= 3;
      });
      const offered = async () => {
        const offers = await walk.one(
          'SELECT count(*)::int AS n FROM offer WHERE organisation_id = $1',
          organisationId,
        );
        return (offers as { n: number }).n;
      };
      const staff = await people(walk.server).federationStaff(charity.organisationId);
      const hand = await walk.open('/federation/plan', staff, desk);
      await hand.choose('选中：就业');
      await hand.press('采纳选中的 1 行');
      await hand.press('采纳', 'dialog button');
      await hand.done('.notice.done:has-text("已采纳：1 行中 1 行已发出询问")');
      expect(await offered()).toBe(1);
      await hand.press('看新版');
      await hand.page.waitForSelector('text=看新版', { state: 'detached' });
      await hand.press('全部采纳');
      await hand.press('采纳', 'dialog button');
      await hand.done('.notice.done:has-text("2 行已发出询问")');
      expect(await offered()).toBe(3);
      await planner.stop();
    },
    minute,
  );
}
