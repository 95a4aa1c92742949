/** Promises that the sample is loaded as its year went by: the clock stands at a moment of that year until it is moved on. */
import type { Database } from '../database/database';
import { dayOf } from '../database/today';
import { StartFailure } from '../message';
import { settings, SampleClockRepository } from './clock.repository';

export class SampleClock {
  private moment?: { readonly day: string; readonly at: string };

  private constructor(
    private readonly database: Database,
    private readonly repository: SampleClockRepository,
  ) {}

  /**
   * From here on columns follow this clock, for connections that ask for it; also after a load that was interrupted. Refuses to go on with
   * one that began on another day: what it wrote is of that day.
   */
  static async setUp(database: Database): Promise<SampleClock> {
    const repository = new SampleClockRepository();
    const begunOn = await database.transaction((tx) => repository.setUp(tx));
    const clock = new SampleClock(database, repository);
    if (begunOn !== clock.day) throw otherDay(begunOn);
    return clock;
  }

  /** The database as those are to ask for it who go by this clock. */
  get databaseUrl(): string {
    const url = new URL(this.database.url);
    url.searchParams.set('options', settings);
    return url.toString();
  }

  /** The day in Asia/Shanghai at which it stands. */
  get day(): string {
    return this.moment?.day ?? dayOf(new Date());
  }

  /** The instant at which it stands. */
  get now(): Date {
    return this.moment ? new Date(this.moment.at) : new Date();
  }

  /** Nothing that goes by it may be under way. The time of day is that of Asia/Shanghai. */
  async moveTo(day: string, time = '09:00'): Promise<void> {
    this.moment = { day, at: `${day}T${time}:00+08:00` };
    await this.database.transaction((tx) => this.repository.setMoment(tx, this.moment!.at));
  }

  /** It goes with the real time again. */
  async moveToPresent(): Promise<void> {
    this.moment = undefined;
    await this.database.transaction((tx) => this.repository.setMoment(tx, undefined));
  }

  /** Nothing of it is left in the database. */
  async putAway(): Promise<void> {
    await this.database.transaction((tx) => this.repository.putAway(tx));
  }
}

function otherDay(day: string): StartFailure {
  return new StartFailure({
    what: { zh: '示例区没有装完', en: 'The sample district is half loaded' },
    why: {
      zh: `装入始于 ${day}，已写入的内容以那一天为准，不能接着装`,
      en: `loading began on ${day}, what it wrote is of that day, and it can not go on today`,
    },
    type: {
      zh: 'npm run reset && npm start；若使用自己的数据库，请换一个空库',
      en: 'npm run reset && npm start; with a database of your own, give an empty one',
    },
  });
}
