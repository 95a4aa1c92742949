/** Promises that a thing has only pictures of its own household, so many at most, and each picture belongs to one thing of its kind. */
import DataLoader from 'dataloader';
import { localId } from '../../schema/global-id';
import type { Photo } from '../../schema/photo/photo';
import type { Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { loaderOf, type RequestContext } from '../context';
import type { Database, Statements, Transaction } from '../database/database';
import type { Message } from '../message';
import { PhotoLinkRepository, type PhotoOwner } from './photo-link.repository';
import type { PhotoRepository } from './photo.repository';
import { presentPhoto } from './present';

/** How many pictures a thing of each kind may have, and what others of its kind are called. */
const kinds: Readonly<Record<PhotoOwner, { readonly maximum: number; readonly other: Message }>> = {
  need: { maximum: 6, other: { zh: '其他需求', en: 'another need' } },
  visit: { maximum: 20, other: { zh: '其他走访', en: 'another visit' } },
  service_record: { maximum: 6, other: { zh: '其他服务记录', en: 'another record of a service' } },
};

export interface PhotographedThing {
  readonly id: string;
  /** Undefined: of nobody who is registered, and without pictures. */
  readonly householdId: string | undefined;
  /** Only pictures that this account sent itself. */
  readonly sentBy?: string;
}

export class PhotoLinks {
  private readonly links: PhotoLinkRepository;

  constructor(
    private readonly database: Database,
    private readonly photos: Pick<PhotoRepository, 'findPhotos'>,
    private readonly owner: PhotoOwner,
  ) {
    this.links = new PhotoLinkRepository(owner);
  }

  /** Undefined when all belong to the thing now; a refusal must roll the caller's transaction back. */
  async link(
    tx: Transaction,
    { id, householdId, sentBy }: PhotographedThing,
    photoIds: readonly string[] | null | undefined,
  ): Promise<Refusal | undefined> {
    const { maximum, other } = kinds[this.owner];
    const ids = [...new Set((photoIds ?? []).map((one) => localId('Photo', one)))];
    if (ids.length === 0) return undefined;
    const own = (await this.photos.findPhotos(tx, ids)).filter(
      (photo) => photo.householdId === householdId && (sentBy === undefined || photo.sentBy === sentBy),
    );
    if (own.length < ids.length) return new NotFound('Photo');
    if (ids.length <= maximum && (await this.links.insertLinks(tx, id, ids)).length === 0) return undefined;
    return new InvalidInput('photoIds', {
      zh: `照片最多${maximum}张，且未用于${other.zh}。请调整后重试。`,
      en: `At most ${maximum} pictures, none of them of ${other.en}. Leave some out and try again.`,
    });
  }

  /** To which thing of this kind a picture belongs. */
  ownerOf(statements: Statements, photoId: string): Promise<string | undefined> {
    return this.links.ownerOf(statements, photoId);
  }

  photosOf(context: RequestContext, id: string): Promise<Photo[]> {
    return loaderOf(context, this.makeLoader).load(id);
  }

  private readonly makeLoader = () =>
    new DataLoader<string, Photo[]>(async (ids) => {
      const links = await this.links.linksOf(this.database, ids);
      const rows = await this.photos.findPhotos(
        this.database,
        links.map((link) => link.photoId),
      );
      const ownerOf = new Map(links.map((link) => [link.photoId, link.ownerId]));
      return ids.map((id) => rows.filter((row) => ownerOf.get(row.id) === id).map(presentPhoto));
    });
}
