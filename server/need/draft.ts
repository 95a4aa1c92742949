/** Promises the checks of a need before it is written: each rule of the domain as a refusal that names the field, never its value. */
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import type { DraftNeedInput } from '../../schema/need/inputs';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { codesOf } from '../../schema/taxonomy/service-kind-codes';
import { anyRestricted } from '../../schema/taxonomy/situation';
import { requireText } from '../../schema/text';
import type { NeedRow, NewNeed } from './need.repository';

export const quantityMaximum = 1_000_000;
export const priceCeilingMaximumFen = 100_000n;
const tagMaximum = 10;
const wishedItemMaximum = 60;

/** A need as it will be written, without what the household decides. */
export type CheckedDraft = Omit<NewNeed, 'householdId' | 'areaCode' | 'createdBy'>;

/** Checks the input. `today` is the date in Shanghai by the clock of the database. */
export function checkDraft(input: DraftNeedInput, today: string): CheckedDraft | InvalidInput {
  const cardText = requireText('cardText', input.cardText, { maximum: 500, multiline: true });
  if (isRefusal(cardText)) return cardText;
  if (/[<>]/.test(cardText))
    return new InvalidInput('cardText', {
      zh: '卡片文字不能含有尖括号。请改为纯文字。',
      en: 'The card is plain text without angle brackets. Remove them.',
    });
  const unit = checkTags('quantityUnit', input.quantityUnit == null ? [] : [input.quantityUnit], 20);
  if (isRefusal(unit)) return unit;
  const languages = checkTags('languages', input.languages, 40);
  if (isRefusal(languages)) return languages;
  const skills = checkTags('skills', input.skills, 40);
  if (isRefusal(skills)) return skills;
  const item = checkTags('wishedItem', input.wishedItem == null ? [] : [input.wishedItem], wishedItemMaximum);
  if (isRefusal(item)) return item;
  const wrong = checkDate(input, today) ?? checkQuantity(input) ?? checkWish(input);
  if (wrong) return wrong;
  return {
    id: input.needId,
    kind: input.kind,
    serviceKind: input.serviceKind,
    origin: input.origin,
    urgency: input.urgency,
    cardText,
    wantedBy: input.wantedBy ?? null,
    quantity: input.quantity,
    quantityUnit: unit[0] ?? null,
    priceCeilingFen: input.priceCeilingFen ?? null,
    wishedItem: item[0] ?? null,
    situations: [...new Set(input.situations)].sort(),
    languages,
    skills,
    literacy: input.literacy ?? null,
    economicStatus: input.economicStatus ?? null,
    hardshipDegree: input.hardshipDegree ?? null,
    restricted: codesOf(input.serviceKind).restricted || anyRestricted(input.situations),
  };
}

/** Everything free that organisations will read, for the check that nothing in it names the household. */
export function writtenTextOf(draft: CheckedDraft): string {
  return [draft.cardText, draft.quantityUnit ?? '', draft.wishedItem ?? '', ...draft.languages, ...draft.skills].join(
    '\n',
  );
}

/** A need as it is the moment after it was taken down. */
export function asDrafted(need: NewNeed, now: Date): NeedRow {
  return {
    ...need,
    ...{ status: NeedStatus.DRAFT, statusSince: now, statusReason: null, createdAt: now, readAt: now },
    ...{ quantityClaimed: 0, quantityDelivered: 0, heldFen: 0n, receivedFen: 0n, community: null },
    ...{ referredAt: null, unmatchedSince: null, referredBy: null, opensAt: null },
  };
}

function checkDate(input: DraftNeedInput, today: string): InvalidInput | undefined {
  if (input.wantedBy == null || input.wantedBy >= today) return undefined;
  return new InvalidInput('wantedBy', {
    zh: '期望日期不能早于今天。请改为今天或以后的日期。',
    en: 'The wanted-by date lies in the past. Give today or a later day.',
  });
}

function checkQuantity(input: DraftNeedInput): InvalidInput | undefined {
  if (Number.isInteger(input.quantity) && input.quantity >= 1 && input.quantity <= quantityMaximum) return undefined;
  return new InvalidInput('quantity', {
    zh: `数量须为 1 到 ${quantityMaximum} 的整数。`,
    en: `The quantity is a whole number from 1 to ${quantityMaximum}.`,
  });
}

function checkWish(input: DraftNeedInput): InvalidInput | undefined {
  const wish = input.kind === NeedKind.MICRO_WISH;
  if (wish !== (input.serviceKind === ServiceKind.MICRO_WISH))
    return new InvalidInput('serviceKind', {
      zh: '微心愿的服务类别必须为 MICRO_WISH，其他需求则不能用它。',
      en: 'A micro-wish has the service kind MICRO_WISH, and no other need has it.',
    });
  if (wish && input.quantity !== 1)
    return new InvalidInput('quantity', {
      zh: '微心愿的数量只能为 1。',
      en: 'A micro-wish is one thing: its quantity is 1.',
    });
  if (!wish && input.wishedItem != null)
    return new InvalidInput('wishedItem', {
      zh: '只有微心愿填写所需物品。请去掉此项。',
      en: 'Only a micro-wish names the thing wished for. Leave it out.',
    });
  const price = input.priceCeilingFen ?? undefined;
  if (wish ? price !== undefined && price >= 1n && price <= priceCeilingMaximumFen : price === undefined)
    return undefined;
  return new InvalidInput('priceCeilingFen', {
    zh: `微心愿须有价格上限，1 到 ${priceCeilingMaximumFen} 分（1000 元）；其他需求不填。`,
    en: `A micro-wish has a price ceiling from 1 to ${priceCeilingMaximumFen} fen (1,000 yuan); other needs have none.`,
  });
}

/** Short words in one written form, each once. */
function checkTags(field: string, tags: readonly string[], maximum: number): string[] | InvalidInput {
  if (tags.length > tagMaximum)
    return new InvalidInput(field, { zh: `最多 ${tagMaximum} 项。`, en: `At most ${tagMaximum} entries.` });
  const cleaned: string[] = [];
  for (const [index, tag] of tags.entries()) {
    const path = tags.length > 1 ? `${field}.${index}` : field;
    const text = requireText(path, tag, { maximum });
    if (isRefusal(text)) return text;
    if (!/^[\p{L}\p{M}\p{N} ·._+-]+$/u.test(text))
      return new InvalidInput(path, {
        zh: '只能用文字、数字、空格和连接号。',
        en: 'Only letters, digits, spaces and hyphens.',
      });
    cleaned.push(text);
  }
  return [...new Set(cleaned)].sort();
}
