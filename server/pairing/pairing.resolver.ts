/** Promises the operations on pairings: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readIdCursor, toConnection } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import {
  EndPairingInput,
  EndPairingResult,
  PairHouseholdInput,
  PairHouseholdResult,
  Pairing,
  PairingConnection,
  PairingContact,
  RecordPairingContactInput,
  RecordPairingContactResult,
} from '../../schema/pairing/pairing';
import type { AdviserLoader } from '../adviser/adviser.loader';
import { corpsManagers } from '../adviser/adviser.policy';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { HouseholdLoader } from '../household/household.loader';
import { forbidden } from '../identity/actor';
import { presented } from '../organisation/present';
import { maySeePairing, ownSight } from './pairing.policy';
import type { ContactRow, PairingRepository, PairingRow } from './pairing.repository';
import { pairingAreas, type PairingService } from './pairing.service';

/** How many contacts are shown, the newest first. */
const shown = 50;

export function presentPairing(row: PairingRow): Pairing {
  const { id, householdId, helperId, startedOn } = row;
  return Object.assign(new Pairing(), {
    ...{ id: globalId('Pairing', id), pairingId: id, householdId, helperId, startedOn },
    ...{ endedOn: row.endedOn ?? undefined, endReason: row.endReason ?? undefined },
    organisationId: row.organisationId ? globalId('Organisation', row.organisationId) : undefined,
  });
}

function presentContact({ id, pairingId, contactedOn, channel }: ContactRow): PairingContact {
  return Object.assign(new PairingContact(), { contactId: id, pairingId, contactedOn, channel });
}

@Resolver(() => Pairing)
export class PairingResolver {
  constructor(
    private readonly database: Database,
    private readonly service: PairingService,
    private readonly pairings: PairingRepository,
    private readonly advisers: AdviserLoader,
    private readonly households: HouseholdLoader,
  ) {}

  @Allow(corpsManagers)
  @Mutation(() => PairHouseholdResult, { description: '结对 Give a household of your area a helper of its own.' })
  async pairHousehold(
    @Arg('input', () => PairHouseholdInput, { description: '结对 Whom with whom.' }) input: PairHouseholdInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PairHouseholdResult> {
    return presented(await this.service.pairHousehold(actorOf(context), input), presentPairing);
  }

  @Allow(corpsManagers)
  @Mutation(() => EndPairingResult, { description: '结束结对 End a pairing of your area.' })
  async endPairing(
    @Arg('input', () => EndPairingInput, { description: '结对 Which, and why.' }) input: EndPairingInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EndPairingResult> {
    return presented(await this.service.endPairing(actorOf(context), input), presentPairing);
  }

  @Allow('SIGNED_IN')
  @Mutation(() => RecordPairingContactResult, {
    description: '登记联系 Write down a contact with a household of yours.',
  })
  async recordPairingContact(
    @Arg('input', () => RecordPairingContactInput, { description: '联系 When, how and what.' })
    input: RecordPairingContactInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordPairingContactResult> {
    return presented(await this.service.recordPairingContact(actorOf(context), input), presentContact);
  }

  @Allow(areaRoles)
  @Query(() => PairingConnection, {
    name: 'pairings',
    description: '结对清单 The pairings of households in an area subtree, as far as you serve it.',
  })
  async listPairings(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 15 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('standing', () => Boolean, {
      nullable: true,
      description: '存续 True: only standing ones; false: only ended ones.',
    })
    standing?: boolean,
  ) {
    const areaCodes = pairingAreas(actorOf(context), areaCode);
    if (areaCodes.length === 0) throw forbidden();
    return this.page({ areaCodes }, standing, page);
  }

  @Allow('SIGNED_IN')
  @Query(() => PairingConnection, {
    description:
      '本人结对 The pairings in which you are the helper: as an adviser those in your areas, ended ones too; for an organisation those that stand.',
  })
  myPairings(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    return this.page(ownSight(actorOf(context)), undefined, page);
  }

  @FieldResolver(() => String, { description: '帮扶人姓名 The name of the helper.' })
  async helperName(@Root() pairing: Pairing, @Ctx() context: RequestContext): Promise<string> {
    return (await this.advisers.account(context, pairing.helperId))!.displayName;
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: '家庭 The household; null for who does not serve its area.',
  })
  household(@Root() pairing: Pairing, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, pairing.householdId);
  }

  @FieldResolver(() => [PairingContact], { description: '联系记录 The newest 50 contacts.' })
  async contacts(@Root() pairing: Pairing, @Ctx() context: RequestContext): Promise<PairingContact[]> {
    return (await loaderOf(context, this.makeContacts).load(pairing.pairingId)).map(presentContact);
  }

  private async page(
    whose: Parameters<PairingRepository['listPairings']>[1],
    standing: boolean | undefined,
    page: PageArguments,
  ) {
    const first = pageSize(page);
    const after = readIdCursor(page.after);
    const rows = await this.pairings.listPairings(this.database, whose, standing ?? undefined, after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentPairing);
  }

  private readonly makeContacts = () =>
    new DataLoader<string, ContactRow[]>(async (ids) => {
      const rows = await this.pairings.contactsOf(this.database, ids, shown);
      return ids.map((id) => rows.filter((row) => row.pairingId === id));
    });
}

@Resolver(() => PairingContact)
export class PairingContactResolver {
  constructor(private readonly service: PairingService) {}

  @FieldResolver(() => String, {
    nullable: true,
    description: '记录 What was written; each reading is written down. Null once the data of the household are erased.',
  })
  note(@Root() contact: PairingContact, @Ctx() context: RequestContext): Promise<string | undefined> {
    return this.service.readNote(actorOf(context), contact.contactId);
  }
}

@Resolver(() => Household)
export class HouseholdPairingResolver {
  constructor(
    private readonly database: Database,
    private readonly repository: PairingRepository,
  ) {}

  @FieldResolver(() => [Pairing], { description: '结对情况 Its pairings, ended ones too, the oldest first.' })
  async pairings(@Root() household: Household, @Ctx() context: RequestContext): Promise<Pairing[]> {
    const rows = await loaderOf(context, this.makePairings).load(household.householdId);
    return rows.filter((row) => maySeePairing(actorOf(context), row)).map(presentPairing);
  }

  private readonly makePairings = () =>
    new DataLoader<string, PairingRow[]>(async (ids) => {
      const rows = await this.repository.ofHouseholds(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.householdId === id));
    });
}
