/**
 * Promises pictures that those who serve the household send and see, and others by a door that a higher room opens; sealed with its key,
 * each reading written down.
 */
import { createHash } from 'node:crypto';
import { localId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements } from '../database/database';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdRepository } from '../household/household.repository';
import type { IdentityVault, Place } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { PhotoRepository, PhotoRow } from './photo.repository';
import { drawAnew } from './picture';

export type NotKept = 'NOT_FOUND' | 'NOT_A_PICTURE' | 'OTHER_CONTENTS' | 'TOO_MANY';

const photosOfHousehold = 200;
/** Where so many are kept already, none is taken by a door: whoever serves the household finds room. */
const photosByDoor = 100;
const readingOperation = 'readPhoto';
/** Readings of one account within a day before it is refused. */
const readingsPerDay = 500;

/** What a higher room knows of pictures beyond who serves the household. */
export interface PhotoDoor {
  /** Which household a picture for one of its things shows; undefined when the actor may send none for it. */
  householdFor(statements: Statements, actor: Actor, id: string): Promise<string | undefined>;
  /** Whether the actor may look at a picture because it belongs to one of its things. */
  opens(statements: Statements, actor: Actor, photoId: string): Promise<boolean>;
}

/** For what a picture is sent: one of these, by its global id. */
export type SentFor = Readonly<Record<string, string>>;

function placeOf(photoId: string): Place {
  return { table: 'photo', column: 'contents', rowId: photoId };
}

export class PhotoService {
  private readonly doors = new Map<string, PhotoDoor>();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly households: HouseholdRepository,
    private readonly vault: IdentityVault,
    private readonly photos: PhotoRepository,
  ) {}

  /** `name`: under which the thing is named that a picture is sent for. Wired by the composition. */
  openDoor(name: string, door: PhotoDoor): void {
    this.doors.set(name, door);
  }

  /** Sent twice, it is kept once; another picture or household under the same id is refused. */
  async receive(actor: Actor, sent: { id: string; sentFor: SentFor; bytes: Buffer }): Promise<PhotoRow | NotKept> {
    const { householdId, maximum } = await this.householdFor(actor, sent.sentFor);
    if (householdId === undefined) return 'NOT_FOUND';
    const picture = await drawAnew(sent.bytes);
    if (!picture) return 'NOT_A_PICTURE';
    const input = { householdId, sha256: createHash('sha256').update(sent.bytes).digest('hex') };
    const answer = await this.database
      .transaction(async (tx) => {
        const line = { accountId: actor.accountId, operation: 'sendPhoto', subjectType: 'Photo', subjectId: sent.id };
        const once = await this.audit.recordOnce(tx, { ...line, details: { householdId } }, sent.id, input);
        if (isRefusal(once)) return once;
        if (once === 'repeated') return (await this.photos.findPhoto(tx, sent.id))!;
        // Held, so that of many at once each counts those before it.
        await this.households.lockHousehold(tx, householdId);
        const { dataKey } = (await this.households.findSealed(tx, householdId))!.household;
        const isFull = (await this.photos.countOf(tx, householdId)) >= maximum;
        if (dataKey === null || isFull) throw new NotTaken(dataKey === null ? 'NOT_FOUND' : 'TOO_MANY');
        const contents = this.vault.openKey(householdId, dataKey).sealBytes(placeOf(sent.id), picture.bytes);
        const { width, height } = picture;
        return this.photos.insertPhoto(tx, {
          id: sent.id,
          householdId,
          width,
          height,
          contents,
          sentBy: actor.accountId,
        });
      })
      .catch((error: unknown) => {
        if (error instanceof NotTaken) return error.why;
        throw error;
      });
    return isRefusal(answer) ? 'OTHER_CONTENTS' : answer;
  }

  private async householdFor(
    actor: Actor,
    sentFor: SentFor,
  ): Promise<{ householdId: string | undefined; maximum: number }> {
    for (const [name, door] of this.doors) {
      const id = sentFor[name];
      if (id === undefined) continue;
      return { householdId: await door.householdFor(this.database, actor, id), maximum: photosByDoor };
    }
    const id = localId('Household', sentFor.householdId ?? '');
    const household = await this.households.findHousehold(this.database, id);
    const maySend = household !== undefined && householdPolicy.maySee(actor, household);
    return { householdId: maySend ? id : undefined, maximum: photosOfHousehold };
  }

  /** The bytes, for who serves the household, or by a door; undefined for everybody else, and once it was erased. Written down. */
  read(actor: Actor, id: string): Promise<Buffer | 'TOO_OFTEN' | undefined> {
    return this.database.transaction(async (tx) => {
      const photo = await this.photos.findPhoto(tx, id);
      const sealed = photo && (await this.households.findSealed(tx, photo.householdId))?.household;
      if (!sealed?.dataKey) return undefined;
      if (!householdPolicy.maySee(actor, sealed) && !(await this.isOpen(tx, actor, id))) return undefined;
      if ((await this.audit.countOf(tx, actor.accountId, readingOperation, 24)) >= readingsPerDay) return 'TOO_OFTEN';
      await this.audit.record(tx, {
        ...{ accountId: actor.accountId, operation: readingOperation, subjectType: 'Photo', subjectId: id },
        details: { householdId: sealed.id },
      });
      const contents = (await this.photos.findContents(tx, id))!;
      return this.vault.openKey(sealed.id, sealed.dataKey).openBytes(placeOf(id), contents);
    });
  }

  private async isOpen(statements: Statements, actor: Actor, photoId: string): Promise<boolean> {
    for (const door of this.doors.values()) if (await door.opens(statements, actor, photoId)) return true;
    return false;
  }
}

/** Ends the transaction without a trace. Never leaves this file. */
class NotTaken extends Error {
  constructor(readonly why: NotKept) {
    super(why);
  }
}
