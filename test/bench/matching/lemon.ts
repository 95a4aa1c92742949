/** Promises LEMON as a peer: builds the driver when g++ and LEMON's headers are there, and says so when they are not. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanInstance } from '../../../server/matching/engine/plan/instance';

export interface Measured {
  readonly objective: number;
  readonly wallMilliseconds: number;
  readonly cpuMilliseconds: number;
}

export type Algorithm = 'simplex' | 'scaling';

/** The path of the driver, or undefined when it cannot be built here. */
export function buildLemon(root: string): string | undefined {
  const source = join(root, 'test', 'bench', 'matching', 'lemon.cpp');
  const folder = join(root, '.build', 'bench');
  const driver = join(folder, 'lemon');
  if (existsSync(driver) && statSync(driver).mtimeMs > statSync(source).mtimeMs) return driver;
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('g++', ['-O2', '-std=c++14', '-w', '-o', driver, source, '-llemon'], {
    encoding: 'utf8',
  });
  return status === 0 ? driver : undefined;
}

/** The instance as 32-bit words: needs, organisations, arcs, then the arrays. */
export function writeInstance(file: string, instance: PlanInstance): void {
  const { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  const head = Int32Array.of(needs, organisations, arcScore.length);
  const parts = [head, arcStart, arcOrganisation, arcScore, capacity, unassignedScore];
  writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))));
}

export function runLemon(driver: string, file: string, algorithm: Algorithm): Measured {
  const [objective, wallMilliseconds, cpuMilliseconds] = execFileSync(driver, [file, algorithm], { encoding: 'utf8' })
    .trim()
    .split(' ')
    .map(Number) as [number, number, number];
  return { objective, wallMilliseconds, cpuMilliseconds };
}
