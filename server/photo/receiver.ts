/** Promises the way by which pictures come and go: PUT and GET /photos/{UUID}. */
import { globalId } from '../../schema/global-id';
import { areaRoles, organisationRoles } from '../../schema/identity/role';
import { holds, type Actor } from '../identity/actor';
import type { Message } from '../message';
import { byteMaximum } from './picture';
import type { NotKept, PhotoService } from './photo.service';

interface Refused {
  readonly status: number;
  readonly code: string;
  readonly said: Message;
}

const refusals: Readonly<Record<NotKept, Refused>> = {
  NOT_FOUND: {
    ...{ status: 404, code: 'NOT_FOUND' },
    said: {
      zh: '未找到该家庭或接单，或您不能为其发送照片',
      en: 'there is no such household or claim, or you may not send pictures for it',
    },
  },
  NOT_A_PICTURE: {
    ...{ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
    said: {
      zh: '须为完好的 JPEG、PNG 或 WebP 照片，不超过五千万像素',
      en: 'send an intact JPEG, PNG or WebP picture of at most 50 million pixels',
    },
  },
  OTHER_CONTENTS: {
    ...{ status: 409, code: 'IDEMPOTENCY_MISMATCH' },
    said: { zh: '该编号已用于另一张照片，请换新编号', en: 'this id was used for another picture: take a new one' },
  },
  TOO_MANY: {
    ...{ status: 422, code: 'LIMIT_EXCEEDED' },
    said: { zh: '该家庭的照片已达上限', en: 'this household has as many pictures as it may' },
  },
};

export class PhotoReceiver {
  readonly path = '/photos';
  readonly mediaTypes = ['image/jpeg', 'image/png', 'image/webp'];

  constructor(private readonly service: PhotoService) {}

  byteMaximum(): number {
    return byteMaximum;
  }

  admits(actor: Actor): boolean {
    return actor.apiKey === undefined && holds(actor, ...areaRoles, ...organisationRoles);
  }

  async receive(
    actor: Actor,
    sent: { id: string; query: Readonly<Record<string, string>>; chunks: Buffer[] },
  ): Promise<{ status: number; body: object }> {
    const bytes = Buffer.concat(sent.chunks.splice(0));
    const answer = await this.service.receive(actor, { id: sent.id, sentFor: sent.query, bytes });
    if (typeof answer !== 'string') return { status: 201, body: { id: globalId('Photo', answer.id) } };
    const { status, code, said } = refusals[answer];
    const extensions = { code, messageZh: said.zh, messageEn: said.en };
    return { status, body: { errors: [{ message: `${said.zh} / ${said.en}`, extensions }] } };
  }

  /** The bytes of a picture, or the status that says why not. */
  async read(actor: Actor, id: string): Promise<{ mediaType: string; bytes: Buffer } | number> {
    const bytes = await this.service.read(actor, id);
    if (bytes === 'TOO_OFTEN') return 429;
    return bytes ? { mediaType: 'image/jpeg', bytes } : 404;
  }
}
