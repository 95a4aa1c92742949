/** Promises that the sample is loaded as its year went by: the clock stands at a moment of that year until it is moved on. */
import type { Database } from '../database/database';
import { dayOf } from '../database/today';
import { settings, SampleClockRepository } from './clock.repository';

export class SampleClock {
  private moment?: { readonly day: string; readonly at: string };

  private constructor(
    private readonly database: Database,
    private readonly repository: SampleClockRepository,
  ) {}

  /** From here on columns follow this clock, for connections that ask for it; also after a load that was interrupted. */
  static async setUp(database: Database): Promise<SampleClock> {
    const repository = new SampleClockRepository();
    await database.transaction((tx) => repository.setUp(tx));
    return new SampleClock(database, repository);
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
