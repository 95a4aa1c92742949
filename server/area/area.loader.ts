/** Promises one read per request for all areas that its edges ask for. */
import DataLoader from 'dataloader';
import type { Area } from '../../schema/area/area';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { AreaEntity } from './area.entity';
import type { AreaRepository } from './area.repository';
import { presentArea } from './present';

export class AreaLoader {
  constructor(
    private readonly database: Database,
    private readonly areas: AreaRepository,
  ) {}

  row(context: RequestContext, code: string): Promise<AreaEntity | undefined> {
    return loaderOf(context, this.makeLoader).load(code);
  }

  /** The area as the contract has it; undefined when there is none. */
  async area(context: RequestContext, code: string | null | undefined): Promise<Area | undefined> {
    const row = code ? await this.row(context, code) : undefined;
    return row && presentArea(row);
  }

  /** The areas of a list of codes, in its order; codes that are no more are left out. */
  async list(context: RequestContext, codes: readonly string[]): Promise<Area[]> {
    const found = await Promise.all(codes.map((code) => this.area(context, code)));
    return found.filter((area) => area !== undefined);
  }

  private readonly makeLoader = () =>
    new DataLoader<string, AreaEntity | undefined>(async (codes) => {
      const rows = new Map((await this.areas.findAreas(this.database, codes)).map((row) => [row.code, row]));
      return codes.map((code) => rows.get(code));
    });
}
