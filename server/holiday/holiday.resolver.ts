/** Promises the operations on notices of holidays: unpack, call, return. */
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { HolidayNotice, RecordHolidayNoticeInput, RecordHolidayNoticeResult } from '../../schema/holiday/holiday';
import { Role } from '../../schema/identity/role';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../household/present';
import type { NoticeRow } from './holiday.repository';
import type { HolidayService } from './holiday.service';

@Resolver(() => HolidayNotice)
export class HolidayResolver {
  constructor(private readonly service: HolidayService) {}

  @Allow('SIGNED_IN')
  @Query(() => [HolidayNotice], {
    name: 'holidayNotices',
    description: '放假安排 The notices of holidays that clocks of working days go by, the latest year first.',
  })
  async listNotices(): Promise<HolidayNotice[]> {
    return (await this.service.listNotices()).map(present);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => RecordHolidayNoticeResult, {
    description:
      '登记放假安排 Takes over the notice of a year; a further one for the same year replaces it for clocks that begin later.',
  })
  async recordHolidayNotice(
    @Arg('input', () => RecordHolidayNoticeInput, { description: '放假安排 What the notice says.' })
    input: RecordHolidayNoticeInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordHolidayNoticeResult> {
    return presented(await this.service.recordNotice(actorOf(context), input), present);
  }
}

function present({ year, version, source, holidays, workdays, recordedAt }: NoticeRow): HolidayNotice {
  return Object.assign(new HolidayNotice(), { year, version, source, holidays, workdays, recordedAt });
}
