/** Promises one answer per request to what charities could set aside for claims, to those who work on them and to nobody else. */
import DataLoader from 'dataloader';
import { FittingSupply } from '../../schema/allocation/supply';
import { ClaimStatus } from '../../schema/claim/claim';
import { DonationPoint } from '../../schema/donation/donation';
import { DonationForm } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { worksFor } from '../claim/claim.policy';
import type { ClaimRepository, ClaimRow } from '../claim/claim.repository';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { AllocatableRepository } from '../donation/allocatable.repository';
import { presentEarmark } from '../donation/donation.reading';
import type { DonationRepository } from '../donation/donation.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { AllocationStock, StockOption } from './stock';
import { suppliesOf, type Supply } from './supply';

interface SupplyParts {
  readonly database: Database;
  readonly claims: ClaimRepository;
  readonly needs: NeedRepository;
  readonly donations: DonationRepository;
  readonly allocatable: AllocatableRepository;
  readonly stock: AllocationStock;
}

/** While something can still be brought to the household. */
const open: readonly ClaimStatus[] = [
  ...[ClaimStatus.ACCEPTED, ClaimStatus.CONFIRMED],
  ...[ClaimStatus.IN_PROGRESS, ClaimStatus.ON_HOLD],
];

export class SupplyLoader {
  constructor(private readonly parts: SupplyParts) {}

  /** Undefined for those who do not work on the claim; nothing for one that is over. */
  ofClaim(context: RequestContext, claimId: string): Promise<FittingSupply[] | undefined> {
    return loaderOf(context, this.makeLoader).load(claimId);
  }

  private readonly makeLoader = ({ actor }: RequestContext) =>
    new DataLoader<string, FittingSupply[] | undefined>(async (claimIds) => {
      const { claims, database, needs } = this.parts;
      const rows = actor ? await claims.findClaims(database, claimIds) : [];
      const own = new Map(rows.filter((row) => worksFor(actor!, row.organisationId)).map((row) => [row.id, row]));
      const needIds = [...new Set([...own.values()].map((row) => row.needId))];
      const byId = new Map((await needs.findNeeds(database, needIds)).map((need) => [need.id, need]));
      const found = new Map<string, Supply[]>();
      for (const claim of own.values()) found.set(claim.id, await this.suppliesFor(claim, byId.get(claim.needId)!));
      const present = await this.presenter([...found.values()].flat());
      return claimIds.map((id) => found.get(id)?.map(present));
    });

  /**
   * What a charity may not be told of is not offered: a restricted need. Situations of the household that the need does not name are
   * not known to the claimant and open nothing here.
   */
  private async suppliesFor(claim: ClaimRow, need: NeedRow): Promise<Supply[]> {
    const { allocatable, database, stock } = this.parts;
    if (need.restricted || !open.includes(claim.status) || claim.leaseOver) return [];
    const { situations } = need;
    const facts = { ...(await stock.caseOf(database, need, claim)), situations };
    const options: StockOption[] = [];
    for (const form of [DonationForm.GOODS, DonationForm.MONEY] as const) {
      const keys = await allocatable.listFitting(database, form, need);
      // Goods may be given without a budget; what is not for a project is money of the charity, and its own affair.
      const payers = form === DonationForm.GOODS ? 'NO_BUDGET' : 'OPEN_PROJECTS';
      for (const charityId of new Set(keys.map((key) => key.charityId))) {
        const held = keys.filter((key) => key.charityId === charityId);
        options.push(...(await stock.optionsOf(database, need.id, held, payers, charityId)));
      }
    }
    return suppliesOf(facts, options);
  }

  private async presenter(supplies: readonly Supply[]): Promise<(supply: Supply) => FittingSupply> {
    const pointIds = [...new Set(supplies.flatMap(({ goods }) => goods?.pointId ?? []))];
    const points = new Map(
      (await this.parts.donations.findPoints(this.parts.database, pointIds)).map((point) => [
        point.id,
        Object.assign(new DonationPoint(), {
          ...{ id: globalId('DonationPoint', point.id), name: point.name, areaCode: point.areaCode },
        }),
      ]),
    );
    return ({ amount, charityId, goods, projectId }) =>
      Object.assign(new FittingSupply(), {
        form: goods ? DonationForm.GOODS : DonationForm.MONEY,
        available: amount,
        charityId: globalId('Organisation', charityId),
        projectId: projectId && globalId('CharityProject', projectId),
        ...(goods && {
          ...{ item: goods.item, unit: goods.unit, condition: goods.condition, expiresOn: goods.expiresOn },
          earmark: presentEarmark(goods.earmark),
          point: points.get(goods.pointId ?? ''),
        }),
      });
  }
}
