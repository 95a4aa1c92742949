/**
 * Promises what a person loads before the feed of an organisation shows, file by file, compressed; fails above 300 kB.
 *   npm run measure:portal
 */
'use strict';
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..', '..');
const output = path.join(root, '.build', 'portal');
const limitBytes = 300_000;
/** What the first page of the feed asks for, in Chinese. */
const wanted = ['index.html', 'src/benches/organisation/pages.ts', 'src/benches/organisation/words.zh.ts'];

/** The built files behind the wanted sources, with all that they import and their styles; nothing that is loaded later. */
function filesOf(manifest) {
  const files = new Set(['index.html', 'mark.svg']);
  const seen = new Set();
  const visit = (key) => {
    const entry = manifest[key];
    if (!entry) throw new Error(`The build has no ${key}`);
    if (seen.has(key)) return;
    seen.add(key);
    for (const file of [entry.file, ...(entry.css || [])]) files.add(file);
    for (const imported of entry.imports || []) visit(imported);
  };
  wanted.forEach(visit);
  return [...files];
}

/** Bytes over the wire with gzip, which every browser and proxy understands; brotli makes it less still. */
function measure() {
  const manifest = JSON.parse(fs.readFileSync(path.join(output, '.vite', 'manifest.json'), 'utf8'));
  const files = filesOf(manifest).map((name) => {
    const packed = path.join(output, `${name}.gz`);
    return { name, bytes: fs.statSync(fs.existsSync(packed) ? packed : path.join(output, name)).size };
  });
  return { files, bytes: files.reduce((sum, file) => sum + file.bytes, 0), limitBytes };
}

module.exports = { measure };

if (require.main === module) {
  const { files, bytes } = measure();
  for (const file of files) process.stdout.write(`${String(file.bytes).padStart(8)}  ${file.name}\n`);
  process.stdout.write(`${String(bytes).padStart(8)}  first load of the feed, of ${limitBytes} allowed\n`);
  if (bytes > limitBytes) process.exitCode = 1;
}
