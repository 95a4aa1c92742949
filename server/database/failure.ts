/** Promises that what PostgreSQL refuses is told apart by SQLSTATE, and that no statement, parameter or row value gets out. */
import { Fault } from '../../schema/fault';

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly driverError?: DriverError;
  readonly message?: string;
}

const restartable = new Set(['40001', '40P01']);
const unavailable = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  '25006',
  '53100',
  '25P03',
  '25P04',
]);
const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
const connectionWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Query runner already released|Driver not Connected|socket hang up|cannot connect|connect ECONNREFUSED|Connection is not established|server conn crashed/i;

/** The SQLSTATE of an error of the driver, if it has one. */
export function sqlState(error: unknown): string | undefined {
  const failure = error as DriverError;
  return failure?.driverError?.code ?? failure?.code;
}

/** The name of the violated constraint, if there is one. Constraint names are sentences; services map them to refusals. */
export function violatedConstraint(error: unknown): string | undefined {
  const failure = error as DriverError;
  return failure?.driverError?.constraint ?? failure?.constraint;
}

/** The column that was left without a value and must have one, if that is the failure. */
export function missingColumn(error: unknown): { readonly table?: string; readonly column?: string } | undefined {
  if (sqlState(error) !== '23502') return undefined;
  const failure = error as DriverError;
  return failure.driverError ?? failure;
}

export function isRestartable(error: unknown): boolean {
  return restartable.has(sqlState(error) ?? '');
}

/** The failure as the rest of the server may see it: a typed fault where a client can act on it, else the error itself. */
export function databaseFailure(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const state = sqlState(error) ?? '';
  if (unavailable.has(state) || connectionCodes.has(state) || connectionWords.test((error as Error)?.message ?? ''))
    return new Fault('RETRYABLE', {
      zh: '数据库暂时不可用，请稍后重试',
      en: 'the database is briefly unavailable, try again',
    });
  if (state === '57014')
    return new Fault('TIMEOUT', {
      zh: '查询超时，请缩小范围后重试',
      en: 'the query took too long, narrow it and try again',
    });
  if (state === '55P03')
    return new Fault('RETRYABLE', {
      zh: '该记录正被他人处理，请稍后重试',
      en: 'the record is being changed, try again',
    });
  if (state === '22021' || state === '22P05')
    return new Fault('BAD_USER_INPUT', {
      zh: '输入含有不允许的字符',
      en: 'the input has a character that is not allowed',
    });
  return error;
}
