/** Promises the way by which files of triggers come: PUT /trigger-imports/{UUID}?format=, answered before they are read. */
import { SpreadsheetFormat } from '../../schema/import/import';
import { globalId } from '../../schema/global-id';
import { holds, type Actor } from '../identity/actor';
import type { Message } from '../message';
import { fileSenders } from './intake.policy';
import type { IntakeService, NotTaken } from './intake.service';
import { byteMaximum } from './source';

/** The same shape as an upload of the transport. */
export interface ReceivedFile {
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly mediaType: string;
  readonly chunks: Buffer[];
}

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const typeOf: Readonly<Record<string, SpreadsheetFormat>> = {
  'text/csv': SpreadsheetFormat.CSV,
  [workbook]: SpreadsheetFormat.XLSX,
};

const refusals: Readonly<Record<NotTaken | 'STRANGE', { status: number; code: string; said: Message }>> = {
  STRANGE: {
    status: 400,
    code: 'BAD_USER_INPUT',
    said: { zh: 'format 须为 CSV 或 XLSX，并与媒体类型一致', en: 'format is CSV or XLSX, as the media type says' },
  },
  NOT_ALLOWED: {
    status: 403,
    code: 'FORBIDDEN',
    said: { zh: '您不能以此身份批量报送', en: 'you may not send files of triggers in this name' },
  },
  OTHER_CONTENTS: {
    status: 409,
    code: 'IDEMPOTENCY_MISMATCH',
    said: { zh: '该编号已用于另一份文件，请换新编号', en: 'this id was used for another file: take a new one' },
  },
  BUSY: {
    status: 503,
    code: 'RETRYABLE',
    said: { zh: '正在读取另一份文件，请稍后重试', en: 'another file is being read: try again soon' },
  },
};

export class TriggerReceiver {
  readonly path = '/trigger-imports';
  readonly mediaTypes = Object.keys(typeOf);

  constructor(private readonly service: IntakeService) {}

  byteMaximum(query: Readonly<Record<string, string>>): number {
    return byteMaximum[query.format === SpreadsheetFormat.XLSX ? SpreadsheetFormat.XLSX : SpreadsheetFormat.CSV];
  }

  admits(actor: Actor): boolean {
    return holds(actor, ...fileSenders);
  }

  async receive(actor: Actor, file: ReceivedFile): Promise<{ status: number; body: object }> {
    const { format, departmentId } = file.query;
    const said = typeOf[file.mediaType];
    if (said === undefined || format !== String(said)) return refused('STRANGE');
    const { id: importId, chunks } = file;
    const answer = await this.service.receive(actor, {
      importId,
      format: said,
      departmentId,
      chunks,
    });
    if (typeof answer === 'string') return refused(answer);
    return { status: 202, body: { id: globalId('TriggerImport', answer.id), status: answer.status } };
  }
}

function refused(why: keyof typeof refusals): { status: number; body: object } {
  const { status, code, said } = refusals[why];
  const extensions = { code, messageZh: said.zh, messageEn: said.en };
  return { status, body: { errors: [{ message: `${said.zh} / ${said.en}`, extensions }] } };
}
