/** Promises service points with hours that make sense: spans of a day end after they begin and do not overlap. */
import type {
  CloseServicePointInput,
  OpeningHoursInput,
  OpenServicePointInput,
  ReviseServicePointInput,
} from '../../schema/adviser/service-point';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import type { OpeningSpan } from './adviser.entity';
import { managesCorps } from './adviser.policy';
import { corpsLine } from './announcing';
import type { ServicePointChange, ServicePointRepository, ServicePointRow } from './service-point.repository';
import { corpsLevels, wrongLevel } from './team.service';

const spanMaximum = 28;

export class ServicePointService {
  constructor(
    private readonly commands: Commands,
    private readonly areas: AreaRepository,
    private readonly points: ServicePointRepository,
  ) {}

  openServicePoint(actor: Actor, input: OpenServicePointInput): Promise<ServicePointRow | Refusal> {
    const { servicePointId: id } = input;
    const line = corpsLine(actor, 'ServicePoint', 'openServicePoint', id);
    return this.commands.run<ServicePointRow>(line, id, input, async (tx, repeated) => {
      const area = await this.areas.findArea(tx, input.areaCode);
      if (!area || !managesCorps(actor, area.code)) return new NotFound('Area');
      if (repeated) return (await this.points.findServicePoint(tx, id))!;
      if (!corpsLevels.includes(area.level)) return wrongLevel();
      const read = readChange(input);
      if (isRefusal(read)) return read;
      return this.points.insertServicePoint(tx, {
        ...{ id, areaCode: area.code, name: read.name!, address: read.address!, telephone: read.telephone ?? null },
        ...{ openingHours: [...read.openingHours!], openedBy: actor.accountId },
      });
    });
  }

  reviseServicePoint(actor: Actor, input: ReviseServicePointInput): Promise<ServicePointRow | Refusal> {
    return this.change(actor, 'reviseServicePoint', input, async (tx, id) => {
      const read = readChange(input);
      return isRefusal(read) ? read : this.points.reviseServicePoint(tx, id, read);
    });
  }

  closeServicePoint(actor: Actor, input: CloseServicePointInput): Promise<ServicePointRow | Refusal> {
    return this.change(actor, 'closeServicePoint', input, (tx, id) => this.points.closeServicePoint(tx, id));
  }

  private change(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly servicePointId: string },
    work: (tx: Transaction, id: string) => Promise<ServicePointRow | undefined | Refusal>,
  ): Promise<ServicePointRow | Refusal> {
    const id = localId('ServicePoint', input.servicePointId);
    const line = corpsLine(actor, 'ServicePoint', operation, id);
    return this.commands.run<ServicePointRow>(line, input.commandId, input, async (tx, repeated) => {
      const row = await this.points.findServicePoint(tx, id);
      if (!row || !managesCorps(actor, row.areaCode)) return new NotFound('ServicePoint');
      if (repeated) return row;
      return (await work(tx, id)) ?? new WrongState('CLOSED', ['OPEN']);
    });
  }
}

function readChange(
  input: Omit<ReviseServicePointInput, 'commandId' | 'servicePointId'>,
): ServicePointChange | InvalidInput {
  const name = input.name == null ? undefined : requireText('name', input.name, { maximum: 60 });
  if (isRefusal(name)) return name;
  const address = input.address == null ? undefined : requireText('address', input.address, { maximum: 200 });
  if (isRefusal(address)) return address;
  const telephone = input.telephone ?? undefined;
  if (telephone !== undefined && !/^[0-9-]{5,20}$/.test(telephone))
    return new InvalidInput('telephone', {
      zh: '电话须为 5 至 20 位数字或连字符。',
      en: 'A telephone number has 5 to 20 digits and hyphens.',
    });
  const openingHours = input.openingHours == null ? undefined : readHours(input.openingHours);
  return openingHours instanceof InvalidInput ? openingHours : { name, address, telephone, openingHours };
}

/** By day and time; a span ends after it begins and before the next of its day begins. */
export function readHours(given: readonly OpeningHoursInput[]): OpeningSpan[] | InvalidInput {
  const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
  const spans = given
    .map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt }))
    .sort((a, b) => a.weekday - b.weekday || (a.opensAt < b.opensAt ? -1 : 1));
  const sound = spans.every((span, index) => {
    const next = spans[index + 1];
    const apart = next?.weekday !== span.weekday || next.opensAt >= span.closesAt;
    const isDay = Number.isInteger(span.weekday) && span.weekday >= 1 && span.weekday <= 7;
    return isDay && clock.test(span.opensAt) && clock.test(span.closesAt) && span.opensAt < span.closesAt && apart;
  });
  if (sound && spans.length <= spanMaximum) return spans;
  return new InvalidInput('openingHours', {
    zh: '开放时间须为星期 1 至 7 的 HH:MM 时段，结束晚于开始，同日时段不重叠，最多 28 段。',
    en: 'Opening hours are spans of HH:MM on days 1 to 7 that end after they begin and do not overlap, 28 at most.',
  });
}
