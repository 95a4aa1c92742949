/** Promises which built files stand behind a source, by the manifest of the build, and the worker that keeps those of the adviser's bench. */
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

/** What an adviser's page needs to open, in both languages. */
const kept = [
  'index.html',
  'src/language/words.en.ts',
  ...['pages', 'words.zh', 'words.en'].map((name) => `src/benches/adviser/${name}.ts`),
];
/** What no source imports. */
const icons = ['mark.svg', 'linkage.webmanifest'];
/** Addresses at which that page opens; and those below them. */
const places = ['/', '/sign-in', '/adviser'];

function manifestOf(folder) {
  return JSON.parse(fs.readFileSync(path.join(folder, '.vite', 'manifest.json'), 'utf8'));
}

/** The built files behind sources, with all that they import and their styles; nothing that is loaded later. */
function filesBehind(manifest, sources) {
  const files = new Set();
  const seen = new Set();
  const visit = (key) => {
    const entry = manifest[key];
    if (!entry) throw new Error(`The build has no ${key}`);
    if (seen.has(key)) return;
    seen.add(key);
    for (const file of [entry.file, ...(entry.css || [])]) files.add(file);
    for (const imported of entry.imports || []) visit(imported);
  };
  sources.forEach(visit);
  return [...files];
}

/** Writes the worker with the names of its files. Another content of any of them makes another worker, which is how browsers learn of it. */
function writeWorker(folder) {
  const digest = (content) => crypto.createHash('sha256').update(content).digest('hex');
  const manifest = manifestOf(folder);
  const later = manifest['src/benches/adviser/pages.ts'].dynamicImports || [];
  const files = [...filesBehind(manifest, [...kept, ...later]), ...icons].map((name) => `/${name}`).sort();
  const entry = digest(fs.readFileSync(path.join(folder, 'index.html')));
  const contents = icons.map((name) => digest(fs.readFileSync(path.join(folder, name))));
  const name = digest(JSON.stringify([entry, files, contents])).slice(0, 16);
  const release = `'use strict';\nconst RELEASE = ${JSON.stringify({ name, entry, places, files })};\n`;
  fs.writeFileSync(
    path.join(folder, 'worker.js'),
    release + fs.readFileSync(path.join(__dirname, 'worker.js'), 'utf8'),
  );
}

module.exports = { filesBehind, manifestOf, writeWorker };
