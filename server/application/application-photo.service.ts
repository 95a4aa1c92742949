/** Promises that a paper of an application has only pictures of its own household, and each picture one paper. */
import DataLoader from 'dataloader';
import { localId } from '../../schema/global-id';
import type { Photo } from '../../schema/photo/photo';
import type { Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { loaderOf, type RequestContext } from '../context';
import type { Database, Transaction } from '../database/database';
import type { PhotoRepository } from '../photo/photo.repository';
import { presentPhoto } from '../photo/present';
import type { ApplicationPhotoRepository } from './application-photo.repository';

const photosOfPaper = 10;

interface Given {
  readonly positions: readonly number[];
  readonly photoIds: readonly string[];
  readonly isWaived: boolean;
}

export class ApplicationPhotoService {
  constructor(
    private readonly database: Database,
    private readonly photos: Pick<PhotoRepository, 'findPhotos'>,
    private readonly links: ApplicationPhotoRepository,
  ) {}

  /** Undefined when all belong to the paper now, beside those that it had. */
  async link(
    tx: Transaction,
    application: { readonly id: string; readonly householdId: string },
    { positions, photoIds, isWaived }: Given,
  ): Promise<Refusal | undefined> {
    const ids = [...new Set(photoIds.map((id) => localId('Photo', id)))];
    const [position, ...others] = positions;
    if (ids.length === 0 || position === undefined) return undefined;
    if (others.length > 0 || isWaived)
      return invalid('照片须属于一项收到的材料。', 'Pictures are of one document that is there.');
    const photos = await this.photos.findPhotos(tx, ids);
    if (photos.filter((photo) => photo.householdId === application.householdId).length < ids.length)
      return new NotFound('Photo');
    const written = await this.links.insertPhotos(tx, { applicationId: application.id, position }, ids);
    const all = await this.links.photosOf(tx, [application.id]);
    if (written === ids.length && all.filter((one) => one.position === position).length <= photosOfPaper)
      return undefined;
    return invalid(
      `每项材料的照片最多${photosOfPaper}张，且未用于其他材料。`,
      `A document has at most ${photosOfPaper} pictures, none of them of another one.`,
    );
  }

  async photosOf(context: RequestContext, applicationId: string, position: number): Promise<Photo[]> {
    return (await loaderOf(context, this.makeLoader).load(applicationId)).get(position) ?? [];
  }

  private readonly makeLoader = () =>
    new DataLoader<string, Map<number, Photo[]>>(async (applicationIds) => {
      const links = await this.links.photosOf(this.database, applicationIds);
      const rows = await this.photos.findPhotos(
        this.database,
        links.map((link) => link.photoId),
      );
      const photoOf = new Map(rows.map((row) => [row.id, presentPhoto(row)]));
      return applicationIds.map((id) => {
        const byPosition = new Map<number, Photo[]>();
        for (const { position, photoId } of links.filter(({ applicationId }) => applicationId === id))
          byPosition.set(position, [...(byPosition.get(position) ?? []), photoOf.get(photoId)!]);
        return byPosition;
      });
    });
}

function invalid(zh: string, en: string): InvalidInput {
  return new InvalidInput('photoIds', { zh: `${zh}请改正后重试。`, en: `${en} Correct it and try again.` });
}
