/** Promises the pictures of a record of a service: unpack, call, return. */
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ServiceRecord } from '../../schema/claim/claim';
import { Photo } from '../../schema/photo/photo';
import type { RequestContext } from '../context';
import type { PhotoLinks } from '../photo/photo-links';

@Resolver(() => ServiceRecord)
export class ServiceRecordResolver {
  constructor(private readonly photoLinks: PhotoLinks) {}

  @FieldResolver(() => [Photo], {
    description: '照片 The pictures of what was done; their bytes are read by GET, each reading is written down.',
  })
  photos(@Root() { recordId }: ServiceRecord, @Ctx() context: RequestContext): Promise<Photo[]> {
    return this.photoLinks.photosOf(context, recordId);
  }

  @FieldResolver(() => Int, { description: '照片数 How many pictures it has, 0 to 6.' })
  async photoCount(@Root() { recordId }: ServiceRecord, @Ctx() context: RequestContext): Promise<number> {
    return (await this.photoLinks.photosOf(context, recordId)).length;
  }
}
