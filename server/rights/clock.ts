/**
 * Promises the last day on which a request is answered in time. Pure.
 *
 * The PIPL asks for an answer in time (article 50) and names no number. The rule nearest to this product is article 6 of
 * 《App违法违规收集使用个人信息行为认定方法》 (2019): correction and erasure within fifteen working days. Public holidays and weekends that
 * are worked instead follow the notices that were taken over; a year without one is counted from Monday to Friday.
 */
import type { WorkingDays } from '../holiday/working-days';

export const workingDaysToAnswer = 15;

export function answerBy(receivedOn: string, workingDays: WorkingDays): string {
  return workingDays.after(receivedOn, workingDaysToAnswer);
}
