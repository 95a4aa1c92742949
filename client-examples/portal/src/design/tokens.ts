/** Promises every colour, size and curve of the portal in one place, light and dark; contrast of texts is 4.5 to 1 or more. */

/** Paper, ink, pine and persimmon: a desk in daylight, and the same desk by a lamp. */
const light = {
  paper: '#faf6ef',
  surface: '#fffdf9',
  sunken: '#f1eade',
  line: '#e0d5c3',
  ink: '#22302d',
  'ink-soft': '#55635f',
  pine: '#1d5c53',
  'pine-strong': '#14443d',
  'pine-wash': '#e3eee9',
  'on-pine': '#fffdf9',
  persimmon: '#a8441b',
  'persimmon-wash': '#fbe9de',
  amber: '#80570a',
  'amber-wash': '#f9edd0',
  plum: '#7b3f63',
  'plum-wash': '#f5e6ef',
  sky: '#2a587f',
  'sky-wash': '#e4eef6',
  danger: '#a32626',
  focus: '#1d5c53',
  shade: '0 1px 2px rgb(60 45 20 / 8%), 0 6px 18px rgb(60 45 20 / 6%)',
};

const dark: Record<keyof typeof light, string> = {
  paper: '#171d1b',
  surface: '#1f2725',
  sunken: '#131816',
  line: '#3a4542',
  ink: '#ece5d8',
  'ink-soft': '#b0b7b1',
  pine: '#7cc4b4',
  'pine-strong': '#a5dccf',
  'pine-wash': '#213a35',
  'on-pine': '#10211d',
  persimmon: '#f0a27c',
  'persimmon-wash': '#40281d',
  amber: '#e5bd6b',
  'amber-wash': '#3a301a',
  plum: '#dfa6c8',
  'plum-wash': '#3a2633',
  sky: '#9cc6e8',
  'sky-wash': '#1f3140',
  danger: '#f2a09a',
  focus: '#a5dccf',
  shade: '0 1px 2px rgb(0 0 0 / 40%)',
};

/** The same in every light. */
const measures = {
  'font-text':
    '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
  radius: '14px',
  'radius-small': '9px',
  touch: '44px',
  rail: '232px',
};

export type Scheme = 'light' | 'dark';
export const palettes: Record<Scheme, Record<keyof typeof light, string>> = { light, dark };
export const fontFamily = measures['font-text'];

/** Puts the tokens where the stylesheets look for them. */
export function wear(scheme: Scheme): void {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries({ ...palettes[scheme], ...measures }))
    style.setProperty(`--${name}`, value);
  style.colorScheme = scheme;
}
