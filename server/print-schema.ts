/** Promises the committed contract: prints the schema of this release to schema/schema.graphql (`npm run print:schema`). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { compose } from './composition';
import { readConfig } from './config';
import { projectRoot } from './project';
import { buildLinkageSchema } from './schema';

/** The contract as text, in alphabetical order. */
export function printContract(): string {
  const composition = compose(readConfig(), 'postgres://unused');
  return `${printSchema(lexicographicSortSchema(buildLinkageSchema(composition.resolvers)))}\n`;
}

if (require.main === module) writeFileSync(join(projectRoot, 'schema', 'schema.graphql'), printContract());
