/** Shows the main tasks of the bureau by keyboard alone: figures and their records, organisations, accounts, rules, policies, the audit. */
import { v7 } from 'uuid';
import { OrganisationStatus } from '../../../schema/organisation/organisation';
import { statutes } from '../../../server/policy/statutes';
import { provider } from '../../stage/claims';
import { approvedOrganisation } from '../../stage/organisations';
import { people, type Person } from '../../stage/people';
import { drafted, population, proposedScheme, workOfAYear } from '../stage/bureau';
import { desk, type KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function bureausByKeys(walk: KeyboardWalk): void {
  let zeng: Person;
  beforeAll(async () => {
    zeng = await people(walk.server).bureau();
    await workOfAYear(walk.server, await provider(walk.server, { capacityMaximum: 500 }));
  }, minute);

  test(
    'bureau: given figures, when one is opened, a street chosen on the map and its records asked for, then they are a file',
    async () => {
      const hand = await walk.open('/bureau', zeng, desk);
      await hand.press('转介的需求');
      await hand.done('h2:has-text("转介的需求")');
      await hand.goTo('解放西街街道');
      await hand.page.keyboard.press('Enter');
      await hand.page.waitForSelector('option:checked:has-text("解放西街街道")', { state: 'attached' });
      await hand.press('导出明细');
      const file = hand.page.waitForEvent('download');
      await hand.press('下载');
      expect((await file).suggestedFilename()).toMatch(/^NEEDS_REFERRED-.*\.xlsx$/);
    },
    minute,
  );

  test(
    'bureau: given an organisation that waits, when it is approved and then suspended with a reason, then it stands so',
    async () => {
      const name = '清河社工服务中心';
      const { organisationId } = await approvedOrganisation(walk.server, {
        ...{ name, status: OrganisationStatus.AWAITING_REVIEW },
      });
      const hand = await walk.open('/bureau/organisations', zeng, desk);
      await hand.press(`批准 ${name}`);
      await hand.press('批准', 'dialog button[type=submit]');
      await hand.done(`.notice.done:has-text("已批准：${name}")`);
      await hand.press('已准入');
      await hand.press(name, 'li button');
      await hand.reach('', 'textarea[name=reason]');
      await hand.page.keyboard.type('连续三次未履约');
      await hand.press('暂停', 'dialog button[type=submit]');
      await hand.done('.notice.done:has-text("已暂停")');
      expect(await walk.one('SELECT status FROM organisation WHERE id = $1', organisationId)).toEqual({
        status: 'SUSPENDED',
      });
    },
    minute,
  );

  test(
    'bureau: given somebody new, when an account is made and its password told, then it is there',
    async () => {
      const hand = await walk.open('/bureau/accounts', zeng, desk);
      await hand.press('新建账号');
      await hand.reach('', 'input[name=displayName]');
      await hand.page.keyboard.type('马晓燕');
      await hand.reach('', 'input[name=login]');
      await hand.page.keyboard.type('ma.xiaoyan');
      await hand.reach('', 'select[name=place]');
      await hand.page.keyboard.press('End');
      await hand.reach('', 'dialog button[type=submit]');
      await hand.page.keyboard.press('Enter');
      await hand.done('.told-password');
      await hand.press('已告诉本人');
      await hand.done('[data-account="ma.xiaoyan"]');
    },
    minute,
  );

  test(
    'bureau: given a draft of rules by another, when it is tried and approved, and one of its own is proposed, then both stand so',
    async () => {
      await drafted(walk.server, await people(walk.server).bureau(), '提高就近的分量');
      const hand = await walk.open('/bureau/rules', zeng, desk);
      await hand.press('试算影响', 'article[data-status=DRAFT]');
      await hand.done('.trial strong');
      await hand.press('批准生效', 'article');
      await hand.press('批准生效', 'dialog button[type=submit]');
      await hand.done('article .tag:has-text("生效中")');
      await hand.press('起草新规则');
      await hand.reach('', '[data-criterion=SITUATION_FIT] input[type=range]');
      await hand.page.keyboard.press('End');
      await hand.press('按比例调到 100%');
      await hand.reach('', 'textarea[name=reason]');
      await hand.page.keyboard.type('更看重熟悉情形的组织');
      await hand.press('提交草案');
      await hand.done('.notice.done:has-text("已提交，请另一人批准")');
      expect(
        await walk.server.database.query(
          "SELECT status FROM ruleset WHERE reason IN ('提高就近的分量', '更看重熟悉情形的组织') ORDER BY number",
        ),
      ).toEqual([{ status: 'APPROVED' }, { status: 'DRAFT' }]);
    },
    minute,
  );

  test(
    'bureau: given a policy, when its next version is written with another condition and published, then it stands first',
    async () => {
      await walk.server.request(
        `mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) { __typename } }`,
        { input: { ...statutes.find(({ code }) => code === 'TEKUN')!, policyId: v7(), areaCode: '640104' } },
        zeng.token,
      );
      const hand = await walk.open('/bureau/policies', zeng, desk);
      await hand.reach('', '[data-policy=TEKUN] a');
      await hand.page.keyboard.press('Enter');
      await hand.press('在这一版上修改');
      await hand.reach('', 'textarea[name=cardLines]');
      await hand.page.keyboard.press('ControlOrMeta+a');
      await hand.page.keyboard.type('一个人过日子的，也可以申请。');
      await hand.press('发布', 'button[type=submit]');
      await hand.press('发布', 'dialog button[type=submit]');
      await hand.done('.version-line li:has-text("第 2 版")');
      expect(await walk.one("SELECT max(version) AS version FROM policy WHERE code = 'TEKUN'")).toEqual({ version: 2 });
    },
    minute,
  );

  test(
    'bureau: given population figures, when a place is chosen on the map of the silent, then its visits are a list to take along',
    async () => {
      await population(walk.server, zeng);
      const hand = await walk.open('/bureau/silent', zeng, desk);
      await hand.press('社区', 'main button');
      await hand.page.waitForSelector('.gap-line button:has-text(" · ")');
      await hand.goTo('社区');
      await hand.page.keyboard.press('Enter');
      await hand.done('.gap-line.chosen');
      await hand.reach('下载走访清单');
      const file = hand.page.waitForEvent('download');
      await hand.page.keyboard.press('Enter');
      expect((await file).suggestedFilename()).toMatch(/\.csv$/);
    },
    minute,
  );

  test(
    'bureau: given a scheme by another, when its results are computed and to be published, then they are sealed, and another has to do it',
    async () => {
      await proposedScheme(walk.server, await people(walk.server).bureau());
      const lastYear = new Date().getUTCFullYear() - 1;
      await walk.server.database.query(`UPDATE claim SET claimed_at = '${lastYear}-06-01T00:00:00Z'`);
      const hand = await walk.open('/bureau/evaluation', zeng, desk);
      await hand.press('计算并封存');
      await hand.done('.tag:has-text("已封存，待公布")');
      await hand.press('公布', 'article');
      await hand.press('公布', 'dialog button[type=submit]');
      await hand.done('.notice.refused');
      expect(await walk.one('SELECT status FROM evaluation')).toEqual({ status: 'COMPUTED' });
    },
    minute,
  );

  test(
    'auditor: given the audit, when an operation is sought, then its lines are shown',
    async () => {
      const hand = await walk.open('/bureau/audit', await people(walk.server).auditor(), desk);
      await hand.reach('', 'input[name=operation]');
      await hand.page.keyboard.type('claimNeed');
      await hand.page.keyboard.press('Enter');
      await hand.done('tbody th:has-text("claimNeed")');
    },
    minute,
  );
}
