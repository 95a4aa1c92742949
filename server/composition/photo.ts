/** Promises pictures taken at households. */
import { PhotoService } from '../photo/photo.service';
import { PhotoReceiver } from '../photo/receiver';
import type { Care } from './care';
import type { Ground } from './ground';

export type Picturing = ReturnType<typeof composePhoto>;

export function composePhoto({ audit, database, households, photos, vault }: Ground & Care) {
  const photoService = new PhotoService(database, audit, households, vault, photos);
  const resolvers: object[] = [];
  return { photoService, photoReceiver: new PhotoReceiver(photoService), resolvers };
}
