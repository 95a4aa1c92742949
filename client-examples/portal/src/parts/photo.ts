/** Promises pictures from the camera made small and without the place where they were taken, and sent once under an id of our own. */
import { authorisedFetch, type Fault } from '../graphql/client';

const pixelsMaximum = 2_048;
const quality = 0.82;

/** Drawn anew: what the camera wrote beside the picture stays behind. Throws for what is no picture. */
export async function smaller(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, pixelsMaximum / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!drawn) throw new Error('The picture could not be drawn');
  return drawn;
}

/** For what a picture is sent: for a household by who serves it, for a claim by who serves under it. */
export type SentFor = { readonly householdId: string } | { readonly claimId: string };

/** Sends a picture. Returns its global id, or why it was not taken; the same id may be sent again and is kept once. */
export async function sendPhoto(id: string, sentFor: SentFor, picture: Blob): Promise<{ id: string } | Fault> {
  try {
    const response = await authorisedFetch(`/photos/${id}?${new URLSearchParams(sentFor)}`, {
      method: 'PUT',
      headers: { 'content-type': picture.type },
      body: picture,
    });
    const answer = (await response.json()) as {
      readonly id?: string;
      readonly errors?: readonly { readonly extensions?: Fault }[];
    };
    if (answer.id !== undefined) return { id: answer.id };
    if (response.status === 401) return { code: 'UNAUTHENTICATED' };
    return answer.errors?.[0]?.extensions ?? { code: response.status >= 500 ? 'UNREACHABLE' : 'BAD_USER_INPUT' };
  } catch {
    return { code: 'UNREACHABLE' };
  }
}
