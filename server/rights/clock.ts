/**
 * Promises the last day on which a request is answered in time. Pure.
 *
 * The PIPL asks for an answer in time (article 50) and names no number. The rule nearest to this product is article 6 of
 * 《App违法违规收集使用个人信息行为认定方法》 (2019): correction and erasure within fifteen working days. Only Saturdays and Sundays are
 * left out here; a public holiday counts as a working day, so the day found is never later than that of the rule.
 */
import { addDays } from '../project/day';

export const workingDaysToAnswer = 15;

export function answerBy(receivedOn: string): string {
  let [day, left] = [receivedOn, workingDaysToAnswer];
  while (left > 0) {
    day = addDays(day, 1);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return day;
}
