/** Promises activities as everybody may see them, and as a calendar. */
import { validate as isUuid } from 'uuid';
import { ActivityStatus } from '../../schema/activity/activity';
import { strangeCursor } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { writeEvents } from '../calendar';
import type { Database } from '../database/database';
import { addDays } from '../day';
import type { ActivityRepository, ActivityRow, PartyRow } from './activity.repository';

export interface ActivityWish {
  readonly areaCode?: string;
  readonly from?: string;
  readonly until?: string;
}

const inCalendar = 1_000;
/** How far back and ahead the calendar goes. */
const [daysBack, daysAhead] = [31, 366];

export class ActivityReading {
  constructor(
    private readonly database: Database,
    private readonly activities: ActivityRepository,
  ) {}

  async find(id: string): Promise<ActivityRow | undefined> {
    const [row] = await this.activities.findActivities(this.database, [localId('Activity', id)]);
    return row?.status === ActivityStatus.CANCELLED ? undefined : row;
  }

  async findParty(id: string): Promise<PartyRow | undefined> {
    return (await this.activities.findParties(this.database, [localId('LinkageParty', id)]))[0];
  }

  list(wish: ActivityWish, after: readonly string[] | undefined, limit: number): Promise<ActivityRow[]> {
    const [startsOn, id] = after ?? [];
    if (after && !(isUuid(id) && /^\d{4}-\d{2}-\d{2}$/.test(startsOn!))) throw strangeCursor();
    return this.activities.listActivities(this.database, {
      ...wish,
      ...(after ? { after: { startsOn: startsOn!, id: id! } } : {}),
      limit,
    });
  }

  listParties(areaCode: string, after: string | undefined, limit: number): Promise<PartyRow[]> {
    return this.activities.listParties(this.database, areaCode, after, limit);
  }

  /** RFC 5545, for everybody. */
  readonly calendar = async (): Promise<string> => {
    const today = await this.activities.today(this.database);
    const rows = await this.activities.listActivities(this.database, {
      ...{ from: addDays(today, -daysBack), until: addDays(today, daysAhead), limit: inCalendar },
    });
    return writeEvents(
      'Activities',
      rows.map((row) => ({
        ...{ id: row.id, stamp: row.plannedAt, startsOn: row.startsOn, endsBefore: addDays(row.endsOn, 1) },
        ...{ summary: row.title, location: row.placeName },
      })),
    );
  };
}
