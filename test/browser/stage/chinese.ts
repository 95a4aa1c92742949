/** Promises days and months as the pages write them in Chinese. */
import { addDays } from '../../../server/day';

export function dayInChinese(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** The months after that of one day up to that of another, as the calendar writes them. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let day = from; day.slice(0, 7) < to.slice(0, 7); day = addDays(`${day.slice(0, 7)}-28`, 5))
    months.push(monthInChinese(addDays(`${day.slice(0, 7)}-28`, 5)));
  return months;
}

function monthInChinese(day: string): string {
  const [year, month] = day.split('-').map(Number);
  return `${year}年${month}月`;
}
