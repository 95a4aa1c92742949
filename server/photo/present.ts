/** Promises the picture of the contract made from its row. */
import { globalId } from '../../schema/global-id';
import { Photo } from '../../schema/photo/photo';
import type { PhotoRow } from './photo.repository';

export function presentPhoto({ id, width, height, receivedAt }: PhotoRow): Photo {
  return Object.assign(new Photo(), { id: globalId('Photo', id), path: `/photos/${id}`, width, height, receivedAt });
}
