/** Promises how much of a file of donations is read. */
import type { SheetLimits } from '../spreadsheet/sheet';

export const rowMaximum = 1_000;
export const byteMaximum = 45_000;

/** A file of 45,000 bytes could become 45 million when it is unpacked. */
export const donationLimits: SheetLimits = { rows: rowMaximum, unpackedBytes: 4_000_000 };
