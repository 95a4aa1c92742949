/** Shows the main tasks of a company by keyboard alone: giving in three steps, revising, a file of gifts, a wish, its name, keys and addresses. */
import { allocationStage, type AllocationStage } from '../../allocation/stage';
import { openWish } from '../../stage/wishes';
import { giftsAsText } from '../stage/company';
import { desk, type KeyboardWalk } from '../stage/walker';

const minute = 60_000;

export function companiesByKeys(walk: KeyboardWalk): void {
  let stage: AllocationStage;
  beforeAll(async () => void (stage = await allocationStage(walk.server)), minute);
  const gifts = () =>
    walk.server.database.query<{ status: string; fen: string }>(
      `SELECT d.status, d.money_fen::text AS fen FROM donation d JOIN donor ON donor.id = d.donor_id
        WHERE donor.organisation_id = $1 ORDER BY d.pledged_at, d.id`,
      [stage.companyId],
    );

  test(
    'company: given money to give, when it is promised in three steps, revised and taken back, then each is so',
    async () => {
      const hand = await walk.open('/company', stage.partner, desk);
      await hand.press('登记捐赠', 'main');
      // Of two charities, the first.
      await hand.reach('受赠组织');
      await hand.page.keyboard.press('ArrowDown');
      await hand.write('金额', '80,000.05', 'input[name=amount]');
      await hand.page.keyboard.press('Enter');
      await hand.done('h2:focus:has-text("用在哪里")');
      await hand.press('', 'main button[type=submit]');
      await hand.done('h2:focus:has-text("核对确认")');
      await hand.press('确认捐赠');
      await hand.done('text=谢谢，已经登记');
      expect(await gifts()).toEqual([{ status: 'PLEDGED', fen: '8000005' }]);
      await hand.press('看它的去向');
      await hand.press('修订认捐');
      await hand.reach('', 'dialog input');
      await hand.page.keyboard.press('ControlOrMeta+a');
      await hand.page.keyboard.type('60000');
      await hand.page.keyboard.press('Enter');
      await hand.done('h2.big:has-text("¥60,000.00")');
      await hand.press('撤回认捐');
      await hand.press('撤回', 'dialog button[type=submit]');
      await hand.done('.gift-head .tag:has-text("已撤回")');
      expect(await gifts()).toEqual([{ status: 'WITHDRAWN', fen: '6000000' }]);
    },
    minute,
  );

  test(
    'company: given a file of gifts, when it is tried and registered, then all are promised, and a table of them can be had',
    async () => {
      const before = (await gifts()).length;
      const hand = await walk.open('/company/upload', stage.partner, desk);
      const chooser = hand.page.waitForEvent('filechooser');
      await hand.reach('', 'input[type=file]');
      await hand.page.keyboard.press('Space');
      await (await chooser).setFiles(giftsAsText('1,20.05,,,,,\n2,15,,,,,\n'));
      await hand.press('登记全部 2 笔');
      await hand.done('h2:has-text("已登记 2 笔")');
      expect((await gifts()).length).toBe(before + 2);
      await hand.press('我的捐赠', 'nav');
      await hand.page.waitForSelector('h1:focus:has-text("我的捐赠")');
      await hand.press('导出表格');
      await hand.press('导出明细');
      const file = hand.page.waitForEvent('download');
      await hand.press('下载', '.export-box');
      expect((await file).suggestedFilename()).toMatch(/^DONATIONS_PLEDGED-.*\.xlsx$/);
    },
    minute,
  );

  test(
    'company: given an open wish, when a share is given and taken back, then both are so',
    async () => {
      const wish = await openWish(walk.server, { cardText: '独居老人想要一只电热水壶', priceCeilingFen: 12_900n });
      const hand = await walk.open('/company/wishes', stage.partner, desk);
      const card = `[data-wish="${wish.id}"]`;
      await hand.reach('', `${card} input`);
      await hand.page.keyboard.press('ControlOrMeta+a');
      await hand.page.keyboard.type('29.50');
      await hand.page.keyboard.press('Enter');
      await hand.done(`${card} >> text=还差 ¥99.50`);
      await hand.press('撤回分担', '.share');
      await hand.press('撤回', 'dialog button[type=submit]');
      await hand.done(`${card} >> text=还差 ¥129.00`);
    },
    minute,
  );

  test(
    'company: given a name to be shown, a key and an address, when each is made, then each is there',
    async () => {
      const hand = await walk.open('/company/honour', stage.partner, desk);
      await hand.reach('', 'form input[maxlength="60"]');
      await hand.page.keyboard.press('ControlOrMeta+a');
      await hand.page.keyboard.type('向日葵工坊');
      await hand.press('同意上榜');
      await hand.done('h2:has-text("您以“向日葵工坊”的名义在榜上")');
      await hand.press('接口与通知', 'nav');
      await hand.page.waitForSelector('h1:focus:has-text("接口与通知")');
      await hand.press('新建密钥');
      await hand.reach('', 'form input[maxlength="64"]');
      await hand.page.keyboard.type('财务系统');
      await hand.press('生成密钥');
      await hand.done('.secret code');
      await hand.press('我已存好');
      await hand.press('撤销', '.key');
      await hand.press('撤销', 'dialog button[type=submit]');
      await hand.done('.key:has-text("已于")');
      await hand.press('新建通知地址');
      await hand.reach('', 'form input[maxlength="64"]');
      await hand.page.keyboard.type('财务');
      await hand.reach('', 'form input[type=url]');
      await hand.page.keyboard.press('ControlOrMeta+a');
      await hand.page.keyboard.type('https://hooks.example.org/in');
      await hand.choose('已认捐');
      await hand.press('新建并生成签名密钥');
      await hand.done('.secret code:has-text("whsec_")');
    },
    minute,
  );

  test(
    'company: given a year, when its picture is saved, then there is a file',
    async () => {
      const hand = await walk.open('/company/year', stage.partner, desk);
      const file = hand.page.waitForEvent('download');
      await hand.press('保存为图片');
      expect((await file).suggestedFilename()).toMatch(/\.png$/);
      await hand.done('h1');
    },
    minute,
  );
}
