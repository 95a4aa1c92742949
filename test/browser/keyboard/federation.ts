/** Shows the main tasks of the charity federation by keyboard alone: drafting, the counter, what is owed, funding, reports, thanks. */
import { globalId } from '../../../schema/global-id';
import { Urgency } from '../../../schema/need/enums';
import { addDays } from '../../../server/day';
import { claimedNeed } from '../../allocation/stage';
import { eventually } from '../../plan/planning';
import { today } from '../../project/staging';
import { askedToRaiseWith, federationStage, settledProject, thanks, type FederationStage } from '../stage/federation';
import { desk, type KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function federationsByKeys(walk: KeyboardWalk): void {
  let stage: FederationStage;
  beforeAll(async () => void (stage = await federationStage(walk.server)), minute);

  test(
    'federation: given a new project, when each field is written and a kind and a way of giving chosen, then it is drafted',
    async () => {
      const hand = await walk.open('/federation', stage.staff, desk);
      await hand.press('起草新项目', 'main');
      await hand.write('项目名称', '春雨助学');
      await hand.choose('定向募捐');
      for (const [words, day] of [
        ['起始日期', addDays(today, 9)],
        ['结束日期', addDays(today, 90)],
      ] as const) {
        await hand.reach(words);
        await hand.page.keyboard.type(`${day.slice(5, 7)}${day.slice(8)}${day.slice(0, 4)}`);
      }
      for (const [words, text] of [
        ...([
          ['募捐目标', '100000'],
          ['预算（元）', '90000'],
          ['单案上限', '3000'],
        ] as const),
      ])
        await hand.write(words, text, 'input, textarea');
      await hand.choose('助学');
      for (const [words, text] of [
        ...([
          ['募捐目的', '帮助困难学生'],
          ['受益人', '困难学生'],
          ['款物用途', '学费'],
          ['剩余财产', '用于同类项目'],
        ] as const),
        ...([
          ['募捐成本', '1000'],
          ['成本由什么构成', '印刷'],
        ] as const),
      ])
        await hand.write(words, text, 'input, textarea');
      await hand.choose('银行转账');
      for (const [words, text] of [
        ...([
          ['活动负责人', '王建国'],
          ['办公地址', '文化西街 1 号'],
          ['开户银行', '中国银行'],
          ['银行账号', '104012345678'],
        ] as const),
      ])
        await hand.write(words, text, 'input, textarea');
      await hand.press('保存草稿');
      await hand.done('.next-step:has-text("修改草稿")');
      expect(
        await walk.one("SELECT status, target_fen::text AS target FROM charity_project WHERE name = '春雨助学'"),
      ).toEqual({ status: 'DRAFT', target: '10000000' });
    },
    minute,
  );

  test(
    'federation: given another charity that asks, when its plan is read and the word given, then it may file',
    async () => {
      const asking = await askedToRaiseWith(walk.server, stage);
      const hand = await walk.open('/federation', stage.staff, desk);
      await hand.press('阅读方案');
      await hand.press('确认合作募捐', 'section button');
      await hand.press('确认合作募捐', 'dialog button');
      await hand.done('.notice.done:has-text("已确认")');
      expect(await asking.isConfirmed()).toBe(true);
    },
    minute,
  );

  test(
    'federation: given a donor at the counter, when money is taken in, its receipt issued and a table asked for, then all are there',
    async () => {
      const hand = await walk.open('/federation/donations', stage.staff, desk);
      await hand.write('', '李秀英', 'input[name=donor]');
      await hand.write('', '1,234.56', 'input[name=yuan]');
      await hand.page.keyboard.press('Enter');
      await hand.done('.notice.done:has-text("已接收 ¥1,234.56")');
      await hand.press('开具票据');
      await hand.press('启用票据号段');
      await hand.write('票据代码', '64060199', 'dialog');
      await hand.write('监制章', '宁夏回族自治区财政厅监制', 'dialog');
      await hand.page.keyboard.press('Enter');
      await hand.done('[data-receipt=ISSUED]');
      await hand.press('下一笔');
      await hand.done('input[name=donor]');
      await hand.press('导出表格');
      await hand.press('导出明细');
      const file = hand.page.waitForEvent('download');
      await hand.press('下载', '.export-box');
      expect((await file).suggestedFilename()).toMatch(/^DONATIONS_RECEIVED-.*\.xlsx$/);
      expect(await walk.one("SELECT count(*)::int AS n FROM receipt WHERE status = 'ISSUED'")).toEqual({ n: 1 });
    },
    minute,
  );

  test(
    'federation: given what is owed by hand, when its evidence is written down, then it is fulfilled',
    async () => {
      const hand = await walk.open('/federation/obligations', stage.staff, desk);
      await hand.press('登记履行', '[data-rule=RELATED_PARTY_DEALING]');
      await hand.write('网址', 'https://example.org/list', 'dialog');
      await hand.page.keyboard.press('Enter');
      await hand.done('.notice.done');
      expect(await walk.one('SELECT evidence FROM obligation WHERE evidence IS NOT NULL')).toEqual({
        evidence: 'https://example.org/list',
      });
    },
    minute,
  );

  test(
    'federation: given a claimed need, when a use of money is proposed and accepted, then it is set aside',
    async () => {
      const { need } = await claimedNeed(walk.server, stage, { urgency: Urgency.URGENT });
      const hand = await walk.open('/federation/allocation', stage.staff, desk);
      await hand.write('每份需求给多少', '120');
      await hand.page.keyboard.press('Enter');
      await hand.press('采纳');
      await hand.done('text=看了 0 项需求');
      expect(
        await walk.one(
          "SELECT amount::text AS amount FROM allocation WHERE need_id = $1 AND status = 'RESERVED'",
          need.needId,
        ),
      ).toEqual({ amount: '12000' });
    },
    minute,
  );

  test(
    'federation: given a settled project, when its report is written, looked at and published, then everybody reads it',
    async () => {
      const projectId = await settledProject(walk.server, stage);
      const hand = await walk.open('/federation', stage.staff, desk);
      await hand.press('夏日送清凉');
      await hand.press('公开', '.next-step');
      await hand.page.waitForSelector('textarea');
      await hand.reach('', 'textarea');
      await hand.page.keyboard.type('为三百位环卫工人送去清凉。');
      await hand.press('先看看');
      await hand.press('公开', 'main .telling button, main form button, main section button');
      await hand.press('公开', 'dialog button');
      await hand.done('[data-report]');
      expect(await (await fetch(`${walk.server.url}/disclosures/${projectId}`)).text()).toContain(
        '为三百位环卫工人送去清凉。',
      );
    },
    minute,
  );

  test(
    'federation: given thanks that wait, when they are let through, then they are shown',
    async () => {
      const id = await thanks(walk.server, stage, '谢谢大家，被子很暖。');
      const hand = await walk.open('/federation/moderation', stage.staff, desk);
      await hand.press('通过', `[data-thanks="${globalId('WishThanks', id)}"]`);
      await hand.press('审核', 'nav');
      await hand.press('慈善项目', 'nav');
      await hand.done('h1');
      await eventually('it is let through', async () => {
        const row = (await walk.one('SELECT status FROM wish_thanks WHERE id = $1', id)) as { status: string };
        return row.status === 'APPROVED';
      });
    },
    minute,
  );
}
