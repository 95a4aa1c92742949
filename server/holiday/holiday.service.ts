/** Promises that a bureau takes over a notice of holidays as published, once, and that what it takes over can be one. */
import type { RecordHolidayNoticeInput } from '../../schema/holiday/holiday';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import type { HolidayRepository, NoticeRow } from './holiday.repository';
import { isWeekend } from './working-days';

const [firstYear, lastYear] = [2000, 2100];
const daysMaximum = 60;

export class HolidayService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly notices: HolidayRepository,
  ) {}

  recordNotice(actor: Actor, input: RecordHolidayNoticeInput): Promise<NoticeRow | Refusal> {
    const { commandId, year } = input;
    return this.database.transaction(async (tx) => {
      const line = { accountId: actor.accountId, operation: 'recordHolidayNotice', subjectType: 'HolidayNotice' };
      const once = await this.audit.recordOnce(tx, { ...line, details: { year } }, commandId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await this.notices.findOfCommand(tx, commandId))!;
      const source = requireText('source', input.source, { maximum: 200 });
      if (isRefusal(source)) return source;
      const [holidays, workdays] = [[...input.holidays].sort(), [...input.workdays].sort()];
      const flaw = flawOf(year, holidays, workdays);
      if (flaw) return flaw;
      return this.notices.insertNotice(tx, {
        ...{ year, source, holidays, workdays, commandId, recordedBy: actor.accountId },
      });
    });
  }

  listNotices(): Promise<NoticeRow[]> {
    return this.notices.listNotices(this.database);
  }
}

/** A holiday at the new year may begin in the December before. */
function flawOf(year: number, holidays: readonly string[], workdays: readonly string[]): InvalidInput | undefined {
  if (year < firstYear || year > lastYear)
    return invalid('year', '年份须为 2000 至 2100。', 'A year from 2000 to 2100.');
  const isOfYear = (day: string) => day >= `${year - 1}-12-01` && day <= `${year}-12-31`;
  if (holidays.length === 0 || holidays.length > daysMaximum || !holidays.every(isOfYear))
    return invalid(
      'holidays',
      '放假日期须为 1 至 60 天，在该年内，或在上一年十二月。',
      'From 1 to 60 days of that year, or of the December before.',
    );
  if (workdays.length > daysMaximum || !workdays.every((day) => isOfYear(day) && isWeekend(day)))
    return invalid(
      'workdays',
      '调休上班日须为该年的周六或周日。',
      'Days that are made up are Saturdays or Sundays of that year.',
    );
  const all = [...holidays, ...workdays];
  return new Set(all).size < all.length
    ? invalid('workdays', '同一天只能列一次。', 'Each day stands in the notice once.')
    : undefined;
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, {
    zh: `${zh}请对照通知原文改正后重试。`,
    en: `${en} Compare with the notice and try again.`,
  });
}
