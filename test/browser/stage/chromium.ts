/** Promises a Chromium for the run: the one named, that of the system, or the one that a package carries; or words that say what to do. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const places = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await executable(),
    // Containers run as root and have little shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, ...fonts() },
  });
}

async function executable(): Promise<string> {
  const named = process.env.LINKAGE_CHROMIUM;
  if (named) return named;
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const carried = await import('@sparticuz/chromium');
    return carried.default.executablePath();
  }
  throw new Error('No Chromium was found: install Chrome or Chromium, or name one by LINKAGE_CHROMIUM=/path/to/it');
}

/** A machine without Chinese fonts would draw boxes: it uses those that the receipts are printed with. Elsewhere this changes nothing. */
function fonts(): Record<string, string> {
  if (process.platform !== 'linux') return {};
  const family = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const folder = join(tmpdir(), 'linkage-browser-fonts');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'fonts.conf');
  const own = ['400Regular', '700Bold'].map((weight) => `<dir>${join(family, weight)}</dir>`).join('');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${own}<dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}
