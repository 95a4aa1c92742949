/** Promises the measure of a document before anything looks at it more closely: linear in its size, whatever its fragments multiply to. */
import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Fault } from '../../schema/fault';
import type { Limits } from './limits';

/** Nothing is counted further than this: fragments of fragments reach astronomic numbers. */
const countless = 1_000_000;
const unreadable = /[\0\p{Cs}]/u;
const introspection = new Set(['__schema', '__type']);

interface Measure {
  depth: number;
  introspectionDepth: number;
  fields: number;
  aliases: number;
}

function tooMuch(what: { zh: string; en: string }, limit: number): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: `请求过大：${what.zh}超过 ${limit}，请拆分请求`,
    en: `the request is too large: more than ${limit} ${what.en}; split it`,
  });
}

export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

/** The root fields of an operation with its fragments put in their places, each as often as it stands there. */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode): FieldNode[] {
  const fragments = fragmentsOf(document);
  const fields: FieldNode[] = [];
  const collect = (set: SelectionSetNode, path: readonly string[]) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, path);
      else if (!path.includes(selection.name.value)) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet, [...path, selection.name.value]);
      }
    }
  };
  collect(operation.selectionSet, []);
  return fields;
}

/** The first limit that the document breaks by its shape alone, if it breaks one. */
export function structureRefusal(document: DocumentNode, limits: Limits): Fault | undefined {
  const fragments = fragmentsOf(document);
  if (fragments.size > limits.fragments) return tooMuch({ zh: '片段数', en: 'fragments' }, limits.fragments);
  return (
    nodeRefusal(document, limits) ??
    measureRefusal(document, fragments, limits) ??
    repetitionRefusal(document, fragments, limits)
  );
}

function nodeRefusal(document: DocumentNode, limits: Limits): Fault | undefined {
  let directives = 0;
  let crowded = false;
  let unreadableText = false;
  visit(document, {
    enter: (node) => {
      if ('directives' in node && node.directives) {
        directives += node.directives.length;
        crowded ||= node.directives.length > limits.directivesPerNode;
      }
      if (node.kind === Kind.STRING) unreadableText ||= unreadable.test(node.value);
    },
  });
  if (directives > limits.directives) return tooMuch({ zh: '指令数', en: 'directives' }, limits.directives);
  if (crowded) return tooMuch({ zh: '单个字段的指令数', en: 'directives on one field' }, limits.directivesPerNode);
  return unreadableText ? unreadableInput() : undefined;
}

export function unreadableInput(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: '输入含有不允许的字符（空字符或不完整的字符），请删除后重试',
    en: 'the input has a character that is not allowed (NUL or half a surrogate pair); remove it and try again',
  });
}

/** Whether a text holds a NUL byte or half of a surrogate pair: PostgreSQL refuses the one and mangles the other. */
export function isUnreadable(text: string): boolean {
  return unreadable.test(text);
}

function measureRefusal(
  document: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limits: Limits,
): Fault | undefined {
  const measure = measurer(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const found = measure(definition.selectionSet);
    if (found.depth > limits.depth && definition.kind === Kind.OPERATION_DEFINITION)
      return tooMuch({ zh: '嵌套层数', en: 'levels of nesting' }, limits.depth);
    // Fragments may be meant for introspection; what they add to an operation is counted there.
    if (Math.max(found.depth, found.introspectionDepth) > limits.introspectionDepth)
      return tooMuch({ zh: '嵌套层数', en: 'levels of nesting' }, limits.introspectionDepth);
    if (found.aliases > limits.aliases) return tooMuch({ zh: '别名数', en: 'aliases' }, limits.aliases);
    if (found.fields > limits.fields) return tooMuch({ zh: '字段数', en: 'fields' }, limits.fields);
  }
  return undefined;
}

function measurer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Measure {
  // A fragment being measured counts nothing: validation refuses the cycle later.
  const known = new Map<string, Measure>();
  const nothing: Measure = { depth: 0, introspectionDepth: 0, fields: 0, aliases: 0 };
  const measure = (set: SelectionSetNode): Measure => {
    const sum = { ...nothing };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) add(sum, measureField(selection));
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(sum, measure(selection.selectionSet));
      else add(sum, measureFragment(selection.name.value));
    }
    return sum;
  };
  const measureField = (field: FieldNode): Measure => {
    const inside = field.selectionSet ? measure(field.selectionSet) : nothing;
    const isIntrospection = introspection.has(field.name.value);
    return {
      depth: isIntrospection ? 1 : inside.depth + 1,
      introspectionDepth: isIntrospection ? inside.depth + 1 : inside.introspectionDepth,
      fields: inside.fields + 1,
      aliases: inside.aliases + (field.alias ? 1 : 0),
    };
  };
  const measureFragment = (name: string): Measure => {
    const before = known.get(name);
    if (before) return before;
    known.set(name, nothing);
    const fragment = fragments.get(name);
    const measured = fragment ? measure(fragment.selectionSet) : nothing;
    known.set(name, measured);
    return measured;
  };
  return measure;
}

function add(sum: Measure, part: Measure): void {
  sum.depth = Math.max(sum.depth, part.depth);
  sum.introspectionDepth = Math.max(sum.introspectionDepth, part.introspectionDepth);
  sum.fields = Math.min(sum.fields + part.fields, countless);
  sum.aliases = Math.min(sum.aliases + part.aliases, countless);
}

/** Whether a response key stands too often in one selection set: the rule on overlapping fields compares each with each. */
function repetitionRefusal(
  document: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limits: Limits,
): Fault | undefined {
  let refused = false;
  let repeatedSelections = 0;
  const countKeys = (set: SelectionSetNode, counts: Map<string, number>, seen: Set<string>) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        if (count > 1 && selection.selectionSet) repeatedSelections += 1;
        refused ||= count > limits.repetitions || repeatedSelections > limits.repeatedSelections;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) countKeys(selection.selectionSet, counts, seen);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) countKeys(fragment.selectionSet, counts, seen);
      }
    }
  };
  const countSet = (owner: { readonly selectionSet?: SelectionSetNode }) => {
    if (owner.selectionSet && !refused) countKeys(owner.selectionSet, new Map(), new Set());
  };
  visit(document, { OperationDefinition: countSet, FragmentDefinition: countSet, Field: countSet });
  if (!refused) return undefined;
  const limit = repeatedSelections > limits.repeatedSelections ? limits.repeatedSelections : limits.repetitions;
  return tooMuch({ zh: '同一字段的重复次数', en: 'repetitions of one field' }, limit);
}
