/** Promises that what a pledge says is whole before anything is written: positive sums, whole lots, yuan, areas and open projects. */
import type { EarmarkInput, LotInput } from '../../schema/donation/inputs';
import { EarmarkTooNarrow, ProjectNotOpen } from '../../schema/donation/results';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import type { Situation } from '../../schema/taxonomy/situation';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { Transaction } from '../database/database';
import { anonymityMinimum } from '../household/anonymity-minimum';
import type { PopulationRepository } from '../household/population.repository';
import { unknownArea } from '../organisation/registration';
import type { ProjectRepository } from '../project/project.repository';
import type { EarmarkRecord } from './donation.entity';
import type { NewLot } from './donation.repository';

const fenMaximum = 9_007_199_254_740_991n;
const lotMaximum = 200;
const quantityMaximum = 1_000_000_000n;

export interface PledgedContents {
  readonly moneyFen?: bigint | null;
  readonly currency?: string | null;
  readonly lots?: readonly LotInput[] | null;
}

/** Either a sum of money or lots of goods. */
export function checkContents(input: PledgedContents): { moneyFen: bigint | null; lots: NewLot[] } | InvalidInput {
  if (input.currency != null && input.currency !== 'CNY')
    return invalid('currency', '仅接受人民币（CNY）。', 'Only Chinese yuan (CNY) are accepted.');
  const lots = input.lots ?? [];
  if ((input.moneyFen == null) === (lots.length === 0))
    return invalid('moneyFen', '资金与物资须填且只填一项。', 'State either a sum of money or lots of goods, not both.');
  if (input.moneyFen != null && input.moneyFen < 1n)
    return invalid('moneyFen', '金额须大于零。', 'A sum is above zero.');
  if (lots.length > lotMaximum) return invalid('lots', '批次最多 200 个。', 'There are 200 lots at most.');
  const checked: NewLot[] = [];
  for (const [index, lot] of lots.entries()) {
    const read = checkLot(`lots.${index}`, lot);
    if (isRefusal(read)) return read;
    checked.push(read);
  }
  return { moneyFen: input.moneyFen ?? null, lots: checked };
}

function checkLot(path: string, lot: LotInput): NewLot | InvalidInput {
  const item = requireText(`${path}.item`, lot.item, { maximum: 120 });
  if (isRefusal(item)) return item;
  const unit = requireText(`${path}.unit`, lot.unit, { maximum: 20 });
  if (isRefusal(unit)) return unit;
  const evidence =
    lot.valueEvidence == null ? null : requireText(`${path}.valueEvidence`, lot.valueEvidence, { maximum: 200 });
  if (isRefusal(evidence)) return evidence;
  if (lot.quantity < 1n || lot.quantity > quantityMaximum)
    return invalid(`${path}.quantity`, '数量须为 1 至 10 亿。', 'A quantity is from 1 to 1,000,000,000.');
  if (lot.quantity * lot.unitValueFen > fenMaximum)
    return invalid(`${path}.unitValueFen`, '总价值超出上限。', 'The value of the whole lot is too great.');
  return {
    ...{ id: lot.lotId, item, unit, quantity: lot.quantity, unitValueFen: lot.unitValueFen },
    ...{ valueEvidence: evidence, condition: lot.condition, expiresOn: lot.expiresOn ?? null },
  };
}

const districtDigits = 6;

export interface EarmarkRooms {
  readonly areas: Pick<AreaRepository, 'findAreas'>;
  readonly populations: Pick<PopulationRepository, 'haveAtLeast'>;
  readonly projects: Pick<ProjectRepository, 'holdOpen'>;
}

type Given = EarmarkInput | null | undefined;

export async function checkEarmark(
  tx: Transaction,
  rooms: EarmarkRooms,
  input: Given,
): Promise<EarmarkRecord | Refusal> {
  return (await checkEarmarks(tx, rooms, [input]))[0]!;
}

/**
 * Each earmark as it is stored; its area must be there, its project be open. Who gives for an area and a situation knows that
 * whoever gets it is of them: there must be so many that this tells nobody apart.
 */
export async function checkEarmarks(
  tx: Transaction,
  rooms: EarmarkRooms,
  inputs: readonly Given[],
): Promise<(EarmarkRecord | Refusal)[]> {
  const earmarks = inputs.map((input): EarmarkRecord => ({
    projectId: input?.projectId == null ? undefined : localId('CharityProject', input.projectId),
    serviceKind: input?.serviceKind ?? undefined,
    areaCode: input?.areaCode ?? undefined,
    situation: input?.situation ?? undefined,
  }));
  const codes = distinct(earmarks.map((one) => one.areaCode));
  const areas = codes.length === 0 ? [] : await rooms.areas.findAreas(tx, codes);
  const known = new Set(areas.map((area) => area.code));
  const projectIds = distinct(earmarks.map((one) => one.projectId));
  const projects = projectIds.length === 0 ? [] : await rooms.projects.holdOpen(tx, projectIds);
  const open = new Set(projects.map((project) => project.id));
  const narrow = distinct(earmarks.map(narrowness));
  const wide =
    narrow.length === 0
      ? []
      : await rooms.populations.haveAtLeast(
          tx,
          anonymityMinimum,
          narrow.map((one) => JSON.parse(one) as Narrowness),
        );
  const tooNarrow = new Set(narrow.filter((_one, place) => !wide[place]));
  return earmarks.map((earmark) => {
    if (earmark.areaCode !== undefined && !known.has(earmark.areaCode)) return unknownArea('earmark.areaCode');
    if (earmark.projectId !== undefined && !open.has(earmark.projectId)) return new ProjectNotOpen();
    return tooNarrow.has(narrowness(earmark) ?? '') ? new EarmarkTooNarrow(anonymityMinimum) : earmark;
  });
}

interface Narrowness {
  readonly areaCode: string;
  readonly within: readonly { readonly situations: readonly Situation[] }[];
}

/** Whom an earmark singles out, as a key; undefined when it is for a whole district or more. */
function narrowness({ areaCode = '', situation }: EarmarkRecord): string | undefined {
  if (areaCode.length <= districtDigits && situation === undefined) return undefined;
  const group: Narrowness = { areaCode, within: situation === undefined ? [] : [{ situations: [situation] }] };
  return JSON.stringify(group);
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh: `${zh}请改正后重试。`, en: `${en} Correct it and try again.` });
}
