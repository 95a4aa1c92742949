/** Promises what can be wrong with the audit, by name and place, said in both languages. */
import type { Message } from '../message';

export type AuditContradiction =
  | { readonly rule: 'changed' | 'removed' | 'inserted'; readonly batch: bigint; readonly position: bigint }
  | { readonly rule: 'moved'; readonly batch: bigint; readonly position: bigint; readonly from: bigint }
  | { readonly rule: 'seal changed' | 'seal missing' | 'other than anchored' | 'cut'; readonly batch: bigint }
  | { readonly rule: 'anchor missing' | 'anchor cut'; readonly path: string };

export function describe(found: AuditContradiction): Message {
  switch (found.rule) {
    case 'changed':
      return {
        zh: `✗ 第 ${found.batch} 批第 ${found.position} 行：内容被改动`,
        en: `✗ batch ${found.batch}, line ${found.position}: changed after it was sealed`,
      };
    case 'removed':
      return {
        zh: `✗ 第 ${found.batch} 批第 ${found.position} 行：被删除`,
        en: `✗ batch ${found.batch}, line ${found.position}: removed after it was sealed`,
      };
    case 'inserted':
      return {
        zh: `✗ 第 ${found.batch} 批第 ${found.position} 行：封存后插入`,
        en: `✗ batch ${found.batch}, line ${found.position}: inserted after the batch was sealed`,
      };
    case 'moved':
      return {
        zh: `✗ 第 ${found.batch} 批第 ${found.position} 行：顺序被改，内容原在第 ${found.from} 行`,
        en: `✗ batch ${found.batch}, line ${found.position}: out of order, it was sealed as line ${found.from}`,
      };
    case 'seal changed':
      return { zh: `✗ 第 ${found.batch} 批：封存记录被改动`, en: `✗ batch ${found.batch}: its seal was changed` };
    case 'seal missing':
      return { zh: `✗ 第 ${found.batch} 批：封存记录缺失`, en: `✗ batch ${found.batch}: its seal is missing` };
    case 'other than anchored':
      return {
        zh: `✗ 第 ${found.batch} 批：与锚定文件不一致`,
        en: `✗ batch ${found.batch}: not the one in the anchor file`,
      };
    case 'cut':
      return {
        zh: `✗ 从第 ${found.batch} 批起被截断：锚定文件中还有`,
        en: `✗ cut from batch ${found.batch} on: the anchor file knows more`,
      };
    case 'anchor missing':
      return {
        zh: `✗ 缺少锚定文件 ${found.path}：无法判断末尾是否被截断`,
        en: `✗ no anchor file at ${found.path}: a cut end could not be seen`,
      };
    case 'anchor cut':
      return { zh: `✗ 锚定文件 ${found.path} 不连续`, en: `✗ the anchor file ${found.path} has a gap` };
  }
}
