/** Shows that rooms import one way, without circles, that a table is named in one room, and that no attic starts. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { projectRoot } from '../../server/project';

/** From the ground up; a room may import those before it. Kept in step with server/decisions/0001. */
const rooms = [
  ['project.ts'],
  ['message.ts'],
  ['measure.ts'],
  ['calendar.ts'],
  ['resource.ts'],
  ['signal.ts'],
  ['happening.ts'],
  ['gauges.ts'],
  ['answering-thread.ts'],
  ['config.ts'],
  ['database'],
  ['event'],
  ['audit'],
  ['ledger'],
  ['context.ts'],
  ['area'],
  ['identity'],
  ['inspection'],
  ['organisation'],
  ['household'],
  ['photo'],
  ['policy'],
  ['register'],
  ['application'],
  ['adviser'],
  ['training'],
  ['points'],
  ['pairing'],
  ['meeting'],
  ['experience'],
  ['visit'],
  ['casework'],
  ['need'],
  ['project'],
  ['visit'],
  ['donation'],
  ['matching'],
  ['employment'],
  ['course'],
  ['referral'],
  ['offer'],
  ['claim'],
  ['revisit'],
  ['receipt'],
  ['allocation'],
  ['wish'],
  ['trace'],
  ['plan'],
  ['swap'],
  ['activity'],
  ['supervision'],
  ['holiday'],
  ['rights'],
  ['warning'],
  ['outreach'],
  ['timeline'],
  ['spreadsheet'],
  ['import'],
  ['catalogue'],
  ['intake'],
  ['webhook'],
  ['node'],
  ['indicator'],
  ['evaluation'],
  ['export'],
  ['job'],
  ['live'],
  ['transport'],
  ['sample'],
];
const orderOf = new Map(rooms.flatMap((names, index) => names.map((name) => [name, index] as const)));

/** What the order does not allow, with the reason. */
const exceptions = new Set([
  // The request context holds the actor, and identity's resolvers read the context.
  'context.ts -> identity',
  // The list of all entities, for the DataSource.
  'database -> *entities',
]);

/** Tables that a room beside its own may name, with the statement that needs it (decision 0001). */
const tableExceptions: Record<string, string[]> = {
  organisation: ['identity', 'claim'],
  need: ['claim'],
  service_offering: ['claim'],
  referral: ['claim'],
  offer: ['claim'],
  organisation_standing: ['claim'],
  community_standing: ['claim'],
  event: ['claim', 'live'],
  // The check of the books proves that each transfer is of the transaction of its command.
  audit_line: ['claim', 'ledger'],
};

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

const server = join(projectRoot, 'server');
const files = sources(server);

function importsOf(file: string, among = files): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import|require\()\s*['"](\.[^'"]+)['"]/g)].map((match) => {
    const target = resolve(dirname(file), match[1]!);
    const named = [`${target}.ts`, `${target}.tsx`, join(target, 'index.ts')];
    return among.find((candidate) => named.includes(candidate)) ?? target;
  });
}

function roomOf(file: string): string {
  return relative(server, file).split('/')[0]!;
}

describe('the rooms of the server', () => {
  test('given every import between rooms, then it goes to a room above', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith(server))
        .flatMap((target) => {
          const [from, to] = [roomOf(file), roomOf(target)];
          const [fromOrder, toOrder] = [orderOf.get(from), orderOf.get(to)];
          if (from === to || fromOrder === undefined || toOrder === undefined || toOrder < fromOrder) return [];
          if (exceptions.has(`${from} -> ${to}`)) return [];
          if (relative(server, file) === 'database/entities.ts') return [];
          return [`${relative(server, file)} imports ${relative(server, target)}`];
        }),
    );
    expect(upward).toEqual([]);
  });

  test('given every import between files, then there is no circle that is more than a type', () => {
    const graph = new Map(files.map((file) => [file, runtimeImports(file)]));
    expect(circles(graph)).toEqual([]);
  });

  test('given every import between files of the portal, then there is no circle, not even of types', () => {
    const pages = sources(join(projectRoot, 'client-examples', 'portal', 'src'));
    expect(circles(new Map(pages.map((file) => [file, importsOf(file, pages)])))).toEqual([]);
  });

  test('given the engine of matching, then it imports nothing but itself', () => {
    const engine = join(server, 'matching', 'engine');
    const outside = files
      .filter((file) => file.startsWith(engine))
      .flatMap((file) => {
        const all = [...readFileSync(file, 'utf8').matchAll(/from\s*['"]([^'"]+)['"]/g)].map((match) => match[1]!);
        return all
          .filter((target) => !target.startsWith('.') || !resolve(dirname(file), target).startsWith(engine))
          .map((target) => `${relative(server, file)} imports ${target}`);
      });
    expect(outside).toEqual([]);
  });

  test('given every folder and file, then none has the name of an attic', () => {
    const attics = /(^|\/)(utils?|helpers?|common|shared|misc|lib|core|base|types)(\.|\/|$)/;
    const named = ['server', 'schema', 'client-examples', 'test']
      .flatMap((folder) => sources(join(projectRoot, folder)))
      .map((file) => relative(projectRoot, file))
      .filter((file) => attics.test(file));
    expect(named).toEqual([]);
  });

  test('given every source file, then it opens with the sentence of what it promises or shows', () => {
    const silent = ['server', 'schema', 'client-examples', 'test']
      .flatMap((folder) => sources(join(projectRoot, folder)))
      .filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(projectRoot, file));
    expect(silent).toEqual([]);
  });

  test('given every table, then one room names it in SQL, and the named exceptions', () => {
    const migrations = join(server, 'database', 'migrations');
    const tables = readdirSync(migrations)
      .flatMap((file) => [...readFileSync(join(migrations, file), 'utf8').matchAll(/^CREATE TABLE (\w+)/gm)])
      .map((match) => match[1]!);
    const shared = tables.flatMap((table) => {
      const naming = new Set(
        files
          .filter((file) => new RegExp(`\\b(FROM|JOIN|UPDATE|INTO)\\s+${table}\\b`).test(readFileSync(file, 'utf8')))
          .map(roomOf),
      );
      for (const allowed of tableExceptions[table] ?? []) naming.delete(allowed);
      return naming.size > 1 ? [`${table}: ${[...naming].join(', ')}`] : [];
    });
    expect(shared).toEqual([]);
  });
});

test('given the numbers in the names of the tests, then test/attacks/README.md lists them (node test/attacks/coverage.mjs --write)', () => {
  const printed = execFileSync(process.execPath, [join(projectRoot, 'test', 'attacks', 'coverage.mjs')], {
    encoding: 'utf8',
  });
  expect(readFileSync(join(projectRoot, 'test', 'attacks', 'README.md'), 'utf8')).toBe(printed);
});

function runtimeImports(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/import type [^;]+;/g, '');
  return [...text.matchAll(/(?:from|import)\s*['"](\.[^'"]+)['"]/g)].flatMap((match) => {
    const target = resolve(dirname(file), match[1]!);
    const found = files.find((candidate) => candidate === `${target}.ts` || candidate === join(target, 'index.ts'));
    return found ? [found] : [];
  });
}

function circles(graph: Map<string, string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].map((step) => relative(projectRoot, step)).join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}
