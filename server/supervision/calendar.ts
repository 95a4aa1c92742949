/** Promises obligations as a calendar of whole days. */
import { ObligationState } from '../../schema/supervision/obligation';
import { writeEvents } from '../calendar';
import { addDays } from '../day';
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
  return writeEvents(
    'Obligations',
    obligations.map((row) => ({
      ...{ id: row.id, stamp: row.createdAt, startsOn: row.dueOn, endsBefore: addDays(row.dueOn, 1) },
      summary: titles[row.rule] + (row.state === ObligationState.OVERDUE ? '（已逾期）' : ''),
      description: sources[row.rule],
    })),
  );
}
