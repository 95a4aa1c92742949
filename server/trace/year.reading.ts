/** Promises the year of a giver to those who give for it: sums only, and of households how many, when they are none or at least five. */
import { GivingMonth, GivingYear } from '../../schema/trace/year';
import type { Database } from '../database/database';
import { givesFor } from '../donation/donation.policy';
import type { DonationRepository } from '../donation/donation.repository';
import { anonymityMinimum } from '../household/anonymity-minimum';
import { forbidden, type Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import type { JourneyReading } from './journey.reading';
import { yearOf } from './year';

export interface YearParts {
  readonly database: Database;
  readonly donations: Pick<DonationRepository, 'listDonations' | 'lotsOf'>;
  readonly needs: Pick<NeedRepository, 'householdsOf'>;
  readonly journeys: Pick<JourneyReading, 'journeysOf'>;
}

/** More than any company gives; the newest count. */
const donationMaximum = 20_000;

export class YearReading {
  constructor(private readonly parts: YearParts) {}

  async yearOf(actor: Actor, organisationId: string, year: number): Promise<GivingYear> {
    if (!givesFor(actor, organisationId)) throw forbidden();
    const { database, donations, journeys, needs } = this.parts;
    const given = (await donations.listDonations(database, { organisationId, limit: donationMaximum })).filter(
      (one) => one.donorOrganisationId === organisationId,
    );
    const ids = given.map((one) => one.id);
    const lots = await donations.lotsOf(database, ids);
    const parts = [...(await journeys.journeysOf(ids)).values()].flat();
    const { months, needIds, wishIds, ...sums } = yearOf({ year, donations: given, lots, parts });
    const households = new Set((await needs.householdsOf(database, needIds)).values()).size;
    return Object.assign(new GivingYear(), {
      ...{ year, ...sums, wishesGranted: wishIds.length },
      householdsReached: households === 0 || households >= anonymityMinimum ? households : undefined,
      months: months.map((month) => Object.assign(new GivingMonth(), month)),
    });
  }
}
