/** Promises the committed contract: prints the schema of this release to schema/schema.graphql (`npm run print:schema`). */
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { compose } from './composition';
import { readConfig, type Config } from './config';
import { projectRoot } from './project';
import { buildLinkageSchema } from './schema';

/** The contract as text, in alphabetical order. */
export function printContract(config: Config): string {
  const composition = compose(config, 'postgres://unused');
  return `${printSchema(lexicographicSortSchema(buildLinkageSchema(composition.resolvers)))}\n`;
}

if (require.main === module) writeFileSync(join(projectRoot, 'schema', 'schema.graphql'), printContract(readConfig()));
