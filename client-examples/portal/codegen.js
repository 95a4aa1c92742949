/** Promises, beside each `x.graphql`, the file `x.documents.ts`: its operations, typed by the contract, or an error that says what does not fit. */
'use strict';
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..', '..');
const contract = path.join(root, 'schema', 'schema.graphql');
const sources = path.join(__dirname, 'src');

function documentsIn(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) return documentsIn(name);
      return entry.name.endsWith('.graphql') ? [name] : [];
    })
    .sort();
}

/** The operations of a file as texts, each with the fragments that it uses; a text knows what it asks with and what it is answered. */
function textsOf(file, ast, graphql) {
  const fragments = new Map(
    ast.definitions.filter((one) => one.kind === 'FragmentDefinition').map((one) => [one.name.value, one]),
  );
  const used = (node, found = new Set()) => {
    graphql.visit(node, {
      FragmentSpread: ({ name }) => {
        if (found.has(name.value)) return;
        found.add(name.value);
        used(fragments.get(name.value), found);
      },
    });
    return found;
  };
  const kinds = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  const operations = ast.definitions.filter((one) => one.kind === 'OperationDefinition');
  const from = path
    .relative(path.dirname(file), path.join(sources, 'graphql', 'document'))
    .split(path.sep)
    .join('/');
  const lines = operations.map((one) => {
    const name = one.name.value;
    const type = name + kinds[one.operation];
    const text = [one, ...[...used(one)].map((fragment) => fragments.get(fragment))].map(graphql.print).join('\n');
    const packed = JSON.stringify(text.replace(/\s+/g, ' '));
    return `export const ${name} = ${packed} as Document<${type}, ${type}Variables>;`;
  });
  return `import type { Document } from '${from.startsWith('.') ? from : `./${from}`}';\n\n${lines.join('\n')}\n`;
}

async function generate() {
  const graphql = require('graphql');
  const { codegen } = require('@graphql-codegen/core');
  const operations = require('@graphql-codegen/typescript-operations');
  const text = fs.readFileSync(contract, 'utf8');
  const schemaAst = graphql.buildSchema(text);
  const schema = graphql.parse(text);
  const config = {
    enumType: 'string-literal',
    strictScalars: true,
    scalars: scalarsOf(schemaAst, graphql),
    skipTypename: true,
    immutableTypes: true,
  };
  for (const file of documentsIn(sources)) {
    const source = fs.readFileSync(file, 'utf8');
    const document = graphql.parse(new graphql.Source(source, path.relative(root, file)));
    const mistakes = graphql.validate(schemaAst, document).map(String);
    if (mistakes.length > 0) throw new Error(mistakes.join('\n\n'));
    const filename = file.replace(/\.graphql$/, '.documents.ts');
    const types = await codegen({
      ...{ filename, schema, schemaAst, config },
      documents: [{ location: file, document, rawSDL: source }],
      plugins: [{ operations: {} }],
      pluginMap: { operations },
      skipDocumentsValidation: true,
    });
    const head = `/** Promises the operations of ${path.basename(file)} as the contract types them. Generated: change that file instead. */`;
    write(filename, [head, '/* eslint-disable */', types, textsOf(file, document, graphql)].join('\n'));
  }
}

/** All scalars of the contract are texts in JSON: amounts in fen too, which may be larger than a number is exact. */
function scalarsOf(schema, graphql) {
  const own = Object.values(schema.getTypeMap()).filter(graphql.isScalarType);
  const builtIn = { Int: 'number', Float: 'number', Boolean: 'boolean' };
  return Object.fromEntries(own.map(({ name }) => [name, builtIn[name] || 'string']));
}

/** A file that would stay the same is left alone: whoever watches it need not look again. */
function write(file, text) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.writeFileSync(file, text);
}

generate().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
