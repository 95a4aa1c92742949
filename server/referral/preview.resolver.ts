/** Promises the preview of an offering: unpack, call, return. */
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { organisationRoles } from '../../schema/identity/role';
import { OfferingPreview, OfferingPreviewInput } from '../../schema/matching/preview';
import { actorOf, type RequestContext } from '../context';
import type { PreviewReading } from './preview.reading';

@Resolver()
export class PreviewResolver {
  constructor(private readonly reading: PreviewReading) {}

  @Allow(organisationRoles, { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => OfferingPreview, {
    nullable: true,
    description:
      '供给预览 How many needs would have reached your organisation within the last 30 days, had it offered this; null when it is not yours or not approved.',
  })
  previewOffering(
    @Arg('input', () => OfferingPreviewInput, { description: '供给 The offering as it might be.' })
    input: OfferingPreviewInput,
    @Ctx() context: RequestContext,
  ): Promise<OfferingPreview | undefined> {
    return this.reading.previewOffering(actorOf(context), input);
  }
}
