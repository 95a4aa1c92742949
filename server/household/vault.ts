/**
 * Promises that personal data at rest opens only with the key ring of the installation, in the row and column it was sealed for.
 *
 * A household has a data key of its own (32 random bytes), wrapped by the first key of the ring; every key of the ring unwraps.
 * The wrapped key names its ring key, so that rotation is: put a new key in front, rewrap household by household (`rewrap`),
 * take the old key out when none names it. Half done, everything stays readable. Sealed columns never change in a rotation.
 * Destroying a wrapped data key erases everything sealed with it, in every copy and backup that lacks the key.
 *
 * The blind index of resident numbers and the hash of card codes need keys that do not move when the ring rotates: they are
 * derived from the LAST key of the ring, its oldest. That one stays last; without it indexes and card hashes must be made anew.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { VaultFailure } from './vault-failure';

export interface RingKey {
  readonly name: string;
  readonly key: Buffer;
}

/** Where a ciphertext stands: bound into it, so that it opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

const version = 1;
const nonceLength = 12;
const tagLength = 16;

export class IdentityVault {
  private readonly ring: ReadonlyMap<string, Buffer>;
  private readonly newest: RingKey;
  private readonly indexKey: Buffer;
  private readonly cardKey: Buffer;

  constructor(ring: readonly RingKey[]) {
    const [newest] = ring;
    const oldest = ring.at(-1);
    if (newest === undefined || oldest === undefined) throw new VaultFailure('UNKNOWN_KEY');
    this.newest = newest;
    this.ring = new Map(ring.map(({ name, key }) => [name, derive(key, 'wrap')]));
    this.indexKey = derive(oldest.key, 'resident number index');
    this.cardKey = derive(oldest.key, 'contact card');
  }

  /** Makes the data key of a new household, and its wrapped form for the database. */
  makeKey(householdId: string): { key: HouseholdKey; wrapped: Buffer } {
    const dataKey = randomBytes(32);
    return { key: new HouseholdKey(dataKey), wrapped: this.wrap(householdId, dataKey) };
  }

  /** Unwraps a data key. Throws VaultFailure when the ring does not hold its key or it belongs to another household. */
  openKey(householdId: string, wrapped: Buffer): HouseholdKey {
    return new HouseholdKey(this.unwrap(householdId, wrapped));
  }

  /** The data key wrapped by the newest key of the ring, or undefined when it is already. */
  rewrap(householdId: string, wrapped: Buffer): Buffer | undefined {
    if (readHeader(wrapped).name === this.newest.name) return undefined;
    return this.wrap(householdId, this.unwrap(householdId, wrapped));
  }

  /** Keyed blind index: equal numbers have equal indexes, and nobody without the ring can compute one. 16 bytes. */
  residentNumberIndex(residentNumber: string): Buffer {
    return createHmac('sha256', this.indexKey).update(residentNumber).digest().subarray(0, 16);
  }

  /** Keyed hash of a contact card's code. */
  cardHash(code: string): Buffer {
    return createHmac('sha256', this.cardKey).update(code).digest();
  }

  /** version, length of the name, name; then nonce, tag, ciphertext. The header is authenticated with the place. */
  private wrap(householdId: string, dataKey: Buffer): Buffer {
    const name = Buffer.from(this.newest.name, 'utf8');
    const header = Buffer.concat([Buffer.from([version, name.length]), name]);
    return Buffer.concat([
      header,
      encrypt(this.ring.get(this.newest.name)!, wrapContext(householdId, header), dataKey),
    ]);
  }

  private unwrap(householdId: string, wrapped: Buffer): Buffer {
    const { name, header, body } = readHeader(wrapped);
    const ringKey = this.ring.get(name);
    if (ringKey === undefined) throw new VaultFailure('UNKNOWN_KEY');
    const dataKey = decrypt(ringKey, wrapContext(householdId, header), body);
    if (dataKey.length !== 32) throw new VaultFailure('MALFORMED');
    return dataKey;
  }
}

/** The open data key of one household. Lives as long as one command and is never printed. */
export class HouseholdKey {
  readonly #dataKey: Buffer;

  constructor(dataKey: Buffer) {
    this.#dataKey = dataKey;
  }

  /** Seals a text for one place. */
  seal(place: Place, text: string): Buffer {
    return this.sealBytes(place, Buffer.from(text, 'utf8'));
  }

  /** Opens what was sealed for exactly this place. Throws VaultFailure for anything else. */
  open(place: Place, sealed: Buffer): string {
    return this.openBytes(place, sealed).toString('utf8');
  }

  /** version, nonce, tag, ciphertext; each column has a key of its own, and the place is authenticated with it. */
  sealBytes(place: Place, bytes: Buffer): Buffer {
    return Buffer.concat([Buffer.from([version]), encrypt(this.columnKey(place), placeContext(place), bytes)]);
  }

  openBytes(place: Place, sealed: Buffer): Buffer {
    if (sealed.length === 0) throw new VaultFailure('MALFORMED');
    if (sealed[0] !== version) throw new VaultFailure('UNKNOWN_VERSION');
    return decrypt(this.columnKey(place), placeContext(place), sealed.subarray(1));
  }

  private columnKey(place: Place): Buffer {
    return derive(this.#dataKey, `column ${place.table}.${place.column}`);
  }
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `linkage vault ${purpose}`, 32));
}

function placeContext(place: Place): Buffer {
  return Buffer.from(`${version}/${place.table}/${place.column}/${place.rowId}`, 'utf8');
}

function wrapContext(householdId: string, header: Buffer): Buffer {
  return Buffer.concat([header, placeContext({ table: 'household', column: 'data_key', rowId: householdId })]);
}

function readHeader(wrapped: Buffer): { name: string; header: Buffer; body: Buffer } {
  if (wrapped.length < 2) throw new VaultFailure('MALFORMED');
  if (wrapped[0] !== version) throw new VaultFailure('UNKNOWN_VERSION');
  const end = 2 + wrapped[1]!;
  if (wrapped.length < end) throw new VaultFailure('MALFORMED');
  return { name: wrapped.toString('utf8', 2, end), header: wrapped.subarray(0, end), body: wrapped.subarray(end) };
}

function encrypt(key: Buffer, context: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(context);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, context: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new VaultFailure('MALFORMED');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(context).setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
  } catch {
    // The cause is dropped on purpose: nothing of what was tried gets into a log.
    throw new VaultFailure('NOT_AUTHENTIC');
  }
}
