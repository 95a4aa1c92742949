/** Shows that each of the 68 rows of the published case names what is in the contract, and a test that is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';
import { projectRoot } from '../../server/project';

const text = readFileSync(join(projectRoot, 'schema', 'README.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d+) +\| ([^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map((match) => ({
  number: Number(match[1]),
  names: [...match[3]!.matchAll(/`([^`]+)`/g)].map((name) => name[1]!),
  tests: [...match[4]!.matchAll(/`([^`]+)`/g)].map((file) => file[1]!),
}));

describe('the table of the published case', () => {
  test('given the table, then it has each of the 68 rows once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 68 }, (_, index) => index + 1));
  });

  test('given each operation or type that it names, then it is in schema.graphql', () => {
    const schema = buildSchema(readFileSync(join(projectRoot, 'schema', 'schema.graphql'), 'utf8'));
    const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
    const operations = new Set(roots.flatMap((root) => Object.keys(root.getFields())));
    const isThere = (name: string) => {
      const [type, field] = name.split('.') as [string, string?];
      const found = schema.getType(type);
      if (field === undefined) return found !== undefined || operations.has(name);
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
});
