/** Promises the colours in which pictures speak, in the order in which they are given out. */
export const tones = ['pine', 'persimmon', 'sky', 'plum', 'amber'] as const;
export type Tone = (typeof tones)[number];
