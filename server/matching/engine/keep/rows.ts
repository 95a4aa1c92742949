/**
 * Builds the contracted rows that a search asks for: for organisations j and k the least loss of moving one need from j
 * to k. Losses are differences of scores without prices, so prices never spoil them.
 */
import { none, type Rows } from './contracted';
import type { Standing } from './standing';
import { arcOrganisation, arcScore, unassigned } from './storage';

/** Who may leave j, and where to. */
export function leavingRows(standing: Standing, rows: Rows, from: number): void {
  if (standing.leavingStale[from] === 0) return;
  standing.leavingStale[from] = 0;
  rows.open(from, standing.organisations);
  const { value, unassignedScore, arcStart, arcCount } = standing;
  const { packed } = standing.arcs;
  const members = standing.members.entries[from]!;
  const count = standing.members.length[from]!;
  for (let index = 0; index < count; index++) {
    const slot = members[index]!;
    const held = value[slot]!;
    rows.offerLoose(from, held - unassignedScore[slot]!, slot);
    const start = arcStart[slot]!;
    const end = start + arcCount[slot]!;
    for (let arc = start; arc < end; arc++) {
      const to = arcOrganisation(packed[arc]!);
      if (to !== from) rows.offer(from, to, held - arcScore(packed[arc]!), slot);
    }
  }
}

/** Who may enter k, and where from. */
export function enteringRows(standing: Standing, rows: Rows, to: number): void {
  if (standing.enteringStale[to] === 0) return;
  standing.enteringStale[to] = 0;
  rows.open(to, standing.organisations);
  const inbound = standing.inbound.entries[to]!;
  const length = standing.inbound.length[to]!;
  for (let at = 0; at < length; at += 3) {
    const from = inbound[at + 1]!;
    if (from === unassigned) rows.offerLoose(to, inbound[at + 2]!, inbound[at]!);
    else if (from !== to) rows.offer(to, from, inbound[at + 2]!, inbound[at]!);
  }
}

/** Finds again the need that loses least from one organisation to another, for an entry whose need has left. */
export function repairEntry(standing: Standing, row: Int32Array, at: number, from: number, to: number): void {
  const inbound = standing.inbound.entries[to]!;
  const length = standing.inbound.length[to]!;
  const members = standing.members.entries[from]!;
  const count = standing.members.length[from]!;
  let least = none;
  let need = unassigned;
  // A member costs a look through its arcs, about as much as twenty triples.
  if (count * 60 < length) {
    for (let index = 0; index < count; index++) {
      const score = standing.scoreAt(members[index]!, to);
      const loss = standing.value[members[index]!]! - score;
      if (score < 0 || loss >= least) continue;
      least = loss;
      need = members[index]!;
    }
  } else {
    for (let triple = 0; triple < length; triple += 3) {
      if (inbound[triple + 1] !== from || inbound[triple + 2]! >= least) continue;
      least = inbound[triple + 2]!;
      need = inbound[triple]!;
    }
  }
  row[at + 1] = least;
  row[at + 2] = need;
}

/** The same for leaving every organisation. */
export function repairLeavingLoose(standing: Standing, rows: Rows, from: number): void {
  const members = standing.members.entries[from]!;
  const count = standing.members.length[from]!;
  rows.looseLoss[from] = none;
  for (let index = 0; index < count; index++) {
    const slot = members[index]!;
    rows.offerLoose(from, standing.value[slot]! - standing.unassignedScore[slot]!, slot);
  }
}

/** The same for entering from no organisation. */
export function repairEnteringLoose(standing: Standing, rows: Rows, to: number): void {
  const inbound = standing.inbound.entries[to]!;
  const length = standing.inbound.length[to]!;
  rows.looseLoss[to] = none;
  for (let at = 0; at < length; at += 3) {
    if (inbound[at + 1] === unassigned) rows.offerLoose(to, inbound[at + 2]!, inbound[at]!);
  }
}
