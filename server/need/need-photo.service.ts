/** Promises that a need has only pictures of its own household, each picture one need, and that organisations never see them. */
import DataLoader from 'dataloader';
import { localId } from '../../schema/global-id';
import type { Photo } from '../../schema/photo/photo';
import type { Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { loaderOf, type RequestContext } from '../context';
import type { Database, Transaction } from '../database/database';
import type { PhotoRepository } from '../photo/photo.repository';
import { presentPhoto } from '../photo/present';
import type { NeedPhotoRepository } from './need-photo.repository';

const photosOfNeed = 6;

export class NeedPhotoService {
  constructor(
    private readonly database: Database,
    private readonly photos: Pick<PhotoRepository, 'findPhotos'>,
    private readonly links: NeedPhotoRepository,
  ) {}

  /** Undefined when all belong to the need now. */
  async link(
    tx: Transaction,
    need: { readonly id: string; readonly householdId: string },
    photoIds: readonly string[],
  ): Promise<Refusal | undefined> {
    const ids = [...new Set(photoIds.map((id) => localId('Photo', id)))];
    if (ids.length === 0) return undefined;
    const photos = await this.photos.findPhotos(tx, ids);
    if (photos.filter((photo) => photo.householdId === need.householdId).length < ids.length)
      return new NotFound('Photo');
    if (ids.length <= photosOfNeed && (await this.links.insertPhotos(tx, need.id, ids)).length === 0) return undefined;
    return new InvalidInput('photoIds', {
      zh: `照片最多${photosOfNeed}张,且未用于其他需求。请调整后重试。`,
      en: `At most ${photosOfNeed} pictures, none of them of another need. Leave some out and try again.`,
    });
  }

  photosOf(context: RequestContext, needId: string): Promise<Photo[]> {
    return loaderOf(context, this.makeLoader).load(needId);
  }

  private readonly makeLoader = () =>
    new DataLoader<string, Photo[]>(async (needIds) => {
      const links = await this.links.photosOf(this.database, needIds);
      const rows = await this.photos.findPhotos(
        this.database,
        links.map((link) => link.photoId),
      );
      const needOf = new Map(links.map((link) => [link.photoId, link.needId]));
      return needIds.map((id) => rows.filter((row) => needOf.get(row.id) === id).map(presentPhoto));
    });
}
