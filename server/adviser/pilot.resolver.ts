/** Promises the operation on pilot streets: unpack, call, return. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { MarkPilotStreetInput, MarkPilotStreetResult } from '../../schema/adviser/pilot';
import { Allow } from '../../schema/authority';
import { presentArea } from '../area/present';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../organisation/present';
import { pilotSetters } from './adviser.policy';
import type { PilotService } from './pilot.service';

@Resolver()
export class PilotResolver {
  constructor(private readonly service: PilotService) {}

  @Allow(pilotSetters)
  @Mutation(() => MarkPilotStreetResult, {
    description: '设立试点街道 Make a street of your district a pilot of the scheme of relief advisers.',
  })
  async markPilotStreet(
    @Arg('input', () => MarkPilotStreetInput, { description: '试点 Which street, since when.' })
    input: MarkPilotStreetInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof MarkPilotStreetResult> {
    return presented(await this.service.markPilotStreet(actorOf(context), input), presentArea);
  }
}
