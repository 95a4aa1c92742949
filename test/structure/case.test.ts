/** Shows that each of the 68 rows of the published case names what is in the contract, and a test that is there and uses it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSchema, isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { projectRoot } from '../../server/project';

const text = readFileSync(join(projectRoot, 'schema', 'README.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d+) +\| ([^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map((match) => ({
  number: Number(match[1]),
  names: [...match[3]!.matchAll(/`([^`]+)`/g)].map((name) => name[1]!),
  tests: [...match[4]!.matchAll(/`([^`]+)`/g)].map((file) => file[1]!),
}));

/** A test with the helpers on the stage that it imports. */
function wordsOf(file: string): string {
  const whole = readFileSync(join(projectRoot, file), 'utf8');
  const helpers = [...whole.matchAll(/from '(\.[^']*)'/g)]
    .map((match) => `${join(dirname(file), match[1]!)}.ts`)
    .filter((helper) => helper.startsWith('test/') && existsSync(join(projectRoot, helper)));
  return [whole, ...helpers.map((helper) => readFileSync(join(projectRoot, helper), 'utf8'))].join('\n');
}

describe('the table of the published case', () => {
  const schema = buildSchema(readFileSync(join(projectRoot, 'schema', 'schema.graphql'), 'utf8'));

  test('given the table, then it has each of the 68 rows once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 68 }, (_, index) => index + 1));
  });

  test('given each operation or type that it names, then it is in schema.graphql', () => {
    const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
    const operations = new Set(roots.flatMap((root) => Object.keys(root.getFields())));
    const isThere = (name: string) => {
      const [type, field] = name.split('.') as [string, string?];
      const found = schema.getType(type);
      if (field === undefined) return found !== undefined || operations.has(name);
      if (isEnumType(found)) return found.getValue(field) !== undefined;
      return (isObjectType(found) || isInterfaceType(found)) && field in found.getFields();
    };
    const missing = rows.flatMap(({ number, names }) =>
      names.filter((name) => !isThere(name)).map((name) => [number, name]),
    );
    expect(missing).toEqual([]);
  });

  test('given each test that it names, then the file is there; and a row without an operation has no test', () => {
    const missing = rows.flatMap(({ number, tests }) =>
      tests.filter((file) => !existsSync(join(projectRoot, file))).map((file) => [number, file]),
    );
    expect(missing).toEqual([]);
    expect(rows.filter(({ names, tests }) => (names.length === 0) !== (tests.length === 0))).toEqual([]);
    expect(rows.filter(({ names }) => names.length === 0).length).toBeLessThan(5);
  });

  test('given each row, then its test calls each operation that it names, and uses each field, value or enum', () => {
    const uses = (words: string, name: string) => {
      const [type, part] = name.split('.') as [string, string?];
      const found = schema.getType(type);
      const wanted = part ? [part] : isEnumType(found) ? found.getValues().map((value) => value.name) : [name];
      return wanted.some((one) => new RegExp(`\\b${one}\\b`).test(words));
    };
    const unused = rows.flatMap(({ number, names, tests }) => {
      const words = tests.map(wordsOf).join('\n');
      return names.filter((name) => !uses(words, name)).map((name) => `${number} ${name}`);
    });
    expect(unused).toEqual([]);
  });
});
