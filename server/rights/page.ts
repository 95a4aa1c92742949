/** Promises a copy of everything held of a household as one file and as one page to print, in which nothing runs. Pure. */
import type { Section } from './holdings.service';

export function writeJson(madeAt: Date, sections: readonly Section[]): string {
  return JSON.stringify({ madeAt: madeAt.toISOString(), sections }, null, 2);
}

export function writePage(madeAt: Date, sections: readonly Section[]): string {
  const shown = sections.filter((section) => section.rows.length > 0);
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<meta http-equiv="content-security-policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    '<title>个人信息副本 Copy of personal data</title>',
    '<style>body{font:14px/1.5 sans-serif;margin:2em}table{border-collapse:collapse;margin:0 0 1em}th,td{border:1px solid #999;padding:2px 6px;text-align:left;vertical-align:top}</style></head>',
    '<body>',
    '<h1>个人信息副本 Copy of personal data</h1>',
    `<p>制作时间 Made at ${madeAt.toISOString()}</p>`,
    ...shown.map(writeSection),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function writeSection({ title, kept, rows }: Section): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => textOf(row[name]) !== ''),
  );
  const head = `<tr>${names.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr>`;
  const body = rows.map((row) => `<tr>${names.map((name) => `<td>${escaped(textOf(row[name]))}</td>`).join('')}</tr>`);
  return [
    `<h2>${escaped(title.zh)} ${escaped(title.en)}</h2>`,
    `<table>\n${[head, ...body].join('\n')}\n</table>`,
    `<p>删除后仍保存 Kept after an erasure: ${escaped(kept.zh)} / ${escaped(kept.en)}</p>`,
  ].join('\n');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
