/** Promises which days are worked, by the notices that the bureau takes over. */
import { HolidayRepository } from '../holiday/holiday.repository';
import { HolidayResolver } from '../holiday/holiday.resolver';
import { HolidayService } from '../holiday/holiday.service';
import type { Ground } from './ground';

export type Holidays = ReturnType<typeof composeHoliday>;

export function composeHoliday({ audit, database }: Ground) {
  const holidays = new HolidayRepository();
  const resolvers: object[] = [new HolidayResolver(new HolidayService(database, audit, holidays))];
  return { holidays, resolvers };
}
