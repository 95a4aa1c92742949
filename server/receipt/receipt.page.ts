/** Promises the page of a receipt as PDF: every field of its face in its place, and the QR code by which it is checked. */
import { create as createQr } from 'qrcode';
import type { ReceiptFace } from '../../schema/receipt/receipt';
import type { Face, ReceiptFonts } from './receipt.font';

const [width, height, margin] = [595.28, 419.53, 34];
const red = '#b3261e';

/** How many lines a page holds; more lots are summed by whoever issues. */
export const linesMaximum = 8;

interface Pen {
  readonly document: PDFKit.PDFDocument;
  readonly fonts: ReceiptFonts;
}

/** The same face and moment make the same bytes. */
export async function printReceipt(fonts: ReceiptFonts, face: ReceiptFace, issuedAt: Date): Promise<Buffer> {
  // Read when the first receipt is printed: it is an eighth of all that a start would read.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    font: null as unknown as string,
    info: { Title: `${face.title} ${face.code} ${face.number}`, CreationDate: issuedAt, ModDate: issuedAt },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.once('end', () => resolve()));
  const texts = placed(face);
  for (const [name, font] of await fonts.cut(texts.map(({ text }) => text))) document.registerFont(name, font);
  drawFrame(document, face);
  for (const text of texts) await write({ document, fonts }, text);
  drawQr(document, face.checkUrl ?? face.qrText);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Longer text is written smaller, down to half its size, then broken. */
  readonly room: number;
  readonly colour?: string;
  readonly centred?: boolean;
}

const rowHeight = 17;
const tableTop = 140;
const columns = [40, 250, 300, 370, 465] as const;

function placed(face: ReceiptFace): PlacedText[] {
  const at = (text: string, x: number, y: number, room: number, size = 9): PlacedText => ({ text, x, y, size, room });
  const sumTop = tableTop + rowHeight * (linesMaximum + 1);
  const texts: PlacedText[] = [
    { text: face.title, x: width / 2, y: 32, size: 17, room: 300, colour: red, centred: true },
    { text: face.supervisor, x: width / 2, y: 66, size: 7, room: 130, colour: red, centred: true },
    at(`票据代码：${face.code}`, margin + 6, 84, 190),
    at(`票据号码：${face.number}`, margin + 236, 84, 180),
    at(`交款人统一社会信用代码：${face.payerCreditCode ?? ''}`, margin + 6, 100, 225),
    at(`校验码：${face.checkCode}`, margin + 236, 100, 180),
    at(`交款人：${face.payer}`, margin + 6, 116, 225),
    at(`开票日期：${face.issuedOn}`, margin + 236, 116, 180),
    ...['项目', '单位', '数量', '标准（元）', '金额（元）'].map((name, index) =>
      at(name, columns[index]!, tableTop + 4, 90),
    ),
    at(`项目编码：${face.projectCode ?? ''}  项目名称：${face.projectName}`, columns[0], sumTop - rowHeight + 4, 515),
    at(`金额合计（大写）${face.amountInCapitals}`, columns[0], sumTop + 4, 320),
    at(`（小写）${yuan(face.amountFen)}`, 370, sumTop + 4, 185),
    at(`备注：${face.remark ?? ''}`, columns[0], sumTop + rowHeight + 4, 515),
    at(`其他信息：${face.other ?? ''}`, columns[0], sumTop + rowHeight * 2 + 4, 515),
    at(`收款单位：${face.payee}`, columns[0], 360, 260),
    at(`复核人：${face.reviewer}`, 310, 360, 115),
    at(`收款人：${face.cashier}`, 435, 360, 120),
  ];
  if (face.checkUrl !== undefined) texts.push(at(checkWords(face.checkUrl), columns[0], 384, 515, 8));
  for (const [index, line] of face.lines.entries()) {
    const cells = [line.item, line.unit, line.quantity, yuan(line.standardFen), yuan(line.amountFen)];
    for (const [column, cell] of cells.entries())
      texts.push(at(cell, columns[column]!, tableTop + rowHeight * (index + 1) + 4, column === 0 ? 200 : 90));
  }
  return texts;
}

/** Said to whoever holds the page; the address without what opens this receipt, short enough to be typed. */
function checkWords(checkUrl: string): string {
  return `查验真伪 Check it：扫描右上角二维码，或打开 ${checkUrl.split('#')[0]}`;
}

/** 107000053 fen: 1,070,000.53 */
export function yuan(fen: bigint): string {
  const whole = (fen / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${(fen % 100n).toString().padStart(2, '0')}`;
}

async function write(pen: Pen, placedText: PlacedText): Promise<void> {
  const { document, fonts } = pen;
  const runs = await fonts.runs(placedText.text);
  const widthAt = (size: number) =>
    runs.reduce((sum, run) => sum + fontOf(document, run.face, size).widthOfString(run.text), 0);
  let { size } = placedText;
  while (size > placedText.size / 2 && widthAt(size) > placedText.room) size -= 0.5;
  document.fillColor(placedText.colour ?? 'black');
  const start = placedText.centred ? placedText.x - widthAt(size) / 2 : placedText.x;
  let [x, y] = [start, placedText.y];
  for (const { face, text } of runs) {
    let part = '';
    const flush = () => {
      if (part !== '') fontOf(document, face, size).text(part, x, y, { lineBreak: false });
      x += part === '' ? 0 : document.widthOfString(part);
      part = '';
    };
    for (const character of text) {
      const wide = fontOf(document, face, size).widthOfString(part + character);
      if (x + wide > start + placedText.room + 1) {
        flush();
        [x, y] = [start, y + size + 1];
      }
      part += character;
    }
    flush();
  }
}

function fontOf(document: PDFKit.PDFDocument, face: Face, size: number): PDFKit.PDFDocument {
  return document.font(face).fontSize(size);
}

function drawFrame(document: PDFKit.PDFDocument, face: ReceiptFace): void {
  document.lineWidth(0.6).strokeColor('#444444');
  const bottom = tableTop + rowHeight * (linesMaximum + 4);
  document.rect(margin, tableTop, width - margin * 2, bottom - tableTop).stroke();
  for (const row of [1, linesMaximum, linesMaximum + 1, linesMaximum + 2, linesMaximum + 3]) {
    const y = tableTop + rowHeight * row;
    document
      .moveTo(margin, y)
      .lineTo(width - margin, y)
      .stroke();
  }
  document
    .strokeColor(red)
    .lineWidth(1)
    .ellipse(width / 2, 71, 74, 10)
    .stroke();
  if (face.lines.length > linesMaximum - 1) throw new RangeError('a receipt holds no more lines');
}

function drawQr(document: PDFKit.PDFDocument, text: string): void {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  const [side, left, top] = [84, width - margin - 84, 28];
  const dot = side / modules.size;
  document.fillColor('black');
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) document.rect(left + column * dot, top + row * dot, dot + 0.02, dot + 0.02);
  document.fill();
}
