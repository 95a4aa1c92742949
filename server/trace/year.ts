/** Promises a year of giving summed up from donations and the parts of their journeys, exactly, by the clock of Asia/Shanghai. Pure. */
import { DonationForm, DonationStatus } from '../../schema/donation/enums';
import { TraceStage } from '../../schema/trace/journey';
import type { DonationRow, LotRow } from '../donation/donation.repository';
import type { TracedPart } from './journey.reading';

export interface YearFacts {
  readonly year: number;
  readonly donations: readonly DonationRow[];
  readonly lots: readonly LotRow[];
  readonly parts: readonly TracedPart[];
}

export interface Month {
  readonly month: number;
  receivedFen: bigint;
  confirmedFen: bigint;
}

export interface YearSums {
  readonly donations: number;
  readonly moneyReceivedFen: bigint;
  readonly goodsReceivedFen: bigint;
  readonly confirmedFen: bigint;
  readonly servicesConfirmed: number;
  readonly months: readonly Month[];
  /** For which needs something was confirmed in the year; the second are micro-wishes given for by a share. */
  readonly needIds: readonly string[];
  readonly wishIds: readonly string[];
}

/** China has one time and no summer time since 1992: eight hours before UTC. */
const aheadMilliseconds = 8 * 3_600_000;

/** 1 to 12 for a moment of the year; undefined for every other. */
export function monthWithin(year: number, at: Date | null | undefined): number | undefined {
  if (!at) return undefined;
  const local = new Date(at.getTime() + aheadMilliseconds);
  return local.getUTCFullYear() === year ? local.getUTCMonth() + 1 : undefined;
}

export function yearOf({ year, donations, lots, parts }: YearFacts): YearSums {
  const months: Month[] = Array.from({ length: 12 }, (_, index) => ({
    ...{ month: index + 1, receivedFen: 0n, confirmedFen: 0n },
  }));
  const byId = new Map(donations.map((donation) => [donation.id, donation]));
  let [moneyReceivedFen, goodsReceivedFen, servicesConfirmed] = [0n, 0n, 0n];
  for (const donation of donations) {
    const month = monthWithin(year, donation.receivedAt);
    if (month === undefined || donation.status !== DonationStatus.RECEIVED) continue;
    const goods = lots.filter((lot) => lot.donationId === donation.id);
    const value = goods.reduce((sum, lot) => sum + lot.quantity * lot.unitValueFen, 0n);
    moneyReceivedFen += donation.moneyFen ?? 0n;
    goodsReceivedFen += value;
    months[month - 1]!.receivedFen += (donation.moneyFen ?? 0n) + value;
  }
  const [needIds, wishIds] = [new Set<string>(), new Set<string>()];
  for (const part of parts) {
    const confirmed = part.steps.find((step) => step.stage === TraceStage.CONFIRMED);
    const month = monthWithin(year, confirmed?.at);
    const donation = byId.get(part.donationId);
    if (month === undefined || !donation) continue;
    if (donation.form === DonationForm.SERVICE) servicesConfirmed += part.amount;
    else months[month - 1]!.confirmedFen += part.amount * (part.lot?.unitValueFen ?? 1n);
    if (part.asked) needIds.add(part.asked.needId);
    if (donation.earmarkNeedId !== null && part.asked) wishIds.add(part.asked.needId);
  }
  const promised = donations.filter((one) => one.status !== DonationStatus.WITHDRAWN);
  return {
    donations: promised.filter((one) => monthWithin(year, one.pledgedAt) !== undefined).length,
    ...{ moneyReceivedFen, goodsReceivedFen, servicesConfirmed: Number(servicesConfirmed), months },
    confirmedFen: months.reduce((sum, month) => sum + month.confirmedFen, 0n),
    ...{ needIds: [...needIds], wishIds: [...wishIds] },
  };
}
