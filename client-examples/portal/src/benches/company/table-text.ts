/** Promises the rows of a file of comma-separated text as a spreadsheet shows them, to be shown beside what is wrong; nothing else reads them. */

/** UTF-8, or what Chinese spreadsheets write otherwise. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Cells by rows; quotation marks, doubled ones and line breaks within them as RFC 4180 has it. */
export function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)!.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === ',') endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  endCell();
  return rows;
}

/** The template: headings that the server knows, and a row of money and two of goods to be written over. */
export const template = [
  '序号,金额(元),品名,单位,数量,单价(元),价值凭证,成色,有效期至,项目,服务类别,区划代码',
  '1,20000.00,,,,,,,,,,',
  '2,,大米 10 公斤装,袋,200,58.00,发票号,全新,2099-12-31,,,',
  '2,,食用油 5 升装,桶,100,79.90,发票号,全新,2099-06-30,,,',
  '',
].join('\r\n');
