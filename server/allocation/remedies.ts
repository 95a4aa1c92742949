/** Promises for each rule what would mend it, in both languages, and the answer that names the smallest conflict. */
import { AllocationRule } from '../../schema/allocation/enums';
import { NoLegalAllocation, type AllocationConflict } from '../../schema/allocation/refusals';
import { leastToMend, smallestConflict } from './conflict';
import { bitOf, rulesOf } from './legality';

const remedies: Record<AllocationRule, { readonly zh: string; readonly en: string }> = {
  DONATION_NOT_RECEIVED: { zh: '请先登记接收该捐赠。', en: 'Receive the donation first.' },
  AMOUNT_UNAVAILABLE: {
    zh: '请减少数量、另选捐赠，或释放其他预留。',
    en: 'Ask for less or of another donation, or release another reservation.',
  },
  LOT_EXPIRED: { zh: '请另选有效期内的批次。', en: 'Choose a lot that has not expired.' },
  EARMARK_PROJECT: {
    zh: '请由指定的项目支付，或经捐赠人同意变更用途。',
    en: 'Let the project pay that it was given for, or change the use with the consent of the donor.',
  },
  EARMARK_SERVICE_KIND: {
    zh: '请用于指定的服务类别，或经捐赠人同意变更用途。',
    en: 'Use it for the kind of help it was given for, or change the use with the consent of the donor.',
  },
  EARMARK_AREA: {
    zh: '请用于指定的区域，或经捐赠人同意变更用途。',
    en: 'Use it in the area it was given for, or change the use with the consent of the donor.',
  },
  EARMARK_SITUATION: {
    zh: '请用于指定情形的家庭，或经捐赠人同意变更用途。',
    en: 'Use it for households in the situation it was given for, or change the use with the consent of the donor.',
  },
  EARMARK_WISH: {
    zh: '请用于指定的微心愿，或经捐赠人同意变更用途。',
    en: 'Use it for the wish it was given for, or change the use with the consent of the donor.',
  },
  RELATED_PARTY: {
    zh: '捐赠人不得指定关联方受益，请另选捐赠。',
    en: 'No donor may benefit itself. Choose a donation of somebody else.',
  },
  NEED_NOT_READY: {
    zh: '请待需求被认领（微心愿须已核实）后再分配。',
    en: 'Wait until the need is claimed; a wish must be verified and open.',
  },
  PROJECT_NOT_OPEN: { zh: '请开放项目，或另选开放的项目。', en: 'Open the project, or choose one that is open.' },
  PROJECT_WINDOW: { zh: '请另选在期内的项目。', en: 'Choose a project within its window.' },
  PROJECT_SERVICE_KIND: {
    zh: '请另选资助此类服务的项目。',
    en: 'Choose a project that pays for this kind of help.',
  },
  PROJECT_AREA: { zh: '请另选覆盖该区域的项目。', en: 'Choose a project that helps in this area.' },
  PROJECT_SITUATION: {
    zh: '请另选面向该情形的项目。',
    en: 'Choose a project that helps households in this situation.',
  },
  PROJECT_LOW_INCOME_CATEGORY: {
    zh: '请另选面向该低收入类别的项目。',
    en: 'Choose a project that helps this category of the low-income population.',
  },
  CAP_PER_CASE: {
    zh: '请减少数量，或由其他项目支付超出部分。',
    en: 'Ask for less, or let another project pay what is above the cap.',
  },
  BUDGET_LEFT: {
    zh: '请减少数量，或由其他项目支付。',
    en: 'Ask for less, or let another project pay.',
  },
};

/** The smallest conflict of candidates that each break something; without candidates, that nothing is there. */
export function conflictsOf(broken: readonly number[]): AllocationConflict[] {
  const bits = broken.length === 0 ? bitOf(AllocationRule.AMOUNT_UNAVAILABLE) : smallestConflict(broken);
  return rulesOf(bits).map((rule) => ({
    rule,
    excluded: broken.filter((set) => (set & bitOf(rule)) !== 0).length,
    ...{ remedyZh: remedies[rule].zh, remedyEn: remedies[rule].en },
  }));
}

export function noLegal(broken: readonly number[]): NoLegalAllocation {
  return new NoLegalAllocation({
    conflicts: conflictsOf(broken),
    nearest: rulesOf(leastToMend(broken)),
    candidates: broken.length,
  });
}
