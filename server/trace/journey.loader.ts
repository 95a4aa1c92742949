/** Promises one read per request for all journeys, and for all that is told of needs in them. */
import DataLoader from 'dataloader';
import { keysetCursor, readKeysetCursor, toConnection } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { TracePart, TracePlace, TraceStep } from '../../schema/trace/journey';
import { JourneyStation } from '../../schema/trace/station';
import { loaderOf, type RequestContext } from '../context';
import type { JourneyReading, TracedPart } from './journey.reading';
import { stationsOf } from './stations';
import { nameOf, type Asked, type Told, type TellingService } from './telling.service';

export class JourneyLoader {
  constructor(
    private readonly journeys: JourneyReading,
    private readonly telling: TellingService,
  ) {}

  /** A page of the parts of a donation that its reader may see. */
  async page(context: RequestContext, donationId: string, page: { first: number; after?: string }) {
    const parts = await loaderOf(context, this.makeJourneys).load(donationId);
    const after = readKeysetCursor(page.after, 1)?.[0];
    const rest = after === undefined ? parts : parts.filter((part) => part.order > after);
    return toConnection(
      rest,
      page.first,
      (part) => keysetCursor(part.order),
      (part) => this.present(part),
    );
  }

  /** How much of each thing given has come how far. */
  async stations(context: RequestContext, donationId: string): Promise<JourneyStation[]> {
    const parts = await loaderOf(context, this.makeJourneys).load(donationId);
    return stationsOf(parts).map(({ lot, ...station }) =>
      Object.assign(new JourneyStation(), {
        ...station,
        lotId: lot && globalId('DonationLot', lot.id),
        ...{ item: lot?.item, unit: lot?.unit },
      }),
    );
  }

  /** What is told of the need of a part; undefined when there is none, or nothing is. */
  async told(context: RequestContext, part: TracePart): Promise<Told | undefined> {
    return part.asked && loaderOf(context, this.makeTold).load(part.asked);
  }

  async place(context: RequestContext, part: TracePart): Promise<TracePlace | undefined> {
    const place = (await this.told(context, part))?.place;
    return place && Object.assign(new TracePlace(), place);
  }

  private present({ lot, ...part }: TracedPart): TracePart {
    return Object.assign(new TracePart(), {
      id: part.type === 'Allocation' ? globalId('Allocation', part.localId) : this.journeys.opaque(part.localId),
      ...{ stage: part.stage, amount: part.amount, asked: part.asked },
      lotId: lot && globalId('DonationLot', lot.id),
      ...{ item: lot?.item, unit: lot?.unit },
      steps: part.steps.map((step) => Object.assign(new TraceStep(), step)),
    });
  }

  private readonly makeJourneys = () =>
    new DataLoader<string, TracedPart[]>(async (ids) => {
      const found = await this.journeys.journeysOf(ids);
      return ids.map((id) => found.get(id)!);
    });

  private readonly makeTold = () =>
    new DataLoader<Asked, Told | undefined, string>((asked) => this.telling.tell(asked), { cacheKeyFn: nameOf });
}
