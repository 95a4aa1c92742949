/** Promises published reports as plain pages for everybody's browser, with the figures of the ledger and nothing that runs. */
import { keysetCursor, readInstantCursor, type InstantAndId } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { dayOf } from '../day';
import type { FiguresRow } from './disclosure.entity';
import type { DisclosureService, Published } from './disclosure.service';

const figureNames: readonly (readonly [keyof FiguresRow, string])[] = [
  ['raisedFen', '募得 Raised'],
  ['spentFen', '支出 Spent'],
  ['freeFen', '剩余 Left'],
  ['budgetLeftFen', '预算余额 Left of the budget'],
];

const atOnce = 50;

/** The pages as they are asked for from outside: where nothing is published, there is none. */
export class DisclosurePages {
  constructor(private readonly service: Pick<DisclosureService, 'find' | 'list'>) {}

  readonly page = async (projectId: string): Promise<string | undefined> => {
    const published = await this.service.find(projectId);
    return published && writeDisclosurePage(published);
  };

  /** Undefined for a cursor that is none. */
  readonly list = async (after: string | undefined): Promise<string | undefined> => {
    const cursor = cursorOf(after);
    if (cursor === null) return undefined;
    const published = await this.service.list(cursor, atOnce + 1);
    const shown = published.slice(0, atOnce);
    const next = published.length > atOnce ? cursorAfter(shown.at(-1)!) : undefined;
    return writeDisclosureList(shown, next);
  };
}

function cursorAfter({ project, report }: Published): string {
  return keysetCursor(report.cursorAt, project.id);
}

function cursorOf(after: string | undefined): InstantAndId | undefined | null {
  try {
    return readInstantCursor(after);
  } catch {
    return null;
  }
}

/** One report. */
function writeDisclosurePage({ charityName, project, report }: Published): string {
  const facts: [string, string][] = [
    ['慈善组织 Charity', charityName],
    ['备案编号 Filing number', project.filingNumber ?? '—'],
    ['起止日期 Window', `${project.startsOn} — ${project.endsOn}`],
    ['终止日期 Ended on', project.closedOn ?? '—'],
    ['募捐目标 Target', yuan(project.targetFen)],
    ['预算 Budget', yuan(project.budgetFen)],
    ['剩余财产 Leftover property', yuan(project.leftoverFen ?? 0n)],
    ['剩余财产去向 Its use', project.leftoverDisposal ?? '—'],
    ['公开日期 Published on', dayOf(report.publishedAt)],
  ];
  const notes = report.notes.map(
    ({ note, figures, writtenAt }) =>
      `<h2>更正 Correction ${dayOf(writtenAt)}</h2>\n${paragraphs(note)}\n${table(figureRows(figures))}`,
  );
  return page(
    project.name,
    [
      table(facts),
      '<h2>总结 Summary</h2>',
      paragraphs(report.summary),
      '<h2>数据 Figures</h2>',
      table(figureRows(report.figures)),
      ...notes,
    ].join('\n'),
  );
}

/** A page of the list, the newest project first, with the way to the next one. */
function writeDisclosureList(published: readonly Published[], next: string | undefined): string {
  const items = published.map(
    ({ charityName, project, report }) =>
      `<li><a href="/disclosures/${globalId('CharityProject', project.id)}">${escaped(project.name)}</a>, ${escaped(charityName)}, ${dayOf(report.publishedAt)}</li>`,
  );
  const list = items.length > 0 ? `<ul>\n${items.join('\n')}\n</ul>` : '<p>尚无公开信息 Nothing is published yet.</p>';
  const more = next === undefined ? '' : `\n<p><a href="/disclosures?after=${next}">下一页 Next page</a></p>`;
  return page('慈善项目信息公开 Published reports', list + more);
}

function page(title: string, body: string): string {
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>`,
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function figureRows(figures: FiguresRow): [string, string][] {
  return figureNames.map(([key, name]) => [name, yuan(BigInt(figures[key]))]);
}

function table(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`);
  return `<table>\n${lines.join('\n')}\n</table>`;
}

function paragraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n');
}

/** Exactly: 123456 fen are 1,234.56 yuan. */
function yuan(fen: bigint): string {
  const whole = String(fen / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${String(fen % 100n).padStart(2, '0')} 元`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
