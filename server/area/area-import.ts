/** Promises that areas are imported all or nothing, and that a second run of the same list writes nothing. */
import type { Database } from '../database/database';
import type { AreaRepository } from './area.repository';
import { readCountry, type Oddity } from './country';
import { layGrids, readDistrict } from './district';

export interface ImportWish {
  /** Folder of the list of the whole country; the district alone when left out. */
  readonly country?: { readonly folder: string; readonly editionYear: number; readonly province?: string };
  readonly onProgress?: (rowsRead: number) => void;
}

export interface ImportResult {
  readonly read: number;
  /** New rows and rows with a new name or edition. */
  readonly written: number;
  readonly oddities: readonly Oddity[];
  /** Rows that stand in the database with another edition than the one imported: codes that this list no longer has. */
  readonly ofOtherEditions: number;
}

const batchSize = 5_000;

export async function importAreas(database: Database, areas: AreaRepository, wish: ImportWish): Promise<ImportResult> {
  return database.transaction(async (tx) => {
    await areas.beginImport(tx);
    const oddities: Oddity[] = [];
    let read = 0;
    let written = 0;
    const write = async (rows: Parameters<AreaRepository['upsertAreas']>[1]) => {
      written += await areas.upsertAreas(tx, rows);
      read += rows.length;
      wish.onProgress?.(read);
    };
    const district = readDistrict();
    if (wish.country) {
      const { folder, editionYear, province } = wish.country;
      const batches = readCountry(folder, editionYear, {
        batchSize,
        province,
        onOddity: (oddity) => oddities.push(oddity),
      });
      for await (const batch of batches) await write(batch);
    } else {
      await write(district);
    }
    // Grids are local: no list of the country has them. They stand under the communities of the district's own list.
    if (!wish.country?.province || district[0]!.code === wish.country.province) await write(layGrids(district));
    const ofOtherEditions = wish.country ? await areas.countOfOtherEditions(tx, wish.country.editionYear) : 0;
    return { read, written, oddities, ofOtherEditions };
  });
}
