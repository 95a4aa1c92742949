/** Promises what could be set aside for one claim, told by kinds of goods and by projects and not by donations. Pure. */
import type { GoodsCondition } from '../../schema/donation/enums';
import { earmarkOf } from '../donation/donation.repository';
import { choose } from './choice';
import type { CaseFacts } from './legality';
import type { StockOption } from './stock';

/** As much of one kind, on the same terms, as is lawful. */
export interface Supply {
  readonly charityId: string;
  readonly projectId: string | undefined;
  readonly amount: bigint;
  /** Undefined of money. */
  readonly goods:
    | {
        readonly item: string;
        readonly unit: string;
        readonly condition: GoodsCondition;
        readonly expiresOn: string | undefined;
        readonly earmark: ReturnType<typeof earmarkOf>;
        readonly pointId: string | undefined;
      }
    | undefined;
}

/** The supplies of a claim: goods in the order in which they expire, then money, the most first. */
export function suppliesOf(facts: CaseFacts, options: readonly StockOption[]): Supply[] {
  const kinds = new Map<string, StockOption[]>();
  for (const option of options) {
    const key = JSON.stringify(kindOf(option));
    kinds.set(key, [...(kinds.get(key) ?? []), option]);
  }
  const supplies = [...kinds.values()].flatMap((same) => {
    const wanted = same.reduce((sum, { stock }) => sum + stock.free, 0n);
    const amount = choose(facts, same.map(toBeChecked), wanted).reduce((sum, chosen) => sum + chosen.amount, 0n);
    return amount > 0n ? [{ ...kindOf(same[0]!), amount }] : [];
  });
  return supplies.sort(inOrder);
}

function kindOf({ donation, lot, payer }: StockOption): Omit<Supply, 'amount'> {
  const goods = lot && {
    ...{ item: lot.item, unit: lot.unit, condition: lot.condition, expiresOn: lot.expiresOn ?? undefined },
    ...{ earmark: earmarkOf(donation), pointId: donation.pointId ?? undefined },
  };
  return { charityId: donation.recipientOrganisationId, projectId: payer?.id, goods };
}

/**
 * Whether a project helps this category of low-income people is for the charity to check: a claimant is not to learn the category
 * of a household from what is offered for it.
 */
function toBeChecked(option: StockOption): StockOption {
  const { project } = option;
  return typeof project === 'object' ? { ...option, project: { ...project, lowIncomeCategories: [] } } : option;
}

function inOrder(a: Supply, b: Supply): number {
  const rank = ({ goods }: Supply) => (goods ? (goods.expiresOn ?? '9999-12-30') : '9999-12-31');
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? -1 : 1;
  if (a.goods && b.goods && a.goods.item !== b.goods.item) return a.goods.item < b.goods.item ? -1 : 1;
  return a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1;
}
