/**
 * Promises a picture that is nothing but a picture: told by its contents and not by its name, within a number of pixels, drawn anew so that
 * neither the place where it was taken nor anything hidden behind it is left.
 */

export interface Picture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

export const byteMaximum = 8 * 1024 * 1024;
/** What is decoded at most: a phone of today takes up to 50 million. */
const pixelMaximum = 50_000_000;
const sideMaximum = 2_048;

/** How the files begin: JPEG (ITU T.81), PNG (ISO 15948), WebP (RFC 9649). The decoders of all other formats are never asked. */
function isPicture(bytes: Buffer): boolean {
  const begins = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;
  return begins('ffd8ff') || begins('89504e470d0a1a0a') || (begins('52494646') && begins('57454250', 8));
}

/** The picture drawn anew as JPEG, upright, or undefined when the bytes are none or it has too many pixels. */
export async function drawAnew(bytes: Buffer): Promise<Picture | undefined> {
  if (!isPicture(bytes)) return undefined;
  // Not before the first picture: loading the decoders takes longer than the start of everything else.
  const { default: sharp } = await import('sharp');
  try {
    const drawn = sharp(bytes, { limitInputPixels: pixelMaximum, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width: sideMaximum, height: sideMaximum, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 });
    const { data, info } = await drawn.toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    // What is wrong with it the decoder says in words that may quote it.
    return undefined;
  }
}
