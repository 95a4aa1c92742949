/** Promises what whoever gave knows beforehand of where it went: the conditions of the gift at the time, in one written form. Pure. */
import type { EarmarkRecord } from '../donation/donation.entity';
import { earmarkOf, type DonationRow } from '../donation/donation.repository';
import type { Within } from '../household/population.repository';
import type { ProjectRow } from '../project/project.repository';

export interface UseChange {
  readonly donationId: string;
  readonly earlier: EarmarkRecord;
  readonly recordedAt: Date;
}

/** For what a donation was given when a part of it was set aside. `changes` are those of its use, the oldest first. */
export function earmarkAt(donation: DonationRow, changes: readonly UseChange[], at: Date): EarmarkRecord {
  const next = changes.find((change) => change.donationId === donation.id && change.recordedAt > at);
  return next ? next.earlier : earmarkOf(donation);
}

/** Of an earmark. The project is that of the earmark. */
export function conditionsOf(earmark: EarmarkRecord, project: ProjectRow | undefined): Within[] {
  return [
    named({ areaCodes: listed(earmark.areaCode), situations: listed(earmark.situation) }),
    ...(project ? [named(project)] : []),
  ].filter((within) => Object.keys(within).length > 0);
}

export function writtenForm(conditions: readonly Within[]): string {
  return JSON.stringify(conditions.map(named));
}

export function readForm(written: string): Within[] {
  return JSON.parse(written) as Within[];
}

function listed<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

/** What is named, each list in one order; an empty list names nothing. */
export function named({ areaCodes, situations, lowIncomeCategories }: Within): Within {
  const lists = { areaCodes, situations, lowIncomeCategories };
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) => (list && list.length > 0 ? [[name, [...list].sort()]] : [])),
  );
}
