/** Shows that every measure that a room declares is in the one list, with a code of its own. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import 'reflect-metadata';
import { measures } from '../../server/composition/measures';
import type { Measure } from '../../server/measure';
import { projectRoot } from '../../server/project';

test('given every file of measures, then server/composition/measures.ts lists what it exports, each code once', async () => {
  const server = join(projectRoot, 'server');
  const files = readdirSync(server, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((room) => readdirSync(join(server, room.name)).map((file) => join(server, room.name, file)))
    .filter((file) => file.endsWith('.measures.ts'));
  const exported = await Promise.all(
    files.map(async (file) => Object.values((await import(file)) as Record<string, unknown>)),
  );
  const declared = exported.flat().flatMap((value) => (Array.isArray(value) ? (value as Measure[]) : []));
  expect(files.length).toBeGreaterThan(10);
  expect(measures.map(({ code }) => code).sort()).toEqual(declared.map(({ code }) => code).sort());
  expect(new Set(measures.map(({ code }) => code)).size).toBe(measures.length);
});
