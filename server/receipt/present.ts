/** Promises the face of a receipt from its row, the same for the page, the charity, the donor and whoever checks it. */
import { globalId } from '../../schema/global-id';
import { Receipt, ReceiptFace, ReceiptLine } from '../../schema/receipt/receipt';
import { capitalNumerals } from './capital-numerals';
import type { ReceiptRow } from './receipt.repository';

export const receiptTitle = '公益事业捐赠票据';

export function writtenNumber(number: bigint): string {
  return number.toString().padStart(10, '0');
}

export function qrText(code: string, number: bigint, checkCode: string): string {
  return `LINKAGE-RECEIPT:${code}:${writtenNumber(number)}:${checkCode}`;
}

/** Where anybody checks receipts, at the public address of this server. */
export function checkPage(publicUrl: string): string {
  return `${publicUrl.replace(/\/$/, '')}/receipt`;
}

/** What opens one receipt stands behind #, which no browser sends and no server writes down. */
function checkUrl(publicUrl: string, { code, number, checkCode }: ReceiptRow): string {
  return `${checkPage(publicUrl)}#${code}.${writtenNumber(number)}.${checkCode}`;
}

export function presentFace(row: ReceiptRow, payer: string, publicUrl?: string): ReceiptFace {
  return Object.assign(new ReceiptFace(), {
    title: receiptTitle,
    supervisor: row.supervisor,
    code: row.code,
    number: writtenNumber(row.number),
    checkCode: row.checkCode,
    qrText: qrText(row.code, row.number, row.checkCode),
    checkUrl: publicUrl === undefined ? undefined : checkUrl(publicUrl, row),
    issuedOn: row.issuedOn,
    payer,
    payerCreditCode: row.payerCreditCode ?? undefined,
    projectCode: row.projectCode ?? undefined,
    projectName: row.projectName,
    lines: row.lines.map((line) => Object.assign(new ReceiptLine(), { ...line, quantity: line.quantity.toString() })),
    amountFen: row.amountFen,
    amountInCapitals: capitalNumerals(row.amountFen),
    remark: row.remark ?? undefined,
    other: row.other ?? undefined,
    payee: row.payee,
    reviewer: row.reviewer,
    cashier: row.cashier,
  });
}

export function presentReceipt(row: ReceiptRow, payer: string, publicUrl?: string): Receipt {
  return Object.assign(new Receipt(), {
    id: globalId('Receipt', row.id),
    receiptId: row.id,
    status: row.status,
    voidReason: row.voidReason ?? undefined,
    voidedAt: row.voidedAt ?? undefined,
    donationId: globalId('Donation', row.donationId),
    replacesId: row.replacesId ? globalId('Receipt', row.replacesId) : undefined,
    face: presentFace(row, payer, publicUrl),
  });
}
