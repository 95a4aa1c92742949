/** Promises one read per request for all households that its edges ask for, each shown only to those who serve its area. */
import DataLoader from 'dataloader';
import { Fault } from '../../schema/fault';
import type { Household } from '../../schema/household/household';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { ConsentRepository, ConsentRow } from './consent.repository';
import type { ContactCardRepository, ContactCardRow } from './contact-card.repository';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository, HouseholdRow, MemberRow } from './household.repository';
import { presentHousehold } from './present';

export class HouseholdLoader {
  constructor(
    private readonly database: Database,
    private readonly households: HouseholdRepository,
    private readonly consents: ConsentRepository,
    private readonly cards: ContactCardRepository,
  ) {}

  /** The household, or undefined when there is none or whoever asks may not see it. */
  async household(context: RequestContext, id: string): Promise<Household | undefined> {
    const row = await loaderOf(context, this.makeHouseholds).load(id);
    const visible = row !== undefined && context.actor !== undefined && householdPolicy.maySee(context.actor, row);
    return visible ? presentHousehold(row) : undefined;
  }

  membersOf(context: RequestContext, householdId: string): Promise<MemberRow[]> {
    return loaderOf(context, this.makeMembers).load(householdId);
  }

  /** Every consent of the household, ended ones too. */
  consentsOf(context: RequestContext, householdId: string): Promise<ConsentRow[]> {
    return loaderOf(context, this.makeConsents).load(householdId);
  }

  /** The card of the household that is valid now. */
  cardOf(context: RequestContext, householdId: string): Promise<ContactCardRow | undefined> {
    return loaderOf(context, this.makeCards).load(householdId);
  }

  /**
   * Throws LIMIT_EXCEEDED when the account has opened an identity in this request already: each is asked for on its own, with its
   * own reason; FORBIDDEN within a feed, which is answered for many at once.
   */
  countIdentity(context: RequestContext): void {
    loaderOf(context, oneIdentity)(actorOf(context).accountId);
  }

  private readonly makeHouseholds = () =>
    new DataLoader<string, HouseholdRow | undefined>(async (ids) => {
      const rows = new Map((await this.households.findHouseholds(this.database, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id));
    });

  private readonly makeMembers = () =>
    new DataLoader<string, MemberRow[]>(async (ids) =>
      grouped(ids, await this.households.membersOf(this.database, ids)),
    );

  private readonly makeConsents = () =>
    new DataLoader<string, ConsentRow[]>(async (ids) =>
      grouped(ids, await this.consents.historyOf(this.database, ids)),
    );

  private readonly makeCards = () =>
    new DataLoader<string, ContactCardRow | undefined>(async (ids) =>
      grouped(ids, await this.cards.validCardsOf(this.database, ids)).map(([card]) => card),
    );
}

function oneIdentity(): (accountId: string) => void {
  const readers = new Set<string>();
  return (accountId) => {
    if (readers.has(accountId))
      throw new Fault('LIMIT_EXCEEDED', {
        zh: '每次请求只能查看一户的身份信息。请逐户查看并分别说明理由。',
        en: 'one identity is read per request: ask household by household, each with its reason',
      });
    readers.add(accountId);
  };
}

function grouped<Row extends { readonly householdId: string }>(ids: readonly string[], rows: readonly Row[]): Row[][] {
  const byHousehold = new Map(ids.map((id) => [id, [] as Row[]]));
  for (const row of rows) byHousehold.get(row.householdId)!.push(row);
  return ids.map((id) => byHousehold.get(id)!);
}
