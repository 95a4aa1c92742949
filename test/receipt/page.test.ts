/** Shows the page of a receipt: every field of article 6 word by word, rare characters, and the same bytes each time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { create as createQr } from 'qrcode';
import type { ReceiptFace } from '../../schema/receipt/receipt';
import { ReceiptFonts } from '../../server/receipt/receipt.font';
import { printReceipt } from '../../server/receipt/receipt.page';
import { squaresOf, textsOf } from './page-reader';

const face: ReceiptFace = {
  title: '公益事业捐赠票据',
  supervisor: '宁夏回族自治区财政厅监制',
  code: '64060126',
  number: '0000000042',
  checkCode: '7K3QW9ZT0A1B',
  qrText: 'LINKAGE-RECEIPT:64060126:0000000042:7K3QW9ZT0A1B',
  issuedOn: '2026-11-27',
  payer: '𠮷䶮㐂（银川）商贸有限公司',
  payerCreditCode: '91640104MA7600013K',
  projectCode: '5364010400001',
  projectName: '暖冬助老，点亮微心愿。',
  lines: [
    { item: '棉被', unit: '床', quantity: '120', standardFen: 12_900n, amountFen: 1_548_000n },
    { item: '大米（10 千克）', unit: '袋', quantity: '300', standardFen: 6_550n, amountFen: 1_965_000n },
  ],
  amountFen: 3_513_000n,
  amountInCapitals: '叁万伍仟壹佰叁拾元整',
  remark: '发票 2 张',
  other: '公司年会募集',
  payee: '银川市兴庆区慈善总会',
  reviewer: '马玉兰',
  cashier: '王建国',
};
const issuedAt = new Date('2026-11-27T02:00:00Z');

describe('the page of a receipt', () => {
  const fonts = new ReceiptFonts();

  test('78: given a receipt with rare characters, then the text of its page is exactly this', async () => {
    const page = await printReceipt(fonts, face, issuedAt);
    if (process.env.LINKAGE_SHOW_PAGE) {
      mkdirSync(process.env.LINKAGE_SHOW_PAGE, { recursive: true });
      writeFileSync(`${process.env.LINKAGE_SHOW_PAGE}/receipt.pdf`, page);
    }
    expect(textsOf(page).join('|')).toBe(
      [
        '公益事业捐赠票据|宁夏回族自治区财政厅监制|票据代码：64060126|票据号码：0000000042',
        '交款人统一社会信用代码：91640104MA7600013K|校验码：7K3QW9ZT0A1B|交款人：|𠮷|䶮㐂（银川）商贸有限公司|开票日期：2026-11-27',
        '项目|单位|数量|标准（元）|金额（元）|项目编码：5364010400001  项目名称：暖冬助老，点亮微心愿。',
        '金额合计（大写）叁万伍仟壹佰叁拾元整|（小写）35,130.00|备注：发票 2 张|其他信息：公司年会募集',
        '收款单位：银川市兴庆区慈善总会|复核人：马玉兰|收款人：王建国',
        '棉被|床|120|129.00|15,480.00|大米（10 千克）|袋|300|65.50|19,650.00',
      ].join('|'),
    );
    expect(page.length).toBeLessThan(100_000);
  });

  test('given a server with a public address, then the page says where it is checked, and only its QR code opens this receipt', async () => {
    const [address, checkUrl] = [
      'https://linkage.example/receipt',
      'https://linkage.example/receipt#64060126.0000000042.7K3QW9ZT0A1B',
    ];
    const page = await printReceipt(fonts, { ...face, checkUrl }, issuedAt);
    const said = textsOf(page).join('');
    expect(said).toContain(`查验真伪 Check it：扫描右上角二维码，或打开 ${address}`);
    expect(said).not.toContain('#');
    const { modules } = createQr(checkUrl, { errorCorrectionLevel: 'M' });
    expect(squaresOf(page)).toBe(modules.data.reduce((sum, dark) => sum + (dark ? 1 : 0), 0));
    // Another receipt of the same address is another picture.
    const other = await printReceipt(fonts, { ...face, checkUrl: checkUrl.replace('A1B', 'A1C') }, issuedAt);
    expect(other.equals(page)).toBe(false);
  });

  test('given the same receipt twice, then the pages are the same bytes', async () => {
    const [one, other] = [await printReceipt(fonts, face, issuedAt), await printReceipt(fonts, face, issuedAt)];
    expect(one.equals(other)).toBe(true);
  });

  test('given a name with a character that no font has, then it is known before anything is printed', async () => {
    expect(await fonts.canPrint('𠮷㐂䶮㵘𫖯')).toBe(true);
    expect(await fonts.canPrint('\u{323AF}')).toBe(false);
    await expect(printReceipt(fonts, { ...face, payer: '\u{323AF}' }, issuedAt)).rejects.toThrow(RangeError);
  });
});
