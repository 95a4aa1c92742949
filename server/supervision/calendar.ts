/** Promises obligations as a calendar by RFC 5545: whole days, lines of at most 75 octets, text escaped. */
import { ObligationState } from '../../schema/supervision/obligation';
import { addDays } from '../project/day';
import type { ObligationOnDay } from './obligation.repository';
import { sources } from './rules';

const titles: Record<ObligationOnDay['rule'], string> = {
  FILING: '募捐方案备案截止',
  PROGRESS_REPORT: '进展公开截止',
  FULL_REPORT: '全面公开截止',
  LEFTOVER_PROPERTY: '剩余财产处理公开截止',
  PARTNER_EVALUATION: '合作方评估公开截止',
  RELATED_PARTY_DEALING: '关联交易公开截止',
  MAJOR_TRANSACTION: '重大交易公开截止',
  ANNUAL_REPORT: '年度报告截止',
  RELATED_PARTY_LIST: '关联方名单报送截止',
  MAJOR_PROJECTS: '重大慈善项目公开截止',
  RIGID_EXPENDITURE_VALIDITY: '刚性支出困难家庭认定到期',
};

/** What is in it names rules and days, never a person or a household. */
export function writeCalendar(obligations: readonly ObligationOnDay[]): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Linkage//Obligations//ZH', 'METHOD:PUBLISH'];
  for (const row of obligations)
    lines.push(
      'BEGIN:VEVENT',
      `UID:${row.id}@linkage`,
      `DTSTAMP:${row.createdAt.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')}`,
      `DTSTART;VALUE=DATE:${compact(row.dueOn)}`,
      `DTEND;VALUE=DATE:${compact(addDays(row.dueOn, 1))}`,
      `SUMMARY:${escaped(titles[row.rule] + (row.state === ObligationState.OVERDUE ? '(已逾期)' : ''))}`,
      `DESCRIPTION:${escaped(sources[row.rule])}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    );
  lines.push('END:VCALENDAR');
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
}

/** Continues a long line on the next, between two characters. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return [...parts, part].join('\r\n ');
}
