/** Promises the rules of `npm run check:data` by name, in both languages: a contradiction can be of no other. */
import type { Message } from '../message';

const chinese = {
  'debits equal credits': '每笔分录借贷相等',
  'a transfer has two entries': '每笔划转有两条分录',
  'a balance is the sum of its entries': '余额等于其分录之和',
  'the books of a holding sum to nothing': '同一标的各账簿之和为零',
  'a transfer is of the transaction of its command': '划转与其命令在同一事务',
  'never more is settled than was reserved': '结转不超过预留',
  'everything given or budgeted has its books': '每项捐赠或预算都有账',
  'a holding belongs to a donation or project': '每个标的属于捐赠或项目',
  'the ledger holds what the donation or project says': '账面与捐赠或项目所载一致',
  'the books of an allocation are what its row says': '分配的账面与其记录一致',
  'what is booked for an allocation has its row': '记入分配的账有其记录',
  'an allocation is of its command': '每笔分配来自其命令',
  'what is set aside is set aside by an allocation': '预留均由分配产生',
  'a gift of services is what its offering says': '服务捐赠与其服务项目一致',
  'no more is allocated than was received': '分配不超过接收',
  'no project pays more than its budget': '项目支出不超过预算',
  'a wish holds what its shares say': '微心愿已认捐金额等于其分担之和',
} as const;

export type Rule = keyof typeof chinese;

/** What contradicts itself, as one line in each language. */
export function contradictionLine(rule: Rule, subjectId: string): Message {
  return { zh: `✗ 违反“${chinese[rule]}”：${subjectId}`, en: `✗ Against "${rule}": ${subjectId}` };
}
