/** Promises the honour board for everybody: of donors whose consent stands, what they gave, and no household, need or wish. */
import { DonationForm } from '../../schema/donation/enums';
import type { AreaRepository } from '../area/area.repository';
import type { Database } from '../database/database';
import type { DonationRepository } from '../donation/donation.repository';
import type { IdentityVault } from '../household/vault';
import type { Book } from '../ledger/books';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { NeedRepository } from '../need/need.repository';
import { openName } from './honour.name';
import type { BoardPlace, HonourRepository, StandingRow } from './honour.repository';
import type { ShareRepository } from './share.repository';

export interface HonourReadingParts {
  readonly database: Database;
  readonly vault: IdentityVault;
  readonly areas: Pick<AreaRepository, 'findAreas'>;
  readonly donations: Pick<DonationRepository, 'holdingsOfDonors'>;
  readonly ledger: Pick<LedgerRepository, 'balances'>;
  readonly needs: Pick<NeedRepository, 'streetsOf'>;
  readonly shares: Pick<ShareRepository, 'grantedBy'>;
  readonly honours: Pick<HonourRepository, 'listStanding'>;
}

export interface BoardEntry {
  readonly place: BoardPlace;
  readonly displayName: string;
  readonly wishesGranted: number;
  readonly amountFen: bigint | undefined;
  readonly since: Date;
  readonly areas: readonly { readonly code: string; readonly name: string }[];
}

/** What was received and not given back, whatever became of it. */
const keptBooks: readonly Book[] = ['RECEIVED', 'RESERVED', 'DELIVERED', 'LOST', 'EXPIRED'];

interface Kept {
  readonly anything: boolean;
  readonly moneyFen: bigint;
}

export class HonourReading {
  constructor(private readonly parts: HonourReadingParts) {}

  /** So many entries after a place, the newest first; donors who agreed and gave nothing yet are passed over. */
  async board(after: BoardPlace | undefined, limit: number): Promise<BoardEntry[]> {
    const { database, honours } = this.parts;
    const entries: BoardEntry[] = [];
    let place = after;
    while (entries.length < limit) {
      const rows = await honours.listStanding(database, place, limit);
      entries.push(...(await this.entriesOf(rows)));
      if (rows.length < limit) break;
      place = placeOf(rows.at(-1)!);
    }
    return entries.slice(0, limit);
  }

  private async entriesOf(rows: readonly StandingRow[]): Promise<BoardEntry[]> {
    const donorIds = rows.map((row) => row.donorId);
    if (donorIds.length === 0) return [];
    const [granted, kept] = [
      await this.parts.shares.grantedBy(this.parts.database, donorIds),
      await this.keptOf(donorIds),
    ];
    const areas = await this.areasOf(granted);
    return rows.flatMap((row) => {
      const wishesGranted = granted.filter((one) => one.donorId === row.donorId).length;
      const gave = kept.get(row.donorId);
      if (wishesGranted === 0 && !gave?.anything) return [];
      return {
        ...{ place: placeOf(row), displayName: openName(this.parts.vault, row)!, wishesGranted, since: row.agreedAt },
        ...{ amountFen: row.showsAmount ? (gave?.moneyFen ?? 0n) : undefined, areas: areas.get(row.donorId) ?? [] },
      };
    });
  }

  private async keptOf(donorIds: readonly string[]): Promise<Map<string, Kept>> {
    const { database, donations, ledger } = this.parts;
    const holdings = await donations.holdingsOfDonors(database, donorIds);
    const balances = await ledger.balances(
      database,
      holdings.map((one) => one.holdingId),
    );
    const found = new Map<string, Kept>();
    for (const { donorId, holdingId, form } of holdings) {
      const { anything, moneyFen } = found.get(donorId) ?? { anything: false, moneyFen: 0n };
      const books = balances.get(holdingId);
      const kept = keptBooks.reduce((sum, book) => sum + (books?.[book] ?? 0n), 0n);
      found.set(donorId, {
        anything: anything || kept > 0n,
        moneyFen: form === DonationForm.MONEY ? moneyFen + kept : moneyFen,
      });
    }
    return found;
  }

  private async areasOf(
    granted: readonly { readonly donorId: string; readonly needId: string }[],
  ): Promise<Map<string, BoardEntry['areas']>> {
    const { areas, database, needs } = this.parts;
    const streets = await needs.streetsOf(
      database,
      granted.map(({ donorId, needId }) => ({ groupId: donorId, needId })),
    );
    const codes = [...new Set(streets.map((one) => one.code))];
    const names = new Map((await areas.findAreas(database, codes)).map((area) => [area.code, area.name]));
    const found = new Map<string, { code: string; name: string }[]>();
    for (const { groupId, code } of streets)
      found.set(groupId, [...(found.get(groupId) ?? []), { code, name: names.get(code)! }]);
    return found;
  }
}

function placeOf(row: StandingRow): BoardPlace {
  return { instant: row.cursorAt, id: row.id };
}
