/**
 * Promises that what is kept on the device is read with one key only, which the browser uses and gives to nobody (AES-GCM, 256 bits; a new
 * random 96-bit nonce for each sealing, NIST SP 800-38D), and only in the place for which it was sealed.
 */

export interface Sealed {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** Sealed in front of the pictures, since bytes have no names. */
interface Head {
  readonly thing: object;
  readonly pictures: readonly { readonly name: string; readonly type: string; readonly size: number }[];
}

const algorithm = 'AES-GCM';
const nonceBytes = 12;
const lengthBytes = 4;

/** Throws on a page without https, where a browser seals nothing. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** `place` is where it will lie; opened elsewhere it is refused. */
export async function seal(key: CryptoKey, place: string, thing: object): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  return { nonce, sealed: await crypto.subtle.encrypt(parameters(nonce, place), key, await packed(thing)) };
}

/** Throws for what was changed, sealed for another place or with another key. */
export async function unseal(key: CryptoKey, place: string, { nonce, sealed }: Sealed): Promise<object> {
  return unpacked(await crypto.subtle.decrypt(parameters(nonce, place), key, sealed));
}

function parameters(nonce: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: algorithm, iv: nonce, additionalData: new TextEncoder().encode(place) };
}

/** Length of the head, head, pictures. */
function packed(thing: object): Promise<ArrayBuffer> {
  const pictures = Object.entries(thing).filter((entry): entry is [string, Blob] => entry[1] instanceof Blob);
  const head: Head = { thing, pictures: pictures.map(([name, { type, size }]) => ({ name, type, size })) };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = new DataView(new ArrayBuffer(lengthBytes));
  length.setUint32(0, text.length);
  return new Blob([length, text, ...pictures.map(([, picture]) => picture)]).arrayBuffer();
}

function unpacked(bytes: ArrayBuffer): object {
  let at = lengthBytes + new DataView(bytes).getUint32(0);
  const { thing, pictures } = JSON.parse(new TextDecoder().decode(bytes.slice(lengthBytes, at))) as Head;
  const opened = pictures.map(({ name, type, size }) => {
    const picture = new Blob([bytes.slice(at, at + size)], { type });
    at += size;
    return [name, picture] as const;
  });
  return { ...thing, ...Object.fromEntries(opened) };
}
