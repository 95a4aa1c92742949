/**
 * Promises what a person loads before the feed of an organisation shows, file by file, compressed; fails above 300 kB.
 *   npm run measure:portal
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { filesBehind, manifestOf } = require('./release.js');

const root = path.join(__dirname, '..', '..');
const output = path.join(root, '.build', 'portal');
const limitBytes = 300_000;
/** What the first page of the feed asks for, in Chinese. */
const wanted = ['index.html', 'src/benches/organisation/pages.ts', 'src/benches/organisation/words.zh.ts'];

/** Bytes over the wire with gzip, which every browser and proxy understands; brotli makes it less still. */
function measure() {
  const files = ['index.html', 'mark.svg', ...filesBehind(manifestOf(output), wanted)].map((name) => {
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
